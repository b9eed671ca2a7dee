"""The SDL that gateways ask for: the schema with its keys and what it may share, without what every
subgraph has (Federation 2.7).
"""

from dataclasses import replace
from functools import cache
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    ObjectTypeDefinitionNode,
    SchemaExtensionNode,
    parse,
    print_ast,
)

from schema.graphql.subgraph_types import ENTITIES_FIELD, GATEWAY_TYPES, KEYS, SDL_FIELD
from schema.graphql.surface import sdl
from schema.kinds import KINDS

_FEDERATION = """extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])"""
"""The version is the last that every composer reads."""
_KEYED = {kind.graphql: tuple(f'@key(fields: "{key}")' for key in KEYS) for kind in KINDS}
_SHARED_TYPES = {"PageInfo": ("@shareable",)}
_SHARED_FIELDS = frozenset({"node", "nodes"})
"""Root fields that other subgraphs of Relay have as well."""


@cache
def subgraph_sdl() -> str:
    """The SDL for gateways."""
    definitions = [_of_subgraph(node) for node in parse(sdl()).definitions if _name(node) not in GATEWAY_TYPES]
    link = _extension(_FEDERATION)
    return "\n\n".join(print_ast(node) for node in (link, *definitions)) + "\n"


def _of_subgraph(node: DefinitionNode) -> DefinitionNode:
    if not isinstance(node, ObjectTypeDefinitionNode):
        return node
    if node.name.value == "Query":
        return _shared_query(node)
    stated = (*_KEYED.get(node.name.value, ()), *_SHARED_TYPES.get(node.name.value, ()))
    return replace(node, directives=(*(node.directives or ()), *_directives(stated)))


def _shared_query(node: ObjectTypeDefinitionNode) -> ObjectTypeDefinitionNode:
    """The root without the fields of gateways; what other subgraphs have as well may be asked of any of them."""
    kept = [field for field in node.fields or () if field.name.value not in {SDL_FIELD, ENTITIES_FIELD}]
    shareable = _directives(("@shareable",))
    fields = [
        replace(field, directives=(*(field.directives or ()), *shareable))
        if field.name.value in _SHARED_FIELDS
        else field
        for field in kept
    ]
    return replace(node, fields=tuple(fields))


def _directives(stated: tuple[str, ...]) -> tuple[ConstDirectiveNode, ...]:
    """Directives as they stand behind a name."""
    return tuple(_extension(f"extend schema {' '.join(stated)}").directives or ()) if stated else ()


def _extension(text: str) -> SchemaExtensionNode:
    node: Any = parse(text, no_location=True).definitions[0]
    return node  # type: ignore[no-any-return]


def _name(node: Any) -> str | None:
    return node.name.value if getattr(node, "name", None) else None
