"""What can be exported: every kind as declared, and the books beside them.

Columns that depend on the order of loads are left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import JSON, Boolean, Float, Integer
from sqlalchemy import Column as StoredColumn

from hub.errors import ErrorCode, HubError
from hub.exports import entity_tables
from hub.exports.store_tables import ColumnExpression, StoreTables, plain_column
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import BulkRows
from hub.plan.lists.row_lists import SortKey
from hub.store.paging import WITHDRAWN
from hub.store.tables import METADATA
from schema.kinds import KINDS, Kind
from schema.values.outcome import Storage


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file of an export.

    name: of the file and on the command line. content: a kind, or what makes the table of a book.
    """

    name: str
    content: Kind | Callable[[StoreTables], RowTable]


_LISTS = frozenset({"networks", "roles", "role_keys", "authority"})
_STORAGES: tuple[tuple[type, Storage], ...] = (
    (JSON, "json"),
    (Boolean, "boolean"),
    (Float, "number"),
    (Integer, "integer"),
)


def _of_table(name: str, key: Sequence[str], *, hidden: Sequence[str] = (), called: str = "") -> Dataset:
    stored = METADATA.tables[name]
    columns = stored_columns(name, [column.name for column in stored.columns if column.name not in hidden])
    keys = tuple(SortKey(f't."{column}"', _storage(stored.columns[column])) for column in key)
    present = (f"t.{WITHDRAWN} IS NULL",) if WITHDRAWN in stored.columns else ()
    rows = BulkRows((), f'"{name}" t', keys, present)
    title = called or name.replace("_", "-")
    return Dataset(title, lambda tables: tables.table(title, columns, lambda _: ("t", rows)))


def stored_columns(table: str, names: Sequence[str]) -> dict[Column, ColumnExpression]:
    """Columns of a table of the store, typed as the store has them."""
    stored = METADATA.tables[table].columns
    return {Column(name, _storage(stored[name]), name in _LISTS): plain_column(name) for name in names}


def _storage(stored: StoredColumn[object]) -> Storage:
    return next((storage for type_, storage in _STORAGES if isinstance(stored.type, type_)), "text")


_TIMES = ("first_revision", "changed_revision", "withdrawn_revision", "unlisted_revision", "revision", "loaded_at")
_BOOKS = (
    _of_table("network", ("slug",), hidden=(*_TIMES, "manifest_digest")),
    _of_table("figure", ("id",)),
    _of_table("detail", ("id",)),
    _of_table("record", ("id",), hidden=(*_TIMES, "digest", "alias")),
    _of_table("identifier", ("entity", "scheme", "value", "record")),
    Dataset("relation", entity_tables.edges),
    _of_table("unresolved", ("id",)),
    Dataset("statement", entity_tables.stated_values),
    _of_table("statement", ("id",), called="relation-statement"),
    _of_table(
        "judgement",
        ("at", "left", "right", "by", "verdict", "id"),
        hidden=("id", "origin", "left_record", "right_record"),
    ),
)
DATASETS: dict[str, Dataset] = {entry.name: entry for entry in (*(Dataset(kind.name, kind) for kind in KINDS), *_BOOKS)}


def dataset(name: str) -> Dataset:
    """A dataset by its name, singular or plural. Raises `HubError` that lists all."""
    spelled = name.lower().replace("_", "-")
    plurals = {kind.plural.lower(): kind.name for kind in KINDS}
    named = DATASETS.get(spelled) or DATASETS.get(plurals.get(spelled, "")) or DATASETS.get(spelled.removesuffix("s"))
    if named is None:
        raise HubError(
            ErrorCode.USAGE,
            f"There is nothing called {name!r} to export.",
            f"Name one or more of {', '.join(DATASETS)}.",
        )
    return named
