"""However the seeds came to what they say now, the store holds what a fresh load of them gives."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from hub.derive import match_keys, matches, renaming
from hub.derive.entities import composed_batches
from hub.load import load
from hub.store import Database
from hub.store.dump import dump
from hub.worker_pool import worker_pool
from schema.kinds import KINDS

TOWNS = ("Aarhus", "Odense", "Ballerup", "Syddjurs")
HOSTS = ("aarhus.dk", "odense.dk", "ballerup.dk", "kk.dk", "syddjurs.dk")
NETWORKS = ("alpha", "beta", "gamma")


def organisation(chance: random.Random, key: str) -> dict[str, Any]:
    town = chance.choice(TOWNS)
    name = chance.choice((f"{town} Kommune", f"Municipality of {town}", f"City of {town}", town))
    body = {
        "key": key,
        "name": name,
        "countries": chance.choice((["DK"], ["SE"], [])),
        "url": f"https://{chance.choice(HOSTS)}",
        "type": chance.choice(("local", "company")),
    }
    return body | ({"id:cvr": chance.choice(("64942212", "55133018"))} if chance.random() < 0.4 else {})


def product(chance: random.Random, key: str) -> dict[str, Any]:
    name = chance.choice(("OS2mo", "OS2borgerPC", "Decidim"))
    users = [{"label": f"{chance.choice(TOWNS)} Kommune"}, {"key": chance.choice("abc")}]
    return {
        "key": key,
        "name": name,
        "repository": f"https://github.com/{chance.choice(('os2', 'decidim'))}/{name.lower()}",
        "to:users": users,
        "to:owners": [{"key": chance.choice("abc")}],
    }


def news(chance: random.Random, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "name": f"{chance.choice(TOWNS)} Kommune takes up {chance.choice(('OS2mo', 'Decidim', 'nothing'))}",
        "countries": chance.choice((["DK"], [])),
        f"to:mentions{chance.choice(('', ':product'))}": [{"key": chance.choice("abc"), "role": "subject"}],
    }


def event(chance: random.Random, key: str) -> dict[str, Any]:
    place = chance.choice(("Aarhus", "Room 3, Sweden", "Online"))
    return {"key": key, "name": f"Meeting {key}", "place": place, "to:organisers": [{"key": chance.choice("abc")}]}


def ospo(chance: random.Random, key: str) -> dict[str, Any]:
    return {"key": key, "name": f"OSPO {key}", "to:organisations": [{"key": chance.choice("abc")}]}


def state(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    makers = {"organisation": organisation, "product": product, "news-item": news, "event": event, "ospo": ospo}
    drawn = {kind: [make(chance, key) for key in "abc" if chance.random() < 0.7] for kind, make in makers.items()}
    return {kind: rows for kind, rows in drawn.items() if rows}


@pytest.fixture
def _limits(limits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As set; so that a store of any size is large beside each load.

    Or so low that a handful of records goes the ways of large loads.
    """
    if limits == "looked up":
        monkeypatch.setattr(matches, "SPARSE", 0)
    if limits == "cramped":
        for module, limit, low in (
            (matches, "MANY", 0),
            (matches, "GROUP", 2),
            (renaming, "MOST_RENAMED", 0),
            (composed_batches, "BATCH", 2),
            (match_keys, "GATHERED", 2),
        ):
            monkeypatch.setattr(module, limit, low)


@pytest.mark.usefixtures("_limits")
@pytest.mark.parametrize(
    ("limits", "seed"),
    [("as set", 0), ("as set", 1), ("looked up", 1), ("looked up", 2), ("cramped", 2), ("cramped", 3)],
)
async def test_a_store_that_followed_its_seeds_equals_a_fresh_one(
    sqlite_store: Database, seeds: Any, tmp_path: Path, empty_sqlite_file: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible walk, no secret
    folders: dict[str, Path] = {}
    for _ in range(8):
        network = chance.choice(NETWORKS)
        folders[network] = seeds.write(
            network, state(chance), precedence=chance.choice((10, 50, 90)), country=chance.choice(("DK", None))
        )
        await load(sqlite_store, folders[network], allow_mass_delete=True)
    async with Database(f"sqlite:///{shutil.copyfile(empty_sqlite_file, tmp_path / 'fresh.db')}") as fresh:
        for network in sorted(folders, reverse=True):
            await load(fresh, folders[network])
        expected = [line async for line in dump(fresh)]
    assert [line async for line in dump(sqlite_store)] == expected
    await _search_is_whole(sqlite_store)


async def test_processes_that_share_the_work_store_the_same(
    seeds: Any, tmp_path: Path, empty_sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(3)  # noqa: S311 - a reproducible walk, no secret
    folders = [seeds.write(network, state(chance)) for network in NETWORKS[:2]]
    monkeypatch.setattr(composed_batches, "MANY", 0)
    dumps: list[list[str]] = []
    for size in (1, 2):
        async with Database(f"sqlite:///{shutil.copyfile(empty_sqlite_file, tmp_path / f'{size}.db')}") as store:
            with worker_pool(size):
                for folder in folders:
                    await load(store, folder)
            dumps.append([line async for line in dump(store)])
    assert dumps[0] == dumps[1] != []


async def test_a_product_with_another_name_is_mentioned_by_that_and_no_longer_by_its_old_one(
    sqlite_store: Database, seeds: Any
) -> None:
    titles = [{"key": name, "name": f"Aarhus takes up {name}"} for name in ("OS2mo", "OS2borgerPC")]
    await load(sqlite_store, seeds.write("press", {"news-item": titles}))
    for name in ("OS2mo", "OS2borgerPC", "OS2mo"):
        await load(sqlite_store, seeds.write("list", {"product": [{"key": "a", "name": name}]}))
        mentioning = await sqlite_store.fetch_rows(
            "SELECT record.name FROM statement JOIN record ON record.id = statement.record WHERE how = 'mention'"
        )
        assert [title for (title,) in mentioning] == [f"Aarhus takes up {name}"]


async def _search_is_whole(store: Database) -> None:
    """FTS5 compares its index with the documents and raises where they differ; PostgreSQL keeps its own."""
    async with store.write() as connection:
        await connection.execute(text("INSERT INTO search_index (search_index) VALUES ('integrity-check')"))
    documents = await store.fetch_rows("SELECT entity FROM search_document ORDER BY entity")
    named = await store.fetch_rows(
        " UNION ALL ".join(f'SELECT id FROM "{kind.table}"' for kind in KINDS) + " ORDER BY 1"
    )
    assert [tuple(row) for row in documents] == [tuple(row) for row in named]
