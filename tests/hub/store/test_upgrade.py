"""A store of any earlier version is brought to head with all that it holds."""

import json
from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hub.errors import ErrorCode, HubError
from hub.load import load, undo
from hub.load.judgements import judgement_id
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.review.operator import TokenOperator
from hub.store import Database, upgrade
from hub.store.dump import dump
from hub.store.migration import configured, drift
from hub.store.versions import head, versions
from loaders.mapping.raw import CUT
from schema.graphql import SCHEMA
from schema.records import record_id
from tests.conftest import new_postgres_database
from tests.copenhagen import ABROAD, CITY
from tests.judged import stored_judgements

OLD = ("0001", "0002", "0003", "0004", "0005", "0006")
LEFT, RIGHT = sorted((record_id("alpha", "organisation", "kbh"), record_id("beta", "organisation", "cph")))
EVIDENCE = [{"name": "cvr", "detail": "64942212", "weight": 1.0, "holds_apart": False}]
JUDGEMENT = {
    "id": "judgement_0",
    "left": "alpha/organisation/kbh",
    "right": "beta/organisation/cph",
    "verdict": "different",
    "by": "anna",
    "at": "2026-05-01T10:00:00Z",
    "why": "a test",
    "evidence": ["cvr"],
}


def network(slug: str, revision: int) -> dict[str, Any]:
    texts = {"title": slug, "homepage": f"https://{slug}.example", "publisher_name": slug, "licence": "CC0-1.0"}
    return texts | {
        "slug": slug,
        "attribution": slug,
        "description": {},
        "precedence": 50,
        "authority": [],
        "counts": {"organisation": 1},
        "first_revision": revision,
        "revision": revision,
        "loaded_at": "2026-01-01T00:00:00Z",
        "manifest_digest": "of another version",
    }


def record(slug: str, row: dict[str, Any], revision: int) -> dict[str, Any]:
    """A record as versions before stored it, clustered by itself as the judgement has it."""
    id_ = record_id(slug, "organisation", row["key"])
    return {
        "id": id_,
        "network": slug,
        "kind": "organisation",
        "key": row["key"],
        "entity": id_,
        "name": row["name"],
        "stated": {"name": row["name"], "countries": row["countries"]},
        "identifiers": [["cvr", "64942212"]],
        "statements": [],
        "raw": {},
        "path": "organisation.jsonl",
        "line": 1,
        "digest": "of another version",
        "first_revision": revision,
        "changed_revision": revision,
    }


def entity(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "slug": row["key"],
        "base_slug": row["key"],
        "sort_name": row["name"],
        "networks": [row["network"]],
        "network_count": 1,
        "created_revision": row["first_revision"],
        "updated_revision": row["first_revision"],
        "origins": {},
        "conflicts": [],
        "name": row["name"],
    }


def rows_of(version: str) -> dict[str, list[dict[str, Any]]]:
    """What a store of a version holds: two networks, their records, a match that a judgement overrides,
    issues of a rejected load.
    """
    records = [record("alpha", CITY, 1), record("beta", ABROAD, 2)]
    moments = {
        "started_at": "2026-01-01T00:00:00Z",
        "finished_at": "2026-01-01T00:00:01Z",
        "counts": {},
        "issues_digest": "",
    }
    # words as the version has them: 0006 brought those of today
    accepted, rejected, key, strong, weak = ("taken", "kept", "mark", "firm", "loose")
    if version >= "0006":
        accepted, rejected, key, strong, weak = ("accepted", "rejected", "match_key", "strong", "weak")
    loads = [("alpha", accepted), ("beta", accepted), ("judgements", accepted), ("beta", rejected)]
    mark = {"edition": 0, "family": "body", "accounts": 0, "signature": -5}
    packed = dict.fromkeys((strong, weak, "tokens", "identifiers", "names", "hosts"), b"\0" * 8)
    evidence = [
        {"cannot_link" if name == "holds_apart" and version >= "0006" else name: value for name, value in piece.items()}
        for piece in EVIDENCE
    ]
    rows: dict[str, list[dict[str, Any]]] = {
        "load": [{"revision": number, "network": slug, "status": status} | moments for number, (slug, status) in enumerate(loads, 1)],
        "network": [network("alpha", 1), network("beta", 2)],
        "record": records,
        "organisation": [entity(row) for row in records],
        "search_document": [{"entity": row["id"], "kind": "organisation", "title": row["key"], "body": ""} for row in records],
        "match": [{"left": LEFT, "right": RIGHT, "kind": "organisation", "outcome": "joined", "score": 9.5, "evidence": evidence}],
        "judgement": [JUDGEMENT],
        "issue": [{"id": "issue_0", "revision": 4, "position": 0, "network": "beta", "code": f"load-{rejected}", "severity": "error", "path": "network.yaml", "message": "kept"}],
    }  # fmt: skip
    if version >= "0003":
        rows[key] = [mark | packed | {"record": row["id"], "network": row["network"]} for row in records]
    return rows


async def make_old(database: Database, version: str) -> None:
    """A store that a version of the hub made: its migrations, and rows in its columns."""

    def made(connection: Connection) -> None:
        if version == OLD[0]:  # the way back is gone once on each database
            command.upgrade(configured(connection), "head")
            command.downgrade(configured(connection), "base")
        command.upgrade(configured(connection), version)

    async with database.write() as tx:
        await tx.run_sync(made)
        for table, rows in rows_of(version).items():
            for row in rows:
                columns, values = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
                stored = {
                    name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in row.items()
                }
                await tx.run(f'INSERT INTO "{table}" ({columns}) VALUES ({values})', **stored)
        if tx.dialect == "sqlite" and version >= "0004":  # from then on the hub, not a trigger, told the index
            await tx.run(
                "INSERT INTO search_index (rowid, title, body) SELECT number, title, body FROM search_document"
            )


@pytest.fixture(params=product(OLD, ("sqlite", "postgresql")), ids="-".join)
async def upgraded(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A store of an old version brought to head, once on each database."""
    version, dialect = request.param
    is_sqlite = dialect == "sqlite"
    place = request.getfixturevalue("sqlite_url" if is_sqlite else "postgres_server")
    async with Database(place if is_sqlite else await new_postgres_database(place)) as store:
        await make_old(store, version)
        await upgrade(store)
        yield store


async def holds_what_it_had(upgraded: Database) -> None:
    """Loads, records, matches and judgements are kept."""
    assert await drift(upgraded) == []
    loads = await upgraded.fetch_rows("SELECT revision, network, status FROM load ORDER BY revision")
    assert [tuple(row) for row in loads] == [
        (1, "alpha", "accepted"), (2, "beta", "accepted"), (3, "judgements", "accepted"), (4, "beta", "rejected"),
    ]  # fmt: skip
    records = await upgraded.fetch_rows("SELECT id, entity FROM record ORDER BY id")
    assert [tuple(row) for row in records] == [(LEFT, LEFT), (RIGHT, RIGHT)]
    [match] = await upgraded.fetch_rows('SELECT "left", "right", outcome, score, CAST(evidence AS TEXT) FROM "match"')
    assert tuple(match)[:4] == (LEFT, RIGHT, "joined", 9.5)
    [piece] = json.loads(match[4])
    assert piece == {"name": "cvr", "detail": "64942212", "weight": 1.0, "cannot_link": False}
    assert [(one.left, one.verdict, one.evidence) for one in await stored_judgements(upgraded)] == [
        (JUDGEMENT["left"], "different", ("cvr",))
    ]
    assert await upgraded.fetch_value("SELECT code FROM issue") == "load-rejected"


async def test_it_keeps_what_it_had_answers_at_once_and_becomes_what_a_fresh_store_is(
    upgraded: Database, seeds: Any, tmp_path: Any
) -> None:
    await holds_what_it_had(upgraded)
    executor = Executor(SCHEMA, upgraded, TokenOperator(upgraded), limits=Limits(), base_uri="http://hub.example/")

    async def found() -> Any:
        document = '{ search(query: "kbh") { totalCount nodes { slug } edges { excerpt { text } } } stats { records } }'
        return json.loads((await executor.execute(Operation(document))).body)["data"]

    before = await found()
    assert before["search"] == {"totalCount": 1, "nodes": [{"slug": "kbh"}], "edges": [{"excerpt": None}]}
    assert before["stats"] == {"records": 2}
    folders = [
        seeds.write("alpha", {"organisation": [CITY | {"acronym": "KBH"}]}),
        seeds.write("beta", {"organisation": [ABROAD]}),
    ]
    for folder in folders:
        assert (await load(upgraded, folder)).status == "accepted"
    [edge] = (await found())["search"]["edges"]
    assert edge["excerpt"] == {"text": "KBH"}
    assert await upgraded.fetch_value("SELECT count(*) FROM organisation") == 2
    [judgement] = await stored_judgements(upgraded)
    async with upgraded.write() as tx:
        await tx.run("UPDATE judgement SET id = :id", id=judgement_id(judgement))
    await undo(upgraded, judgement_id(judgement))
    async with Database(f"sqlite:///{tmp_path / 'fresh.db'}") as fresh:
        for folder in folders:
            await load(fresh, folder)
        expected = [line async for line in dump(fresh)]
    assert [line async for line in dump(upgraded)] == expected


async def test_tables_that_no_version_has_made_are_left_alone_and_the_way_out_is_named(store: Database) -> None:
    async with store.write() as tx:
        await tx.run_sync(lambda connection: command.downgrade(configured(connection), "base"))
    await make_old(store, "0006")
    async with store.write() as tx:
        await tx.run("DROP TABLE relation")
    with pytest.raises(HubError, match="cannot be brought up to date") as raised:
        await upgrade(store)
    assert raised.value.code is ErrorCode.STORE_FOREIGN
    assert "run `hub load`" in str(raised.value.hint)
    assert await store.fetch_value("SELECT version_num FROM alembic_version") == "0006"


async def test_a_document_that_was_cut_before_its_mark_was_its_own_still_counts_as_cut(
    store: Database, seeds: Any
) -> None:
    folder = seeds.write("alpha", {"organisation": [CITY]})
    await load(store, folder)
    async with store.write() as tx:
        await tx.run_sync(lambda connection: command.downgrade(configured(connection), "0175"))
        raw = json.dumps({"publiccodeYmlVersion": "0.4", "description": "…"}, ensure_ascii=False)
        column = "CAST(:raw AS json)" if tx.dialect == "postgresql" else ":raw"
        await tx.run(f"UPDATE record SET raw = {column}", raw=raw)
        await tx.run_sync(lambda connection: command.upgrade(configured(connection), "head"))
    stored = await store.fetch_value("SELECT CAST(raw AS text) FROM record")
    assert json.loads(stored) == {"publiccodeYmlVersion": "0.4", "description": CUT}


def test_the_versions_that_files_are_called_by_are_those_of_the_migrations():
    script = ScriptDirectory.from_config(configured())
    assert head() == script.get_current_head()
    assert set(versions()) == {one.revision for one in script.walk_revisions()}
