"""A person who is forgotten is in no table, no file and no snapshot any more, and whatever
names them still is listed.
"""

import json
from pathlib import Path

import pytest

from hub.errors import HubError
from hub.history.forgetting import forget, pattern_of
from hub.history.rebuilding import rebuild
from hub.load import load
from hub.review.soundness import examined
from hub.store import Database
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
    pattern = pattern_of([PERSON])
    rehearsed = await forget(store, pattern, is_rehearsal=True)
    assert {trace.place for trace in rehearsed.found if trace.table == "record"} == {"alpha organisation.jsonl:1"}
    assert {"record", "former_row", "change", "organisation", "search_document"} <= {
        one.table for one in rehearsed.found
    }
    assert await store.revision() == 2
    forgotten = await forget(store, pattern)
    assert (forgotten.revision, forgotten.left) == (3, [])
    assert "uackenbush" not in (await everything(store)).lower()
    assert (await load(store, folder)).counts["organisation"].unchanged == 2
    assert "uackenbush" not in (await everything(store)).lower()
    assert (await forget(store, pattern)).found == []
    assert await store.fetch_value("SELECT name FROM organisation ORDER BY name DESC LIMIT 1") == "Office of …"
    assert "Zebulonia" in await everything(store)
    async with Database(f"sqlite:///{tmp_path / 'then.db'}") as then:
        await rebuild(store, "1", then)
        assert "uackenbush" not in (await everything(then)).lower()
    assert all(check.differences == 0 for check in await examined(store))
    if store.path is not None:
        assert b"uackenbush" not in store.path.read_bytes()


@pytest.mark.parametrize("text", ["", "Bob", 'A"bcde', "a\\bcde", "   "])
def test_what_would_match_too_much_or_break_json_is_refused(text: str):
    with pytest.raises(HubError, match="needs 4 characters"):
        pattern_of([text])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Jørgen Å. Sørensen", True),
        ("JØRGEN Å.  SØRENSEN", True),
        ("jorgen-a-sorensen", False),
        ("jorgen-a.-sorensen", True),
        ("Jørgen Å. Sørensens", False),
    ],
)
def test_a_name_is_found_in_any_case_and_without_its_accents(text, is_found):
    assert (pattern_of(["Jørgen Å. Sørensen"]).search(text) is not None) == is_found


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
