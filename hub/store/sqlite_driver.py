"""apsw as SQLAlchemy wants a driver to be: PEP 249, as far as SQLAlchemy and aiosqlite use it.

Reading and writing go through one SQLite library. Two in one process, such as apsw's and the one of Python's `sqlite3`,
take away each other's locks on a file
(https://www.sqlite.org/howtocorrupt.html#multiple_copies_of_sqlite_linked_into_the_same_application).
"""

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self
from urllib.parse import quote

import aiosqlite
import apsw
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_dbapi

_STATEMENTS = 512
"""Prepared SQL statements that a connection keeps."""
_AHEAD = 1000
"""Rows that are read with the SQL statement itself."""


def opened(path: Path | str, *, create: bool, patience: float) -> apsw.Connection:
    """A connection to a file. patience: seconds to wait for a lock. Raises `apsw.Error`."""
    name, flags = str(path), apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    if not create and is_unchangeable(Path(path)):
        name, flags = f"file:{quote(name)}?immutable=1", apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(name, flags=flags, statementcachesize=_STATEMENTS)
    connection.set_busy_timeout(int(patience * 1000))
    # without this an SQL statement is prepared anew whenever other values are bound, in case
    # another plan suits them better;
    # for most queries that takes longer than running them
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    return connection


def is_unchangeable(path: Path) -> bool:
    """Whether a file is whole and stands on a file system that is mounted read-only, so that nobody can write it.

    Reading in WAL mode writes beside the file, so SQLite must be told that it need not
    (https://www.sqlite.org/uri.html#uriimmutable).
    A log with content holds what is not in the file yet: such a store was copied while it was open.
    """
    log = Path(f"{path}-wal")
    try:
        is_read_only = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
        return is_read_only and not (log.exists() and log.stat().st_size)
    except OSError:
        return False


def compact(path: Path, *, patience: float) -> None:
    """Write a file anew, without the bytes of what was deleted: those of rows, and the words of full-text search.

    Raises `apsw.Error`.
    """
    connection = opened(path, create=False, patience=patience)
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


class ApswCursor:
    """A cursor (PEP 249)."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1

    @property
    def lastrowid(self) -> int:
        """The number of the row written last."""
        return self._connection.last_insert_rowid()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "ApswCursor":
        """Run an SQL statement."""
        # only before its first step an SQL statement tells its columns whether or not it has rows
        self._cursor.exec_trace = self._describe
        self._cursor.execute(sql, parameters)
        self.rowcount = self._connection.changes()
        return self

    def _describe(self, cursor: apsw.Cursor, _: str, __: Any) -> bool:
        columns = cursor.get_description()
        self.description = tuple((name, *[None] * 6) for name, _ in columns) or None
        return True

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> "ApswCursor":
        """Run an SQL statement for each sequence of values."""
        before = self._connection.total_changes()
        self._cursor.exec_trace = None
        self._cursor.executemany(sql, parameters)
        self.description, self.rowcount = None, self._connection.total_changes() - before
        return self

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._cursor.fetchone()

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        return list(islice(self._cursor, size))

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return self._cursor.fetchall()

    def close(self) -> None:
        """End the SQL statement."""
        self._cursor.close(force=True)


class ApswConnection:
    """A connection (PEP 249) in which transactions begin by BEGIN alone."""

    isolation_level = None

    def __init__(self, path: str, timeout: float) -> None:
        self._connection = opened(path, create=True, patience=timeout)

    def cursor(self) -> ApswCursor:
        """A new cursor."""
        return ApswCursor(self._connection)

    def commit(self) -> None:
        """Commit, if a transaction is open."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """Roll back, if a transaction is open."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def create_function(self, name: str, arguments: int, function: Callable[..., Any], *, deterministic: bool) -> None:
        """Give SQL a function."""
        self._connection.create_scalar_function(name, function, arguments, deterministic=deterministic)

    def close(self) -> None:
        """Close it."""
        self._connection.close()


class _ReadAheadCursor:
    """A cursor of aiosqlite, as far as SQLAlchemy uses it, that asks the thread of its connection once
    for most SQL statements.

    aiosqlite goes there to make the cursor, to run the SQL statement, to read the rows and to close it
    (docs/adr/0173-one-trip-for-a-statement.md).
    """

    arraysize = 1

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._cursor: ApswCursor | None = None
        self._rows: list[Any] = []
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid = 0

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Run an SQL statement."""
        await self._there(self._run, ApswCursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Run an SQL statement for each sequence of values."""
        await self._there(self._run, ApswCursor.executemany, sql, parameters)
        return self

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        if len(self._rows) < size and self._cursor is not None:
            self._rows += await self._there(self._read, self._cursor, size - len(self._rows))
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        rows, self._rows = self._rows, []
        return rows if self._cursor is None else rows + await self._there(self._read, self._cursor, None)

    async def close(self) -> None:
        """End the SQL statement."""
        self._rows = []
        if self._cursor is not None:
            await self._there(self._end, self._cursor)

    async def _there(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Have something done in the thread of the connection."""
        connection: Any = self._connection  # whose own cursor uses this private method
        return await connection._execute(work, *arguments)  # noqa: SLF001

    def _run(self, begin: Callable[[ApswCursor, str, Any], ApswCursor], sql: str, parameters: Any) -> None:
        cursor: Any = self._connection._conn.cursor()  # noqa: SLF001 - as aiosqlite's own cursor does
        self._cursor = cursor
        begin(cursor, sql, parameters)
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        self._rows = self._read(cursor, _AHEAD)

    def _read(self, cursor: ApswCursor, size: int | None) -> list[Any]:
        """The next rows, and the end of the SQL statement after the last one. size: how many; None for all."""
        rows = cursor.fetchall() if size is None else cursor.fetchmany(size)
        if size is None or len(rows) < size:
            self._end(cursor)
        return rows

    def _end(self, cursor: ApswCursor) -> None:
        cursor.close()
        self._cursor = None


class _ThreadConnection(aiosqlite.Connection):
    """A connection in a thread of its own."""

    def cursor(self) -> _ReadAheadCursor:  # type: ignore[override]
        """A new cursor."""
        return _ReadAheadCursor(self)


def _connect(path: str, timeout: float = 5.0, **_: Any) -> aiosqlite.Connection:
    """A connection in a thread of its own, which ends with the program."""
    connection = _ThreadConnection(lambda: ApswConnection(path, timeout), 64)  # type: ignore[arg-type,return-value]
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those that it opens itself
    return connection


def dbapi() -> AsyncAdapt_aiosqlite_dbapi:
    """The module that SQLAlchemy's dialect of aiosqlite is given instead of aiosqlite and sqlite3."""
    module: Any = SimpleNamespace(
        Connection=_ThreadConnection,
        connect=_connect,
        Binary=bytes,
        PARSE_COLNAMES=0,
        PARSE_DECLTYPES=0,
        sqlite_version=apsw.sqlite_lib_version(),
        sqlite_version_info=tuple(map(int, apsw.sqlite_lib_version().split("."))),
        **dict.fromkeys(("Error", "DatabaseError", "OperationalError", "ProgrammingError"), apsw.Error),
        NotSupportedError=apsw.SQLError,
        IntegrityError=apsw.ConstraintError,
    )
    return AsyncAdapt_aiosqlite_dbapi(module, module)
