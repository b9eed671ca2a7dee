"""The publisher that a manifest names is an organisation: the network's own record of it, or one
that the manifest makes.
"""

import json
from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from tests.hub.plan.conftest import asking, executor_on

OS2 = {"name": "OS2", "url": "https://www.os2.eu/"}
LISTED = {"key": "os2", "name": "OS2 – Offentligt digitaliseringsfællesskab", "url": "https://os2.eu"}
TOWN = {"key": "aarhus", "name": "Aarhus Kommune", "countries": ["DK"]}
RECORDS = (
    "SELECT key, path, line, url FROM record WHERE kind = 'organisation' AND withdrawn_revision IS NULL ORDER BY"
    " network, key"
)
QUERY = (
    "{ networks { nodes { slug publisher publisherOrganisation { id slug name } } } organisations { nodes { id networks"
    " { slug } records { path line } } } }"
)


async def records(store: Database) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await store.fetch_rows(RECORDS)]


async def published(store: Database) -> dict[str, str | None]:
    """By network the name of the organisation that publishes it."""
    data = (await asking(executor_on(store))(QUERY))["data"]["networks"]["nodes"]
    return {one["slug"]: (one["publisherOrganisation"] or {}).get("name") for one in data}


async def test_a_publisher_that_its_network_does_not_list_is_stated_by_the_line_of_the_manifest(
    store: Database, seeds: Any
) -> None:
    folder = seeds.write("alpha", {"organisation": [TOWN]})
    manifest = json.loads((folder / "network.yaml").read_text()) | {"publisher": OS2}
    (folder / "network.yaml").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    line = next(
        n for n, text in enumerate((folder / "network.yaml").read_text().splitlines(), 1) if "publisher" in text
    )
    await load(store, folder)
    assert await records(store) == [
        ("aarhus", "organisation.jsonl", 1, None),
        ("os2.eu", "network.yaml", line, "https://www.os2.eu"),
    ]
    assert (await load(store, folder)).status == "unchanged"


async def test_it_is_joined_with_what_other_networks_say_of_it(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN]}, publisher=OS2))
    await load(store, seeds.write("beta", {"organisation": [LISTED | {"alternate_names": ["OS2"]}]}))
    data = (await asking(executor_on(store))(QUERY))["data"]
    (body,) = [one for one in data["organisations"]["nodes"] if len(one["networks"]) > 1]
    assert {record["path"] for record in body["records"]} == {"network.yaml", "organisation.jsonl"}
    alpha, beta = data["networks"]["nodes"]
    assert alpha["publisherOrganisation"]["id"] == body["id"]
    assert beta["publisherOrganisation"] is None


@pytest.mark.parametrize(
    "publisher",
    [OS2, {"name": LISTED["name"]}, {"name": "The association", "key": "os2"}, OS2 | {"name": LISTED["name"].upper()}],
    ids=["page", "name", "key", "name in capitals"],
)
async def test_a_publisher_that_its_network_lists_is_that_record(
    sqlite_store: Database, seeds: Any, publisher: dict[str, str]
) -> None:
    await load(sqlite_store, seeds.write("alpha", {"organisation": [TOWN, LISTED]}, publisher=publisher))
    assert [key for key, *_ in await records(sqlite_store)] == ["aarhus", "os2"]
    assert await published(sqlite_store) == {"alpha": LISTED["name"]}


@pytest.mark.parametrize(
    "stated",
    [{"publisher": {"name": "Some people"}}, {"publisher": OS2, "own": True}, {"publisher": {"name": "X", "url": "?"}}],
    ids=["bare name", "the hub itself", "no address"],
)
async def test_a_bare_name_and_the_hub_itself_make_no_organisation(
    sqlite_store: Database, seeds: Any, stated: dict[str, Any]
) -> None:
    await load(sqlite_store, seeds.write("alpha", {"organisation": [TOWN]}, **stated))
    assert [key for key, *_ in await records(sqlite_store)] == ["aarhus"]
    assert await published(sqlite_store) == {"alpha": None}


async def test_a_page_that_two_organisations_have_tells_neither(sqlite_store: Database, seeds: Any) -> None:
    host = {"key": "host", "name": "Host of OS2", "url": "https://os2.eu"}
    await load(sqlite_store, seeds.write("alpha", {"organisation": [LISTED, host]}, publisher=OS2))
    assert [key for key, *_ in await records(sqlite_store)] == ["host", "os2", "os2.eu"]


async def test_it_stays_what_it_was_while_the_list_cannot_be_read(sqlite_store: Database, seeds: Any) -> None:
    folder = seeds.write(
        "alpha", {"organisation": [TOWN, LISTED], "product": [{"key": "a", "name": "A"}]}, publisher=OS2
    )
    await load(sqlite_store, folder)
    (folder / "organisation.jsonl").write_bytes(b"\xff\xfe\x00")
    await load(sqlite_store, folder)
    assert [key for key, *_ in await records(sqlite_store)] == ["aarhus", "os2"]
    assert await published(sqlite_store) == {"alpha": LISTED["name"]}


async def test_a_file_that_cannot_be_read_hinders_no_publisher_and_a_network_without_any_record_has_none(
    sqlite_store: Database, seeds: Any
) -> None:
    folder = seeds.write("alpha", {"organisation": [TOWN], "product": [{"key": "a", "name": "A"}]}, publisher=OS2)
    (folder / "product.jsonl").write_bytes(b"\xff\xfe\x00")
    await load(sqlite_store, folder)
    empty = seeds.write("beta", {"organisation": [TOWN]}, publisher={"name": "Town", "url": "https://town.example"})
    (empty / "organisation.jsonl").write_bytes(b"\xff\xfe\x00")
    await load(sqlite_store, empty)
    assert [key for key, *_ in await records(sqlite_store)] == ["aarhus", "os2.eu"]


async def test_one_that_the_manifest_no_longer_names_goes(sqlite_store: Database, seeds: Any) -> None:
    await load(sqlite_store, seeds.write("alpha", {"organisation": [TOWN]}, publisher=OS2))
    await load(sqlite_store, seeds.write("alpha", {"organisation": [TOWN]}, publisher={"name": "Some people"}))
    assert [key for key, *_ in await records(sqlite_store)] == ["aarhus"]
    assert await published(sqlite_store) == {"alpha": None}
