"""The match keys that stand beside the records may be lost at any time."""

import random
from array import array
from pathlib import Path
from typing import Any

from sqlalchemy import text

from hub.derive.match_keys import match_keys_where
from hub.derive.subjects import subjects_of
from hub.identity.keys.packed_keys import match_keys
from hub.load import load
from hub.load.taking_back import undo_load
from hub.store import Database
from hub.store.dump import dump

TOWNS = ("Aarhus", "Odense", "Ballerup", "Vejle")


def rows(chance: random.Random, number: int) -> dict[str, list[dict[str, Any]]]:
    return {
        "organisation": [
            {"key": str(key), "name": f"{chance.choice(TOWNS)} Kommune {key % 5}", "countries": ["DK"]}
            for key in range(number)
        ]
    }


async def marked(store: Database) -> list[Any]:
    rows = await store.fetch_rows("SELECT * FROM match_key ORDER BY record")
    return [tuple(row)[1:] for row in rows]  # but for the number


async def test_marks_that_are_missing_are_made_anew(store: Database, seeds: Any) -> None:
    chance = random.Random(1)  # noqa: S311 - a reproducible walk, no secret
    await load(store, seeds.write("alpha", rows(chance, 12)))
    await load(store, seeds.write("beta", rows(chance, 5)))
    before = await marked(store)
    async with store.write() as connection:
        await connection.execute(text("DELETE FROM match_key"))
    await load(store, seeds.write("gamma", rows(chance, 3)))
    assert [row for row in await marked(store) if row in before] == before


async def test_a_small_load_into_a_store_without_marks_gives_what_a_fresh_store_has(
    sqlite_store: Database, seeds: Any, tmp_path: Path
) -> None:
    chance = random.Random(2)  # noqa: S311 - a reproducible walk, no secret
    folders = [
        seeds.write(network, rows(chance, number)) for network, number in (("alpha", 20), ("beta", 9), ("gamma", 4))
    ]
    for folder in folders:
        async with sqlite_store.write() as connection:
            await connection.execute(text("DELETE FROM match_key"))
        await load(sqlite_store, folder)
    async with Database(f"sqlite:///{tmp_path / 'fresh.db'}") as fresh:
        for folder in reversed(folders):
            await load(fresh, folder)
        expected = [line async for line in dump(fresh)]
    assert [line async for line in dump(sqlite_store)] == expected


async def test_stored_match_keys_are_those_of_the_records(store: Database, seeds: Any) -> None:
    rows_of = {
        "organisation": [
            {
                "key": "a",
                "name": "Aarhus Kommune",
                "countries": ["DK"],
                "url": "https://aarhus.dk",
                "id:wikidata": "Q25319",
            },
            {"key": "b", "name": "Ingen"},
        ],
        "event": [{"key": "e", "name": "Otter Days", "starts_at": "2026-05-31"}],
    }
    await load(store, seeds.write("alpha", rows_of))
    async with store.write() as tx:
        subjects = await subjects_of(tx, [row[0] for row in await tx.rows("SELECT id FROM record")])
        stored = {keys.id: keys async for keys in match_keys_where(tx, "true")}
    assert stored == {id_: match_keys(subject) for id_, subject in subjects.items()}
    assert {tuple(keys.distinctions.numbers) for keys in stored.values()} == {(), ("wikidata",)}
    assert {keys.distinctions.starts for keys in stored.values()} == {None, "2026-05-31"}


async def holders(store: Database) -> list[Any]:
    query = (
        """SELECT m.record, h.key FROM key_holder AS h LEFT JOIN match_key AS m ON m.number = h.holder ORDER BY 1, 2"""
    )
    return [tuple(row) for row in await store.fetch_rows(query)]


async def test_holders_of_keys_are_those_of_the_match_keys_however_these_came(store: Database, seeds: Any) -> None:
    chance = random.Random(3)  # noqa: S311 - a reproducible walk, no secret
    for number in (9, 4, 12):
        await load(store, seeds.write("alpha", rows(chance, number)), allow_mass_delete=True)
    await undo_load(store)
    packed = await store.fetch_rows("SELECT record, strong, weak, tokens, hosts FROM match_key")
    right = sorted({(record, key) for record, *sorts in packed for keys in sorts for key in array("q", keys)})
    assert await holders(store) == right
