"""Any list of rows before it is cut into pages: where its rows are, in which order, what a
node and an edge of it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.plan.lists.cursors import default_page
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from schema.relations import End
from schema.values.outcome import Storage

LARGEST = Carried("largest_page")
_PAGING = frozenset({"first", "last", "after", "before"})


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order; the expression is never null.

    join: brings what the expression reads; only cutting a page needs it.
    """

    expression: str
    storage: Storage = "text"
    descending: bool = False
    join: str = ""


def direction(key: SortKey, *, flip: bool = False) -> str:
    """What stands behind a key in ORDER BY. flip: read backwards."""
    return " DESC" if key.descending != flip else ""


def beyond(keys: Sequence[SortKey], bounds: Sequence[str], *, ascending: bool = True) -> str:
    """That a row stands behind the row whose keys are the bounds, or, not ascending, before it."""
    signs = [">" if key.descending != ascending else "<" for key in keys]
    if len(set(signs)) == 1:  # a row value is what both databases can answer from an index over all keys
        return f"({', '.join(key.expression for key in keys)}) {signs[0]} ({', '.join(bounds)})"
    # (a > x) OR (a = x AND b < y) OR …: flat, as a OR (… AND (b OR (…))) would overflow the parser stack of SQLite
    equal = [f"{key.expression} = {bound}" for key, bound in zip(keys, bounds, strict=True)]
    steps = enumerate(zip(keys, signs, bounds, strict=True))
    ways = [" AND ".join([*equal[:i], f"{key.expression} {sign} {bound}"]) for i, (key, sign, bound) in steps]
    return f"({' OR '.join(f'({way})' for way in ways)})"


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a field of `term`, not bound yet; or, where it is several, a list of values."""

    field: str
    value: Any
    is_several: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list; field: the facet field it is about, so that a facet can leave it out.

    term: what the condition asks for, where it says no more than that an entity has this term. related: the end of the
    relation that it is about, and what it says of it.
    """

    sql: str
    field: str | None = None
    term: Term | None = None
    related: tuple[End, Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class FacetSource:
    """How to count by one field: the value expression, a join that brings it, how a value is
    labelled, when there is one.

    is_entity: the values are ids of entities. term: its field in `term`, if it is one; shown: how such a value
    is shown. of_kind: what the join says besides where all of a kind is counted, so that the terms of a kind
    are one range of an index.
    """

    field: str
    value: str
    present: str
    label: Callable[[str], str] = "CAST({} AS text)".format
    join: str = ""
    is_entity: bool = False
    term: str | None = None
    shown: Callable[[str], str] = "{}".format
    of_kind: str = ""


@dataclass(slots=True)
class RowList:
    """A list of rows before it is cut into pages.

    source: FROM clause. handles: per alias, its table and key column, by which a page finds its rows again.
    keys: the order; the last one is unique. node: lowers a selection of the node. identity: what makes this
    list this list, for cursors. edge: lowers a field that the edge has of its own, given the sort keys.
    node_present: when there is a node.
    grouping: as facet, with the fields that only groups have. entity: lowers an entity by the
    expression of its id, for groups.
    corrections: a SELECT of the words of its search, given and used. nested: it is cut anew for every owner, and short:
    asking it once per field of the page costs less than naming the page, and far less of SQLite's parser. beside:
    lowers a field of the connection that is about neither its page nor its count. best: a FROM clause of the rows among
    which the page is, instead of all in source.
    kind: the kind of which these are all entities, but for its conditions. is_sorted: an index has the order of the
    keys, so that rows come one by one; others are sorted first, and only then shown. carried: the columns by which rows
    of a subquery are shown. total: how many rows there are, where it is known.
    """

    source: str
    handles: tuple[tuple[str, str, str], ...]
    keys: tuple[SortKey, ...]
    node: Callable[[Selected], str]
    identity: Any
    conditions: list[Condition] = field(default_factory=list)
    edge: Callable[[Selected, tuple[SortKey, ...]], str] | None = None
    node_present: str | None = None
    facet: Callable[[str], FacetSource] | None = None
    grouping: Callable[[str], FacetSource] | None = None
    entity: Callable[[str, Selected], str] | None = None
    nested: bool = False
    beside: Callable[[Selected], str] | None = None
    corrections: str | None = None
    best: str | None = None
    kind: str | None = None
    is_sorted: bool = True
    carried: tuple[str, ...] = ("*",)
    total: str | None = None

    def conditions_without(self, field: str | None) -> list[Condition]:
        """The conditions but for those on a facet field."""
        return [one for one in self.conditions if field is None or one.field != field]

    def joined(self, source: FacetSource) -> str:
        """The join that brings the value of a source to each row: of few rows by each, of a whole kind by its range."""
        return source.join + source.of_kind if self.kind and not self.conditions else source.join

    def where(self, *, without: str | None = None, more: Sequence[str] = ()) -> str:
        """The WHERE clause, if any; without: a facet field whose conditions are left out."""
        parts = [one.sql for one in self.conditions_without(without)] + list(more)
        return f" WHERE {' AND '.join(f'({part})' for part in parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class PageArguments:
    """The arguments of a page: which way, from where, how many."""

    backward: bool
    size: Any
    after: Any
    before: Any
    default: int

    @classmethod
    def of(cls, selected: Selected) -> "PageArguments":
        """Read first/after/last/before. Raises INVALID_PAGE where they exclude each other."""
        arguments = selected.arguments
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise RequestError(RefusalCode.INVALID_PAGE, "first and last cannot be used together.")
        backward = last is not None
        size, default = last if backward else first, default_page(selected.parent)
        return cls(backward, size, arguments.get("after"), arguments.get("before"), default)

    @property
    def name(self) -> str:
        """The argument that gives the size."""
        return "last" if self.backward else "first"


def list_identity(name: str, arguments: dict[str, Any]) -> Any:
    """What cursors of a list are bound to: its field and every argument but those of the page."""
    own = {key: value for key, value in arguments.items() if value not in (None, {}) and key not in _PAGING}
    return {"list": name, "owner": None, **own}
