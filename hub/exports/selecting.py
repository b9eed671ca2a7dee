"""Making editions: what is asked for, understood by the plan, with all its tables on one snapshot of the store."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from hub.clock import now, stamp
from hub.exports import entity_tables
from hub.exports.described_entities import descriptions
from hub.exports.edition import Edition
from hub.exports.exchange import NAME, exchanged
from hub.exports.store_tables import StoreTables
from hub.exports.tabular import Contributor, Head, RowTable
from hub.plan.bulk_reading import BulkQuery, BulkReader, BulkRows, Chosen, Lowering
from hub.plan.lists.row_lists import SortKey
from hub.plan.sql.compiler import Compiler, literal
from hub.store.reading import REVISION, Reader
from schema.kinds import KINDS, Kind

PARTS = ("edges", "statements")
"""What of a selection can be had alone beside its entities."""


@dataclass(frozen=True, slots=True)
class ExportSelection:
    """A selection that someone asks for. variables: where, search, orderBy as JSON has them. part: one of
    `PARTS`, "" for the entities.

    address: where the edition is to be had; list_address: where the same selection is shown.
    """

    kind: Kind
    variables: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""
    address: str = ""
    list_address: str = ""
    with_bom: bool = False


class HeldSnapshot:
    """Editions of one state of the store, to be read before it is closed. networks: all that the store has."""

    def __init__(self, reader: Reader, bulk: BulkReader, networks: Sequence[Contributor], root: str) -> None:
        self._reader = reader
        self._bulk = bulk
        self._networks = tuple(networks)
        self._root = root

    async def selection(self, asked: ExportSelection, chosen: Chosen) -> Edition:
        """The edition of a selection."""
        tables = StoreTables(self._reader, chosen.query, self._networks)
        main = entity_tables.entities(tables, chosen, self._root)
        edges = entity_tables.edges(tables, chosen.ids)
        parts = {"": main, "edges": edges, "statements": entity_tables.stated_values(tables, chosen.ids)}
        return Edition(
            await self._head(asked, chosen),
            parts[asked.part],
            asked.kind,
            None if asked.part else edges,
            entity_tables.ends(tables, chosen.ids, self._root),
            entity_tables.latest(tables, chosen, self._root),
            entity_tables.withdrawn(tables, asked.kind),
            descriptions(tables, chosen, self._root),
            parts["statements"],
            asked.with_bom,
        )

    async def _head(self, asked: ExportSelection, chosen: Chosen) -> Head:
        pages = chosen.query(lambda c: _involved(chosen, c)).pages(self._reader)
        involved = {row[0] async for page in pages for row in page}
        sources = tuple(source for source in self._networks if source.network in involved)
        return await self._new_head(
            asked.kind.plural, await self._count(chosen), sources, asked.address, asked.list_address
        )

    async def _count(self, chosen: Chosen) -> int:
        [[counted]] = [page async for page in chosen.query(lambda c: _count(chosen, c)).pages(self._reader)]
        return int(counted[0])

    async def whole(self, kinds: Sequence[Chosen], address: str, list_address: str) -> Edition:
        """The edition of the whole hub. kinds: all of each; addresses: where it is to be had, and the hub itself."""
        counts = [await self._count(chosen) for chosen in kinds]
        head = await self._new_head("hub", sum(counts), self._networks, address, list_address)
        first, *others = [
            entity_tables.entities(StoreTables(self._reader, chosen.query, self._networks), chosen, self._root)
            for chosen in kinds
        ]
        edges = entity_tables.edges(StoreTables(self._reader, self._query, self._networks))
        return Edition(head, first, edges=edges, others=tuple(others))

    async def book(self, name: str, table: Callable[[StoreTables], RowTable]) -> Edition:
        """The edition of a dataset that is no kind."""
        tables = StoreTables(self._reader, self._query, self._networks)
        return Edition(await self._new_head(name, 0, self._networks), table(tables))

    async def exchange(self, since: int) -> Edition:
        """The edition that other hubs read. since: a revision after which a network must have changed to be in it."""
        tables = StoreTables(self._reader, self._query, self._networks)
        main, others = exchanged(tables, since)
        return Edition(await self._new_head(NAME, len(self._networks), self._networks), main, others=others)

    async def was_current(self, revision: int, changed: str) -> bool:
        """Whether a revision of this store ended at that moment; in another store it would not."""
        return bool(await self._reader.moment(revision) == changed)

    def _query(self, lower: Lowering) -> BulkQuery:
        return BulkQuery(self._bulk.dialect, lower, {})

    async def _new_head(self, title: str, count: int, sources: tuple[Contributor, ...], *addresses: str) -> Head:
        revision = int(await self._reader.value(REVISION))
        changed = await self._reader.moment(revision)
        address, list_address = addresses or ("", "")
        return Head(
            title, revision, count, sources, self._root, address, list_address, changed or "1970-01-01T00:00:00Z"
        )


class Editions:
    """Makes editions of one database. root: what addresses of entities begin with."""

    def __init__(self, bulk: BulkReader, root: str) -> None:
        self._bulk = bulk
        self._root = root

    async def chosen(self, asked: ExportSelection) -> Chosen:
        """The list that is asked for. Raises `RequestError` or `RefusedError`, as its root field would."""
        return await self._bulk.chosen(asked.kind, asked.variables, stamp(now))

    async def all_kinds(self) -> list[Chosen]:
        """All that there is of each kind."""
        return [await self.chosen(ExportSelection(kind)) for kind in KINDS]

    async def moment(self) -> str:
        """When the store became what it is: two stores have the same revisions, but hardly
        made them at the same time.
        """
        finished_at = await self._bulk.database.fetch_value(
            "SELECT finished_at FROM load ORDER BY revision DESC LIMIT 1"
        )
        return finished_at or "never"

    async def revision(self) -> int:
        """The current revision of the store."""
        return await self._bulk.database.revision()

    @asynccontextmanager
    async def snapshot(self, client: str | None = None) -> AsyncIterator[HeldSnapshot]:
        """One state of the store, held as long as the context is open.

        client: for whom, so that none gets all readers.
        """
        async with self._bulk.database.reading(client) as reader:
            columns = ("slug", "title", "homepage", "licence", "attribution")
            rows = await reader.rows(f"SELECT {', '.join(columns)} FROM network ORDER BY slug")
            yield HeldSnapshot(reader, self._bulk, [Contributor(*row) for row in rows], self._root)


def _count(chosen: Chosen, c: Compiler) -> BulkRows:
    """How many entities were chosen, as a single row."""
    return BulkRows((), f"(SELECT count(*) AS n FROM ({chosen.ids(c)}) i) x", (SortKey("x.n", "integer"),))


def _involved(chosen: Chosen, c: Compiler) -> BulkRows:
    """The networks that say something of what was chosen."""
    of_kind = f"m.kind = {literal(chosen.kind.name)}"  # with which the index of terms begins
    condition = f"{of_kind} AND m.field = 'networks' AND m.value = n.slug"
    held = f"EXISTS (SELECT 1 FROM term m WHERE {condition} AND m.entity IN ({chosen.ids(c)}))"
    return BulkRows((), "network n", (SortKey("n.slug"),), (held,))
