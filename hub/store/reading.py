"""The raw read path: one snapshot per operation on a small pool of driver connections,
without SQLAlchemy in between.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, ClassVar, Protocol

from hub.store.placeholders import DialectName, for_driver
from hub.store.revision_moments import NEWEST, moment_of

Rows = Sequence[Sequence[Any]]
Query = tuple[str, Any]
"""A query as the database takes it, and its values as its driver takes them."""
REVISION = f"SELECT {NEWEST} FROM load"
"""The newest revision, 0 before the first."""


class Reader(ABC):
    """Queries on one snapshot. Values are bound by name, `:name`; a list stands after IN: `id IN :ids`."""

    dialect: ClassVar[DialectName]

    def __init__(self, counting: "Counting") -> None:
        self._counting = counting

    async def rows(self, sql: str, /, **values: Any) -> Rows:
        """All rows; columns by position, JSON as text."""
        return await self.compiled_rows(*for_driver(sql, values, self.dialect))

    async def uncounted_rows(self, sql: str) -> Rows:
        """All rows of a query by which the hub itself keeps watch: `queries` does not count it."""
        return await self._fetch(sql, ())

    async def value(self, sql: str, /, **values: Any) -> Any:
        """First column of the first row, or None without a row."""
        rows = await self.rows(sql, **values)
        return rows[0][0] if rows else None

    async def moment(self, revision: int | None) -> str | None:
        """When a revision was made; None for one that there is not."""
        made: str | None = await self.value(f"SELECT {moment_of(':revision')}", revision=revision)
        return made

    async def compiled(self, sql: str, parameters: Any) -> Any:
        """First column of the first row of a query that a plan has compiled for this database,
        its placeholders included.
        """
        rows = await self.compiled_rows(sql, parameters)
        return rows[0][0] if rows else None

    async def compiled_rows(self, sql: str, parameters: Any) -> Rows:
        """All rows of such a query."""
        self._counting.queries += 1
        return await self._fetch(sql, parameters)

    @abstractmethod
    async def _fetch(self, sql: str, parameters: Any) -> Rows: ...

    @abstractmethod
    async def interrupt(self) -> None:
        """Stop the running query; it raises `HubError` statement-interrupted."""


class Counting(Protocol):
    """Whatever counts the queries of its readers."""

    queries: int


class Readers(Protocol):
    """A pool of connections that only read."""

    @property
    def queries(self) -> int:
        """How many have been run, but for those by which the hub keeps watch."""
        ...

    @property
    def seen_revision(self) -> int:
        """The newest one that is known; the store may have a later one."""
        ...

    def reading(self, client: str | None = None, *, snapshot: bool = True) -> AbstractAsyncContextManager[Reader]:
        """A reader; with `snapshot` all its queries see one state of the store.

        client: for whom, so that none gets all readers.
        """
        ...

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        """The value of each query, which gives one at most, or None.

        All of one snapshot, whose revision is given where asking for it takes waiting.
        """
        ...

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:
        """The same without waiting and within a bound; None where that cannot be."""
        ...

    def attempt_quick(self, queries: Sequence[Query]) -> list[Any] | None:
        """The same of a query whose cost no bound tells, if it was quick when it was asked before; None for others."""
        ...

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first; on PostgreSQL no longer ago than its staleness.

        Not counted.
        """
        ...

    async def newest_revision(self) -> int:
        """The same, asked for anew."""
        ...

    def revision_at_once(self) -> int | None:
        """The same without waiting; None where that cannot be."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
