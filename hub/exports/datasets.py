"""What can be exported: every kind as declared, and the books beside them. Columns that depend on the order of loads are left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Table

from hub.errors import ErrorCode, HubError
from hub.store.database import decoded
from hub.store.tables import METADATA
from schema.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file of an export. name: of the file and on the command line. key: columns that order the rows and tell them apart."""

    name: str
    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    live: bool = False

    def page(self, dialect: str, size: int, after: Sequence[Any] | None) -> tuple[str, Any]:
        """The statement for the rows after a key (the first ones without), and what to bind."""
        conditions = ["withdrawn_revision IS NULL"] if self.live else []
        order = _quoted(self.key)
        if after is not None:
            marks = ", ".join(
                f":k{number}" if dialect == "sqlite" else f"${number + 1}" for number in range(len(self.key))
            )
            conditions.append(f"({order}) > ({marks})")
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f'SELECT {_quoted((*self.key, *self.columns))} FROM "{self.table}" {where} ORDER BY {order} LIMIT {size}'
        bound = list(after or ())
        return sql, {f"k{number}": value for number, value in enumerate(bound)} if dialect == "sqlite" else bound

    def row(self, stored: Sequence[Any]) -> dict[str, Any]:
        """The values by column of one row of a page."""
        types = METADATA.tables[self.table].columns
        cells = zip(self.columns, stored[len(self.key) :], strict=True)
        return {column: _plain(types[column].type, value) for column, value in cells}


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _plain(column_type: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column_type, JSON):
        return decoded(value)
    return bool(value) if isinstance(column_type, Boolean) else value


def _of_kind(kind: Kind) -> Dataset:
    return Dataset(kind.name, kind.table, ("id", "slug", *kind.facts, "networks", "origins", "conflicts"), ("id",))


def _of_table(name: str, key: Sequence[str], *, hidden: Sequence[str] = (), live: bool = False) -> Dataset:
    table: Table = METADATA.tables[name]
    return Dataset(
        name.replace("_", "-"),
        name,
        tuple(column.name for column in table.columns if column.name not in hidden),
        tuple(key),
        live,
    )


_TIMES = ("first_revision", "changed_revision", "withdrawn_revision", "revision", "loaded_at")
_BOOKS = (
    _of_table("network", ("slug",), hidden=(*_TIMES, "manifest_digest")),
    _of_table("figure", ("id",)),
    _of_table("record", ("id",), hidden=(*_TIMES, "digest"), live=True),
    _of_table("identifier", ("entity", "scheme", "value", "record")),
    _of_table("relation", ("id",)),
    _of_table("relation_record", ("relation", "record")),
    _of_table("judgement", ("at", "left", "right", "by", "verdict", "id"), hidden=("id",)),
)
DATASETS: dict[str, Dataset] = {one.name: one for one in (*(_of_kind(kind) for kind in KINDS), *_BOOKS)}


def dataset(name: str) -> Dataset:
    """A dataset by its name, singular or plural. Raises `HubError` that lists all."""
    spelled = name.lower().replace("_", "-")
    plurals = {kind.plural.lower(): kind.name for kind in KINDS}
    found = DATASETS.get(spelled) or DATASETS.get(plurals.get(spelled, "")) or DATASETS.get(spelled.removesuffix("s"))
    if found is None:
        raise HubError(
            ErrorCode.USAGE,
            f"There is nothing called {name!r} to export.",
            f"Name one or more of {', '.join(DATASETS)}.",
        )
    return found
