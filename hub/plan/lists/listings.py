"""Any list of rows before it is cut into pages: where its rows are, in which order, what a node and an edge of it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import literal
from schema.values.outcome import Storage

LARGEST = Carried("largest_page")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order; the expression is never null."""

    expression: str
    storage: Storage = "text"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list; field: the facet field it is about, so that a facet can leave it out."""

    sql: str
    field: str | None = None


@dataclass(slots=True)
class Listing:
    """A list of rows before it is cut into pages.

    source: FROM clause. handles: per alias, its table and key column, by which a page finds its rows again.
    keys: the order; the last one is unique. node, edge: lower a selection of the node, a field of the edge (given the sort keys).
    identity: what makes this list this list, for cursors. nested: it is cut anew for every owner, and short: asking it once per
    field of the page costs less than naming the page, and far less of SQLite's parser.
    """

    source: str
    handles: tuple[tuple[str, str, str], ...]
    keys: tuple[SortKey, ...]
    node: Callable[[Selected], str]
    edge: Callable[[Selected, tuple[SortKey, ...]], str]
    identity: Any
    conditions: list[Condition] = field(default_factory=list)
    node_present: str | None = None
    facet: Callable[[str], "FacetSource"] | None = None
    nested: bool = False

    def where(self, *, without: str | None = None, more: Sequence[str] = ()) -> str:
        """The WHERE clause, if any; without: a facet field whose conditions are left out."""
        parts = [c.sql for c in self.conditions if without is None or c.field != without] + list(more)
        return f" WHERE {' AND '.join(f'({part})' for part in parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class FacetSource:
    """How to count by one field: its name, the value expression, a join that brings it, and how a value is called."""

    field: str
    value: str
    join: str
    label: Callable[[str], str]
    present: str


@dataclass(frozen=True, slots=True)
class Page:
    """The arguments of a page: which way, from where, how many."""

    backward: bool
    size: Any
    after: Any
    before: Any

    @classmethod
    def of(cls, arguments: dict[str, Any]) -> "Page":
        """Read first/after/last/before. Raises INVALID_PAGE where they do not go together."""
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise RequestError(ErrorCode.INVALID_PAGE, "first and last do not go together.")
        backward = last is not None
        return cls(backward, last if backward else first, arguments.get("after"), arguments.get("before"))

    @property
    def name(self) -> str:
        """The argument that gives the size."""
        return "last" if self.backward else "first"


def open_identity(name: str, arguments: dict[str, Any], owner: Any = None) -> Any:
    """What cursors of a list are bound to: its field and every argument but those of the page."""
    stated = {
        key: value
        for key, value in arguments.items()
        if value not in (None, {}) and key not in {"first", "last", "after", "before"}
    }
    return {"list": name, "owner": owner, **stated}


def plain_edge(field: Selected, _: tuple[SortKey, ...]) -> str:
    """The edge of a list that states nothing of its own: only its type."""
    return literal(f'"{field.parent}"')
