"""A person who is forgotten is in no table, no file and no snapshot any more, and whatever
names them still is listed.
"""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, String, Text

from hub.history.forgetting import forget
from hub.history.person import Person
from hub.history.rebuilding import rebuild
from hub.load import load, undo_load
from hub.review.soundness import examined
from hub.store import Database
from hub.store.former_tables import FileReadingRow
from hub.store.tables import METADATA
from schema.values.folding import fold
from tests.hub.history.test_erasing import everything
from tests.security.conftest import Hub, asked

PERSON = "Zebulon Quackenbush"
ANNA = {
    "key": "anna",
    "name": f"Office of {PERSON}",
    "description": f"Write to {PERSON.upper()}.",
    "url": "https://zebulon-quackenbush.example",
}
TOWN = {"key": "aar", "name": "Aarhus", "description": "Zebulonia is another town."}


async def test_a_person_is_gone_from_every_table_and_does_not_come_back_with_the_same_rows(
    store: Database, seeds, tmp_path: Path
):
    folder = seeds.write("alpha", {"organisation": [ANNA | {"city": PERSON}, TOWN]})
    await load(store, folder)
    folder = seeds.write("alpha", {"organisation": [ANNA, TOWN]})
    await load(store, folder)
    person = Person.of([PERSON])
    rehearsed = await forget(store, person, is_rehearsal=True)
    assert {trace.place for trace in rehearsed.found if trace.table == "record"} == {"alpha organisation.jsonl:1"}
    assert {"record", "former_row", "change", "organisation", "search_document"} <= {
        one.table for one in rehearsed.found
    }
    assert await store.revision() == 2
    forgotten = await forget(store, person)
    assert (forgotten.revision, forgotten.left) == (3, [])
    assert "uackenbush" not in (await everything(store)).lower()
    assert (await load(store, folder)).counts["organisation"].unchanged == 2
    assert "uackenbush" not in (await everything(store)).lower()
    assert (await forget(store, person)).found == []
    assert await store.fetch_value("SELECT name FROM organisation ORDER BY name DESC LIMIT 1") == "Office of …"
    assert "Zebulonia" in await everything(store)
    async with Database(f"sqlite:///{tmp_path / 'then.db'}") as then:
        await rebuild(store, "1", then)
        assert "uackenbush" not in (await everything(then)).lower()
    assert all(check.differences == 0 for check in await examined(store))
    if store.path is not None:
        assert b"uackenbush" not in store.path.read_bytes()


_NOTES = {
    "\u00e9\tZEBULON QUACKENBUSH": [[f"Contact\n{PERSON}", "Zebulon\r\nQuackenbush"], f'"{PERSON}"'],
    f"\n{PERSON}": [{"a": "Zébulon\tQuäckenbush", "b": "Zebulon Quackenbu\u0308sh"}],
}


async def test_a_name_after_a_line_break_is_gone_from_what_was_stated_and_from_what_no_field_takes(
    store: Database, seeds, tmp_path: Path
):
    body = {"key": "kbh", "name": "Kobenhavn", "description": f"Maintainers:\n{PERSON}\nLars Smith"}
    folder = seeds.write("alpha", {"organisation": [body | {"city": _NOTES}]})
    manifest = json.loads((folder / "network.yaml").read_text())
    del manifest["sources"][0]["records"][0]["fields"]["city"]
    (folder / "network.yaml").write_text(json.dumps(manifest))
    await load(store, folder)
    assert "ontact\\nZebulon" in str(await store.fetch_value("SELECT CAST(raw AS text) FROM record"))
    forgotten = await forget(store, Person.of([PERSON]))
    assert (forgotten.left, await named(store, PERSON)) == ([], [])
    stated = await store.fetch_value("SELECT CAST(stated AS text) FROM record")
    assert json.loads(stated)["description"]["und"] == "Maintainers:\n…\nLars Smith"


async def test_a_name_that_a_finding_quotes_is_gone_from_what_was_remembered_of_the_files(store: Database, seeds):
    body = {"key": "kbh", "name": "Kobenhavn", "countries": [PERSON]}
    folder = seeds.write("alpha", {"organisation": [body]})
    await load(store, folder)
    files = {"network": "alpha", "source": 0, "path": "a.jsonl", "stamp": "", "digest": ""}
    async with store.write() as tx:
        await tx.insert(FileReadingRow, [files | {"given": json.dumps([1, [], [f"Contact\n{PERSON}"]])}])
    assert {"reading.report", "issue.message"} <= set(await named(store, PERSON))
    forgotten = await forget(store, Person.of([PERSON]))
    assert {"reading", "file_reading"} <= {trace.table for trace in forgotten.found}
    assert (forgotten.left, await named(store, PERSON)) == ([], [])
    body["countries"] = ["DK"]
    report = await load(store, seeds.write("alpha", {"organisation": [body]}))
    assert (report.status, report.issues, await named(store, PERSON)) == ("accepted", [], [])


async def test_a_number_is_forgotten_where_it_stands_as_a_number_and_places_stay(store: Database, seeds):
    body = {"key": "kbh", "name": "Kobenhavn", "inhabitants": 29123456, "city": {"ref": 29123456, "code": 29}}
    await load(store, seeds.write("alpha", {"organisation": [body]}))
    await load(store, seeds.write("alpha", {"organisation": [body | {"name": "Odense"}]}))
    forgotten = await forget(store, Person.of(["29123456"]))
    assert (forgotten.left, await named(store, "29123456")) == ([], [])
    raw, stated = await rows_of_record(store)
    assert (raw["city"], "inhabitants" in stated) == ({"ref": "…", "code": 29}, False)
    assert await store.fetch_value("SELECT inhabitants FROM organisation") is None
    await undo_load(store)
    assert await store.fetch_value("SELECT name FROM organisation") == "Kobenhavn"
    assert await named(store, "29123456") == []


async def rows_of_record(store: Database) -> list[Any]:
    """The JSON of the one record: raw and stated."""
    [row] = await store.fetch_rows("SELECT CAST(raw AS text), CAST(stated AS text) FROM record")
    return [json.loads(value) for value in row]


async def named(store: Database, name: str) -> list[str]:
    """The columns of tables that hold a name, however its words are set apart."""
    return [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Text | JSON)
        for [value] in await store.fetch_rows(f'SELECT CAST("{column.name}" AS text) FROM "{table.name}"')
        if value is not None
        for text in texts_in(json.loads(value) if isinstance(column.type, JSON) else value)
        if fold(name) in fold(" ".join(text.split()))
    ]


def texts_in(value: object) -> list[str]:
    """All keys and texts of a JSON value."""
    if isinstance(value, dict):
        return [text for entry in value.items() for part in entry for text in texts_in(part)]
    return [text for part in value for text in texts_in(part)] if isinstance(value, list) else [str(value)]


def test_snapshots_that_name_a_person_are_gone_and_seeds_that_do_are_listed(hub: Hub):
    folder = hub.folder / "seeds" / "north"
    (folder / "product.jsonl").write_text(json.dumps({"key": "forms", "name": f"Forms of {PERSON}"}) + "\n")
    hub.run("load")
    name = hub.run("snapshot")["snapshot"]
    shown = hub.run("forget", PERSON, "--dry-run")
    assert (shown["written"], shown["snapshots"]) == (False, [name])
    assert shown["seeds"] == [f"{folder / 'product.jsonl'}:1"]
    done = hub.run("forget", PERSON, "--yes")
    assert (done["written"], done["left"], done["snapshots"]) == (True, [], [name])
    rebuilt = hub.run("snapshot")["snapshot"]
    with hub.served() as client:
        gone = client.get(f"/snapshots/{name}/products.csv")
        assert gone.status_code == 410
        assert "were erased on" in gone.text
        [retired] = client.get("/snapshots/", headers={"accept": "application/json"}).json()["retired"]
        assert (retired["snapshot"], bool(retired["erased"])) == (name, True)
        assert client.get(f"/snapshots/{rebuilt}/products.csv").status_code == 200
        names = asked(client, "{ products(first: 9) { nodes { name } } }")["data"]["products"]["nodes"]
        assert {"name": "Forms of …"} in names
    kept = [path for path in hub.folder.rglob("*") if path.is_file() and b"uackenbush" in path.read_bytes()]
    assert kept == [folder / "product.jsonl"]
    [entry] = hub.run("audit", "--first", "1")["entries"]
    assert (entry["action"], "uackenbush" in str(entry)) == ("forget", False)
