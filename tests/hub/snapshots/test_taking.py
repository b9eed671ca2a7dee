"""A snapshot has every table in every format, says of itself what it is, and comes about in one step or not at all."""

import csv
import gc
import json
import re
import shutil
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from pyarrow import parquet
from rdflib import Graph, URIRef

from hub.errors import HubError
from hub.load import load_all
from hub.plan import bulk_reading
from hub.snapshots import FILES, SnapshotFolder, read_manifest, verified
from hub.snapshots.quality import QUALITY_TABLES
from hub.snapshots.snapshot_tables import meaning, snapshot_tables
from hub.store import Database
from schema.kinds import KINDS
from scripts.documents import ROOT

TABLES = [table.name for table in snapshot_tables(0)]
DOCUMENTS = {
    *(
        "exchange.jsonl",
        "README.md",
        "QUALITY.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "quality.json",
        "datapackage.json",
        "croissant.json",
    ),
    *("ro-crate-metadata.json", "manifest.json", "SHA256SUMS"),
}


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


def run(command: list[str], folder: Path, env: dict[str, str] | None = None) -> bytes:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True).stdout


def jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def test_every_table_is_there_in_every_format(store, folders, tmp_path, take):
    await load_all(store, folders)
    taken = await take(store, tmp_path / "out")
    files = {f"{table}.{form}" for table in TABLES for form in ("csv", "jsonl", "parquet")}
    files |= {f"{kind.plural}.ttl" for kind in KINDS} | DOCUMENTS
    assert {path.name for path in taken.path.iterdir()} == files
    assert {kind.plural for kind in KINDS} | {"edges", "statements", "records", "judgements", "networks"} <= {*TABLES}
    assert re.fullmatch(r"2-\d{4}-\d\d-\d\d", taken.path.name)
    assert sum(file.table is not None for file in taken.manifest.files) + 1 == FILES  # and what other hubs read


async def test_all_formats_of_a_table_have_the_same_rows(store, folders, tmp_path, take):
    await load_all(store, folders)
    path = (await take(store, tmp_path)).path
    for table in snapshot_tables(0):
        name, key = table.name, table.key[0] if table.key else None
        of_json, of_parquet = jsonl(path / f"{name}.jsonl"), parquet.read_table(path / f"{name}.parquet").to_pylist()
        with (path / f"{name}.csv").open(encoding="utf-8", newline="") as content:
            of_csv = list(csv.DictReader(content))
        assert len(of_json) == len(of_parquet) == len(of_csv)
        if key:
            assert [row[key] for row in of_json] == [row[key] for row in of_parquet]
            assert [str(row[key]) for row in of_json] == [row[key] for row in of_csv]
    [city] = jsonl(path / "organisations.jsonl")
    turtle = Graph().parse(path / "organisations.ttl")
    assert URIRef(f"https://hub.example/entity/{city['id']}") in set(turtle.subjects())


async def test_the_manifest_tells_bytes_rows_networks_licences_and_software(store, folders, tmp_path, take):
    await load_all(store, folders)
    path = (await take(store, tmp_path)).path
    manifest = read_manifest(path / "manifest.json")
    assert (manifest.snapshot, manifest.revision, manifest.previous) == (path.name, 2, None)
    assert manifest.address == f"https://hub.example/snapshots/{path.name}/"
    assert manifest.licences == ["Ask first; it is complicated", "CC0-1.0"]
    assert {one.network: one.records for one in manifest.networks} == {
        "alpha": {"organisation": 1, "product": 1},
        "beta": {"organisation": 1},
    }
    assert manifest.software["public-sector-open-source-hub"]
    for file in manifest.files:
        content = (path / file.path).read_bytes()
        assert (file.size, file.sha256) == (len(content), sha256(content).hexdigest())
    assert {name: manifest.rows()[name] for name in ("organisations", "records", "edges", "judgements")} == {
        "organisations": 1,
        "records": 3,
        "edges": 1,
        "judgements": 0,
    }
    assert run(["sha256sum", "--check", "--strict", "SHA256SUMS"], path)


async def test_the_same_store_gives_the_same_bytes_on_any_day_and_in_any_process(sqlite_store, folders, tmp_path, take):
    await load_all(sqlite_store, folders)
    first = await take(sqlite_store, tmp_path / "one")
    again = [sys.executable, "-m", "hub", "snapshot", "--to", str(tmp_path / "two")]
    env = {
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "HUB_DATABASE_URL": f"sqlite+aiosqlite:///{sqlite_store.path}",
        "HUB_BASE_URI": "https://hub.example",
        "TZ": "Pacific/Kiritimati",
    }
    assert run(again, tmp_path, env)
    assert contents(first.path) == contents(tmp_path / "two" / first.path.name)


async def test_both_databases_give_the_same_tables(sqlite_store, postgres_store, folders, tmp_path, take):
    found = []
    for number, one in enumerate((sqlite_store, postgres_store)):
        await load_all(one, folders)
        path = (await take(one, tmp_path / str(number))).path
        quality = json.loads((path / "quality.json").read_text(encoding="utf-8"))["tables"]
        for row in quality["networks"]["rows"]:
            del row["loaded_at"]
        # changes and loads have the moment of the load, and Parquet the revision's, in their bytes
        tables = {name: (path / f"{name}.jsonl").read_bytes() for name in TABLES if name != "changes"}
        found.append((tables, quality))
    assert found[0] == found[1]


async def test_a_snapshot_that_is_there_is_left_as_it_is(sqlite_store, folders, tmp_path, take):
    await load_all(sqlite_store, folders)
    first = await take(sqlite_store, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in first.path.iterdir()}
    second = await take(sqlite_store, tmp_path)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.manifest == first.manifest
    assert {path.name: path.stat().st_mtime_ns for path in first.path.iterdir()} == before


async def test_a_snapshot_of_another_store_is_never_taken_for_this_one(sqlite_store, folders, tmp_path, take):
    await load_all(sqlite_store, folders)
    path = (await take(sqlite_store, tmp_path)).path
    manifest = (path / "manifest.json").read_text()
    created = read_manifest(path / "manifest.json").created
    (path / "manifest.json").write_text(manifest.replace(created, f"{created[:10]}T00:00:00Z"))
    with pytest.raises(HubError, match="from another store"):
        await take(sqlite_store, tmp_path)


@pytest.mark.parametrize("at", [0, 7, FILES - 1])
async def test_an_interrupted_run_leaves_nothing(sqlite_store, folders, tmp_path, take, at):
    await load_all(sqlite_store, folders)

    def stop(_: str, done: int) -> None:
        if done == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await take(sqlite_store, tmp_path / "out", on_file=stop)
    assert list((tmp_path / "out").iterdir()) == []
    assert (await take(sqlite_store, tmp_path / "out")).is_new


async def test_what_a_killed_run_left_is_no_snapshot_and_goes_with_the_next(sqlite_store, folders, tmp_path, take):
    await load_all(sqlite_store, folders)
    left = tmp_path / ".unfinished-2-2026-01-01"
    left.mkdir()
    (left / "organisations.csv").write_text("half")
    assert SnapshotFolder(tmp_path).all() == []
    taken = await take(sqlite_store, tmp_path)
    assert left not in tmp_path.iterdir()
    assert taken.path in tmp_path.iterdir()


async def test_two_do_not_write_into_one_directory_at_a_time(tmp_path):
    with (
        SnapshotFolder(tmp_path).making("1-2026-01-01"),
        pytest.raises(HubError, match="being written"),
        SnapshotFolder(tmp_path).making("2-2026-01-02"),
    ):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["1-2026-01-01"]


async def test_the_changelog_compares_with_the_snapshot_before(store, seeds, folders, tmp_path, take):
    await load_all(store, folders)
    first = await take(store, tmp_path)
    assert "no earlier snapshot" in (first.path / "CHANGELOG.md").read_text()
    await load_all(
        store,
        [
            seeds.write("alpha", {"organisation": [CITY_ELSEWHERE], "product": []}, licence="CC-BY-4.0"),
            seeds.write("gamma", {"product": [{"key": "x", "name": "New <thing>"}]}),
        ],
    )
    second = await take(store, tmp_path)
    said = (second.path / "CHANGELOG.md").read_text()
    assert second.manifest.previous == first.manifest.snapshot
    assert first.manifest.snapshot in said
    assert re.search(r"\| products \| 1 \| 1 \| 0 \|", said)
    assert "gamma came." in said
    assert "The licence of alpha was CC0-1.0, and is CC-BY-4.0." in said
    assert "### product: added\n\n* New &lt;thing>\n" in said
    assert "### product: withdrawn\n\n* OS2mo\n" in said
    assert {row["revision"] for row in jsonl(second.path / "changes.jsonl")} == {3, 4}
    assert verified(second.path).damages == ()


CITY_ELSEWHERE = {"key": "kbh", "name": "Københavns Kommune", "countries": ["SE"], "id:cvr": "64942212"}


async def test_a_snapshot_of_another_history_is_compared_by_counts_alone(tmp_path, seeds, folders, take):
    for name, chosen in (("one", folders[:1]), ("two", folders)):
        other = Database(f"sqlite:///{tmp_path / name}.db")
        await load_all(other, chosen)
        if name == "two":  # its first revision is none that the snapshot before is of
            async with other.write() as tx:
                await tx.run("UPDATE load SET finished_at = '2020-01-01T00:00:00Z' WHERE revision = 1")
        taken = await take(other, tmp_path / "out")
        await other.dispose()
    said = (taken.path / "CHANGELOG.md").read_text()
    assert "of another store" in said
    assert "| records | 2 | 3 | 1 |" in said


async def test_old_snapshots_are_retired_and_their_manifests_stay(sqlite_store, seeds, tmp_path, take):
    names = []
    for number in range(1, 4):
        await load_all(sqlite_store, [seeds.write("alpha", {"product": [{"key": "a", "name": f"Number {number}"}]})])
        taken = await take(sqlite_store, tmp_path / "out", keep=2)
        names.append(taken.manifest.snapshot)
    folder = SnapshotFolder(tmp_path / "out")
    assert taken.retired == (names[0],)
    assert [one.snapshot for one in folder.all()] == names[:0:-1]
    assert folder.latest() == taken.manifest
    assert [one.snapshot for one in folder.retired()] == names[:1]
    assert not folder.path(names[0]).exists()
    again = await take(sqlite_store, tmp_path / "out", keep=1)
    assert (again.is_new, again.retired, [one.snapshot for one in folder.all()]) == (False, (names[1],), names[2:])


async def test_the_snapshot_of_a_store_that_was_put_back_stays(sqlite_store, seeds, tmp_path, take):
    await load_all(sqlite_store, [seeds.write("alpha", {"product": [{"key": "a", "name": "A"}]})])
    folder, first = SnapshotFolder(tmp_path / "out"), await take(sqlite_store, tmp_path / "out")
    later = folder.path("9-2999-01-01")
    shutil.copytree(first.path, later)
    (later / "manifest.json").write_bytes(
        replace(first.manifest, snapshot=later.name, created="2999-01-01T00:00:00Z").written()
    )
    assert (await take(sqlite_store, tmp_path / "out", keep=1)).retired == ()
    assert first.path.exists()


async def test_the_quality_report_counts_what_the_store_has(store, folders, tmp_path, take):
    await load_all(store, folders)
    path = (await take(store, tmp_path)).path
    tables = json.loads((path / "quality.json").read_text(encoding="utf-8"))["tables"]
    assert list(tables) == [one.name for one in QUALITY_TABLES]
    rows = {name: table["rows"] for name, table in tables.items()}
    assert [(row["network"], row["records"], row["entities"], row["shared"]) for row in rows["networks"]] == [
        ("alpha", 2, 2, 1),
        ("beta", 1, 1, 1),
    ]
    assert {"kind": "organisation", "entities": 1, "of_several_networks": 1, "with_conflicts": 0} in [
        {**row, "with_conflicts": 0} for row in rows["kinds"]
    ]
    filled = {(row["kind"], row["field"]): row["with_value"] for row in rows["completeness"]}
    assert (filled["organisation", "countries"], filled["organisation", "topics"], filled["product", "name"]) == (
        1,
        0,
        1,
    )
    assert rows["relations"] == [{"predicate": "uses", "edges": 1, "unresolved": 1}]
    assert rows["matches"] == [{"kind": "organisation", "outcome": "joined", "pairs": 1}]
    page = (path / "QUALITY.md").read_text(encoding="utf-8")
    assert all(f"## {one.title}\n" in page for one in QUALITY_TABLES)
    assert "| uses | 1 | 1 |" in page


async def test_every_column_says_what_it_holds(sqlite_store, folders, tmp_path, take):
    await load_all(sqlite_store, folders)
    path = (await take(sqlite_store, tmp_path)).path
    readme = (path / "README.md").read_text(encoding="utf-8")
    for table in snapshot_tables(0):
        schema = parquet.read_schema(path / f"{table.name}.parquet")
        section = readme.partition(f"## {table.name}\n")[2].partition("\n## ")[0]
        for column in schema.names:
            assert meaning(table, column) in section.replace("&lt;", "<"), (table.name, column)
    assert "Ask first; it is complicated" in readme


async def test_memory_does_not_grow_with_the_store(sqlite_store, seeds, tmp_path, take, monkeypatch):
    monkeypatch.setattr(bulk_reading, "PAGE", 20)
    peaks, written = [], []
    for number in (100, 200, 1000):  # the first also fills what is made once
        products = [{"key": str(i), "name": f"Product {i}", "description": "of its own " * 40} for i in range(number)]
        await load_all(sqlite_store, [seeds.write("alpha", {"product": products})])
        gc.collect()
        tracemalloc.start()
        taken = await take(sqlite_store, tmp_path / str(number))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        written.append(sum(file.size for file in taken.manifest.files))
    assert peaks[2] - peaks[1] < (written[2] - written[1]) / 10, (peaks, written)
