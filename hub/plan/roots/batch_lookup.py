"""`lookup(by: […])`: many entities of any kind at once, each by id, slug, address or identifier, in one query."""

from collections.abc import Mapping
from typing import Any

from hub.plan.lists.arguments import ADDRESSES, as_json, normal_identifier, slug_and_kind
from hub.plan.lists.row_lists import LARGEST
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.record_objects import record_id_of
from hub.plan.refusals import REFUSAL_MARK, RefusalCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KINDS, Kind


def lookup(c: Compiler, field: Selected) -> str:
    """The entities in the order of the ways to find them, null where there is none; a refusal where a slug means several."""
    arguments = field.arguments
    wanted = c.bind([arguments["by"], LARGEST], "json", ways)
    chosen = arguments.get("kinds")
    kinds = [kind for kind in KINDS if chosen is None or kind.name in {stored_word(value) for value in chosen}]
    way, row = c.alias("w"), c.alias("e")
    found = f"SELECT {way}.key AS k, {_identity(c, kinds, f'{way}.value')} AS id FROM {c.dialect.elements(wanted, way)}"
    nodes = f"SELECT {any_entity(c, f'{row}.id', field)} AS j FROM ({found}) {row} ORDER BY {row}.k"
    return f"SELECT coalesce({_ambiguous(c, kinds, wanted)}, {c.dialect.array(nodes)})"


def ways(given: Any) -> str:
    """Ways to find entities as JSON: {id}, {slug, kind} or {keys: [[scheme, value] …]}. Raises BAD_USER_INPUT."""
    by, largest = given
    if len(by) > largest:
        message = f"lookup takes at most {largest} ways to find an entity; this operation gives {len(by)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Split them over several operations.")
    return as_json([_way(one) for one in by])


def _way(by: Mapping[str, Any]) -> dict[str, Any]:
    ((name, value),) = by.items()
    if name == "id":
        return {"id": record_id_of(value)}
    if name == "slug":
        slug, kind = slug_and_kind(value)
        return {"slug": slug, "kind": kind}
    if name == "identifier":
        return {"keys": [[value["scheme"].lower(), normal_identifier(value)]]}
    return {"keys": [[scheme, normal(value)] for scheme, normal in ADDRESSES.items()]}


def _identity(c: Compiler, kinds: list[Kind], way: str) -> str:
    """The id of the entity that a way leads to. Of several that claim an address, the first by kind, then by id."""
    names = ", ".join(literal(kind.name) for kind in kinds) or "''"
    key = c.alias("k")
    ranks = " ".join(f"WHEN {literal(kind.name)} THEN {i}" for i, kind in enumerate(KINDS))
    by_id = f"SELECT r.entity FROM record r WHERE r.id = {c.dialect.member(way, literal('id'))} AND r.kind IN ({names})"
    by_key = (
        f"SELECT i.entity FROM {c.dialect.elements(c.dialect.child(way, literal('keys')), key)} "
        f"JOIN identifier i ON i.scheme = {c.dialect.at(f'{key}.value', 0)} AND i.value = {c.dialect.at(f'{key}.value', 1)} "
        f"WHERE i.kind IN ({names}) ORDER BY CASE i.kind {ranks} END, i.entity LIMIT 1"
    )
    by_slug = f"SELECT min(x.id) FROM ({_slugged(c, kinds, way)}) x"
    return f"coalesce(({by_id}), ({by_slug}), ({by_key}))"


def _slugged(c: Compiler, kinds: list[Kind], way: str) -> str:
    """The entities of a slug, in every kind that it may be of."""
    slug, stated = (c.dialect.member(way, literal(name)) for name in ("slug", "kind"))
    tables = [
        f"SELECT t.id, {literal(f'{kind.plural}/')} || t.slug AS place FROM {kind.table} t "
        f"WHERE t.slug = {slug} AND coalesce({stated}, {literal(kind.name)}) = {literal(kind.name)}"
        for kind in kinds
    ]
    return " UNION ALL ".join(tables) or "SELECT NULL AS id, NULL AS place WHERE 1 = 0"


def _ambiguous(c: Compiler, kinds: list[Kind], wanted: str) -> str:
    """The refusal of the first slug that entities of several kinds have; null where there is none."""
    way = c.alias("w")
    places = f"SELECT x.place AS j FROM ({_slugged(c, kinds, f'{way}.value')}) x ORDER BY x.place"
    count = f"(SELECT count(*) FROM ({_slugged(c, kinds, f'{way}.value')}) x)"
    mark = literal(f"{REFUSAL_MARK}Several entities have this slug; say which: ")
    rows = f"FROM {c.dialect.elements(wanted, way)} WHERE {count} > 1 ORDER BY {way}.key LIMIT 1"
    return f"(SELECT {mark} || {c.dialect.array(places)} {rows})"
