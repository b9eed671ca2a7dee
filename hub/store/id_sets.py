"""Sets of ids that live in the database as long as a transaction, so that a load of any size needs little memory.

A set is declared once with its meaning, made by `new` or, for the inside of one function, by
`scratch`, and then handed on as
an object: SQL names it through the object (`WHERE id IN {touched}`), never by a name that is merely known.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, text

from hub.store.transaction import CHUNK, Transaction


@dataclass(frozen=True, slots=True)
class TemporaryTable:
    """A temporary table of a transaction."""

    tx: Transaction
    table: str

    async def size(self) -> int:
        """How many rows it has."""
        return int(await self.tx.value(f"SELECT count(*) FROM {self.table}"))

    async def empty(self) -> None:
        """Forget its rows, as those of a large load hold memory."""
        await self.tx.run(f"DELETE FROM {self.table}")

    async def analyse(self) -> None:
        """Tell PostgreSQL's planner what it holds now; see `Transaction.analyse`."""
        await self.tx.analyse(self.table)


@dataclass(frozen=True, slots=True)
class IdSet(TemporaryTable):
    """A set of ids. In SQL it stands for the query of its ids, in parentheses: `id IN
    {touched}`, `FROM {touched} AS t`.
    """

    columns: tuple[str, ...] = ("id",)

    def __str__(self) -> str:
        return f"(SELECT id FROM {self.table})"

    def holds(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        """The condition, for queries of SQLAlchemy, that the value of a column is in the set."""
        return column.in_(
            text(f"SELECT id FROM {self.table}")
        )  # in_ sets the parentheses; in two pairs it is one value

    async def add(self, members: Iterable[str]) -> None:
        """Put ids into the set; those in it already stay."""
        await self.tx.run_for_each(
            f"INSERT INTO {self.table} (id) VALUES (:id) ON CONFLICT DO NOTHING", [{"id": member} for member in members]
        )

    async def add_selected(self, query: str, /, **values: Any) -> int:
        """Put what a query selects into the set, column by column; how many ids were new."""
        # The outer query ends in WHERE, as SQLite would read the ON of ON CONFLICT as a
        # join condition of the inner one.
        return await self.tx.run(
            f"INSERT INTO {self.table} ({', '.join(self.columns)}) "
            f"SELECT * FROM ({query}) AS selected WHERE true ON CONFLICT DO NOTHING",
            **values,
        )

    async def batches(self, size: int = CHUNK) -> AsyncIterator[list[str]]:
        """The ids in order, at most `size` at a time; walked by key, so that the set is never held whole."""
        last = ""
        query = f"SELECT id FROM {self.table} WHERE id > :last ORDER BY id LIMIT {size}"
        while rows := await self.tx.rows(query, last=last):
            yield [row.id for row in rows]
            last = rows[-1].id


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """A temporary table with the columns of a stored one. holds: its meaning. filled_by: the step that writes it."""

    name: str
    holds: str
    filled_by: str
    like: str

    async def new(self, tx: Transaction) -> TemporaryTable:
        """It, empty."""
        form = f"AS SELECT * FROM {self.like} WHERE false" if tx.dialect == "sqlite" else f"(LIKE {self.like})"
        await _open(tx, self.name, form)
        return TemporaryTable(tx, self.name)


@dataclass(frozen=True, slots=True)
class SetDeclaration:
    """A set of ids. holds: its meaning. filled_by: the step that writes it. beside: a text that stands beside each id.

    is_unique: false where an id may stand in several rows, each with another text beside it.
    """

    name: str
    holds: str
    filled_by: str
    beside: str | None = None
    is_unique: bool = True

    async def new(self, tx: Transaction, members: Iterable[str] = ()) -> IdSet:
        """It, filled with members. Of one name there is one set in a transaction; it is emptied when that ends."""
        # Ids sort by code point on PostgreSQL too, as they do wherever they are stored.
        word = "TEXT" if tx.dialect == "sqlite" else 'TEXT COLLATE "C"'
        beside = f", {self.beside} {word}" if self.beside else ""
        # Without a rowid SQLite keeps the set as its own index: half the memory, one look-up.
        key, options = (" PRIMARY KEY", "WITHOUT ROWID") if self.is_unique else ("", "")
        await _open(tx, self.name, f"(id {word}{key}{beside})", options)
        made = IdSet(tx, self.name, ("id", self.beside) if self.beside else ("id",))
        await made.add(members)
        return made

    @asynccontextmanager
    async def scratch(self, tx: Transaction, members: Iterable[str] = ()) -> AsyncIterator[IdSet]:
        """It, filled with members, within a block; emptied after it.

        After an error nothing is left to empty, as the transaction is rolled back.
        """
        made = await self.new(tx, members)
        yield made
        await made.empty()
        tx.in_use.discard(self.name)


async def walk(tx: Transaction, ids: IdSet, column: str, size: int) -> AsyncIterator[list[str]]:
    """The ids of a set, at most `size` at a time; on SQLite in the order in which records with
    this `column` were written.

    Rows that were written together are then read together, each page of the file once: by id, which is a hash, a large
    store is read a page for every record. PostgreSQL caches well enough to take them by id.
    """
    is_sqlite = tx.dialect == "sqlite"
    place = f"(SELECT min(r.rowid) FROM record AS r WHERE r.{column} = s.id)" if is_sqlite else "s.id"
    number = "INTEGER PRIMARY KEY" if is_sqlite else "SERIAL PRIMARY KEY"
    await _open(tx, "walk", f"(number {number}, id TEXT)")
    await tx.run(f"INSERT INTO walk (id) SELECT id FROM {ids} AS s ORDER BY {place}, id")
    last = 0
    query = f"SELECT number, id FROM walk WHERE number > :last ORDER BY number LIMIT {size}"
    while rows := await tx.rows(query, last=last):
        yield [row.id for row in rows]
        last = rows[-1].number
    await tx.run("DELETE FROM walk")
    tx.in_use.discard("walk")


async def _open(tx: Transaction, name: str, form: str, sqlite_options: str = "") -> None:
    """Make a temporary table, unless the transaction, or on SQLite an earlier one, left it there, empty.

    Raises RuntimeError where it is in use: two steps would write into one set.
    """
    if name in tx.in_use:
        raise RuntimeError(f"The set {name} is already in use in this transaction.")
    if name not in tx.temporary:
        options = sqlite_options if tx.dialect == "sqlite" else "ON COMMIT DROP"
        await tx.run(f"CREATE TEMP TABLE IF NOT EXISTS {name} {form} {options}")
    tx.temporary.add(name)
    tx.in_use.add(name)
