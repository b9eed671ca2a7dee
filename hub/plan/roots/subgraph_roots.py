"""The root fields that gateways ask: the SDL, and entities as other subgraphs name them, all of them in one query."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hub.plan.lists.arguments import as_json
from hub.plan.objects.entity_objects import any_entity
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots.meant_entities import entity_meant, keys_of_address
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler
from hub.plan.suggestions import checked
from hub.store.database import storable
from schema.graphql.custom_scalars import RepresentedThing
from schema.graphql.subgraph_sdl import subgraph_sdl
from schema.graphql.subgraph_types import ENTITIES_FIELD, KEYS, SDL_FIELD
from schema.kinds import KINDS, Kind

MOST_REPRESENTATIONS = 1_000
_KIND_OF_TYPE = {kind.graphql: kind for kind in KINDS}
_PREFIXES = {kind.graphql: f"{kind.prefix}_" for kind in KINDS}
_NOBODY = ""
"""No record has this id."""


def _service(c: Compiler, field: Selected) -> str:
    return f"SELECT {c.object_of(field.only(), {'sdl': c.dialect.quoted(c.bind(subgraph_sdl()), 'text')})}"


def _entities(c: Compiler, field: Selected) -> str:
    """As `nodes`, for ids of the kind that is stated.

    What is named by another key is looked up first, and must be the only one.
    """
    named, item, row = c.bind(field.arguments["representations"], "json", keys), c.alias("v"), c.alias("e")
    by_other_key = entity_meant(c, KINDS, c.dialect.nested(item))
    identity = f"coalesce(r.entity, CASE WHEN substr({item}.value, 1, 1) = '{{' THEN {by_other_key} END)"
    ids = (
        f"SELECT {item}.key AS k, {identity} AS id FROM {c.dialect.items(named, item)} LEFT JOIN record r ON r.id ="
        f" {item}.value"
    )
    entities = f"SELECT {any_entity(c, f'{row}.id', field)} AS j FROM ({ids}) {row} ORDER BY {row}.k"
    return f"SELECT {c.dialect.array(entities)}"


def keys(representations: Sequence[Any]) -> str:
    """Representations as JSON: an id, or a way as of `way_to`. Raises BAD_USER_INPUT."""
    if len(representations) > MOST_REPRESENTATIONS:
        message = (
            f"_entities takes at most {MOST_REPRESENTATIONS} representations; this operation gives"
            f" {len(representations)}."
        )
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Split them into several operations.")
    return as_json([_key_of(representation) for representation in representations])


def _key_of(representation: Any) -> Any:
    """The key of one representation, which is an id as a rule: gateways ask for a thousand at a time."""
    if representation.__class__ is not RepresentedThing:
        return _key(representation[0], dict(representation[1]))
    type_name, values = representation.type_name, representation.stated
    if (identity := values.get("id")) is None or (prefix := _PREFIXES.get(type_name)) is None:
        return _key(type_name, values)
    # ids tell their kind, so that the id of something else need not be looked up
    return identity if identity.startswith(prefix) and identity.isascii() and identity.isprintable() else _NOBODY


def _key(type_name: str, values: Mapping[str, Any]) -> Any:
    """The key of one representation: the surest of those that it states. Null in a key leads nowhere."""
    if type_name not in _KIND_OF_TYPE:
        checked("type with keys", [type_name], _KIND_OF_TYPE)
    named = [(way, values[way]) for way in KEYS if way in values]
    if not named or not all(value is None or isinstance(value, str) for _, value in named):
        message = f"A representation of {type_name} needs one of its keys, as text: {', '.join(KEYS)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, f"Send __typename and one of {', '.join(KEYS)}.")
    for way, value in named:
        if value is not None:
            return _WAYS[way](_KIND_OF_TYPE[type_name], storable(value))
    return _NOBODY


_WAYS: dict[str, Callable[[Kind, str], Any]] = {
    "id": lambda kind, identity: identity if identity.startswith(f"{kind.prefix}_") else _NOBODY,
    "slug": lambda kind, slug: {"kind": kind.name, "slug": slug},
    "url": lambda kind, url: {"kind": kind.name, "keys": keys_of_address(url)},
}
ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {SDL_FIELD: _service, ENTITIES_FIELD: _entities}
