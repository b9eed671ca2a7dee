"""Root fields about the hub itself: networks, loads, issues, changes, counts, cost."""

from collections.abc import Callable, Iterator
from typing import Any

from hub.plan.lists.connections import connection_query
from hub.plan.lists.filters import in_list, kind_among
from hub.plan.lists.row_lists import Condition, FacetSource, RowList, SortKey, list_identity
from hub.plan.lists.term_ranges import EVERY_KIND
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.change_objects import change_list
from hub.plan.objects.entity_objects import any_entity_or_null
from hub.plan.objects.network_objects import issue, kind_counts, load, network
from hub.plan.objects.provenance import as_columns
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, literal

_COUNTS = {
    "networks": "SELECT count(*) FROM network",
    "relations": "SELECT coalesce(sum(total), 0) FROM statistic WHERE place = 'Stats.relations'",
    "unresolvedEnds": "SELECT coalesce(sum(total), 0) FROM statistic WHERE place = 'Stats.unresolvedEnds'",
    "joined": f"SELECT coalesce(sum(total), 0) FROM value_count WHERE kind IN ({EVERY_KIND}) AND field = 'joined' AND value = ''",
    "revision": "SELECT coalesce(max(revision), 0) FROM load",
}


def _networks(c: Compiler, field: Selected) -> str:
    row = c.alias("n")
    handle, key = (row, "network", "slug"), SortKey(f"{row}.slug")
    rows = RowList(f"network {row}", (handle,), (key,), lambda inner: network(c, row, inner), "networks")
    return connection_query(c, rows, field)


def _network(c: Compiler, field: Selected) -> str:
    ((way, value),) = field.arguments["by"].items()
    row = c.alias("n")
    identity = f"{row}.slug" if way == "slug" else f"'net_' || {row}.slug"
    return f"SELECT {network(c, row, field)} FROM network {row} WHERE {identity} = {c.bind(value)}"


def _changes(c: Compiler, field: Selected) -> str:
    rows = change_list(
        c,
        lambda row: [Condition(condition) for condition in _change_conditions(c, row, field.arguments)],
        list_identity("changes", field.arguments),
        any_entity_or_null,
    )
    return connection_query(c, rows, field)


def _change_conditions(c: Compiler, row: str, arguments: dict[str, Any]) -> Iterator[str]:
    yield f"{row}.revision > {c.bind(arguments['since'], 'integer')}"
    if (ids := arguments.get("ids")) is not None:
        yield in_list(c, f"{row}.entity", ids)
    if (slugs := arguments.get("slugs")) is not None:
        yield in_list(c, f"{row}.slug", slugs)
    if (networks := arguments.get("networks")) is not None:
        wanted = in_list(c, "l.network", c.network(networks))
        yield f"EXISTS (SELECT 1 FROM load l WHERE l.revision = {row}.revision AND {wanted})"
    if (kinds := arguments.get("kinds")) is not None:
        yield kind_among(c, f"{row}.kind", kinds)
    if (actions := arguments.get("actions")) is not None:
        yield (
            f"{row}.action IN ({', '.join(literal(stored_word(action)) for action in actions)})" if actions else "1 = 0"
        )
    if (fields := arguments.get("fields")) is not None:
        change, item = c.alias("f"), c.alias("v")
        name = c.dialect.member(f"{change}.value", literal("field"))
        wanted = f"SELECT {item}.value FROM {c.dialect.items(c.bind(fields, 'json', as_columns), item)}"
        yield f"EXISTS (SELECT 1 FROM {c.dialect.elements(f'{row}.fields', change)} WHERE {name} IN ({wanted}))"


def _loads(c: Compiler, field: Selected) -> str:
    row, slug = c.alias("l"), field.arguments.get("network")
    rows = RowList(
        f"load {row}",
        ((row, "load", "revision"),),
        (SortKey(f"{row}.revision", "integer", descending=True),),
        lambda inner: load(c, row, inner),
        list_identity("loads", field.arguments),
        [] if slug is None else [Condition(f"{row}.network = {c.bind(c.network(slug))}")],
    )
    return connection_query(c, rows, field)


def _issues(c: Compiler, field: Selected) -> str:
    row, conditions = c.alias("i"), []
    for name in ("network", "severity", "code"):
        if (value := field.arguments.get(name)) is not None:
            word = c.bind(c.network(value)) if name == "network" else literal(stored_word(value))
            conditions.append(Condition(f"{row}.{name} = {word}", name))
    rows = RowList(
        f"issue {row}",
        ((row, "issue", "id"),),
        (SortKey(f"{row}.network"), SortKey(f"{row}.position", "integer"), SortKey(f"{row}.id")),
        lambda inner: issue(c, row, inner),
        list_identity("issues", field.arguments),
        conditions,
        facet=lambda name: _issue_facet(row, name.lower()),
    )
    return connection_query(c, rows, field)


def _issue_facet(row: str, column_name: str) -> FacetSource:
    stored = f"{row}.{column_name}"
    return FacetSource(
        column_name, stored if column_name == "network" else f"replace(upper({stored}), '-', '_')", "1 = 1"
    )


def _stats(c: Compiler, field: Selected) -> str:
    def lower(inner: Selected) -> str:
        if inner.name in _COUNTS:
            return f"CAST(({_COUNTS[inner.name]}) AS text)"
        if inner.name == "records":
            counts = f"network n CROSS JOIN {c.dialect.entries('n.counts', 'e')}"
            return f"CAST((SELECT coalesce(sum(CAST(e.value AS integer)), 0) FROM {counts}) AS text)"
        if inner.name == "loadedAt":
            return c.dialect.quoted("(SELECT max(finished_at) FROM load)", "text")
        return kind_counts(c, inner) if inner.name == "kinds" else _severity_counts(c, inner)

    return f"SELECT {c.object(field.only(), lower)}"


def _severity_counts(c: Compiler, field: Selected) -> str:
    expressions = {"severity": c.dialect.quoted("upper(x.severity)", "text"), "count": "CAST(x.n AS text)"}
    counts = "(SELECT severity, count(*) AS n FROM issue GROUP BY severity) x ORDER BY x.severity"
    return c.dialect.array(f"SELECT {c.object_of(field.only(), expressions)} AS j FROM {counts}")


def _rate_limit(c: Compiler, field: Selected) -> str:
    cost, limit = c.bind(Carried("cost"), "integer"), c.bind(Carried("limit"), "integer")
    expressions = {
        "cost": f"CAST({cost} AS text)",
        "limit": f"CAST({limit} AS text)",
        "remaining": f"CAST({limit} - {cost} AS text)",
        "resetAt": c.dialect.quoted(c.bind(Carried("now")), "text"),
    }
    return f"SELECT {c.object_of(field.only(), expressions)}"


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "networks": _networks,
    "network": _network,
    "changes": _changes,
    "loads": _loads,
    "issues": _issues,
    "revision": lambda *_: "SELECT CAST(coalesce(max(revision), 0) AS text) FROM load",
    "stats": _stats,
    "rateLimit": _rate_limit,
}
