"""The root fields: each becomes one statement that gives the JSON text of its value, or no row for null."""

from collections.abc import Callable, Mapping
from typing import Any

import pycountry

from hub.plan import matches
from hub.plan.bindings import Carried
from hub.plan.bookkeeping import ISSUE, Lowering, by_table, column, kind_counts, load, moment_of, named, network, upper
from hub.plan.compiler import Compiler, literal
from hub.plan.filters import as_json, check_size, conditions, in_list, kind_among, normal_identifier
from hub.plan.listings import Condition, FacetSource, Listing, SortKey, connection, open_identity
from hub.plan.objects import any_entity, entity
from hub.plan.orders import sort_keys
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.searching import search_words
from hub.plan.selection import Selected
from schema.graphql.fields import camel, enum_name
from schema.kinds import KINDS, Kind
from schema.values.accounts import account, repository
from schema.values.countries import name_of
from schema.values.urls import address

MOST_IDS = 100
Root = Callable[[Compiler, Selected], str]
_COUNTRY_NAMES = {code: name_of(code) for code in (*(country.alpha_2 for country in pycountry.countries), "EU", "INT")}


def lower(c: Compiler, found: Selected) -> str:
    """The statement of a root field."""
    return ROOTS[found.name](c, found)


def kind_list(c: Compiler, kind: Kind, found: Selected) -> Listing:
    """The entities of a kind under where, search and orderBy."""
    alias = c.alias("t")
    source, rank = f"{kind.table} {alias}", None
    if (query := found.arguments.get("search")) is not None:
        hits = c.alias("s")
        words = c.dialect.words(c.bind(query, "text", search_words(c.dialect.name)))
        source, rank = f"{source} JOIN ({words}) {hits} ON {hits}.entity = {alias}.id", f"{hits}.rank"
    where = found.arguments.get("where") or {}
    check_size(where)
    stated = conditions(c, kind, alias, where)
    keys = sort_keys(kind, alias, found.arguments.get("orderBy") or (), rank)
    listing = Listing(
        source, ((alias, kind.table, "id"),), keys, lambda field: entity(c, kind, alias, field),
        lambda field, _: literal(f'"{field.parent}"'), open_identity(kind.plural, found.arguments), stated,
    )
    listing.facet = lambda chosen: _kind_facet(c, kind, alias, chosen)
    return listing


def _kind_facet(c: Compiler, kind: Kind, alias: str, chosen: str) -> FacetSource:
    if chosen == "NETWORKS":
        return _term_facet(c, alias, "networks", "networks")
    name, stated = next((name, fact) for name, fact in kind.facts.items() if enum_name(name) == chosen)
    if stated.many:
        return _term_facet(c, alias, name, camel(name))
    return FacetSource(camel(name), f"{alias}.{name}", "", lambda value: f"CAST({value} AS text)", f"{alias}.{name} IS NOT NULL")


def _term_facet(c: Compiler, alias: str, column_name: str, field: str, identity: str = "id") -> FacetSource:
    term = c.alias("m")
    held = f"{term}.entity = {alias}.{identity} AND {term}.field = {literal(column_name)}"
    present = f"EXISTS (SELECT 1 FROM term {term} WHERE {held})"
    return FacetSource(field, f"{term}.value", f" JOIN term {term} ON {held}", lambda value: _label(c, column_name, value), present)


def _label(c: Compiler, column_name: str, value: str) -> str:
    if column_name == "networks":
        return f"coalesce((SELECT n.title FROM network n WHERE n.slug = {value}), {value})"
    if column_name.endswith("countries"):
        return f"coalesce({c.dialect.member(c.bind(_COUNTRY_NAMES, 'json', as_json), value)}, {value})"
    return f"CAST({value} AS text)"


def _plural(kind: Kind) -> Root:
    return lambda c, found: f"SELECT {connection(c, kind_list(c, kind, found), found)}"


def _singular(kind: Kind) -> Root:
    def root(c: Compiler, found: Selected) -> str:
        alias = c.alias("t")
        return f"SELECT {entity(c, kind, alias, found)} FROM {kind.table} {alias} WHERE {_by(c, kind, alias, found.arguments['by'])}"

    return root


def _by(c: Compiler, kind: Kind, alias: str, by: Mapping[str, Any]) -> str:
    (way, value), = by.items()
    if way == "slug":
        return f"{alias}.slug = {c.bind(value)}"
    if way == "id":
        return f"{alias}.id = (SELECT r.entity FROM record r WHERE r.id = {c.bind(value)})"
    if way == "identifier":
        found = f"i.scheme = {c.bind(value['scheme'])} AND i.value = {c.bind(value, 'text', normal_identifier)}"
    else:
        ways = [f"i.scheme = {literal(scheme)} AND i.value = {c.bind(value, 'text', read)}" for scheme, read in _ADDRESSES.items()]
        found = f"({' OR '.join(ways)})"
    return f"{alias}.id = (SELECT min(i.entity) FROM identifier i WHERE i.kind = {literal(kind.name)} AND {found})"


def _normal(normalise: Callable[[object], Any]) -> Callable[[Any], str]:
    return lambda value: str(normalise(value).value or value)


_ADDRESSES = {"homepage": _normal(address), "repository": _normal(repository), "account": _normal(account)}


def _node(c: Compiler, found: Selected) -> str:
    given = c.bind(found.arguments["id"])
    row = c.alias("n")
    networks = f"SELECT {_node_network(c, row, found)} AS j FROM network {row} WHERE 'net_' || {row}.slug = {given}"
    entities = f"SELECT {any_entity(c, 'r.entity', found)} AS j FROM record r WHERE r.id = {given} AND r.entity IS NOT NULL"
    return f"{entities} UNION ALL {networks}"


def _node_network(c: Compiler, row: str, found: Selected) -> str:
    return network(c, row, found) if "Network" in found.children else "'null'"


def _nodes(c: Compiler, found: Selected) -> str:
    ids, item, row = c.bind(found.arguments["ids"], "json", some_ids), c.alias("v"), c.alias("n")
    one = f"(SELECT {any_entity(c, 'r.entity', found)} FROM record r WHERE r.id = {item}.value)"
    net = f"(SELECT {_node_network(c, row, found)} FROM network {row} WHERE 'net_' || {row}.slug = {item}.value)"
    rows = f"SELECT coalesce({one}, {net}, 'null') AS j FROM {c.dialect.items(ids, item)} ORDER BY {item}.key"
    return f"SELECT {c.dialect.array(rows)}"


def some_ids(ids: list[str]) -> str:
    """At most `MOST_IDS` ids as JSON. Raises BAD_USER_INPUT for more."""
    if len(ids) > MOST_IDS:
        raise RequestError(ErrorCode.BAD_USER_INPUT, f"nodes takes at most {MOST_IDS} ids, not {len(ids)}.", "Ask in several operations.")
    return as_json(ids)


def _plain_edge(field: Selected, _: tuple[SortKey, ...]) -> str:
    return literal(f'"{field.parent}"')


def _networks(c: Compiler, found: Selected) -> str:
    row = c.alias("n")
    listing = Listing(
        f"network {row}", ((row, "network", "slug"),), (SortKey(f"{row}.slug"),), lambda field: network(c, row, field), _plain_edge, "networks"
    )
    return f"SELECT {connection(c, listing, found)}"


def _network(c: Compiler, found: Selected) -> str:
    (way, value), = found.arguments["by"].items()
    row = c.alias("n")
    identity = f"{row}.slug" if way == "slug" else f"'net_' || {row}.slug"
    return f"SELECT {network(c, row, found)} FROM network {row} WHERE {identity} = {c.bind(value)}"


def _search(c: Compiler, found: Selected) -> str:
    hits, arguments = c.alias("s"), found.arguments
    words = c.dialect.words(c.bind(arguments["query"], "text", search_words(c.dialect.name)))
    stated = []
    if arguments.get("kinds") is not None:
        stated.append(Condition(kind_among(c, f"{hits}.kind", arguments["kinds"]), "kind"))
    if arguments.get("networks") is not None:
        named_networks = in_list(c, "m.value", "text", arguments["networks"], negated=False)
        stated.append(Condition(f"EXISTS (SELECT 1 FROM term m WHERE m.entity = {hits}.entity AND m.field = 'networks' AND {named_networks})", "networks"))
    keys = (SortKey(f"{hits}.rank", "integer"), SortKey(f"{hits}.entity"))
    listing = Listing(
        f"({words}) {hits}", ((hits, "search_document", "entity"),), keys,
        lambda field: any_entity(c, f"{hits}.entity", field), _score, open_identity("search", arguments), stated,
    )
    listing.facet = lambda chosen: _search_facet(c, hits, chosen)
    return f"SELECT {connection(c, listing, found)}"


def _score(field: Selected, keys: tuple[SortKey, ...]) -> str:
    return f"CAST(-{keys[0].expression} / 1000000.0 AS text)" if field.name == "score" else literal(f'"{field.parent}"')


def _search_facet(c: Compiler, hits: str, chosen: str) -> FacetSource:
    if chosen == "NETWORKS":
        return _term_facet(c, hits, "networks", "networks", "entity")
    return FacetSource("kind", f"replace(upper({hits}.kind), '-', '_')", "", lambda value: value, f"{hits}.kind IS NOT NULL")


def _overlap(c: Compiler, found: Selected) -> str:
    return f"SELECT {c.object(found.only(), lambda field: _overlap_field(c, found.arguments, field))}"


def _overlap_field(c: Compiler, arguments: Mapping[str, Any], found: Selected) -> str:
    if found.name == "__typename":
        return literal('"Overlap"')
    return _matrix(c, arguments, found) if found.name == "matrix" else connection(c, _shared_entities(c, arguments), found)


def _membership(c: Compiler, alias: str, arguments: Mapping[str, Any]) -> str:
    parts = [f"{alias}.field = 'networks'", kind_among(c, f"{alias}.kind", arguments.get("kinds"))]
    if arguments.get("networks") is not None:
        parts.append(in_list(c, f"{alias}.value", "text", arguments["networks"], negated=False))
    return " AND ".join(parts)


def _shared_entities(c: Compiler, arguments: Mapping[str, Any]) -> Listing:
    row = c.alias("u")
    grouped = f"SELECT m.entity AS id, m.kind AS kind, count(*) AS n FROM term m WHERE {_membership(c, 'm', arguments)} GROUP BY m.entity, m.kind HAVING count(*) > 1"
    keys = (SortKey(f"{row}.n", "integer", descending=True), SortKey(f"{row}.id"))
    return Listing(
        f"({grouped}) {row}", ((row, "record", "id"),), keys, lambda field: any_entity(c, f"{row}.id", field),
        _plain_edge, open_identity("overlap", dict(arguments)),
    )


def _matrix(c: Compiler, arguments: Mapping[str, Any], found: Selected) -> str:
    left, right = _membership(c, "a", arguments), _membership(c, "b", arguments)
    cells = (
        "SELECT a.value AS l, b.value AS r, a.kind AS kind, count(*) AS n FROM term a JOIN term b ON b.entity = a.entity AND a.value < b.value "
        f"WHERE {left} AND {right} GROUP BY a.value, b.value, a.kind"
    )
    cell = c.alias("x")
    fields: dict[str, str] = {
        "left": c.dialect.quoted(f"{cell}.l", "text"), "right": c.dialect.quoted(f"{cell}.r", "text"), "__typename": literal('"OverlapCell"'),
        "kind": c.dialect.quoted(f"replace(upper({cell}.kind), '-', '_')", "text"), "count": f"CAST({cell}.n AS text)",
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    return c.dialect.array(f"SELECT {body} AS j FROM ({cells}) {cell} ORDER BY {cell}.l, {cell}.r, {cell}.kind")


def _neighbours(c: Compiler, found: Selected) -> str:
    near = c.bind(Carried(f"found:{found.key}"), "json")
    item = c.alias("e")
    rows = c.dialect.elements(c.dialect.child(near, "'rows'"), item)

    def node_field(field: Selected) -> str:
        if field.name == "distance":
            return f"CAST({c.dialect.at(f'{item}.value', 2)} AS text)"
        if field.name == "node":
            return any_entity(c, c.dialect.at(f"{item}.value", 0), field)
        return literal('"Neighbour"')

    def lowered(field: Selected) -> str:
        if field.name == "totalCount":
            return f"CAST({c.dialect.member(near, literal('total'))} AS text)"
        if field.name == "nodes":
            return c.dialect.array(f"SELECT {c.object(field.only(), node_field)} AS j FROM {rows} ORDER BY {item}.key")
        return literal('"Neighbours"')

    return f"SELECT {c.object(found.only(), lowered)} WHERE {near} IS NOT NULL"


def _path(c: Compiler, found: Selected) -> str:
    walked = c.bind(Carried(f"found:{found.key}"), "json")
    item = c.alias("e")
    steps = c.dialect.child(walked, "'steps'")

    def step_field(field: Selected) -> str:
        if field.name == "predicate":
            return c.dialect.quoted(c.dialect.at(f"{item}.value", 2), "text")
        if field.name == "outward":
            return f"CASE CAST({c.dialect.at(f'{item}.value', 3)} AS integer) WHEN 1 THEN 'true' ELSE 'false' END"
        if field.name == "node":
            return any_entity(c, c.dialect.at(f"{item}.value", 0), field)
        return literal('"PathStep"')

    def lowered(field: Selected) -> str:
        if field.name == "length":
            return f"(SELECT CAST(count(*) AS text) FROM {c.dialect.elements(steps, 'n')})"
        if field.name == "start":
            return any_entity(c, c.dialect.member(walked, literal("start")), field)
        if field.name == "steps":
            return c.dialect.array(f"SELECT {c.object(field.only(), step_field)} AS j FROM {c.dialect.elements(steps, item)} ORDER BY {item}.key")
        return literal('"Path"')

    return f"SELECT {c.object(found.only(), lowered)} WHERE {walked} IS NOT NULL"


def _changes(c: Compiler, found: Selected) -> str:
    row = c.alias("h")
    since = c.bind(found.arguments["since"], "integer")
    rows = f"(SELECT change.*, revision || ':' || entity || ':' || action AS place FROM change WHERE revision > {since})"
    listing = Listing(
        f"{rows} {row}", ((row, rows, "place"),), (SortKey(f"{row}.revision", "integer"), SortKey(f"{row}.place")),
        lambda field: by_table(c, _CHANGE, row, field), _plain_edge, open_identity("changes", found.arguments),
    )
    return f"SELECT {connection(c, listing, found)}"


def _loads(c: Compiler, found: Selected) -> str:
    row = c.alias("l")
    stated = [Condition(f"{row}.network = {c.bind(found.arguments['network'])}")] if found.arguments.get("network") is not None else []
    listing = Listing(
        f"load {row}", ((row, "load", "revision"),), (SortKey(f"{row}.revision", "integer", descending=True),),
        lambda field: load(c, row, field), _plain_edge, open_identity("loads", found.arguments), stated,
    )
    return f"SELECT {connection(c, listing, found)}"


def _issues(c: Compiler, found: Selected) -> str:
    row, stated = c.alias("i"), []
    for name in ("network", "severity", "code"):
        value = found.arguments.get(name)
        if value is not None:
            given = c.bind(value) if name == "network" else literal(value.name.lower().replace("_", "-"))
            stated.append(Condition(f"{row}.{name} = {given}"))
    keys = (SortKey(f"{row}.network"), SortKey(f"{row}.position", "integer"), SortKey(f"{row}.id"))
    listing = Listing(
        f"issue {row}", ((row, "issue", "id"),), keys, lambda field: by_table(c, ISSUE, row, field), _plain_edge,
        open_identity("issues", found.arguments), stated,
    )
    return f"SELECT {connection(c, listing, found)}"


def _stats(c: Compiler, found: Selected) -> str:
    counts = {
        "networks": "SELECT count(*) FROM network", "records": "SELECT count(*) FROM record WHERE withdrawn_revision IS NULL",
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
        "severity": c.dialect.quoted("upper(x.severity)", "text"), "count": "CAST(x.n AS text)", "__typename": literal('"SeverityCount"'),
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    return c.dialect.array(f"SELECT {body} AS j FROM (SELECT severity, count(*) AS n FROM issue GROUP BY severity) x ORDER BY x.severity")


def _rate_limit(c: Compiler, found: Selected) -> str:
    cost, limit = c.bind(Carried("cost"), "integer"), c.bind(Carried("limit"), "integer")
    fields = {
        "cost": f"CAST({cost} AS text)", "limit": f"CAST({limit} AS text)", "remaining": f"CAST({limit} - {cost} AS text)",
        "resetAt": c.dialect.quoted(c.bind(Carried("now")), "text"), "__typename": literal('"RateLimit"'),
    }
    return f"SELECT {c.object(found.only(), lambda field: fields[field.name])}"


def _revision(_c: Compiler, _found: Selected) -> str:
    return "SELECT CAST(coalesce(max(revision), 0) AS text) FROM load"


def _change_entity(c: Compiler, alias: str, found: Selected) -> str:
    return any_entity(c, f"(SELECT r.entity FROM record r WHERE r.id = {alias}.entity)", found)


_CHANGE: dict[str, Lowering] = {
    "__typename": named("Change"), "revision": column("revision", "integer"), "at": moment_of("revision"), "action": upper("action"),
    "kind": upper("kind"), "entityId": column("entity"), "name": column("name"), "otherId": column("other"), "entity": _change_entity,
}
ROOTS: dict[str, Root] = {
    **{kind.plural: _plural(kind) for kind in KINDS}, **{kind.singular: _singular(kind) for kind in KINDS},
    "node": _node, "nodes": _nodes, "networks": _networks, "network": _network, "search": _search, "overlap": _overlap,
    "neighbours": _neighbours, "path": _path, "changes": _changes, "loads": _loads, "issues": _issues, "revision": _revision,
    "stats": _stats, "rateLimit": _rate_limit, "candidates": matches.candidates, "explain": matches.explain, "judgements": matches.judgements,
}
PREPARED_ROOTS = ("neighbours", "path", "explain")
"""Root fields that an algorithm answers first; the statement builds what it found."""
