"""Root fields about the hub itself: networks, loads, findings, changes, counts, cost."""

from collections.abc import Callable

from hub.plan.lists.connections import statement
from hub.plan.lists.listings import Condition, Listing, SortKey, open_identity, plain_edge
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.hub_objects import (
    ISSUE,
    Lowering,
    by_table,
    column,
    kind_counts,
    load,
    moment_of,
    named,
    network,
    upper,
)
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, literal


def _networks(c: Compiler, found: Selected) -> str:
    row = c.alias("n")
    listing = Listing(
        f"network {row}",
        ((row, "network", "slug"),),
        (SortKey(f"{row}.slug"),),
        lambda field: network(c, row, field),
        plain_edge,
        "networks",
    )
    return statement(c, listing, found)


def _network(c: Compiler, found: Selected) -> str:
    ((way, value),) = found.arguments["by"].items()
    row = c.alias("n")
    identity = f"{row}.slug" if way == "slug" else f"'net_' || {row}.slug"
    return f"SELECT {network(c, row, found)} FROM network {row} WHERE {identity} = {c.bind(value)}"


def _changes(c: Compiler, found: Selected) -> str:
    row = c.alias("h")
    since = c.bind(found.arguments["since"], "integer")
    rows = (
        f"(SELECT change.*, revision || ':' || entity || ':' || action AS place FROM change WHERE revision > {since})"
    )
    listing = Listing(
        f"{rows} {row}",
        ((row, rows, "place"),),
        (SortKey(f"{row}.revision", "integer"), SortKey(f"{row}.place")),
        lambda field: by_table(c, _CHANGE, row, field),
        plain_edge,
        open_identity("changes", found.arguments),
    )
    return statement(c, listing, found)


def _loads(c: Compiler, found: Selected) -> str:
    row = c.alias("l")
    stated = (
        [Condition(f"{row}.network = {c.bind(found.arguments['network'])}")]
        if found.arguments.get("network") is not None
        else []
    )
    listing = Listing(
        f"load {row}",
        ((row, "load", "revision"),),
        (SortKey(f"{row}.revision", "integer", descending=True),),
        lambda field: load(c, row, field),
        plain_edge,
        open_identity("loads", found.arguments),
        stated,
    )
    return statement(c, listing, found)


def _issues(c: Compiler, found: Selected) -> str:
    row, stated = c.alias("i"), []
    for name in ("network", "severity", "code"):
        value = found.arguments.get(name)
        if value is not None:
            given = c.bind(value) if name == "network" else literal(value.name.lower().replace("_", "-"))
            stated.append(Condition(f"{row}.{name} = {given}"))
    keys = (SortKey(f"{row}.network"), SortKey(f"{row}.position", "integer"), SortKey(f"{row}.id"))
    listing = Listing(
        f"issue {row}",
        ((row, "issue", "id"),),
        keys,
        lambda field: by_table(c, ISSUE, row, field),
        plain_edge,
        open_identity("issues", found.arguments),
        stated,
    )
    return statement(c, listing, found)


def _stats(c: Compiler, found: Selected) -> str:
    counts = {
        "networks": "SELECT count(*) FROM network",
        "records": "SELECT count(*) FROM record WHERE withdrawn_revision IS NULL",
        "relations": "SELECT count(*) FROM relation",
        "resolvedRelations": "SELECT count(*) FROM relation WHERE subject IS NOT NULL AND object IS NOT NULL",
        "joined": "SELECT count(*) FROM (SELECT entity FROM record WHERE withdrawn_revision IS NULL AND entity IS NOT NULL GROUP BY entity HAVING count(*) > 1) x",
        "revision": "SELECT coalesce(max(revision), 0) FROM load",
    }

    def lowered(field: Selected) -> str:
        if field.name in counts:
            return f"CAST(({counts[field.name]}) AS text)"
        if field.name == "loadedAt":
            return c.dialect.quoted("(SELECT max(finished_at) FROM load)", "text")
        if field.name == "kinds":
            return kind_counts(c, field, None)
        return _severities(c, field) if field.name == "issues" else literal('"Stats"')

    return f"SELECT {c.object(found.only(), lowered)}"


def _severities(c: Compiler, found: Selected) -> str:
    fields = {
        "severity": c.dialect.quoted("upper(x.severity)", "text"),
        "count": "CAST(x.n AS text)",
        "__typename": literal('"SeverityCount"'),
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    return c.dialect.array(
        f"SELECT {body} AS j FROM (SELECT severity, count(*) AS n FROM issue GROUP BY severity) x ORDER BY x.severity"
    )


def _rate_limit(c: Compiler, found: Selected) -> str:
    cost, limit = c.bind(Carried("cost"), "integer"), c.bind(Carried("limit"), "integer")
    fields = {
        "cost": f"CAST({cost} AS text)",
        "limit": f"CAST({limit} AS text)",
        "remaining": f"CAST({limit} - {cost} AS text)",
        "resetAt": c.dialect.quoted(c.bind(Carried("now")), "text"),
        "__typename": literal('"RateLimit"'),
    }
    return f"SELECT {c.object(found.only(), lambda field: fields[field.name])}"


def _revision(_c: Compiler, _found: Selected) -> str:
    return "SELECT CAST(coalesce(max(revision), 0) AS text) FROM load"


def _change_entity(c: Compiler, alias: str, found: Selected) -> str:
    return any_entity(c, f"(SELECT r.entity FROM record r WHERE r.id = {alias}.entity)", found)


_CHANGE: dict[str, Lowering] = {
    "__typename": named("Change"),
    "revision": column("revision", "integer"),
    "at": moment_of("revision"),
    "action": upper("action"),
    "kind": upper("kind"),
    "entityId": column("entity"),
    "name": column("name"),
    "otherId": column("other"),
    "entity": _change_entity,
}
ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "networks": _networks,
    "network": _network,
    "changes": _changes,
    "loads": _loads,
    "issues": _issues,
    "revision": _revision,
    "stats": _stats,
    "rateLimit": _rate_limit,
}
