"""What another hub needs to have the same networks: each with all that it states, and by which hubs it came. One line
after the other, read once.

The first line says who says so and what this hub is the origin of, the last counts the lines: a file that was cut off
says nothing. `since` leaves out networks that have not changed after a revision; which there are is said all the same,
so that what is gone is known.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import orjson

from hub.exports.datasets import stored_columns
from hub.exports.edition import Edition, Medium
from hub.exports.store_tables import ColumnExpression, StoreTables
from hub.exports.tabular import Column, Head, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.store.revision_moments import moment_of

NAME = "exchange"
_ORIGIN = "SELECT c.{} FROM carried_network c WHERE c.network = t.slug"
# which of several records of its name is meant depends on the order in which they are read, and that does not travel
_PUBLISHER = "(SELECT r.key FROM record r WHERE r.id = t.publisher_record AND r.withdrawn_revision IS NULL)"
_STATED = f"coalesce(({{}}), {moment_of('t.revision')})"
_OF_NETWORK = (
    *("slug", "title", "homepage", "publisher_name", "publisher_url", "licence", "attribution", "country"),
    *("description", "precedence", "authority"),
)
_PLACE = ("path", "line", "url")
_OF_RECORD = ("id", "kind", "key", "stated", "identifiers", "statements", "raw", *_PLACE, "column")
_OF_DETAIL = ("record", "sort", "name", "value", "number", "unit", "as_of", "note", "position", "texts", "concerns")
_OF_FIGURE = ("name", "value", "unit", "as_of", "note")
_IS_CHANGED = Column("is_changed", "boolean")
_BELONGS = "network"
"""The column that says of which network a row is."""


def exchanged(tables: StoreTables, since: int) -> tuple[RowTable, tuple[RowTable, ...]]:
    """The networks that changed after a revision; and what each of them states, with what is known of hubs."""
    networks = stored_columns("network", _OF_NETWORK) | {
        Column("publisher_key"): lambda _c, _alias: _PUBLISHER,
        Column("hubs", "json"): lambda _c, _alias: f"coalesce(({_ORIGIN.format('hubs')}), '[]')",
        Column("stated_at"): lambda _c, _alias: _STATED.format(_ORIGIN.format("stated_at")),
        Column("revision", "integer"): lambda _c, _alias: f"coalesce(({_ORIGIN.format('revision')}), t.revision)",
        _IS_CHANGED: lambda _c, _alias: f"t.revision > {since:d}",
    }
    hubs = stored_columns("known_hub", ("hub", "as_of", "revision", "networks"))
    parts = (
        _part(tables, "record", _OF_RECORD, since, "t.withdrawn_revision IS NULL"),
        _part(tables, "detail", (*_OF_DETAIL, *_PLACE), since),
        _part(tables, "figure", (*_OF_FIGURE, *_PLACE), since),
    )
    return (
        tables.table("network", networks, lambda _: ("t", BulkRows((), "network t", (SortKey("t.slug"),)))),
        (
            tables.table("hubs", hubs, lambda _: ("t", BulkRows((), "known_hub t", (SortKey("t.hub"),)))),
            _asked(tables, since),
            *parts,
        ),
    )


def _asked(tables: StoreTables, since: int) -> RowTable:
    """The revision that was asked for, and when it was made: whoever has it knows by that whether it is the
    one that this store made.
    """
    moment = moment_of(f"{since:d}")
    columns: dict[Column, ColumnExpression] = {
        Column("since", "integer"): lambda _c, _alias: f"{since:d}",
        Column("since_as_of"): lambda _c, _alias: moment,
    }
    return tables.table(
        "asked", columns, lambda _: ("t", BulkRows((), "(SELECT 1 AS one) t", (SortKey("t.one", "integer"),)))
    )


def _part(tables: StoreTables, name: str, columns: Sequence[str], since: int, *conditions: str) -> RowTable:
    """A table of what networks state, in the order of these."""
    changed = f"EXISTS (SELECT 1 FROM network n WHERE n.slug = t.network AND n.revision > {since:d})"
    stored = stored_columns(name, (_BELONGS, *columns))
    keys = (SortKey("t.network"), SortKey("t.id"))
    return tables.table(name, stored, lambda _: ("t", BulkRows((), f'"{name}" t', keys, (changed, *conditions))))


class _Side:
    """The rows of a table, network by network: those of one are given when it is its turn."""

    def __init__(self, table: RowTable) -> None:
        self._table = table
        self._pages = table.pages()
        self._page: Sequence[Sequence[Any]] = []
        self._place = 0

    async def lines(self, network: str) -> AsyncIterator[bytes]:
        """The lines of one network; those of networks before it have been given."""
        while True:
            if self._place == len(self._page):
                self._page, self._place = await anext(self._pages, []), 0
                if not self._page:
                    return
            row = self._page[self._place]
            if row[0] != network:
                return
            self._place += 1
            yield _line(self._table.name, self._table.columns[1:], tuple(row)[1:])


def _line(name: str, columns: Sequence[Column], row: Sequence[Any]) -> bytes:
    """A line that says one thing; JSON is passed through without being read, what has no value is left out."""
    values = {
        column.name: orjson.Fragment(value) if column.storage == "json" else value
        for column, value in zip(columns, row, strict=True)
        if value is not None
    }
    return orjson.dumps({name: values}) + b"\n"


async def _lines(edition: Edition) -> AsyncIterator[bytes]:
    """All lines but the last."""
    hubs, since, *parts = edition.others
    networks = [row async for row in edition.main.rows()]
    yield orjson.dumps({NAME: await _head(edition.head, networks, hubs, since)}) + b"\n"
    sides = [_Side(part) for part in parts]
    for network in networks:
        # of a network without changes there is nothing in the other tables, either
        if network.pop(_IS_CHANGED.name):
            values = {name: value for name, value in network.items() if value is not None}
            yield orjson.dumps({"network": values}) + b"\n"
            for side in sides:
                async for line in side.lines(network["slug"]):
                    yield line


async def _head(
    head: Head, networks: Sequence[dict[str, object]], hubs: RowTable, since: RowTable
) -> dict[str, object]:
    [bounds] = [row async for row in since.rows()]
    own = [network["slug"] for network in networks if not network["hubs"]]
    known_hubs = [row async for row in hubs.rows()]
    hub = head.root.rstrip("/").rpartition("/")[0]
    return {"hub": hub, "as_of": head.changed, "revision": head.revision, "networks": own, "hubs": known_hubs} | bounds


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    count = 0
    async for line in _lines(edition):
        count += 1
        yield line
    yield orjson.dumps({"end": count + 1}) + b"\n"


EXCHANGE = Medium("exchange", "jsonl", "application/jsonl", "Exchange", _written)
