"""Assessments, figures and passages: stored with their records, gone with their rows, the same
whatever was loaded before.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from hub.store.dump import dump
from loaders.directory import open_directory

FIELDS = {"scheme": {"const": "os2-level"}, "value": "level", "as_of": "assessed"}
LEVEL = {"kind": "assessment", "of": "product", "key": "key", "fields": FIELDS}
TEXT = {"kind": "passage", "of": "product", "key": "key", "fields": {"topic": {"const": "purpose"}, "text": "text"}}
ROW = {"key": "mo", "name": "OS2mo", "level": "2", "assessed": "2026-09", "text": "Organisation charts"}


def folder(seeds: Any, rows: list[dict[str, Any]]) -> Path:
    records = [{"kind": "product", "key": "key", "fields": {"name": "name"}}, LEVEL, TEXT]
    source = {"name": "product", "path": "product.jsonl", "format": "table", "records": records}
    written: Path = seeds.write("alpha", {"product": rows}, sources=[source])
    return written


async def details(store: Database) -> list[tuple[Any, ...]]:
    async with store.write() as tx:
        return [tuple(row) for row in await tx.rows("SELECT sort, name, value, as_of FROM detail ORDER BY sort, id")]


async def assessed(store: Database) -> list[str]:
    async with store.write() as tx:
        return [row.value for row in await tx.rows("SELECT value FROM term WHERE field = 'assessments'")]


async def test_a_level_comes_changes_and_goes_with_its_row(store: Database, seeds: Any) -> None:
    await load(store, folder(seeds, [ROW]))
    assert ("assessment", "os2-level", "2", "2026-09") in await details(store)
    assert await assessed(store) == ["os2-level:2"]
    await load(store, folder(seeds, [ROW | {"level": "3"}]))
    assert await assessed(store) == ["os2-level:3"]
    await load(store, folder(seeds, [{"key": "mo", "name": "OS2mo"}]))
    assert (await details(store), await assessed(store)) == ([], [])


async def test_a_store_that_followed_its_details_equals_a_fresh_one(
    sqlite_store: Database, seeds: Any, tmp_path: Path
) -> None:
    for row in (ROW, ROW | {"level": "3", "text": "Something else"}, ROW | {"level": "sandbox"}):
        await load(sqlite_store, folder(seeds, [row, {"key": "x", "name": "Decidim"}]))
    async with Database(f"sqlite:///{tmp_path / 'fresh.db'}") as fresh:
        await load(fresh, folder(seeds, [ROW | {"level": "sandbox"}, {"key": "x", "name": "Decidim"}]))
        assert [line async for line in dump(sqlite_store)] == [line async for line in dump(fresh)]


async def test_a_value_that_the_scheme_does_not_have_is_reported(sqlite_store: Database, seeds: Any) -> None:
    report = await load(sqlite_store, folder(seeds, [ROW | {"level": "seven"}]))
    assert [issue.code.value for issue in report.issues] == ["value-unknown"]
    assert await assessed(sqlite_store) == []


async def test_a_detail_about_nothing_is_reported(store: Database, seeds: Any) -> None:
    report = await load(store, folder(seeds, [ROW, {"key": "y", "level": "1"}]))
    assert "reference-unresolved" in {issue.code.value for issue in report.issues}


@pytest.mark.parametrize("name", ["level", "level_date", "stage"])
def test_a_manifest_that_maps_a_former_field_is_told_the_new_spelling(tmp_path: Path, name: str) -> None:
    source = {
        "name": "p",
        "path": "p.csv",
        "format": "table",
        "kind": "product",
        "mapping": {"name": "name", name: "x"},
    }
    manifest = {"network": "a", "title": "A", "homepage": "https://a.example", "publisher": {"name": "A"}}
    manifest |= {"licence": "CC0-1.0", "attribution": "A", "sources": [source]}
    (tmp_path / "network.yaml").write_text(json.dumps(manifest), encoding="utf-8")
    _, issues = open_directory(tmp_path)
    (issue,) = [issue for issue in issues if name in issue.message]
    assert "assessment" in (issue.hint or "")
    assert issue.place.line
