"""Connections: any list of rows as a page with edges, nodes, total count, page info and facets, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.plan.lists.cursors import list_digest, page_size, place_reader
from hub.plan.lists.facets import facets
from hub.plan.lists.listings import LARGEST, Listing, Page, SortKey
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal

_PAGED = {"edges", "nodes", "pageInfo"}


def connection(c: Compiler, listing: Listing, selected: Selected) -> str:
    """The JSON text of a connection."""
    page = Page.of(selected.arguments)
    if not listing.nested and _needs_naming(selected.only()):
        return f"({_shared(c, listing, page, selected.only())})"
    return _fields(c, listing, page, selected.only())


def statement(c: Compiler, listing: Listing, selected: Selected) -> str:
    """The SELECT of a connection that is a root field; a page is named outside of it, where it costs no nesting."""
    page = Page.of(selected.arguments)
    if _needs_naming(selected.only()):
        return _shared(c, listing, page, selected.only())
    return f"SELECT {_fields(c, listing, page, selected.only())}"


def _needs_naming(fields: Sequence[Selected]) -> bool:
    """Whether several fields show one page, so that it is worth cutting it once."""
    paged = [found.name for found in fields if found.name in _PAGED]
    return len(paged) > 1 or "pageInfo" in paged


def _fields(c: Compiler, listing: Listing, page: Page, fields: Sequence[Selected]) -> str:
    if not any(found.name in {"edges", "nodes"} for found in fields):
        _check(c, listing, page)
    return c.object(fields, lambda found: _direct(c, listing, page, found))


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
    if found.name == "pageInfo":
        return c.object(found.only(), lambda field: _page_info(c, listing, page, field, _inline(c, listing, page)))
    rows = f"SELECT {_row(c, listing, found)} AS j{_flipped(listing, page)} {_cut(c, listing, page, more=0)}"
    if page.backward:
        rows = (
            f"SELECT j FROM ({rows}) f ORDER BY {', '.join(f'k{i}{_way(key)}' for i, key in enumerate(listing.keys))}"
        )
    return c.dialect.array(rows)


def _flipped(listing: Listing, page: Page) -> str:
    return f", {_keys(listing)}" if page.backward else ""


def _keys(listing: Listing) -> str:
    return ", ".join(f"{key.expression} AS k{i}" for i, key in enumerate(listing.keys))


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
    keys = " || ',' || ".join(
        c.dialect.quoted(e, key.storage) for e, key in zip(expressions, listing.keys, strict=True)
    )
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
    places = [
        c.bind([cursor, listing.identity], key.storage, place_reader(i, kinds)) for i, key in enumerate(listing.keys)
    ]
    signs = [">" if key.descending != ascending else "<" for key in listing.keys]
    expressions = [key.expression for key in listing.keys]
    if len(set(signs)) == 1:
        return f"({', '.join(expressions)}) {signs[0]} ({', '.join(places)})"
    return _lexicographic(list(zip(expressions, signs, places, strict=True)))


def _lexicographic(steps: list[tuple[str, str, str]]) -> str:
    """Flat, as nested brackets would overflow the parser of SQLite."""
    equal = [f"{expression} = {place}" for expression, _, place in steps]
    ways = [
        " AND ".join([*equal[:i], f"{expression} {sign} {place}"]) for i, (expression, sign, place) in enumerate(steps)
    ]
    return f"({' OR '.join(f'({way})' for way in ways)})"


def _shared(c: Compiler, listing: Listing, page: Page, fields: Sequence[Selected]) -> str:
    """Several fields of one page: the page is cut once, its rows are found again by their handles."""
    name = c.alias("page")
    handles = [f"{alias}.{column} AS h{i}" for i, (alias, _, column) in enumerate(listing.handles)]
    cut = f"SELECT {', '.join([*handles, _keys(listing)])} {_cut(c, listing, page, more=1)}"
    limit = c.bind([page.size, LARGEST], "integer", page_size(page.name))
    body = c.object(fields, lambda found: _shared_field(c, listing, page, found, name, limit))
    return (
        f"WITH {name} AS (SELECT * FROM ({cut}) x), kept{name} AS ({_kept(listing, page, name, limit)}) SELECT {body}"
    )


def _kept(listing: Listing, page: Page, name: str, limit: str) -> str:
    order = ", ".join(f"k{i}{_way(key, flip=page.backward)}" for i, key in enumerate(listing.keys))
    return f"SELECT * FROM {name} ORDER BY {order} LIMIT {limit}"


def _shared_field(c: Compiler, listing: Listing, page: Page, found: Selected, name: str, limit: str) -> str:
    if found.name == "pageInfo":
        return c.object(
            found.only(), lambda field: _page_info(c, listing, page, field, _Cut(name, f"kept{name}", limit))
        )
    if found.name not in _PAGED:
        return _whole(c, listing, found)
    joins = " ".join(
        f"{'LEFT ' if i else ''}JOIN {table} {alias} ON {alias}.{column} = kept{name}.h{i}"
        for i, (alias, table, column) in enumerate(listing.handles)
    )
    order = ", ".join(f"k{i}{_way(key)}" for i, key in enumerate(listing.keys))
    rows = f"SELECT {_row(c, _rejoined(listing, name), found)} AS j FROM kept{name} {joins} ORDER BY {order}"
    return c.dialect.array(rows)


def _rejoined(listing: Listing, name: str) -> Listing:
    keys = tuple(SortKey(f"kept{name}.k{i}", key.storage, key.descending) for i, key in enumerate(listing.keys))
    return Listing(
        listing.source,
        listing.handles,
        keys,
        listing.node,
        listing.edge,
        listing.identity,
        node_present=listing.node_present,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """A page as FROM clauses name it. more: its rows and one more; kept: its rows with their keys; limit: how many it may have."""

    more: str
    kept: str
    limit: str


def _inline(c: Compiler, listing: Listing, page: Page) -> _Cut:
    more, kept = (
        f"({chosen} {_cut(c, listing, page, more=extra)}) x"
        for chosen, extra in (("SELECT 1", 1), (f"SELECT {_keys(listing)}", 0))
    )
    return _Cut(more, kept, c.bind([page.size, LARGEST], "integer", page_size(page.name)))


def _page_info(c: Compiler, listing: Listing, page: Page, found: Selected, cut: _Cut) -> str:
    if found.name == "__typename":
        return literal('"PageInfo"')
    if found.name in {"hasNextPage", "hasPreviousPage"}:
        ahead = (found.name == "hasPreviousPage") == page.backward
        bound = page.after if found.name == "hasPreviousPage" else page.before
        known = "'false'" if bound is None else "'true'"
        return (
            f"CASE WHEN (SELECT count(*) FROM {cut.more}) > {cut.limit} THEN 'true' ELSE {known} END"
            if ahead
            else known
        )
    last = found.name == "endCursor"
    order = ", ".join(f"k{i}{_way(key, flip=last)}" for i, key in enumerate(listing.keys))
    cursor = _cursor(c, listing, [f"k{i}" for i in range(len(listing.keys))])
    return f"coalesce((SELECT '\"' || {cursor} || '\"' FROM {cut.kept} ORDER BY {order} LIMIT 1), 'null')"


def _whole(c: Compiler, listing: Listing, found: Selected) -> str:
    """A field that is about the list, not the page."""
    if found.name == "totalCount":
        return f"(SELECT CAST(count(*) AS text) FROM {listing.source}{listing.where()})"
    if found.name == "facets":
        return facets(c, listing, found)
    return literal(f'"{found.parent}"')
