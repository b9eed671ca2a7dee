"""Connections: any list of rows as a page with edges, nodes, total count, page info and facets, in one statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.plan.bindings import Carried
from hub.plan.compiler import COMMA, Compiler, literal
from hub.plan.cursors import list_digest, page_size, place_reader
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.selection import Selected
from schema.values.outcome import Storage


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
    identity: what makes this list this list, for cursors.
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


LARGEST = Carried("largest_page")
FACET_SIZE = 20
_PAGED = {"edges", "nodes", "pageInfo"}


def connection(c: Compiler, listing: Listing, selected: Selected) -> str:
    """The JSON text of a connection."""
    page = Page.of(selected.arguments)
    fields = selected.only()
    paged = [found for found in fields if found.name in _PAGED]
    if len(paged) <= 1 and all(found.name in {"edges", "nodes"} for found in paged):
        if not paged:
            _check(c, listing, page)
        return c.object(fields, lambda found: _direct(c, listing, page, found))
    return _shared(c, listing, page, fields)


def _check(c: Compiler, listing: Listing, page: Page) -> None:
    """A page that is not asked for must be right all the same."""
    c.check([page.size, LARGEST], page_size(page.name))
    storages = tuple(key.storage for key in listing.keys)
    for cursor in (page.after, page.before):
        if cursor is not None:
            c.check([cursor, listing.identity], place_reader(0, storages))


def _direct(c: Compiler, listing: Listing, page: Page, found: Selected) -> str:
    if found.name not in _PAGED:
        return _whole(c, listing, found)
    rows = f"SELECT {_row(c, listing, found)} AS j{_flipped(listing, page)} {_cut(c, listing, page, more=0)}"
    if page.backward:
        rows = f"SELECT j FROM ({rows}) f ORDER BY {', '.join(f'k{i}{_way(key)}' for i, key in enumerate(listing.keys))}"
    return c.dialect.array(rows)


def _flipped(listing: Listing, page: Page) -> str:
    return "".join(f", {key.expression} AS k{i}" for i, key in enumerate(listing.keys)) if page.backward else ""


def _row(c: Compiler, listing: Listing, found: Selected) -> str:
    if found.name == "nodes":
        return _present_node(listing, found)
    return c.object(found.only(), lambda field: _edge_field(c, listing, field))


def _edge_field(c: Compiler, listing: Listing, found: Selected) -> str:
    if found.name == "cursor":
        return f"'\"' || {_cursor(c, listing, [key.expression for key in listing.keys])} || '\"'"
    if found.name == "node":
        node = _present_node(listing, found)
        return f"coalesce({node}, 'null')" if listing.node_present else node
    return literal(f'"{found.parent}"') if found.name == "__typename" else listing.edge(found, listing.keys)


def _present_node(listing: Listing, found: Selected) -> str:
    """A node, or NULL where there is none, which arrays leave out: NULL in a chain makes it NULL, at no cost of nesting."""
    node = listing.node(found)
    return f"CASE WHEN {listing.node_present} THEN '' END || {node}" if listing.node_present else node


def _cursor(c: Compiler, listing: Listing, expressions: Sequence[str]) -> str:
    digest = c.bind(listing.identity, transform=list_digest)
    keys = " || ',' || ".join(c.dialect.quoted(e, key.storage) for e, key in zip(expressions, listing.keys, strict=True))
    return c.dialect.cursor(f"'[\"' || {digest} || '\",' || {keys} || ']'")


def _cut(c: Compiler, listing: Listing, page: Page, *, more: int) -> str:
    bounds = [_beyond(c, listing, page.after, ascending=True)] if page.after is not None else []
    bounds += [_beyond(c, listing, page.before, ascending=False)] if page.before is not None else []
    limit = c.bind([page.size, LARGEST], "integer", page_size(page.name, more=more))
    order = ", ".join(f"{key.expression}{_way(key, flip=page.backward)}" for key in listing.keys)
    return f"FROM {listing.source}{listing.where(more=bounds)} ORDER BY {order} LIMIT {limit}"


def _way(key: SortKey, *, flip: bool = False) -> str:
    return " DESC" if key.descending != flip else ""


def _beyond(c: Compiler, listing: Listing, cursor: Any, *, ascending: bool) -> str:
    kinds = tuple(key.storage for key in listing.keys)
    places = [c.bind([cursor, listing.identity], key.storage, place_reader(i, kinds)) for i, key in enumerate(listing.keys)]
    signs = [">" if key.descending != ascending else "<" for key in listing.keys]
    expressions = [key.expression for key in listing.keys]
    if len(set(signs)) == 1:
        return f"({', '.join(expressions)}) {signs[0]} ({', '.join(places)})"
    return _lexicographic(list(zip(expressions, signs, places, strict=True)))


def _lexicographic(steps: list[tuple[str, str, str]]) -> str:
    """Flat, as nested brackets would overflow the parser of SQLite."""
    equal = [f"{expression} = {place}" for expression, _, place in steps]
    ways = [" AND ".join([*equal[:i], f"{expression} {sign} {place}"]) for i, (expression, sign, place) in enumerate(steps)]
    return f"({' OR '.join(f'({way})' for way in ways)})"


def _shared(c: Compiler, listing: Listing, page: Page, fields: Sequence[Selected]) -> str:
    """Several fields of one page: the page is cut once, its rows are found again by their handles."""
    name = c.alias("page")
    handles = [f"{alias}.{column} AS h{i}" for i, (alias, _, column) in enumerate(listing.handles)]
    keys = [f"{key.expression} AS k{i}" for i, key in enumerate(listing.keys)]
    cut = f"SELECT {', '.join(handles + keys)} {_cut(c, listing, page, more=1)}"
    limit = c.bind([page.size, LARGEST], "integer", page_size(page.name))
    body = c.object(fields, lambda found: _shared_field(c, listing, page, found, name, limit))
    return f"(WITH {name} AS (SELECT * FROM ({cut}) x), kept{name} AS ({_kept(listing, page, name, limit)}) SELECT {body})"


def _kept(listing: Listing, page: Page, name: str, limit: str) -> str:
    order = ", ".join(f"k{i}{_way(key, flip=page.backward)}" for i, key in enumerate(listing.keys))
    return f"SELECT * FROM {name} ORDER BY {order} LIMIT {limit}"


def _shared_field(c: Compiler, listing: Listing, page: Page, found: Selected, name: str, limit: str) -> str:
    if found.name == "pageInfo":
        return c.object(found.only(), lambda field: _page_info(c, listing, page, field, name, limit))
    if found.name not in _PAGED:
        return _whole(c, listing, found)
    joins = " ".join(
        f"{'LEFT ' if i else ''}JOIN {table} {alias} ON {alias}.{column} = kept{name}.h{i}" for i, (alias, table, column) in enumerate(listing.handles)
    )
    order = ", ".join(f"k{i}{_way(key)}" for i, key in enumerate(listing.keys))
    rows = f"SELECT {_row(c, _rejoined(listing, name), found)} AS j FROM kept{name} {joins} ORDER BY {order}"
    return c.dialect.array(rows)


def _rejoined(listing: Listing, name: str) -> Listing:
    keys = tuple(SortKey(f"kept{name}.k{i}", key.storage, key.descending) for i, key in enumerate(listing.keys))
    return Listing(listing.source, listing.handles, keys, listing.node, listing.edge, listing.identity, node_present=listing.node_present)


def _page_info(c: Compiler, listing: Listing, page: Page, found: Selected, name: str, limit: str) -> str:
    if found.name == "__typename":
        return literal('"PageInfo"')
    if found.name in {"hasNextPage", "hasPreviousPage"}:
        ahead = (found.name == "hasPreviousPage") == page.backward
        bound = page.after if found.name == "hasPreviousPage" else page.before
        known = "'false'" if bound is None else "'true'"
        return f"CASE WHEN (SELECT count(*) FROM {name}) > {limit} THEN 'true' ELSE {known} END" if ahead else known
    last = found.name == "endCursor"
    order = ", ".join(f"k{i}{_way(key, flip=last)}" for i, key in enumerate(listing.keys))
    cursor = _cursor(c, listing, [f"k{i}" for i in range(len(listing.keys))])
    return f"coalesce((SELECT '\"' || {cursor} || '\"' FROM kept{name} ORDER BY {order} LIMIT 1), 'null')"


def _whole(c: Compiler, listing: Listing, found: Selected) -> str:
    """A field that is about the list, not the page."""
    if found.name == "totalCount":
        return f"(SELECT CAST(count(*) AS text) FROM {listing.source}{listing.where()})"
    if found.name == "facets":
        return _facets(c, listing, found)
    return literal(f'"{found.parent}"')


def _facets(c: Compiler, listing: Listing, found: Selected) -> str:
    facet: Any = listing.facet
    size = c.bind([found.arguments.get("first"), LARGEST], "integer", facet_size)
    facets = [_facet(c, listing, facet(chosen.name), found, size) for chosen in dict.fromkeys(found.arguments["fields"])]
    return f"'[' || {COMMA.join(facets)} || ']'" if facets else "'[]'"


def facet_size(given: Any) -> int:
    """How many buckets a facet lists. Raises INVALID_PAGE."""
    return FACET_SIZE if given[0] is None else page_size("facets(first:)")(given)


def _facet(c: Compiler, listing: Listing, source: FacetSource, found: Selected, size: str) -> str:
    name = c.alias("facet")
    where = listing.where(without=source.field, more=[f"{source.value} IS NOT NULL"])
    grouped = f"SELECT {source.value} AS v, count(*) AS n FROM {listing.source}{source.join}{where} GROUP BY {source.value}"
    body = c.object(found.only(), lambda field: _facet_field(c, listing, source, field, name, size))
    return f"(WITH {name} AS ({grouped}) SELECT {body})"


def _facet_field(c: Compiler, listing: Listing, source: FacetSource, found: Selected, name: str, size: str) -> str:
    top = f"SELECT v, n FROM {name} ORDER BY n DESC, v LIMIT {size}"
    if found.name == "field":
        return literal(f'"{source.field}"')
    if found.name == "missing":
        absent = listing.where(without=source.field, more=[f"NOT ({source.present})"])
        return f"(SELECT CAST(count(*) AS text) FROM {listing.source}{absent})"
    if found.name == "otherCount":
        return f"CAST(coalesce((SELECT sum(n) FROM {name}), 0) - coalesce((SELECT sum(n) FROM ({top}) t), 0) AS text)"
    if found.name == "buckets":
        return c.dialect.array(f"SELECT {c.object(found.only(), lambda field: _bucket_field(c, source, field))} AS j FROM ({top}) b ORDER BY n DESC, v")
    return literal(f'"{found.parent}"')


def _bucket_field(c: Compiler, source: FacetSource, found: Selected) -> str:
    if found.name == "count":
        return "CAST(n AS text)"
    if found.name == "__typename":
        return literal('"Bucket"')
    return c.dialect.quoted(source.label("v") if found.name == "label" else "CAST(v AS text)", "text")


def open_identity(name: str, arguments: dict[str, Any], owner: Any = None) -> Any:
    """What cursors of a list are bound to: its field and every argument but those of the page."""
    stated = {key: value for key, value in arguments.items() if value not in (None, {}) and key not in {"first", "last", "after", "before"}}
    return {"list": name, "owner": owner, **stated}


def plain_edge(field: Selected, _: tuple[SortKey, ...]) -> str:
    """The edge of a list that states nothing of its own: only its type."""
    return literal(f'"{field.parent}"')
