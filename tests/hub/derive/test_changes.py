"""What followers of the hub are told of a revision."""

from typing import Any

import pytest

from hub.identity import Judgement
from hub.load import judge, load
from hub.store import Database

BODY = {"key": "a", "name": "Københavns Kommune", "countries": ["DK"], "url": "https://kk.dk", "id:cvr": "64942212"}
SAME = BODY | {"key": "b", "name": "City of Copenhagen"}
OTHER = {"key": "c", "name": "Library of Nowhere", "countries": ["DK"]}
APART = Judgement("alpha/organisation/a", "beta/organisation/b", "different", "anna", "2026-05-01T10:00:00Z")


async def changes(store: Database) -> dict[int, list[tuple[Any, ...]]]:
    rows = await store.fetch_rows(
        "SELECT revision, action, name, other IS NULL FROM change ORDER BY revision, action, name"
    )
    told: dict[int, list[tuple[Any, ...]]] = {}
    for revision, *rest in rows:
        told.setdefault(revision, []).append((rest[0], rest[1], bool(rest[2])))
    return told


async def test_each_change_is_told_once_by_what_it_is(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [BODY]}))
    await load(store, seeds.write("beta", {"organisation": [OTHER]}))
    await load(store, seeds.write("beta", {"organisation": [OTHER | {"city": "Aarhus"}]}))
    await load(store, seeds.write("beta", {"organisation": [SAME]}))
    await judge(store, APART)
    told = await changes(store)
    assert told[1] == [("added", "Københavns Kommune", True)]
    assert told[2] == [("added", "Library of Nowhere", True)]
    assert told[3] == [("changed", "Library of Nowhere", True)]
    assert ("withdrawn", "Library of Nowhere", True) in told[4]
    assert ("split", False) in {(action, is_alone) for action, _, is_alone in told[5]}
    assert {action for action, _, _ in told[5]} == {"changed", "split"}


async def test_a_change_keeps_the_slug_that_a_thing_had_before(store: Database, seeds: Any) -> None:
    for name in ("Library of Nowhere", "Library of Everywhere"):
        await load(store, seeds.write("beta", {"organisation": [OTHER | {"name": name}]}))
    await load(store, seeds.write("beta", {"organisation": [BODY]}))
    rows = await store.fetch_rows("SELECT action, slug FROM change ORDER BY revision, action")
    assert [tuple(row) for row in rows] == [
        ("added", None),
        ("changed", "library-of-nowhere"),
        ("added", None),
        ("withdrawn", "library-of-everywhere"),
    ]


@pytest.mark.parametrize("first", ["alpha", "beta"])
async def test_an_entity_that_another_takes_up_is_joined_into_it(
    sqlite_store: Database, seeds: Any, first: str
) -> None:
    rows = {"alpha": BODY, "beta": SAME}
    for network in (first, *sorted(rows.keys() - {first})):
        alone = {"key": rows[network]["key"], "name": f"Library of {network}", "countries": ["DK"]}
        await load(sqlite_store, seeds.write(network, {"organisation": [alone]}))
    report = None
    for network, row in rows.items():
        report = await load(sqlite_store, seeds.write(network, {"organisation": [row]}))
    assert report is not None
    [join] = report.joined
    assert join.networks == ("alpha", "beta")
    [joined] = await sqlite_store.fetch_rows("SELECT entity, other FROM change WHERE action = 'joined'")
    assert (joined[1], {*joined}) == (join.entity, set(join.records))
