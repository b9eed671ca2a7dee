"""Reading tables from one snapshot of the store: a column is a piece of SQL, or follows from
the networks of its row.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import cache

import orjson

from hub.exports.tabular import Column, Contributor, RowTable
from hub.plan.bulk_reading import BulkQuery, BulkRows, Lowering
from hub.plan.sql.compiler import Compiler
from hub.store.reading import Reader, Rows

ColumnExpression = Callable[[Compiler, str], str]
"""(compiler, alias of the row) → SQL of a column's value."""
Columns = Mapping[Column, ColumnExpression]
NETWORKS = Column("networks", "json", many=True)
OF_NETWORKS = (Column("licences", "json", many=True), Column("sources", "json", many=True))
"""Columns that follow from the networks of a row: under which licences, and whom to name. They stand last."""


def plain_column(name: str) -> ColumnExpression:
    """A column of the row's own table."""
    return lambda _, alias: f'{alias}."{name}"'


class StoreTables:
    """Makes tables of one snapshot. query: compiles what is read; sources: all networks of the store."""

    def __init__(self, reader: Reader, query: Callable[[Lowering], BulkQuery], sources: Sequence[Contributor]) -> None:
        self._reader = reader
        self._query = query
        self._by_network = {source.network: source for source in sources}
        self._of_networks = cache(self._licences_and_sources)  # of lists of networks there are few, of rows many

    def table(self, name: str, columns: Columns, rows: Callable[[Compiler], tuple[str, BulkRows]]) -> RowTable:
        """A table with the columns that follow from its networks, if it has these.

        rows: the alias of its rows, and where they are.
        """
        follow = OF_NETWORKS if NETWORKS in columns else ()

        async def read(wanted: Sequence[Column]) -> AsyncIterator[Rows]:
            stored = [column for column in wanted if column in columns]
            place = stored.index(NETWORKS) if len(stored) < len(wanted) else None
            async for page in self.pages([columns[one] for one in stored], rows):
                yield self._cut(page, len(stored), place)

        return RowTable(name, (*columns, *follow), read)

    def pages(
        self, expressions: Sequence[ColumnExpression], rows: Callable[[Compiler], tuple[str, BulkRows]]
    ) -> AsyncIterator[Rows]:
        """The pages of a query; behind the values of the expressions stand the keys."""

        def lower(c: Compiler) -> BulkRows:
            alias, places = rows(c)
            return BulkRows(
                tuple(expression(c, alias) for expression in expressions), places.source, places.keys, places.conditions
            )

        return self._query(lower).pages(self._reader)

    def _cut(self, page: Rows, width: int, place: int | None) -> Rows:
        """The rows without keys. place: where the networks stand from which more columns follow; None: none do."""
        if place is None:
            return [row[:width] for row in page]
        return [(*row[:width], *self._of_networks(row[place])) for row in page]

    def _licences_and_sources(self, networks: str) -> tuple[str, str]:
        sources = [self._by_network[slug] for slug in orjson.loads(networks) if slug in self._by_network]
        licences = list(dict.fromkeys(source.licence for source in sources))
        return orjson.dumps(licences).decode(), orjson.dumps([source.attribution for source in sources]).decode()
