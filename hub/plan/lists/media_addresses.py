"""Where the list just asked for is to be had in other media: addresses that carry its arguments as JSON."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

import orjson
from graphql import (
    GraphQLInputObjectType,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
)

from hub.plan.selection import Selected
from hub.plan.sql.compiler import NULL, Compiler
from schema.graphql import SCHEMA
from schema.graphql.list_types import MEDIA_OF_KINDS
from schema.graphql.vocabulary_enums import STORED_WORDS
from schema.kinds import Kind

_PARAMETERS = {"where": "where", "search": "q", "orderBy": "orderBy", "asOf": "asOf"}
"""The arguments that select, and the parameters of addresses that take them."""


def media_addresses(c: Compiler, kind: Kind, arguments: dict[str, Any], field: Selected) -> str:
    """The JSON object of the selected links; null for a medium that the kind does not have."""
    stated = {name: arguments[name] for name in _PARAMETERS if arguments.get(name) not in (None, {})}

    def lower(link: Selected) -> str:
        kinds = MEDIA_OF_KINDS[link.name]
        if kinds and kind.name not in kinds:
            return NULL
        address = f"{c.base_uri.removesuffix('entity/')}{kind.plural}.{link.name}"
        return c.dialect.quoted(c.bind(stated, "text", partial(_address, kind, address)), "text")

    return c.object(field.only(), lower)


def _address(kind: Kind, address: str, stated: dict[str, Any]) -> str:
    """The address with the arguments of one request."""
    list_field: Any = SCHEMA.query_type and SCHEMA.query_type.fields[kind.plural]
    pairs = {
        _PARAMETERS[name]: value if isinstance(value, str) else _as_json(list_field.args[name].type, value)
        for name, value in stated.items()
        if value is not None
    }
    return f"{address}?{urlencode(pairs)}" if pairs else address


def _as_json(type_: Any, value: Any) -> str:
    return orjson.dumps(_spelled(type_, value)).decode()


def _spelled(type_: Any, value: Any) -> Any:
    """A value as GraphQL spells it, whose enums the plan has in the spelling of the store."""
    type_ = get_nullable_type(type_)
    if value is None:
        return None
    if is_list_type(type_):
        return [_spelled(type_.of_type, one) for one in (value if isinstance(value, list) else [value])]
    if is_input_object_type(type_):
        fields: GraphQLInputObjectType = type_
        return {name: _spelled(fields.fields[name].type, inner) for name, inner in value.items()}
    if is_enum_type(type_):
        words = {name: STORED_WORDS.get(type_.coerce_input_value(name), name) for name in type_.values}
        return next(name for name, word in words.items() if value in {name, word})
    return value
