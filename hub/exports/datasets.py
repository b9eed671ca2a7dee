"""What can be exported: every kind as declared, and the books beside them. Columns that depend on the order of loads are left out."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from hub.errors import ErrorCode, HubError
from hub.store.paging import rows_by_key
from hub.store.reading import Reader
from hub.store.tables import METADATA
from schema.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file of an export. name: of the file and on the command line. key: columns that order the rows and tell them apart."""

    name: str
    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    def rows(self, reader: Reader) -> AsyncIterator[dict[str, Any]]:
        """Its rows in the order of the key, values by column."""
        return rows_by_key(reader, METADATA.tables[self.table], self.columns, self.key)


def _of_kind(kind: Kind) -> Dataset:
    return Dataset(
        kind.name, kind.table, ("id", "slug", *kind.facts, "networks", "origins", "derived", "conflicts"), ("id",)
    )


def _of_table(name: str, key: Sequence[str], *, hidden: Sequence[str] = ()) -> Dataset:
    return Dataset(
        name.replace("_", "-"),
        name,
        tuple(column.name for column in METADATA.tables[name].columns if column.name not in hidden),
        tuple(key),
    )


_TIMES = ("first_revision", "changed_revision", "withdrawn_revision", "unlisted_revision", "revision", "loaded_at")
_BOOKS = (
    _of_table("network", ("slug",), hidden=(*_TIMES, "manifest_digest")),
    _of_table("figure", ("id",)),
    _of_table("detail", ("id",)),
    _of_table("record", ("id",), hidden=(*_TIMES, "digest")),
    _of_table("identifier", ("entity", "scheme", "value", "record")),
    _of_table("relation", ("id",)),
    _of_table("unresolved", ("id",)),
    _of_table("statement", ("id",)),
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
