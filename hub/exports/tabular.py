"""What media write: tables of rows in pages, and what they say of the whole."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hub.store.database import decoded
from hub.store.reading import Rows
from schema.values.outcome import Storage


@dataclass(frozen=True, slots=True)
class Column:
    """A column. many: its JSON is a list of texts. is_detail: it is for programs, such as the origins of values."""

    name: str
    storage: Storage = "text"
    many: bool = False
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows of one sort. read: the values of some columns by position, a page at a time.

    JSON as text, truth as bool or number.
    """

    name: str
    columns: tuple[Column, ...]
    read: Callable[[Sequence[Column]], AsyncIterator[Rows]]

    def pages(self) -> AsyncIterator[Rows]:
        """Its rows, a page at a time."""
        return self.read(self.columns)

    def for_people(self) -> "RowTable":
        """The table without what only programs read."""
        return replace(self, columns=tuple(column for column in self.columns if not column.is_detail))

    def only(self, *names: str) -> "RowTable":
        """The table with some of its columns."""
        by_name = {column.name: column for column in self.columns}
        return replace(self, columns=tuple(by_name[name] for name in names))

    async def rows(self) -> AsyncGenerator[dict[str, Any]]:
        """Its rows one by one, values by column, as Python has them."""
        async for page in self.pages():
            for row in page:
                yield {c.name: plain(c, value) for c, value in zip(self.columns, row, strict=True)}


_EXACT = {
    "year": len("2026"),
    "month": len("2026-05"),
    "day": len("2026-05-31"),
    "floating": len("2026-05-31T10:00:00"),
}


def as_stated(row: Mapping[str, Any], column: str) -> str | None:
    """A date as exact as it is stated: the store completes it to a day or moment, and says so
    in the column beside it.
    """
    value: str | None = row.get(column)
    return value[: _EXACT.get(row.get(f"{column}_precision") or "", len(value))] if value else None


def plain(column: Column, value: Any) -> Any:
    """A stored value as Python has it."""
    if value is None or column.storage in {"text", "integer", "number"}:
        return value
    return decoded(value) if column.storage == "json" else bool(value)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A network from which something of an edition comes."""

    network: str
    title: str
    homepage: str | None
    licence: str
    attribution: str

    def site(self, root: str) -> str:
        """Its site; of one without, such as a list of editors, its page in the hub.

        root: what addresses of entities begin with.
        """
        return self.homepage or self.page(root)

    def page(self, root: str) -> str:
        """Its page in the hub."""
        return f"{root.rstrip('/').rpartition('/')[0]}/networks/{self.network}"


TITLE_OF_THE_HUB = "Public-sector open source hub"
_NO_CHOICE = frozenset({"sort", "orderBy", "lang", "bom"})
"""Parameters of an address that do not say which rows there are."""


@dataclass(frozen=True, slots=True)
class Head:
    """What media say of the whole.

    address: where it is to be had; list_address: its page; root: of the hub. changed: when the store was.
    """

    title: str
    revision: int
    count: int
    sources: tuple[Contributor, ...]
    root: str
    address: str
    list_address: str
    changed: str

    @property
    def name(self) -> str:
        """What tells it from other selections, where several stand side by side: of the hub, the title and the
        values that were asked for.
        """
        values = [value for name, value in parse_qsl(urlsplit(self.address).query) if name not in _NO_CHOICE]
        chosen = f" ({', '.join(values)})" if values else ""
        return f"{TITLE_OF_THE_HUB}: {self.title}{chosen}"

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of all sources."""
        return tuple(sorted({source.licence for source in self.sources}))

    def stated(self) -> Mapping[str, Any]:
        """The head as JSON has it."""
        sources = [
            {
                "network": source.network,
                "title": source.title,
                "homepage": source.homepage,
                "licence": source.licence,
                "attribution": source.attribution,
            }
            for source in self.sources
        ]
        return {
            "title": self.title,
            "address": self.address,
            "revision": self.revision,
            "count": self.count,
            "sources": sources,
        }
