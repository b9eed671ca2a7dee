"""The quality report of a snapshot: how complete the values are, what the networks share, what was found
wrong, what is unresolved.

Each table is one query on the state of the store of which the snapshot is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from hub.exports.selecting import HeldSnapshot
from hub.exports.store_tables import StoreTables, plain_column
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.plan.sql.compiler import literal
from hub.snapshots.markdown_tables import markdown_table
from hub.snapshots.snapshot_manifest import SnapshotManifest, json_document
from schema.kinds import KINDS, Kind

_LIVE = "withdrawn_revision IS NULL"
_EMPTY = "('', '[]', '{}')"


@dataclass(frozen=True, slots=True)
class QualityTable:
    """A table of the report.

    keys: its text columns, by which it is sorted; counts: its numbers; source: a SELECT of both.
    """

    name: str
    title: str
    meaning: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    source: str

    def row_table(self, tables: StoreTables) -> RowTable:
        """The table as it can be read."""
        columns = {Column(name): plain_column(name) for name in self.keys}
        columns |= {Column(name, "integer"): plain_column(name) for name in self.counts}
        rows = BulkRows((), f"({self.source}) t", tuple(SortKey(f't."{name}"') for name in self.keys))
        return tables.table(self.name, columns, lambda _: ("t", rows))


@dataclass(frozen=True, slots=True)
class Measured:
    """A table of the report with its rows."""

    table: QualityTable
    rows: tuple[dict[str, Any], ...]


async def measured(held: HeldSnapshot) -> list[Measured]:
    """All tables of the report, of one state of the store."""
    report = []
    for table in QUALITY_TABLES:
        edition = await held.book(table.name, table.row_table)
        rows = [row async for row in edition.main.rows()]
        # sorted here, as the databases sort words that stand in a query each by its own alphabet
        report.append(Measured(table, tuple(sorted(rows, key=itemgetter(*table.keys)))))
    return report


def quality_json(manifest: SnapshotManifest, report: Sequence[Measured]) -> bytes:
    """The report for programs."""
    tables = {
        measurement.table.name: {"meaning": measurement.table.meaning, "rows": measurement.rows}
        for measurement in report
    }
    return json_document({"snapshot": manifest.snapshot, "tables": tables})


def quality_page(manifest: SnapshotManifest, report: Sequence[Measured]) -> bytes:
    """The report for people, in Markdown."""
    parts = [f"# Quality of {manifest.version_title}\n\nThe same figures for programs: quality.json.\n"]
    for measurement in report:
        columns = (*measurement.table.keys, *measurement.table.counts)
        rows = [[row[name] for name in columns] for row in measurement.rows]
        parts.append(f"## {measurement.table.title}\n\n{measurement.table.meaning}\n\n{markdown_table(columns, rows)}")
    return "\n".join(parts).encode()


def _of_kinds(select: str) -> str:
    """One SELECT over the tables of all kinds. select: with places for `kind` and `table`."""
    return " UNION ALL ".join(select.format(kind=literal(kind.name), table=kind.table) for kind in KINDS)


def _completeness(kind: Kind) -> str:
    """For each field of a kind, how many entities there are and how many have a value; an empty list is none."""
    return " UNION ALL ".join(
        f"SELECT {literal(kind.name)} AS kind, {literal(name)} AS field, count(*) AS entities, "
        f"count(CASE WHEN CAST({name} AS text) NOT IN {_EMPTY} THEN 1 END) AS with_value FROM {kind.table}"
        for name in kind.facts
    )


QUALITY_TABLES = (
    QualityTable(
        "networks",
        "Networks",
        "What each network states: records, the entities that these are about, and how many of those another network"
        " has, too.",
        ("network", "loaded_at"),
        ("records", "entities", "shared"),
        "SELECT n.slug AS network, n.loaded_at, count(r.id) AS records, count(DISTINCT r.entity) AS entities,"
        " count(DISTINCT CASE WHEN e.networks > 1 THEN r.entity END) AS shared FROM network n LEFT JOIN record r ON"
        f" r.network = n.slug AND r.{_LIVE} LEFT JOIN (SELECT entity, count(DISTINCT network) AS networks FROM record"
        f" WHERE {_LIVE} GROUP BY entity) e ON e.entity = r.entity GROUP BY n.slug, n.loaded_at",
    ),
    QualityTable(
        "kinds",
        "Kinds",
        "Entities of each kind, those that several networks state, and those on a field of which networks differ.",
        ("kind",),
        ("entities", "of_several_networks", "with_conflicts"),
        _of_kinds(
            "SELECT {kind} AS kind, count(*) AS entities, count(CASE WHEN network_count > 1 THEN 1 END) AS"
            " of_several_networks, count(CASE WHEN conflict_count > 0 THEN 1 END) AS with_conflicts FROM {table}"
        ),
    ),
    QualityTable(
        "completeness",
        "Completeness",
        "How many entities have a value that some network states, field by field.",
        ("kind", "field"),
        ("entities", "with_value"),
        " UNION ALL ".join(_completeness(kind) for kind in KINDS),
    ),
    QualityTable(
        "relations",
        "Relations",
        "Relations whose both ends are in the hub, and ends that resolve to nothing and stay labels.",
        ("predicate",),
        ("edges", "unresolved"),
        "SELECT predicate, count(edge) AS edges, count(label) AS unresolved FROM "
        "(SELECT predicate, 1 AS edge, NULL AS label FROM relation "
        "UNION ALL SELECT predicate, NULL AS edge, 1 AS label FROM unresolved) b GROUP BY predicate",
    ),
    QualityTable(
        "findings",
        "Findings",
        "What the last load of each network found; docs/errors.md of the hub says what the codes mean.",
        ("network", "severity", "code"),
        ("findings",),
        "SELECT network, severity, code, count(*) AS findings FROM issue GROUP BY network, severity, code",
    ),
    QualityTable(
        "matches",
        "Matches",
        "Pairs of records that the engine joined, that wait for a person (candidate), or that contradict each other.",
        ("kind", "outcome"),
        ("pairs",),
        'SELECT kind, outcome, count(*) AS pairs FROM "match" GROUP BY kind, outcome',
    ),
    QualityTable(
        "judgements",
        "Judgements",
        "What people decided about pairs of records.",
        ("verdict",),
        ("judgements",),
        "SELECT verdict, count(*) AS judgements FROM judgement GROUP BY verdict",
    ),
)
