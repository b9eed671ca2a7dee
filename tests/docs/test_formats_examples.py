"""Each directory printed in docs/formats.md loads to the records printed below it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from loaders.directory import open_directory, read_directory
from schema.issues import Issue
from schema.records import Detail, Figure, Record, Statement
from scripts.documents import ROOT

SECTIONS = [
    part
    for part in re.split(r"^## ", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    if "/network.yaml\n" in part
]


@pytest.mark.parametrize("section", SECTIONS, ids=[section.partition("\n")[0] for section in SECTIONS])
async def test_an_example_loads_to_the_records_below_it(section: str, tmp_path: Path):
    root = _written(section, tmp_path)
    entries = await _loaded(root)
    assert [entry for entry in entries if isinstance(entry, Issue)] == []
    for expected in _expected(section):
        found = next((entry for entry in entries if _head(entry) == expected[0]), None)
        assert found is not None, f"{expected[0]} not in {[_head(entry) for entry in entries]}"
        assert set(expected[1:]) <= set(_details(found))


def test_every_example_is_tried():
    assert len(SECTIONS) >= 5


def _written(section: str, folder: Path) -> Path:
    files = re.findall(r"```\w+ (\S+/\S+)\n(.*?)```", section, re.DOTALL)
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / files[0][0].partition("/")[0]


async def _loaded(root: Path) -> list[Any]:
    manifest, issues = open_directory(root)
    assert issues == []
    assert manifest is not None
    return [entry async for batch in read_directory(root, manifest) for entry in batch]


def _expected(section: str) -> list[list[str]]:
    """Blocks of a head and its details, which are indented."""
    lines = re.findall(r"```text records\n(.*?)```", section, re.DOTALL)[0].splitlines()
    heads = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    return [
        [line.strip() for line in lines[start:end]] for start, end in zip(heads, [*heads[1:], len(lines)], strict=True)
    ]


def _head(entry: Any) -> str:
    if isinstance(entry, Record):
        return f"{entry.kind} {entry.key}: {entry.values.get('name', '')}".strip()
    if isinstance(entry, Figure):
        return f"figure {entry.name}: {entry.value:g} {entry.unit} as of {entry.as_of}"
    if isinstance(entry, Detail):
        return f"{entry.sort} {entry.name}: {entry.value} as of {entry.as_of}"
    return str(entry)


def _details(entry: Any) -> list[str]:
    if not isinstance(entry, Record):
        return []
    values = [
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in entry.values.items()
    ]
    return values + [_statement(one) for one in entry.statements]


def _statement(one: Statement) -> str:
    other = one.object if entry_is_subject(one) else one.subject
    role = f" as {one.role}" if one.role else ""
    since = f" since {one.since}" if one.since else ""
    return f"→ {one.predicate}: {(other.key or other.label) if other else ''}{role}{since}"


def entry_is_subject(one: Statement) -> bool:
    """Whether the other end to print is the object: the record is the subject, or states a
    relation between two others.
    """
    return one.object is not None
