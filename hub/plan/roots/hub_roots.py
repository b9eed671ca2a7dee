"""Root fields about the hub itself: networks, loads, issues, changes, counts, cost."""

from collections.abc import Callable, Iterator
from typing import Any

from hub.plan.lists.connections import connection_query
from hub.plan.lists.counted_fields import column_source, word_source
from hub.plan.lists.row_lists import Condition, FacetSource, RowList, SortKey, list_identity
from hub.plan.lists.term_ranges import EVERY_KIND
from hub.plan.lists.value_conditions import in_list, kind_among
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.change_objects import change, changes_any, columns_of
from hub.plan.objects.entity_objects import entity_of_change
from hub.plan.objects.lowering import enum_text
from hub.plan.objects.network_objects import issue, kind_counts, load, network
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, literal
from hub.store.reading import REVISION
from hub.store.revision_moments import NEWEST

_COUNTS = {
    "networks": "SELECT count(*) FROM network",
    "relations": "SELECT coalesce(sum(total), 0) FROM statistic WHERE place = 'Stats.relations'",
    "unresolvedEnds": "SELECT coalesce(sum(total), 0) FROM statistic WHERE place = 'Stats.unresolvedEnds'",
    "joined": (
        f"SELECT coalesce(sum(total), 0) FROM value_count WHERE kind IN ({EVERY_KIND}) AND field = 'joined' AND value"
        " = ''"
    ),
    "revision": REVISION,
}


def _networks(c: Compiler, field: Selected) -> str:
    row = c.alias("n")
    handle, key = (row, "network", "slug"), SortKey(f"{row}.slug")
    rows = RowList(
        f"network {row}",
        (handle,),
        (key,),
        lambda inner: network(c, row, inner),
        "networks",
        grouping=lambda _: column_source("licence", f"{row}.licence"),
    )
    return connection_query(c, rows, field)


def _network(c: Compiler, field: Selected) -> str:
    ((way, value),) = field.arguments["by"].items()
    row = c.alias("n")
    identity = f"{row}.slug" if way == "slug" else f"'net_' || {row}.slug"
    return f"SELECT {network(c, row, field)} FROM network {row} WHERE {identity} = {c.bind(value)}"


def _changes(c: Compiler, field: Selected) -> str:
    since = c.bind(field.arguments["since"], "integer")
    return connection_query(c, change_rows(c, f"revision > {since}", field.arguments), field)


def change_rows(c: Compiler, among: str, arguments: dict[str, Any]) -> RowList:
    """The changes that arguments select. among: the condition on their revision, by its bare name."""
    row = c.alias("h")
    # the key of a change is a triple, which cursors and handles need as one value
    place = "revision || ':' || entity || ':' || action AS place"
    changes = f"(SELECT change.*, {place} FROM change WHERE {among})"
    return RowList(
        f"{changes} {row}",
        ((row, changes, "place"),),
        (SortKey(f"{row}.revision", "integer"), SortKey(f"{row}.place")),
        lambda inner: change(c, row, inner.only(), entity_of_change),
        list_identity("changes", arguments),
        [Condition(f"{row}.{among}"), *map(Condition, _change_conditions(c, row, arguments))],
        grouping=lambda name: _group_source(row, name.lower()),
    )


def _change_conditions(c: Compiler, row: str, arguments: dict[str, Any]) -> Iterator[str]:
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
        yield changes_any(c, row, columns_of(c, fields))


def _loads(c: Compiler, field: Selected) -> str:
    row, slug = c.alias("l"), field.arguments.get("network")
    rows = RowList(
        f"load {row}",
        ((row, "load", "revision"),),
        (SortKey(f"{row}.revision", "integer", descending=True),),
        lambda inner: load(c, row, inner),
        list_identity("loads", field.arguments),
        [] if slug is None else [Condition(f"{row}.network = {c.bind(c.network(slug))}")],
        grouping=lambda name: _group_source(row, name.lower()),
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
        facet=lambda name: _group_source(row, name.lower()),
    )
    return connection_query(c, rows, field)


def _group_source(row: str, name: str) -> FacetSource:
    """What loads, issues and changes are counted by: a column of their row."""
    source = column_source if name in {"network", "revision"} else word_source
    return source(name, f"{row}.{name}")


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
    expressions = {"severity": enum_text(c, "x.severity"), "count": "CAST(x.n AS text)"}
    counts = "(SELECT severity, count(*) AS n FROM issue GROUP BY severity) x ORDER BY x.severity"
    return c.dialect.array(f"SELECT {c.object_of(field.only(), expressions)} AS j FROM {counts}")


BUDGET = ("budget", "budgetRemaining", "budgetResetsIn")
"""What requests carry of their client, by the fields that tell it; none of it where nothing counts."""


def _rate_limit(c: Compiler, field: Selected) -> str:
    cost, limit = c.bind(Carried("cost"), "integer"), c.bind(Carried("limit"), "integer")
    expressions = {
        "cost": f"CAST({cost} AS text)",
        "limit": f"CAST({limit} AS text)",
        "remaining": f"CAST({limit} - {cost} AS text)",
        "resetAt": c.dialect.quoted(c.bind(Carried("now")), "text"),
        **{name: f"coalesce(CAST({c.bind(Carried(name), 'integer')} AS text), 'null')" for name in BUDGET},
    }
    return f"SELECT {c.object_of(field.only(), expressions)}"


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "networks": _networks,
    "network": _network,
    "changes": _changes,
    "loads": _loads,
    "issues": _issues,
    "revision": lambda *_: f"SELECT CAST({NEWEST} AS text) FROM load",
    "stats": _stats,
    "rateLimit": _rate_limit,
}
