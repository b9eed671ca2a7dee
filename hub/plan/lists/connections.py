"""Connections: any list of rows as a page with edges, nodes, total count, page info and facets, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hub.plan.lists.cursors import cursor_part, list_digest, page_size
from hub.plan.lists.facets import facets
from hub.plan.lists.groups import groups
from hub.plan.lists.row_lists import LARGEST, PageArguments, RowList, beyond, direction
from hub.plan.lists.term_ranges import known_total, narrowed
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler

_PAGED = {"edges", "nodes", "pageInfo"}


def connection(c: Compiler, rows: RowList, selected: Selected) -> str:
    """The JSON text of a connection within another object."""
    page = _Connection(c, rows, narrowed(c, rows), PageArguments.of(selected), selected.only())
    return f"({page.cut_once()})" if not rows.nested and page.is_shared() else page.cut_per_field()


def connection_query(c: Compiler, rows: RowList, selected: Selected) -> str:
    """The SELECT of a connection that is a root field."""
    page = _Connection(c, rows, narrowed(c, rows), PageArguments.of(selected), selected.only())
    # WITH stands at the top of the query here, where it takes nothing from SQLite's parser stack
    return page.cut_once() if page.is_shared() else f"SELECT {page.cut_per_field()}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A page as FROM clauses name it.

    more: its rows and one more; kept: its rows with their keys; limit: how many it may have.
    """

    more: str
    kept: str
    limit: str


@dataclass(frozen=True, slots=True)
class _Connection:
    """Compiles the selected fields of one page of a list.

    all: the list for what is about all of it; rows: as its pages are read.
    """

    c: Compiler
    all: RowList
    rows: RowList
    page: PageArguments
    fields: Sequence[Selected]

    def is_shared(self) -> bool:
        """Whether the page is worth cutting once, before any JSON is made: several fields show it, or
        its order is no index's.
        """
        paged = [field.name for field in self.fields if field.name in _PAGED]
        return len(paged) > 1 or "pageInfo" in paged

    def cut_per_field(self) -> str:
        """The fields as a JSON object, each of which cuts the page for itself."""
        if not any(field.name in {"edges", "nodes"} for field in self.fields):
            self._check_page()
        return self.c.object(self.fields, self._field_of_own_cut)

    def _check_page(self) -> None:
        """A page whose rows nobody asks for must be right all the same."""
        self.c.check([self.page.size, LARGEST], page_size(self.page.name))
        storages = tuple(key.storage for key in self.rows.keys)
        for cursor in (self.page.after, self.page.before):
            if cursor is not None:
                self.c.check([cursor, self.rows.identity], cursor_part(0, storages))

    def _field_of_own_cut(self, field: Selected) -> str:
        if field.name not in _PAGED:
            return self._field_of_list(field)
        if field.name == "pageInfo":
            return self.c.object(field.only(), lambda inner: self._page_info(inner, self._inline()))
        if not self.rows.is_sorted:
            return self._found_again(field, f"({self._handles(more=0)})", self.c.alias("kept"))
        backward = self.page.backward
        keys = f", {self._named_keys()}" if backward else ""
        page = f"SELECT {self._row(self.rows, field)} AS j{keys} {self._cut(more=0)}"
        return self.c.dialect.array(f"SELECT j FROM ({page}) f ORDER BY {self._order()}" if backward else page)

    def _inline(self) -> _Cut:
        more, kept = (
            f"({head} {self._cut(more=extra)}) x"
            for head, extra in (("SELECT 1", 1), (f"SELECT {self._named_keys()}", 0))
        )
        return _Cut(more, kept, self._limit(more=0))

    def cut_once(self) -> str:
        """A query that names the page for several fields of it: it is cut once, and its rows are
        found again by their handles.
        """
        name = self.c.alias("page")
        page = self._handles(more=1)
        cut = _Cut(name, f"kept{name}", self._limit(more=0))
        body = self.c.object(self.fields, lambda field: self._field_of_shared_cut(field, cut))
        kept = f"SELECT * FROM {name} ORDER BY {self._order(flip=self.page.backward)} LIMIT {cut.limit}"
        return f"WITH {name} AS (SELECT * FROM ({page}) x), {cut.kept} AS ({kept}) SELECT {body}"

    def _field_of_shared_cut(self, field: Selected, cut: _Cut) -> str:
        if field.name == "pageInfo":
            return self.c.object(field.only(), lambda inner: self._page_info(inner, cut))
        if field.name not in _PAGED:
            return self._field_of_list(field)
        return self._found_again(field, cut.kept, cut.kept)

    def _handles(self, *, more: int) -> str:
        """A SELECT of a page with what shows its rows: their handles or, of a subquery, its columns; and their keys."""
        shown: list[str] = []
        for i, (alias, table, column) in enumerate(self.rows.handles):
            carried = [f"{alias}.{name}" for name in self.rows.carried]
            shown += carried if _is_subquery(table) else [f"{alias}.{column} AS h{i}"]
        return f"SELECT {', '.join([*shown, self._named_keys()])} {self._cut(more=more)}"

    def _found_again(self, field: Selected, page: str, name: str) -> str:
        """The rows of a page that was cut already, as a JSON array. name: the alias it gets."""
        name = next((alias for alias, table, _ in self.rows.handles if _is_subquery(table)), name)
        # LEFT binds SQLite to this order
        joins = " ".join(
            f"LEFT JOIN {table} {alias} ON {alias}.{column} = {name}.h{i}"
            for i, (alias, table, column) in enumerate(self.rows.handles)
            if not _is_subquery(table)
        )
        keys = tuple(replace(key, expression=f"{name}.k{i}") for i, key in enumerate(self.rows.keys))
        body = self._row(replace(self.rows, keys=keys), field)
        source = page if page == name else f"{page} {name}"
        return self.c.dialect.array(f"SELECT {body} AS j FROM {source} {joins} ORDER BY {self._order()}")

    def _field_of_list(self, field: Selected) -> str:
        """A field that is about the list, not the page."""
        if field.name == "facets":
            return facets(self.c, self.all, field)
        if field.name == "groupBy":
            return groups(self.c, self.all, field)
        if field.name == "corrections":
            return self._corrections(field)
        if field.name != "totalCount" and self.rows.beside is not None:
            return self.rows.beside(field)
        total = (
            self.rows.total
            or known_total(self.c, self.all)
            or f"(SELECT count(*) FROM {self.rows.source}{self.rows.where()})"
        )
        return f"CAST({total} AS text)"

    def _corrections(self, field: Selected) -> str:
        if self.rows.corrections is None:
            return "'[]'"
        words = {name: self.c.dialect.quoted(name, "text") for name in ("given", "used")}
        corrected = (
            f"SELECT {self.c.object_of(field.only(), words)} AS j FROM ({self.rows.corrections}) w WHERE used IS NOT"
            " NULL"
        )
        return self.c.dialect.array(corrected)

    def _row(self, rows: RowList, field: Selected) -> str:
        if field.name == "nodes":
            return _node_if_present(rows, field)
        return self.c.object(field.only(), lambda inner: self._edge_field(rows, inner))

    def _edge_field(self, rows: RowList, field: Selected) -> str:
        if field.name == "cursor":
            return f"'\"' || {self._cursor([key.expression for key in rows.keys])} || '\"'"
        if field.name == "node":
            node = _node_if_present(rows, field)
            return f"coalesce({node}, 'null')" if rows.node_present else node
        edge: Any = rows.edge
        return str(edge(field, rows.keys))

    def _cursor(self, expressions: Sequence[str]) -> str:
        digest = self.c.bind(self.rows.identity, transform=list_digest)
        quoted = self.c.dialect.quoted
        keys = " || ',' || ".join(quoted(e, key.storage) for e, key in zip(expressions, self.rows.keys, strict=True))
        return self.c.dialect.cursor(f"'[\"' || {digest} || '\",' || {keys} || ']'")

    def _page_info(self, field: Selected, cut: _Cut) -> str:
        if field.name in {"startCursor", "endCursor"}:
            order = self._order(flip=field.name == "endCursor")
            cursor = self._cursor([f"k{i}" for i in range(len(self.rows.keys))])
            return f"coalesce((SELECT '\"' || {cursor} || '\"' FROM {cut.kept} ORDER BY {order} LIMIT 1), 'null')"
        backwards = field.name == "hasPreviousPage"
        beyond_cursor = "'false'" if (self.page.after if backwards else self.page.before) is None else "'true'"
        if backwards != self.page.backward:
            return beyond_cursor
        return f"CASE WHEN (SELECT count(*) FROM {cut.more}) > {cut.limit} THEN 'true' ELSE {beyond_cursor} END"

    def _cut(self, *, more: int) -> str:
        bounds = [self._beyond(self.page.after, ascending=True)] if self.page.after is not None else []
        bounds += [self._beyond(self.page.before, ascending=False)] if self.page.before is not None else []
        limit = self._limit(more=more)
        order = ", ".join(f"{key.expression}{direction(key, flip=self.page.backward)}" for key in self.rows.keys)
        joins = "".join(dict.fromkeys(key.join for key in self.rows.keys))
        source = self.rows.best or self.rows.source
        return f"FROM {source}{joins}{self.rows.where(more=bounds)} ORDER BY {order} LIMIT {limit}"

    def _limit(self, *, more: int) -> str:
        return self.c.bind(
            [self.page.size, LARGEST], "integer", page_size(self.page.name, more=more, default=self.page.default)
        )

    def _beyond(self, cursor: Any, *, ascending: bool) -> str:
        """That a row stands behind a cursor, or before it."""
        keys = self.rows.keys
        storages = tuple(key.storage for key in keys)
        bounds = [
            self.c.bind([cursor, self.rows.identity], key.storage, cursor_part(i, storages))
            for i, key in enumerate(keys)
        ]
        return beyond(keys, bounds, ascending=ascending)

    def _named_keys(self) -> str:
        return ", ".join(f"{key.expression} AS k{i}" for i, key in enumerate(self.rows.keys))

    def _order(self, *, flip: bool = False) -> str:
        return ", ".join(f"k{i}{direction(key, flip=flip)}" for i, key in enumerate(self.rows.keys))


def _is_subquery(table: str) -> bool:
    return table.startswith("(")


def _node_if_present(rows: RowList, field: Selected) -> str:
    """A node, or NULL where there is none, which arrays leave out.

    NULL makes a whole `||` chain NULL, so an operand in front says it without the parentheses
    of a CASE around the node.
    """
    node = rows.node(field)
    return f"CASE WHEN {rows.node_present} THEN '' END || {node}" if rows.node_present else node
