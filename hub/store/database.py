"""The database of the hub: SQLite by default, PostgreSQL by the same code. One writer at a time, many readers."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, Self

import orjson
from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from hub.errors import ErrorCode, HubError
from hub.store.failures import explaining_failures
from hub.store.full_text import merge_index
from hub.store.placeholders import dialect_of
from hub.store.postgres_reading import PostgresReaders
from hub.store.reading import REVISION, Reader, Readers
from hub.store.replicated_reading import ReplicatedReaders
from hub.store.replication import Replication
from hub.store.revision_watch import watched
from hub.store.sqlite_driver import compact, dbapi, is_unchangeable
from hub.store.sqlite_reading import SqliteReaders
from hub.store.transaction import Transaction

PATIENCE = 60
"""Seconds a writer waits for another."""
SAMPLE = 1000
"""Rows of each index that SQLite looks at to tell how much the index narrows; PostgreSQL has a sample of its own."""
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_HOLDS_TEXT = (str, Mapping, list, tuple)
_ADVISORY_LOCK = 7_239_410_285_113
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class Database:
    """One database by its URL. Nothing is opened before it is needed; `dispose` closes everything.

    Undisposed, its threads keep the program from ending: use `async with Database(url)` or call `dispose`.
    readers: its read path, for whoever needs more than the methods here. patience: seconds after which PostgreSQL
    itself ends one; SQLite ends one when whoever waits for it is cancelled. replication: the replicas of a PostgreSQL
    store, and what a node knows of its revision.
    Raises `HubError` for a URL it cannot use.
    """

    def __init__(
        self, url: str, *, readers: int = 4, patience: float | None = None, replication: Replication | None = None
    ) -> None:
        self.url = _understood(url)
        self.dialect = dialect_of(self.url.get_backend_name())
        self.replication = replication or Replication()
        self.readers = self._new_readers(readers, patience)
        self._writer: AsyncEngine | None = None
        self._turn = asyncio.Lock()

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(str(self.url.database)) if self.dialect == "sqlite" else None

    @property
    def is_read_only(self) -> bool:
        """Whether an SQLite database stands on a file system that is mounted read-only: it is
        read, and cannot be written.
        """
        return self.path is not None and is_unchangeable(self.path)

    def _new_readers(self, size: int, patience: float | None) -> Readers:
        if self.path is not None:
            if self.replication.replicas:
                raise HubError(
                    ErrorCode.SETTING_INVALID,
                    "Only PostgreSQL has replicas.",
                    "Unset HUB_DATABASE_READ_URLS, or set HUB_DATABASE_URL to the primary.",
                )
            return SqliteReaders(self.path, size)
        primary = PostgresReaders(self._dsn, size, patience, self.replication.known)
        return ReplicatedReaders(primary, self.replication, size, patience) if self.replication.replicas else primary

    @property
    def _dsn(self) -> str:
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def followed(self) -> AbstractAsyncContextManager[None]:
        """Within the block what other nodes write is heard of, and replicas are watched.

        On SQLite the file itself tells.
        """
        return watched(self._dsn, self.replication) if self.dialect == "postgresql" else nullcontext()

    async def has_reached(self, revision: int) -> bool:
        """Whether the store is at a revision; asked anew where an older one is known."""
        return self.readers.seen_revision >= revision or await self.readers.newest_revision() >= revision

    @property
    def queries(self) -> int:
        """How many queries have been run to read."""
        return self.readers.queries

    @property
    def engine(self) -> AsyncEngine:
        """The SQLAlchemy engine of the writing side."""
        if self._writer is None:
            self._writer = _engine(self.url)
        return self._writer

    @asynccontextmanager
    async def write(self, *, is_rehearsal: bool = False) -> AsyncIterator[Transaction]:
        """One transaction that writes: committed at the end, rolled back on any error. Raises `HubError`
        store-busy after a minute.

        is_rehearsal: rolled back in any case, as it only is to show what would become of the store.
        """
        async with self._turn:
            with explaining_failures():
                async with self.engine.connect() as connection, connection.begin() as began:
                    if self.dialect == "postgresql":
                        await connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
                    transaction = Transaction(connection)
                    yield transaction
                    if is_rehearsal:
                        await began.rollback()
                        return
                    await transaction.empty_temporary()
        self.replication.known.doubt()

    def reading(self, client: str | None = None) -> AbstractAsyncContextManager[Reader]:
        """A reader whose queries all see one snapshot; cancelling its task stops the query too.

        client: whoever it is for; no client gets more than half of the readers at a time.
        """
        return self.readers.reading(client)

    async def fetch_value(self, sql: str, /, **values: Any) -> Any:
        """First column of the first row of one query, or None."""
        async with self.readers.reading(snapshot=False) as reader:
            return await reader.value(sql, **values)

    async def fetch_rows(self, sql: str, /, **values: Any) -> Sequence[Sequence[Any]]:
        """All rows of one query."""
        async with self.readers.reading(snapshot=False) as reader:
            return await reader.rows(sql, **values)

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first; on PostgreSQL no longer ago than may be relied on.

        Not counted in `queries`.
        """
        return await self.readers.revision()

    async def statistics(self) -> dict[str, tuple[int, int]]:
        """By place of a list in the schema, how many items all such lists have and the longest.

        Not counted in `queries`.
        """
        async with self.readers.reading(snapshot=False) as reader:
            rows = await reader.uncounted_rows("SELECT place, total, most FROM statistic")
        return {place: (total, most) for place, total, most in rows}

    async def analyse(self, rows: int) -> None:
        """Tell the planner what the tables have become, from a sample of bounded size, and put the
        full-text index in order.

        rows: that were read into them before.
        """
        async with self.write() as tx:
            if tx.dialect == "sqlite":
                await tx.run(f"PRAGMA analysis_limit={SAMPLE}")
            await tx.run("ANALYZE")
            await merge_index(tx, rows)

    async def compact(self) -> None:
        """Have the file of an SQLite database hold no more bytes of what was deleted.

        PostgreSQL's vacuum does so on its own.
        """
        if self.path is not None:
            async with self._turn:
                with explaining_failures():
                    await asyncio.to_thread(compact, self.path, patience=PATIENCE)

    async def health(self) -> int:
        """Ask every table of the hub and answer the revision. Raises `HubError` if the store cannot serve."""
        from hub.store.tables import METADATA  # noqa: PLC0415 - tables need the schema, connections do not

        tables = sorted(METADATA.tables)
        asked = " UNION ALL ".join(f'SELECT count(*) FROM (SELECT * FROM "{table}" LIMIT 1) AS t' for table in tables)
        async with self.reading() as reader:
            await reader.rows(asked)
            return int(await reader.value(REVISION))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.dispose()

    async def dispose(self) -> None:
        """Close all connections; the database can be used again afterwards."""
        await self.readers.close()
        if self._writer is not None:
            await self._writer.dispose()
            self._writer = None


def replication_of(read_urls: Sequence[str], staleness: float) -> Replication:
    """The replicas at some URLs. Raises `HubError` for one that is no PostgreSQL server's."""
    urls = [_understood(url) for url in read_urls]
    if any(url.get_backend_name() != "postgresql" for url in urls):
        hint = "Set HUB_DATABASE_READ_URLS to URLs such as postgresql+asyncpg://user@host/name, separated by commas."
        raise HubError(ErrorCode.SETTING_INVALID, "Only PostgreSQL has replicas.", hint)
    return Replication(urls, staleness)


def _understood(raw: str) -> URL:
    try:
        url = make_url(raw)
    except ArgumentError:
        raise _unusable("The database URL is not a URL.") from None
    backend = url.get_backend_name()
    if backend not in _DRIVERS:
        raise _unusable(f"The hub keeps its data in SQLite or PostgreSQL, not in {backend}.")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise _unusable("The hub needs a database file, because several connections share it.")
    return url.set(drivername=_DRIVERS[backend])


def _unusable(message: str) -> HubError:
    hint = "Set HUB_DATABASE_URL to sqlite+aiosqlite:///hub.db or postgresql+asyncpg://user@host/name."
    return HubError(ErrorCode.SETTING_INVALID, message, hint)


def encoded(value: object) -> str:
    """A value as JSON text that both databases can store: sorted keys, no NUL, no lone surrogates."""
    try:
        written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except (TypeError, ValueError):
        return json.dumps(storable(value), sort_keys=True, default=str)
    return written if "\\u0000" not in written else orjson.dumps(storable(value), option=orjson.OPT_SORT_KEYS).decode()


def storable(value: Any) -> Any:
    """A value without what a database refuses in text: NUL and lone surrogates become the replacement character."""
    if isinstance(value, str):
        return _REFUSED.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        may_hold_text = any(issubclass(kind, _HOLDS_TEXT) for kind in set(map(type, value)))
        return [storable(inner) for inner in value] if may_hold_text else list(value)
    return value


def decoded(text: str | bytes) -> Any:
    """The value of JSON text."""
    return orjson.loads(text)


def _engine(url: URL) -> AsyncEngine:
    shared: dict[str, Any] = {
        "json_serializer": encoded,
        "json_deserializer": decoded,
        "pool_size": 1,
        "max_overflow": 1,
    }
    if url.get_backend_name() != "sqlite":
        settings = {"server_settings": {"jit": "off", "application_name": "hub"}}
        # SQLAlchemy would log with a traceback that a connection is lost, which whoever uses
        # it hears by an error of ours
        logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
        # a server that was restarted has closed what stands in the pool: the write after it need not fail for that
        return create_async_engine(url, connect_args=settings, pool_pre_ping=True, **shared)
    engine = create_async_engine(url, module=dbapi(), connect_args={"timeout": PATIENCE}, **shared)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-131072",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
