"""`lookup(by: […])`: many entities of any kind at once, each by id, slug, address or identifier, in one query."""

from collections.abc import Mapping
from typing import Any

from hub.plan.lists.arguments import ADDRESSES, as_json, normal_identifier, slug_and_kind
from hub.plan.lists.row_lists import LARGEST
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.record_objects import record_id_of
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots.ambiguity import errors_before_items
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KINDS, Kind


def lookup(c: Compiler, field: Selected) -> str:
    """The entities in the order of the ways to find them, null where there is none.

    An error as well where one leads to several.
    """
    arguments = field.arguments
    wanted = c.bind([arguments["by"], LARGEST], "json", ways)
    chosen = arguments.get("kinds")
    kinds = [kind for kind in KINDS if chosen is None or kind.name in {stored_word(value) for value in chosen}]
    way, row = c.alias("w"), c.alias("e")
    sole = f"SELECT CASE count(*) WHEN 1 THEN min(x.id) END FROM ({_meant(c, kinds, f'{way}.value')}) x"
    found = c.once(
        f"SELECT row_number() OVER (ORDER BY {way}.key) - 1 AS at, {way}.value AS way, ({sole}) AS id "
        f"FROM {c.dialect.elements(wanted, way)}"
    )
    nodes = f"SELECT {any_entity(c, f'{row}.id', field)} AS j FROM {found} {row} ORDER BY {row}.at"
    several = _meant(c, kinds, f"{row}.way")
    places = f"{found} {row} WHERE {row}.id IS NULL AND (SELECT count(*) FROM ({several}) n) > 1"
    return f"SELECT {errors_before_items(c, places, several)} || {c.dialect.array(nodes)}"


def ways(given: Any) -> str:
    """Ways to find entities as JSON: {id}, {slug, kind} or {keys: [[scheme, value] …]}. Raises BAD_USER_INPUT."""
    by, largest = given
    if len(by) > largest:
        message = f"lookup takes at most {largest} ways to find an entity; this operation gives {len(by)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Split them into several operations.")
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


def _meant(c: Compiler, kinds: list[Kind], way: str) -> str:
    """The entities that a way leads to: by id, by slug, or of those that have an address or identifier,
    those of the first kind.
    """
    names = ", ".join(literal(kind.name) for kind in kinds) or "''"
    key, id_ = c.alias("k"), c.dialect.member(way, literal("id"))
    ranks = " ".join(f"WHEN {literal(kind.name)} THEN {i}" for i, kind in enumerate(KINDS))
    keyed = (
        f"SELECT i.entity AS id, rank() OVER (ORDER BY CASE i.kind {ranks} END) AS place FROM"
        f" {c.dialect.elements(c.dialect.child(way, literal('keys')), key)} JOIN identifier i ON i.scheme ="
        f" {c.dialect.at(f'{key}.value', 0)} AND i.value = {c.dialect.at(f'{key}.value', 1)} WHERE i.kind IN ({names})"
    )
    slug, stated = (c.dialect.member(way, literal(name)) for name in ("slug", "kind"))
    slugged = [
        f"SELECT t.id FROM {kind.table} t WHERE t.slug = {slug} AND coalesce({stated}, {literal(kind.name)}) ="
        f" {literal(kind.name)}"
        for kind in kinds
    ]
    by_id = f"SELECT r.entity AS id FROM record r WHERE r.id = {id_} AND r.kind IN ({names})"
    return " UNION ".join([by_id, f"SELECT k.id FROM ({keyed}) k WHERE k.place = 1", *slugged])
