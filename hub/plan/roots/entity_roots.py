"""Root fields that list and look up entities: by kind, by id, by words, with their facets."""

from collections.abc import Callable, Mapping
from typing import Any

import pycountry

from hub.plan.lists.connections import statement
from hub.plan.lists.filters import as_json, check_size, conditions, in_list, kind_among, normal_identifier
from hub.plan.lists.full_text import found_words
from hub.plan.lists.listings import Condition, FacetSource, Listing, SortKey, open_identity
from hub.plan.lists.orders import sort_keys
from hub.plan.objects.entity_objects import any_entity, entity
from hub.plan.objects.hub_objects import network
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.graphql.fields import camel, enum_name
from schema.kinds import KINDS, Kind
from schema.values.accounts import account, repository
from schema.values.countries import name_of
from schema.values.urls import address

MOST_IDS = 100
Root = Callable[[Compiler, Selected], str]
_COUNTRY_NAMES = {code: name_of(code) for code in (*(country.alpha_2 for country in pycountry.countries), "EU", "INT")}


def kind_list(c: Compiler, kind: Kind, found: Selected) -> Listing:
    """The entities of a kind under where, search and orderBy."""
    alias = c.alias("t")
    source, rank = f"{kind.table} {alias}", None
    if (query := found.arguments.get("search")) is not None:
        hits = c.alias("s")
        words = found_words(c, query)
        source, rank = f"{source} JOIN ({words}) {hits} ON {hits}.entity = {alias}.id", f"{hits}.rank"
    where = found.arguments.get("where") or {}
    check_size(where)
    stated = conditions(c, kind, alias, where)
    keys = sort_keys(kind, alias, found.arguments.get("orderBy") or (), rank)
    listing = Listing(
        source,
        ((alias, kind.table, "id"),),
        keys,
        lambda field: entity(c, kind, alias, field),
        lambda field, _: literal(f'"{field.parent}"'),
        open_identity(kind.plural, found.arguments),
        stated,
    )
    listing.facet = lambda chosen: _kind_facet(c, kind, alias, chosen)
    return listing


def _kind_facet(c: Compiler, kind: Kind, alias: str, chosen: str) -> FacetSource:
    if chosen == "NETWORKS":
        return _term_facet(c, alias, "networks", "networks")
    name, stated = next((name, fact) for name, fact in kind.facts.items() if enum_name(name) == chosen)
    if stated.many:
        return _term_facet(c, alias, name, camel(name))
    return FacetSource(
        camel(name), f"{alias}.{name}", "", lambda value: f"CAST({value} AS text)", f"{alias}.{name} IS NOT NULL"
    )


def _term_facet(c: Compiler, alias: str, column_name: str, field: str, identity: str = "id") -> FacetSource:
    term = c.alias("m")
    held = f"{term}.entity = {alias}.{identity} AND {term}.field = {literal(column_name)}"
    present = f"EXISTS (SELECT 1 FROM term {term} WHERE {held})"
    return FacetSource(
        field, f"{term}.value", f" JOIN term {term} ON {held}", lambda value: _label(c, column_name, value), present
    )


def _label(c: Compiler, column_name: str, value: str) -> str:
    if column_name == "networks":
        return f"coalesce((SELECT n.title FROM network n WHERE n.slug = {value}), {value})"
    if column_name.endswith("countries"):
        return f"coalesce({c.dialect.member(c.bind(_COUNTRY_NAMES, 'json', as_json), value)}, {value})"
    return f"CAST({value} AS text)"


def _plural(kind: Kind) -> Root:
    return lambda c, found: statement(c, kind_list(c, kind, found), found)


def _singular(kind: Kind) -> Root:
    def root(c: Compiler, found: Selected) -> str:
        alias = c.alias("t")
        return f"SELECT {entity(c, kind, alias, found)} FROM {kind.table} {alias} WHERE {_by(c, kind, alias, found.arguments['by'])}"

    return root


def _by(c: Compiler, kind: Kind, alias: str, by: Mapping[str, Any]) -> str:
    ((way, value),) = by.items()
    if way == "slug":
        return f"{alias}.slug = {c.bind(value)}"
    if way == "id":
        return f"{alias}.id = (SELECT r.entity FROM record r WHERE r.id = {c.bind(value)})"
    if way == "identifier":
        found = f"i.scheme = {c.bind(value['scheme'], transform=str.lower)} AND i.value = {c.bind(value, 'text', normal_identifier)}"
    else:
        ways = [
            f"i.scheme = {literal(scheme)} AND i.value = {c.bind(value, 'text', read)}"
            for scheme, read in _ADDRESSES.items()
        ]
        found = f"({' OR '.join(ways)})"
    return f"{alias}.id = (SELECT min(i.entity) FROM identifier i WHERE i.kind = {literal(kind.name)} AND {found})"


def _normal(normalise: Callable[[object], Any]) -> Callable[[Any], str]:
    return lambda value: str(normalise(value).value or value)


_ADDRESSES = {"homepage": _normal(address), "repository": _normal(repository), "account": _normal(account)}


def _node(c: Compiler, found: Selected) -> str:
    given = c.bind(found.arguments["id"])
    row = c.alias("n")
    networks = f"SELECT {_node_network(c, row, found)} AS j FROM network {row} WHERE 'net_' || {row}.slug = {given}"
    entities = (
        f"SELECT {any_entity(c, 'r.entity', found)} AS j FROM record r WHERE r.id = {given} AND r.entity IS NOT NULL"
    )
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
        raise RequestError(
            ErrorCode.BAD_USER_INPUT,
            f"nodes takes at most {MOST_IDS} ids, not {len(ids)}.",
            "Ask in several operations.",
        )
    return as_json(ids)


def _search(c: Compiler, found: Selected) -> str:
    hits, arguments = c.alias("s"), found.arguments
    words = found_words(c, arguments["query"])
    stated = []
    if arguments.get("kinds") is not None:
        stated.append(Condition(kind_among(c, f"{hits}.kind", arguments["kinds"]), "kind"))
    if arguments.get("networks") is not None:
        named_networks = in_list(c, "m.value", "text", arguments["networks"], negated=False)
        stated.append(
            Condition(
                f"EXISTS (SELECT 1 FROM term m WHERE m.entity = {hits}.entity AND m.field = 'networks' AND {named_networks})",
                "networks",
            )
        )
    keys = (SortKey(f"{hits}.rank", "integer"), SortKey(f"{hits}.entity"))
    listing = Listing(
        f"({words}) {hits}",
        ((hits, "search_document", "entity"),),
        keys,
        lambda field: any_entity(c, f"{hits}.entity", field),
        _score,
        open_identity("search", arguments),
        stated,
    )
    listing.facet = lambda chosen: _search_facet(c, hits, chosen)
    return statement(c, listing, found)


def _score(field: Selected, keys: tuple[SortKey, ...]) -> str:
    return f"CAST(-{keys[0].expression} / 1000000.0 AS text)" if field.name == "score" else literal(f'"{field.parent}"')


def _search_facet(c: Compiler, hits: str, chosen: str) -> FacetSource:
    if chosen == "NETWORKS":
        return _term_facet(c, hits, "networks", "networks", "entity")
    return FacetSource(
        "kind", f"replace(upper({hits}.kind), '-', '_')", "", lambda value: value, f"{hits}.kind IS NOT NULL"
    )


ROOTS: dict[str, Root] = {
    **{kind.plural: _plural(kind) for kind in KINDS},
    **{kind.singular: _singular(kind) for kind in KINDS},
    "node": _node,
    "nodes": _nodes,
    "search": _search,
}
