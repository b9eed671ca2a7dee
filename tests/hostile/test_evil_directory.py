"""One directory with everything that was ever thought up against a reader of files, beside a good
one: the good one loads.
"""

import io
import logging
import os
import zipfile
from pathlib import Path

import pytest
import pytest_asyncio

from hub.load import load
from hub.store import Database, upgrade
from hub.store.dump import dump
from loaders.formats.table.sheet_bounds import UNPACKED_LIMIT
from tests.loaders.conftest import HEAD
from tests.loaders.test_hostile import XML_BOMB, XML_FILE, YAML_BOMB

PIECE = 16 * 1024 * 1024
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nDTSTART:20260101T000000Z\r\n{}END:VEVENT\r\n"
SOLUTION = """@prefix adms: <http://www.w3.org/ns/adms#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://a.example/b> a adms:Asset ; dcterms:title "A" ; dcat:landingPage <{}> ."""
CASES: dict[str, tuple[str, str | bytes]] = {
    "aliases.yaml": ("table", YAML_BOMB),
    "laughs.yaml": ("publiccode", YAML_BOMB),
    "itself.yaml": ("table", "a: &a [*a]\n"),
    "object.yaml": ("table", "- !!python/object/apply:os.system [touch /tmp/evil]\n"),
    "many_documents.yaml": ("publiccode", "---\na: 1\n" * 2000),
    "long_key.yaml": ("publiccode", f"? {'k' * 100_000}\n: 1\n"),
    "deep.yaml": ("publiccode", "[" * 50_000),
    "deep.json": ("codemeta", '{"a":' * 50_000),
    "deep_inside.json": ("table", '[{"key": "a", "name": ' + "[" * 500 + "]" * 500 + "}]"),
    "digits.json": ("table", '[{"key": ' + "9" * 5000 + ', "name": "A"}]'),
    "digits.yaml": ("publiccode", f"name: {'9' * 5000}\nurl: https://a.example/b\n"),
    "digits.md": ("frontmatter", f"+++\nname = {'9' * 5000}\n+++\n"),
    "exponent.json": ("table", '[{"key": 1e999999, "name": "A"}]'),
    "halves.json": ("table", '[{"key": "\\ud800", "name": "\\udfff"}]'),
    "twice.json": ("table", '[{"key": "a", "key": "b", "name": "A", "name": "B"}]'),
    "nul.csv": ("table", b"key,name\na\x00b,A\x00\n"),
    "quote.csv": ("table", 'key,name\n"a,' + "b" * 2_000_000),
    "columns.csv": ("table", ",".join(f"c{number}" for number in range(20_000)) + "\n" + "x," * 19_999 + "x\n"),
    "formula.csv": ("table", 'key,name\n=1+1,=HYPERLINK("http://evil.example")\n'),
    "utf16.csv": ("table", "key,name\na,Å\n".encode("utf-16")),
    "bomb.xml": ("feed", XML_BOMB),
    "outside.xml": ("feed", XML_FILE),
    "include.xml": ("feed", ATOM.format("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>")),
    "deep.xml": ("feed", ATOM.format("<entry>" * 5000)),
    "attributes.xml": ("feed", "<rss " + " ".join(f"a{number}='1'" for number in range(20_000)) + "/>"),
    "context.jsonld": ("adms", '{"@context": "http://127.0.0.1:9/never", "@id": "x"}'),
    "import.ttl": ("adms", "@prefix owl: <http://www.w3.org/2002/07/owl#> . <> owl:imports <file:///etc/passwd> ."),
    "nested.ttl": ("adms", "<a> <b> " + "[ <c> " * 3000),
    "secondly.ics": ("icalendar", ICS.format(EVENT.format("RRULE:FREQ=SECONDLY\r\n"))),
    "dates.ics": ("icalendar", ICS.format(EVENT.format("RDATE:" + ",".join(["20260101T000000Z"] * 50_000) + "\r\n"))),
    "year.ics": ("icalendar", ICS.format(EVENT.format("DTEND:99991231T235959Z\r\n"))),
    "zones.ics": ("icalendar", ICS.format("BEGIN:VTIMEZONE\r\n" * 2000)),
    "unfolded.ics": ("icalendar", ICS.format("X:" + "\r\n " * 100_000)),
    "page.json": ("ckan", "<!doctype html><title>Please sign in</title>"),
    "empty.json": ("cyclonedx", b""),
    "bracket.yaml": ("publiccode", "publiccodeYmlVersion: '0.5'\nname: A\nurl: https://github.com[https://github.com/a/b\n"),
    "bracket.json": ("ckan", '{"success": true, "result": {"results": [{"name": "a", "title": "A", "url": "https://[a"}]}}'),
    "bracket.ttl": ("adms", SOLUTION.format("https://[a")),
    "marks.cff": ("cff", b"\xef\xbb\xbf\xef\xbb\xbf"),
}  # fmt: skip
LINKS = {"passwd.csv": "/etc/passwd", "itself.csv": "itself.csv", "up.csv": "../outside.csv"}


def spreadsheet_bomb() -> bytes:
    """A workbook whose sheet unpacks to more blanks than any may."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(UNPACKED_LIMIT // PIECE + 1):
                sheet.write(b" " * PIECE)
        book.writestr("../../outside.xml", "x")
    return packed.getvalue()


def written(folder: Path) -> Path:
    """The directory: one source for each evil file, and one for the good."""
    import yaml

    folder.mkdir()
    good = {
        "name": "good",
        "path": "good.csv",
        "format": "table",
        "kind": "product",
        "key": "key",
        "mapping": {"name": "name"},
    }
    sources = [good]
    for name, (form, content) in CASES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        sources.append(source(name, form))
    (folder / "bomb.xlsx").write_bytes(spreadsheet_bomb())
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.csv")
    sources += [source(name, "table") for name in (*LINKS, "bomb.xlsx", "pipe.csv", "../outside.csv", "/etc/passwd")]
    (folder.parent / "outside.csv").write_text("key,name\nsecret,Secret\n")
    (folder / "network.yaml").write_text(yaml.safe_dump(HEAD | {"sources": sources}))
    return folder


def source(path: str, form: str) -> dict[str, object]:
    named = {
        "name": (
            "evil-"
            + "".join(
                sign if sign.isascii() and sign.isalnum() else "-"
                for sign in path.strip("./").replace("_", "-").lower()
            )
        ),
        "path": path,
        "format": form,
    }
    is_table = form in {"table", "frontmatter"}
    return named | ({"kind": "product", "key": "key", "mapping": {"name": "name"}} if is_table else {})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def evil(tmp_path_factory):
    place = tmp_path_factory.mktemp("evil")
    folder = written(place / "sample")
    (folder / "good.csv").write_text("key,name\n" + "".join(f"{key},Library {key}\n" for key in range(20)))
    async with Database(f"sqlite:///{place / 'hub.db'}") as database:
        await upgrade(database)
        yield database, folder


@pytest.mark.asyncio(loop_scope="module")
async def test_the_good_file_loads_and_every_evil_one_is_located_or_harmless(evil, caplog):
    database, folder = evil
    report = await load(database, folder)
    assert report.status == "accepted"
    names = [row[0] for row in await database.fetch_rows("SELECT name FROM record WHERE path = 'good.csv'")]
    assert len(names) == 20
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    text = "\n".join([line async for line in dump(database)])
    assert "Secret" not in text
    assert "root:" not in text
    # a source that states nothing is told where the manifest names it
    told = {name for issue in report.issues for name in (issue.place.path, issue.value)}
    evil_names = {*CASES, *LINKS, "pipe.csv", "bomb.xlsx"}
    stored = {row[0] for row in await database.fetch_rows("SELECT DISTINCT path FROM record")}
    assert evil_names - told - stored <= {"include.xml"}, "neither a record nor a finding"
    assert all(len(issue.message) < 1000 for issue in report.issues)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_was_loaded_before_stays_when_the_good_file_turns_evil(evil):
    database, folder = evil
    await load(database, folder)  # the test that does so may run in another process
    before = [row async for row in dump(database)]
    (folder / "good.csv").write_bytes(b"\x00" * 100_000)
    assert (await load(database, folder)).status in {"accepted", "rejected", "unchanged"}
    kept = await database.fetch_value(
        "SELECT count(*) FROM record WHERE path = 'good.csv' AND withdrawn_revision IS NULL"
    )
    assert kept == 20, before[:3]
