"""Lists for harvesters: everything that is or was in the hub by its last change, in an order in which nothing
is missed or met for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.exports.store_tables import Columns, StoreTables, plain_column
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.plan.sql.compiler import Compiler, literal
from hub.store.revision_moments import moment_of
from schema.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class OaiBounds:
    """What of the hub is wanted. kind: by name, "" for all. since, until: moments in UTC, both included, "" for none.

    after: revision and id of the last thing of the page before. identity: of the one thing that is wanted. All are
    checked before: they go into SQL as text.
    """

    kind: str = ""
    since: str = ""
    until: str = ""
    after: tuple[int, str] = (0, "")
    identity: str = ""


def oai_list(tables: StoreTables, bounds: OaiBounds) -> RowTable:
    """Things by their last change, those that left the hub among them. at: when that was; is_gone: whether it left."""
    columns: Columns = {
        **{Column(name): plain_column(name) for name in ("id", "kind", "at")},
        Column("revision", "integer"): plain_column("revision"),
        Column("is_gone", "boolean"): plain_column("is_gone"),
    }
    kinds = [kind for kind in KINDS if bounds.kind in ("", kind.name)]

    def rows(_: Compiler) -> tuple[str, BulkRows]:
        every = " UNION ALL ".join(part for kind in kinds for part in _of_kind(kind))
        timed = f"(SELECT e.*, {moment_of('e.revision')} AS at FROM ({every}) e) e"
        return "e", BulkRows((), timed, (SortKey("e.revision", "integer"), SortKey("e.id")), tuple(_conditions(bounds)))

    return tables.table("harvest", columns, rows)


def _of_kind(kind: Kind) -> Sequence[str]:
    """Two SELECTs: what there is of a kind, and what left the hub and has not come back."""
    name = literal(kind.name)
    gone = (
        f"h.kind = {name} AND h.action IN ('withdrawn', 'joined') "
        f"AND NOT EXISTS (SELECT 1 FROM {kind.table} k WHERE k.id = h.entity)"
    )
    return (
        f"SELECT k.id, {name} AS kind, k.updated_revision AS revision, 0 AS is_gone FROM {kind.table} k",
        f"SELECT h.entity, {name}, max(h.revision), 1 FROM change h WHERE {gone} GROUP BY h.entity",
    )


def _conditions(bounds: OaiBounds) -> Sequence[str]:
    conditions = {
        f"e.at >= {literal(bounds.since)}": bounds.since,
        f"e.at <= {literal(bounds.until)}": bounds.until,
        f"(e.revision, e.id) > ({bounds.after[0]:d}, {literal(bounds.after[1])})": bounds.after[1],
        f"e.id = {literal(bounds.identity)}": bounds.identity,
    }
    return [condition for condition, bound in conditions.items() if bound]


def earliest(tables: StoreTables) -> RowTable:
    """The moments of the first revisions."""
    columns: Columns = {Column("finished_at"): plain_column("finished_at")}
    return tables.table(
        "load",
        columns,
        lambda _: ("l", BulkRows((), "load l", (SortKey("l.revision", "integer"),), ("l.revision = 1",))),
    )
