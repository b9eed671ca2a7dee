"""docs/standards.md: its commands do what it says, and what is written in a standard comes back the same."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import rdflib
import yaml

from hub.app import create_editions
from hub.config import Settings
from hub.exports import MEDIUM_BY_NAME, STANDARDS, Export, dataset
from hub.exports.tabular import as_stated
from hub.load import load_all
from hub.store import Database, upgrade
from loaders.directory import open_directory, read_directory
from loaders.formats.publiccode.regular_form import identity
from schema.kinds import KIND_BY_NAME
from schema.records import Record
from scripts.documents import ROOT
from tests.corpus.assembling import CORPUS, assemble
from tests.docs.page_commands import PageCommands, exported, requested, serving
from tests.hub.exports.standards.shacl import OFFICIAL, needs_official, reports, with_authorities

PAGE = (ROOT / "docs" / "standards.md").read_text(encoding="utf-8")
COMMANDS = PageCommands.of(PAGE)
ROWS = re.findall(r"^\| (\w+) \| ([\w, -]+) \| (.+?) \| .+ \|$", PAGE.partition("## Round trips")[2], re.MULTILINE)
CASES = [(form, kind, fields) for form, kinds, fields in ROWS if form != "format" for kind in kinds.split(", ")]


@pytest.mark.parametrize("command", COMMANDS.requests)
async def test_a_request_of_the_page_finds_something(seeded_url, command):
    async with serving(seeded_url) as client:
        answer = await requested(client, command)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) > 300, answer.text
    assert "<error" not in answer.text


@pytest.mark.parametrize("command", COMMANDS.exports)
def test_an_export_of_the_page_writes_something(seeded_url: str, tmp_path: Path, command: str):
    assert all(len(content) > 300 for content in exported(seeded_url, tmp_path, command))


@needs_official
@pytest.mark.parametrize("shapes", ["shapes.ttl", "shapes_recommended.ttl", "range.ttl", "deprecateduris.ttl"])
async def test_the_official_shapes_report_nothing_of_the_catalogue_of_the_seeds(seeded_url, shapes):
    async with serving(seeded_url) as client:
        graph = rdflib.Graph().parse(data=(await client.get("/catalog.ttl")).text)
    assert reports(with_authorities(graph) if shapes == "range.ttl" else graph, OFFICIAL / shapes) == []


def test_the_page_lists_every_standard():
    for medium in STANDARDS:
        assert f"`{medium.suffix}`" in PAGE


KEYS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "publiccode": lambda row: identity(row.get("repository")),
    "ospometa": lambda row: row.get("url"),
    "jsonl": lambda row: row["id"],
    "csv": lambda row: row["id"],
}
"""By which key the loader knows a thing that the hub wrote; its address where nothing else is said."""


@pytest.mark.parametrize(("form", "kind", "fields"), CASES)
async def test_what_is_written_in_a_standard_comes_back_the_same(seeded_url, tmp_path, form, kind, fields):
    await assert_comes_back(seeded_url, tmp_path, form, kind, fields)


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no corpus at {CORPUS}")
@pytest.mark.parametrize(
    ("network", "form", "kind"), [("publiccode", "publiccode", "product"), ("floss-pso", "ospometa", "ospo")]
)
async def test_real_files_come_back_the_same(tmp_path, network, form, kind):
    url = f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}"
    async with Database(url) as database:
        await upgrade(database)
        await load_all(database, [assemble(network, CORPUS, tmp_path)])
    [fields] = [fields for other, _, fields in CASES if other == form]
    await assert_comes_back(url, tmp_path / "again", form, kind, fields)


async def assert_comes_back(url: str, folder: Path, form: str, kind: str, fields: str) -> None:
    async with Database(url) as database:
        stated = [orjson.loads(line) for line in (await written(database, "jsonl", kind)).splitlines()]
        content = await written(database, form, kind)
    network = seed_directory(folder / "again", form, kind, content)
    manifest, issues = open_directory(network)
    assert manifest is not None, issues
    records = [
        entry
        async for batch in read_directory(network, manifest)
        for entry in batch
        if isinstance(entry, Record) and entry.kind == kind
    ]
    known: dict[Any, dict[str, Any]] = {}
    for row in stated:
        known.setdefault(KEYS.get(form, lambda row: row["uri"])(row), row)
    assert records
    assert len({record.key for record in records}) == len(records)
    for record in records:
        row = known[record.key]
        named = [name for name in carried(kind, fields) if not is_mere_month(form, row, name)]
        assert {name: same(record.values.get(name)) for name in named} == {
            name: same(row.get(name) if form in {"jsonl", "csv"} else exact(form, row, name)) for name in named
        }, (row["name"], record.place)


async def written(database: Database, form: str, kind: str) -> bytes:
    stream = io.BytesIO()
    await Export(create_editions(database, Settings(base_uri="https://hub.example")), MEDIUM_BY_NAME[form]).stream(
        dataset(kind), stream
    )
    return stream.getvalue()


def carried(kind: str, fields: str) -> list[str]:
    """The fields that the page names."""
    facts = KIND_BY_NAME[kind].facts
    if fields.startswith("every field"):
        return [name for name, fact in facts.items() if "texts" not in fields or fact.value.scalar != "LocalisedText"]
    named = re.findall(r"`(\w+)`", fields)
    assert set(named) <= set(facts)
    return named


def is_mere_month(form: str, row: dict[str, Any], name: str) -> bool:
    """Feeds have moments alone; the page says so."""
    return form in {"atom", "rss", "jsonfeed"} and row.get(f"{name}_precision") in {"year", "month"}


def exact(form: str, row: dict[str, Any], name: str) -> Any:
    """A value as it is stated; DCAT-AP knows no country that is none."""
    value = as_stated(row, name) if f"{name}_precision" in row else row.get(name)
    return (
        [country for country in value if country != "INT"]
        if form == "adms" and name == "countries" and value
        else value
    )


def same(value: Any) -> Any:
    """A value for comparison: lists in whatever order, texts without blank lines, nothing at all as nothing."""
    if isinstance(value, list):
        return sorted(value) or None
    if isinstance(value, dict):
        return {language: re.sub(r"\n\n+", "\n", text) for language, text in value.items()}
    return value


def seed_directory(folder: Path, form: str, kind: str, content: bytes) -> Path:
    """A network with what was written as its one source."""
    folder.mkdir(parents=True)
    for name, part in files(form, content):
        (folder / name).write_bytes(part)
    manifest = {
        "network": "again",
        "title": "Again",
        "homepage": "https://again.example",
        "publisher": {"name": "Again"},
        "licence": "CC0-1.0",
        "attribution": "Again",
        "sources": [{"name": "source", **source(form, kind)}],
    }
    (folder / "network.yaml").write_text(yaml.safe_dump(manifest), encoding="utf-8")
    return folder


def files(form: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if form == "publiccode":
        for number, part in enumerate(re.split(rb"^---\n", content, flags=re.MULTILINE)):
            yield f"{number}.yml", part
    else:
        yield f"source.{MEDIUM_BY_NAME[form].suffix}", content


def source(form: str, kind: str) -> dict[str, Any]:
    """How the hub's loaders read it."""
    path = {"publiccode": "*.yml"}.get(form, f"source.{MEDIUM_BY_NAME[form].suffix}")
    formats = {"ics": "icalendar", "atom": "feed", "rss": "feed", "jsonfeed": "feed"}
    if form in {"jsonl", "csv"}:
        facts = KIND_BY_NAME[kind].facts
        split = {"split": "|"} if form == "csv" else {}
        mapping = {name: {"path": name, **(split if fact.many else {})} for name, fact in facts.items()}
        return {"path": path, "format": "table", "kind": kind, "key": "id", "mapping": mapping}
    options = {"options": {"prefixes": False}} if formats.get(form) == "feed" else {}
    return {"path": path, "format": formats.get(form, form), **options}
