import asyncio
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, select, text

from hub.errors import ErrorCode, HubError
from hub.store import Database, upgrade
from hub.store.migration import configured, drift
from hub.store.sqlite_driver import opened
from hub.store.sqlite_reading import LIGHT
from hub.store.tables import ChangeRow
from hub.store.transaction import COPIED, table_of
from scripts.migrations import forks

SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(600)::text",
}
FIGURE = "INSERT INTO figure (id, network, name, value, path) VALUES ('{}', 'os2', 'members', 78, 'a.csv')"


async def add_figure(database: Database, name: str) -> None:
    async with database.write() as connection:
        await connection.execute(text(FIGURE.format(name)))


async def test_a_fresh_store_answers_health_with_revision_nought(store: Database) -> None:
    assert await store.health() == 0
    assert await store.revision() == 0


async def test_the_migrations_give_the_declared_tables(store: Database) -> None:
    assert await drift(store) == []


def test_each_migration_has_a_number_of_its_own_and_there_is_one_head() -> None:
    assert list(forks()) == []


async def test_a_store_of_a_newer_hub_is_refused_and_stays_as_it_is(store: Database) -> None:
    async with store.write() as tx:
        await tx.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(HubError, match="newer version") as caught:
        await upgrade(store)
    assert caught.value.code is ErrorCode.STORE_FOREIGN
    assert await store.fetch_value("SELECT version_num FROM alembic_version") == "9999"


async def test_upgrading_twice_changes_nothing(store: Database) -> None:
    await upgrade(store)
    assert await store.health() == 0


async def test_what_is_written_can_be_read(store: Database) -> None:
    await add_figure(store, "f1")
    assert await store.fetch_value("SELECT name FROM figure") == "members"
    assert [tuple(row) for row in await store.fetch_rows("SELECT id, value FROM figure")] == [("f1", 78.0)]


async def test_many_rows_are_written_as_few_are(store: Database) -> None:
    """On PostgreSQL many go by COPY."""
    rows = [
        {
            "revision": number,
            "entity": f"org_{number}",
            "action": "changed",
            "kind": "organisation",
            "name": f"Ærø \t\n\\ {number}",
            "other": None if number % 2 else "org_0",
            "slug": None,
            "fields": None if number % 3 else [{"field": "name", "to": 'a "b"\\', "records": []}],
        }
        for number in range(COPIED + 10)
    ]
    async with store.write() as tx:
        await tx.insert(ChangeRow, rows)
        stored = [dict(row) for row in (await tx.execute(select(table_of(ChangeRow)))).mappings()]
        await tx.run("DELETE FROM change")
        for row in rows:
            await tx.insert(ChangeRow, [row])
        singly = [dict(row) for row in (await tx.execute(select(table_of(ChangeRow)))).mappings()]
    assert sorted(stored, key=itemgetter("revision")) == sorted(singly, key=itemgetter("revision")) == rows


async def test_an_error_rolls_the_whole_transaction_back(store: Database) -> None:
    async def write_and_fail() -> None:
        async with store.write() as connection:
            await connection.execute(text(FIGURE.format("f1")))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await store.fetch_rows("SELECT * FROM figure") == []


async def test_all_statements_of_one_reading_see_one_snapshot(store: Database) -> None:
    async with store.reading() as reader:
        assert await reader.value("SELECT count(*) FROM figure") == 0
        await add_figure(store, "f1")
        assert await reader.value("SELECT count(*) FROM figure") == 0
    assert await store.fetch_value("SELECT count(*) FROM figure") == 1


async def test_readers_cannot_write(store: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only|not allowed to write"):
        await store.fetch_value(FIGURE.format("f1"))


async def test_statements_of_the_read_path_are_counted(store: Database) -> None:
    before = store.queries
    await store.fetch_value("SELECT 1")
    async with store.reading() as reader:
        await reader.rows("SELECT 1")
        await reader.value("SELECT 2")
    await store.revision()
    assert store.queries - before == 3


async def test_cancelling_stops_the_statement_and_the_connection_stays_usable(store: Database) -> None:
    narrow = Database(store.url.render_as_string(hide_password=False), readers=1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2), narrow.reading() as reader:
            await reader.value(SLOW[narrow.dialect])
    async with asyncio.timeout(5):
        assert await narrow.fetch_value("SELECT count(*) FROM load") == 0
    await narrow.dispose()


async def test_interrupting_a_reader_ends_its_statement(sqlite_store: Database) -> None:
    async def read_and_interrupt() -> None:
        async with asyncio.timeout(5), sqlite_store.reading() as reader:
            asyncio.get_running_loop().call_later(0.1, asyncio.ensure_future, reader.interrupt())
            await reader.value(SLOW["sqlite"])

    with pytest.raises(HubError) as caught:
        await read_and_interrupt()
    assert caught.value.code is ErrorCode.STATEMENT_INTERRUPTED
    assert await sqlite_store.fetch_value("SELECT 1") == 1


async def test_more_readers_than_connections_wait_their_turn(store: Database) -> None:
    answers = await asyncio.gather(*(store.fetch_value(f"SELECT {number}") for number in range(40)))
    assert answers == list(range(40))


async def test_writers_take_turns(store: Database) -> None:
    await asyncio.gather(*(add_figure(store, f"f{number}") for number in range(10)))
    assert await store.fetch_value("SELECT count(*) FROM figure") == 10


async def test_a_cancelled_writer_leaves_nothing_and_the_next_can_write(store: Database) -> None:
    async def write_for_a_minute() -> None:
        async with asyncio.timeout(0.2), store.write() as connection:
            await connection.execute(text(FIGURE.format("f1")))
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        await write_for_a_minute()
    await add_figure(store, "f2")
    assert await store.fetch_value("SELECT min(id) FROM figure") == "f2"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a database at all, but long enough to be taken for one" * 40, ErrorCode.STORE_DAMAGED),
        (b"SQLite format 3\0" + bytes(range(256)) * 40, ErrorCode.STORE_DAMAGED),
    ],
)
async def test_a_damaged_file_is_told_in_words(tmp_path: Path, content: bytes, code: ErrorCode) -> None:
    (tmp_path / "hub.db").write_bytes(content)
    database = Database(f"sqlite:///{tmp_path / 'hub.db'}")
    with pytest.raises(HubError) as caught:
        await upgrade(database)
    await database.dispose()
    assert caught.value.code is code
    assert caught.value.hint


async def test_a_file_damaged_later_fails_the_health_check(sqlite_store: Database) -> None:
    await sqlite_store.dispose()
    assert sqlite_store.path is not None
    content = bytearray(sqlite_store.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    sqlite_store.path.write_bytes(content)
    with pytest.raises(HubError):
        await sqlite_store.health()


async def test_the_event_loop_does_not_fail_where_another_program_has_the_file_locked(sqlite_store: Database) -> None:
    await sqlite_store.dispose()
    assert sqlite_store.path is not None
    holder = opened(sqlite_store.path, create=False, patience=0)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    holder.execute("BEGIN EXCLUSIVE")
    assert sqlite_store.readers.attempt([("SELECT count(*) FROM load", ())]) is None
    holder.close()
    assert await sqlite_store.revision() == 0


async def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE wordpress (id)")
    other.close()
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(HubError) as caught:
        await upgrade(database)
    await database.dispose()
    assert caught.value.code is ErrorCode.STORE_FOREIGN


async def test_reading_a_file_that_is_not_there_says_so_and_makes_none(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(HubError) as caught:
        await database.health()
    await database.dispose()
    assert caught.value.code is ErrorCode.STORE_UNREACHABLE
    assert not (tmp_path / "none.db").exists()


async def test_a_server_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    database = Database(f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(HubError) as caught:
        await database.health()
    await database.dispose()
    assert caught.value.code is ErrorCode.STORE_UNREACHABLE


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/hub", "sqlite://", "sqlite:///:memory:"])
def test_a_url_the_hub_cannot_use_is_refused_in_words(url: str) -> None:
    with pytest.raises(HubError) as caught:
        Database(url)
    assert caught.value.code is ErrorCode.SETTING_INVALID


async def test_migrations_go_back_and_forth(sqlite_store: Database) -> None:
    def objects(connection: Connection) -> set[Any]:
        return {
            tuple(row)
            for row in connection.execute(text("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
        }

    def there_and_back(connection: Connection) -> None:
        before = objects(connection)
        command.downgrade(configured(connection), "0002")
        assert {name for kind, name in objects(connection) if kind == "trigger"} == {
            f"search_document_{when}" for when in ("inserted", "updated", "deleted")
        }
        command.upgrade(configured(connection), "head")
        assert objects(connection) == before

    async with sqlite_store.write() as connection:
        await connection.run_sync(there_and_back)


async def test_what_takes_many_steps_is_not_done_at_once_and_readers_do_it(sqlite_store: Database) -> None:
    light, heavy = "SELECT count(*) FROM load", SLOW["sqlite"].replace("FROM n)", "FROM n LIMIT 300000)")
    for _ in range(50):  # steps are counted across runs; no run of the light one may be taken for a long one
        assert sqlite_store.readers.attempt([(light, ()), (light, ())]) == [0, 0]
    assert sqlite_store.readers.attempt([(heavy, ())]) is None
    assert sqlite_store.readers.attempt([(light, ()), (heavy, ())]) is None
    assert await sqlite_store.readers.values([(light, ()), (heavy, ())], None) == ([0, 300_000], None)
    assert sqlite_store.readers.attempt([(light, ())]) == [0]


async def test_no_number_of_queries_leaves_the_transaction_of_the_event_loop_open(sqlite_store: Database) -> None:
    light, heavy = ("SELECT count(*) FROM load", ()), (SLOW["sqlite"], ())
    for _ in range(LIGHT):  # BEGIN and ROLLBACK take three steps each, so that their pulses come in the same run
        assert sqlite_store.readers.attempt([light, heavy]) is None
    await add_figure(sqlite_store, "a")
    figures = ("SELECT count(*) FROM figure", ())
    assert sqlite_store.readers.attempt([figures, figures]) == [1, 1]


async def test_the_revision_follows_what_another_process_writes(sqlite_store: Database) -> None:
    other = Database(sqlite_store.url.render_as_string())
    assert await sqlite_store.revision() == 0
    async with other.write() as tx:
        await tx.run(
            "INSERT INTO load (revision, network, status, started_at, finished_at, counts, issues_digest) "
            "VALUES (7, 'os2', 'accepted', '', '', '{}', '')"
        )
        assert await sqlite_store.revision() == 0
    assert await sqlite_store.revision() == 7
    await other.dispose()


async def test_postgresql_itself_ends_what_takes_longer_than_the_hub_is_patient(postgres_url: str) -> None:
    impatient = Database(postgres_url, patience=0.2)
    with pytest.raises(HubError) as caught:
        await impatient.fetch_value(SLOW["postgresql"])
    assert caught.value.code is ErrorCode.STATEMENT_INTERRUPTED
    await impatient.dispose()
