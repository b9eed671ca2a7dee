"""Root fields that list and look up entities: by kind, by id, by words, with their facets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hub.plan.lists.arguments import as_json, slug_and_kind
from hub.plan.lists.connections import connection_query
from hub.plan.lists.counted_fields import entity_source, facet_source, group_source
from hub.plan.lists.cursors import default_page, page_size
from hub.plan.lists.filters import check_size, conditions
from hub.plan.lists.full_text import Hits, corrected_words, hit_count, search_hits
from hub.plan.lists.media_addresses import media_addresses
from hub.plan.lists.orders import is_indexed, sort_keys
from hub.plan.lists.row_lists import LARGEST, Condition, RowList, SortKey, list_identity
from hub.plan.lists.value_conditions import in_list, kind_among
from hub.plan.objects.entity_objects import any_entity, any_entity_or_null, entity
from hub.plan.objects.excerpts import excerpt
from hub.plan.objects.lowering import number_text
from hub.plan.objects.match_objects import judgement
from hub.plan.objects.network_objects import issue, load, network
from hub.plan.objects.record_objects import RECORD_PREFIX, record, record_id_of
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots.ambiguity import refusal_of_several
from hub.plan.roots.meant_entities import entities_of_keys, way_as_json
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler
from schema.kinds import KINDS, Kind

MOST_IDS = 100
Root = Callable[[Compiler, Selected], str]


def _list_of(kind: Kind) -> Root:
    """The root field that lists the entities of a kind under where, search and orderBy."""
    return lambda c, field: connection_query(c, entity_rows(c, kind, field.arguments, field.moment), field)


def entity_rows(c: Compiler, kind: Kind, arguments: dict[str, Any], moment: Any = None) -> RowList:
    """The entities of a kind under where, search and orderBy, in order.

    moment: of the past that is asked of, for links.
    """
    alias = c.alias("t")
    c.includes_derived = arguments.get("includeDerived") is not False
    source, matches, rank, corrected = f"{kind.table} {alias}", list[Condition](), None, None
    if (query := arguments.get("search")) is not None:
        hits, corrected = c.alias("s"), corrected_words(c, query)
        # CROSS JOIN binds SQLite to this order: it would else walk all of the kind
        source = f"({search_hits(c, query, corrected).all()}) {hits} CROSS JOIN {source}"
        matches.append(Condition(f"{hits}.entity = {alias}.id"))
        rank = f"{hits}.rank"
    where, order = arguments.get("where") or {}, arguments.get("orderBy") or ()
    check_size(where)
    is_by_next = any(part["field"].name == "NEXT_OCCURRENCE" for part in order)
    return RowList(
        source,
        ((alias, kind.table, "id"),),
        sort_keys(c, kind, alias, order, rank, c.bind(Carried("now"), transform=_day) if is_by_next else "''"),
        lambda inner: entity(c, kind, alias, inner),
        list_identity(kind.plural, arguments),
        matches + conditions(c, kind, alias, where),
        facet=lambda name: facet_source(c, kind, alias, name),
        corrections=corrected,
        grouping=lambda name: group_source(c, kind, alias, name),
        entity=lambda identity, inner: any_entity(c, identity, inner),
        beside=lambda inner: media_addresses(c, kind, {**arguments, "asOf": moment}, inner),
        kind=None if query else kind.name,
        is_sorted=query is None and is_indexed(order),
    )


def _day(moment: str) -> str:
    return moment[:10]


def _lookup_of(kind: Kind) -> Root:
    """The root field that looks one entity of a kind up."""

    def root(c: Compiler, field: Selected) -> str:
        row, by = c.alias("t"), field.arguments["by"]
        body = entity(c, kind, row, field)
        if "slug" in by:
            return (
                f"SELECT {body} FROM {kind.table} {row} WHERE {row}.slug = {c.bind(by['slug'], 'text', _slug_of(kind))}"
            )
        if "id" in by:
            c.sole = by["id"]
            identity = f"SELECT r.entity FROM record r WHERE r.id = {c.bind(by['id'], transform=record_id_of)}"
            return f"SELECT {body} FROM {kind.table} {row} WHERE {row}.id = ({identity})"
        candidates = entities_of_keys(c, kind, c.bind(by, "json", way_as_json))
        several = refusal_of_several(c, candidates)
        answer = f"CASE WHEN (SELECT count(*) FROM ({candidates}) n) > 1 THEN {several} ELSE {body} END"
        return f"SELECT {answer} FROM {kind.table} {row} WHERE {row}.id = (SELECT min(n.id) FROM ({candidates}) n)"

    return root


def _slug_of(kind: Kind) -> Callable[[str], str | None]:
    """A transform to the bare slug; none where another kind stands before it."""

    def bare(text: str) -> str | None:
        slug, kind_name = slug_and_kind(text)
        return slug if kind_name in {None, kind.name} else None

    return bare


def _node(c: Compiler, field: Selected) -> str:
    c.sole = field.arguments["id"]
    identity = c.bind(c.sole)
    things = [
        f"SELECT {any_entity(c, 'r.entity', field)} AS j FROM record r WHERE r.id = {identity} AND r.entity IS NOT NULL"
    ]
    return " UNION ALL ".join(things + [f"SELECT {thing}" for thing in _bookkeeping(c, identity, field)])


def _nodes(c: Compiler, field: Selected) -> str:
    ids, item = c.bind(field.arguments["ids"], "json", some_ids), c.alias("v")
    identity = f"{item}.value"
    things = [any_entity_or_null(c, "r.entity", field)]
    things += [f"(SELECT {thing})" for thing in _bookkeeping(c, identity, field)]
    rows = f"{c.dialect.items(ids, item)} LEFT JOIN record r ON r.id = {identity}"
    nodes = f"SELECT coalesce({', '.join(things)}, 'null') AS j FROM {rows} ORDER BY {item}.key"
    return f"SELECT {c.dialect.array(nodes)}"


def _bookkeeping(c: Compiler, identity: str, field: Selected) -> list[str]:
    """What else has an id, as the rest of a SELECT that finds it: a network, load, record, issue or judgement."""
    return [
        f"{build(c, row, field)} AS j FROM {table} {row} WHERE {condition.format(row=row, id=identity)}"
        for name, (table, build, condition) in _BOOKKEEPING.items()
        if name in field.children and (row := c.alias("n"))
    ]


_BOOKKEEPING: dict[str, tuple[str, Callable[[Compiler, str, Selected], str], str]] = {
    "Network": ("network", network, "'net_' || {row}.slug = {id}"),
    "Load": ("load", load, "'load_' || {row}.revision = {id}"),
    "Record": (
        "record",
        record,
        f"{{row}}.id = substr({{id}}, {len(RECORD_PREFIX) + 1}) AND {{id}} = '{RECORD_PREFIX}' || {{row}}.id",
    ),
    "Issue": ("issue", issue, "{row}.id = {id}"),
    "Judgement": ("judgement", judgement, "{row}.id = {id}"),
}
"""Per type: its table, how it is built, how a row is recognised by its id.

The prefix is compared, too: ids are not looked up by their tail.
"""


def some_ids(ids: list[str]) -> str:
    """At most `MOST_IDS` ids as JSON. Raises BAD_USER_INPUT for more."""
    if len(ids) > MOST_IDS:
        message = f"nodes takes at most {MOST_IDS} ids; this operation gives {len(ids)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Split the ids into several operations.")
    return as_json(ids)


def _search(c: Compiler, field: Selected) -> str:
    hits, arguments = c.alias("s"), field.arguments
    identity, corrected = f"{hits}.entity", corrected_words(c, arguments["query"])
    conditions = list(_search_conditions(c, arguments))

    def edge(inner: Selected, keys: tuple[SortKey, ...]) -> str:
        if inner.name == "excerpt":
            return excerpt(c, identity, corrected, inner)
        # ranks are whole, the best lowest, as they must be exact in cursors
        return number_text(c, f"-{keys[0].expression} / 1000000.0")

    ranked = search_hits(c, arguments["query"], corrected)
    ranked_hits = f"({ranked.all()})"
    rows = RowList(
        f"{ranked_hits} {hits}",
        ((hits, ranked_hits, "entity"),),
        (SortKey(f"{hits}.rank", "integer"), SortKey(identity)),
        lambda inner: any_entity(c, identity, inner),
        list_identity("search", arguments),
        [Condition(condition.sql.format(hits), condition.field) for condition in conditions],
        edge=edge,
        facet=lambda name: entity_source(c, identity, f"{hits}.kind", name),
        corrections=corrected,
        is_sorted=False,
        carried=("entity",),
        total=None if conditions else hit_count(c, corrected),
        best=_first_hits(c, field, ranked, conditions, hits),
    )
    return connection_query(c, rows, field)


def _first_hits(c: Compiler, field: Selected, ranked: Hits, conditions: Iterable[Condition], alias: str) -> str | None:
    """A FROM clause of the hits among which the first page is; None for any other page."""
    arguments = field.arguments
    if any(arguments.get(name) is not None for name in ("last", "after", "before")):
        return None
    size = page_size("first", more=1, default=default_page(field.parent))
    inside = "".join(f" AND {condition.sql.format('n')}" for condition in conditions)
    limit = c.bind([arguments.get("first"), LARGEST], "integer", size)
    first = ranked.first(f"(SELECT count(*) FROM {ranked.named} n WHERE true{inside}) >= {limit}")
    return f"({first}) {alias}"


def _search_conditions(c: Compiler, arguments: Mapping[str, Any]) -> Iterator[Condition]:
    """What a search is restricted to, with {} for the alias of a document or hit."""
    if arguments.get("kinds") is not None:
        yield Condition(kind_among(c, "{0}.kind", arguments["kinds"]), "kind")
    if arguments.get("networks") is not None:
        terms = "SELECT 1 FROM term m WHERE m.entity = {0}.entity AND m.field = 'networks'"
        is_of_network = f"EXISTS ({terms} AND {in_list(c, 'm.value', c.network(arguments['networks']))})"
        yield Condition(is_of_network, "networks")


ROOTS: dict[str, Root] = {
    **{kind.plural: _list_of(kind) for kind in KINDS},
    **{kind.singular: _lookup_of(kind) for kind in KINDS},
    "node": _node,
    "nodes": _nodes,
    "search": _search,
}
