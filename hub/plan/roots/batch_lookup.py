"""`lookup(by: […])`: many entities of any kind at once, each by id, slug, address or identifier, in one query."""

from typing import Any

from hub.plan.lists.arguments import as_json
from hub.plan.lists.row_lists import LARGEST
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.entity_objects import any_entity
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots.ambiguity import errors_before_items
from hub.plan.roots.meant_entities import entities_meant, entity_meant, way_to
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler
from schema.kinds import KINDS


def lookup(c: Compiler, field: Selected) -> str:
    """The entities in the order of the ways to find them, null where there is none.

    An error as well where one leads to several.
    """
    arguments = field.arguments
    listed = c.bind([arguments["by"], LARGEST], "json", ways)
    chosen = arguments.get("kinds")
    kinds = [kind for kind in KINDS if chosen is None or kind.name in {stored_word(value) for value in chosen}]
    way, row = c.alias("w"), c.alias("e")
    sole = entity_meant(c, kinds, f"{way}.value")
    rows = c.once(
        f"SELECT row_number() OVER (ORDER BY {way}.key) - 1 AS at, {way}.value AS way, {sole} AS id "
        f"FROM {c.dialect.elements(listed, way)}"
    )
    nodes = f"SELECT {any_entity(c, f'{row}.id', field)} AS j FROM {rows} {row} ORDER BY {row}.at"
    several = entities_meant(c, kinds, f"{row}.way")
    places = f"{rows} {row} WHERE {row}.id IS NULL AND (SELECT count(*) FROM ({several}) n) > 1"
    return f"SELECT {errors_before_items(c, places, several)} || {c.dialect.array(nodes)}"


def ways(by_and_largest: Any) -> str:
    """Ways to find entities as JSON, each as of `way_to`. Raises BAD_USER_INPUT."""
    by, largest = by_and_largest
    if len(by) > largest:
        message = f"lookup takes at most {largest} ways to find an entity; this operation gives {len(by)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Split them into several operations.")
    return as_json(list(map(way_to, by)))
