"""What a catalogue says of each network: who publishes it, what it states, of which countries, and
since when the hub has it.
"""

from collections.abc import Mapping
from typing import Any

from hub.exports.store_tables import Columns, StoreTables, plain_column
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.plan.sql.compiler import Compiler, literal
from hub.store.revision_moments import moment_of
from schema.kinds import KINDS

CataloguedNetwork = Mapping[str, Any]
"""A row of the table."""
_TEXTS = ("slug", "title", "homepage", "publisher_name", "publisher_url", "licence", "attribution", "loaded_at")


def catalogued_networks(tables: StoreTables) -> RowTable:
    """All networks. counts: records by kind; countries: of what they state; publisher_type: where the publisher is an
    organisation of the graph.

    own: whether who publishes the hub publishes it.
    """
    columns: Columns = {
        **{Column(name): plain_column(name) for name in _TEXTS},
        Column("description", "json"): plain_column("description"),
        Column("counts", "json"): plain_column("counts"),
        Column("first_at"): lambda _, alias: moment_of(f"{alias}.first_revision"),
        Column("countries", "json"): _countries,
        Column("publisher_type"): _publisher_type,
        Column("own", "boolean"): plain_column("own"),
    }
    return tables.table("network", columns, lambda _: ("n", BulkRows((), "network n", (SortKey("n.slug"),))))


def _countries(c: Compiler, alias: str) -> str:
    """A JSON list of the countries of all entities that the network states, each once, in alphabetical order."""
    kinds = ", ".join(literal(kind.name) for kind in KINDS)  # with which the index of terms begins
    entities = (
        f"SELECT m.entity FROM term m WHERE m.kind IN ({kinds}) AND m.field = 'networks' AND m.value = {alias}.slug"
    )
    countries = f"SELECT DISTINCT t.value FROM term t WHERE t.field = 'countries' AND t.entity IN ({entities})"
    return c.dialect.array(f"SELECT {c.dialect.quoted('d.value', 'text')} AS j FROM ({countries}) d ORDER BY d.value")


def _publisher_type(_: Compiler, alias: str) -> str:
    """The type of the organisation that holds the network's record of its publisher, as the graph tells it too."""
    return (
        "(SELECT o.type FROM record r JOIN organisation o ON o.id = r.entity"
        f" WHERE r.id = {alias}.publisher_record AND r.withdrawn_revision IS NULL)"
    )
