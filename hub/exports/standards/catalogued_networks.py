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
    """All networks. counts: records by kind; countries: of what they state; publisher_type: where the hub has the
    publisher as organisation.

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
    kinds = ", ".join(literal(kind.name) for kind in KINDS)  # with which the index of terms begins
    stated = (
        f"SELECT m.entity FROM term m WHERE m.kind IN ({kinds}) AND m.field = 'networks' AND m.value = {alias}.slug"
    )
    found = f"SELECT DISTINCT t.value FROM term t WHERE t.field = 'countries' AND t.entity IN ({stated})"
    return c.dialect.array(f"SELECT {c.dialect.quoted('d.value', 'text')} AS j FROM ({found}) d ORDER BY d.value")


def _publisher_type(_: Compiler, alias: str) -> str:
    """By the homepage, which identifiers have without scheme and www, else by the name in full."""
    bare = f"coalesce({alias}.publisher_url, {alias}.homepage)"
    for start in ("https://", "http://", "www."):
        bare = f"replace({bare}, '{start}', '')"
    known = f"i.scheme = 'homepage' AND i.value = rtrim({bare}, '/')"
    by_page = (
        f"SELECT o.type FROM identifier i JOIN organisation o ON o.id = i.entity WHERE {known} AND o.type IS NOT NULL"
        " ORDER BY o.id LIMIT 1"
    )
    by_name = (
        f"SELECT o.type FROM organisation o WHERE o.name = {alias}.publisher_name AND o.type IS NOT NULL ORDER BY o.id"
        " LIMIT 1"
    )
    return f"coalesce(({by_page}), ({by_name}))"
