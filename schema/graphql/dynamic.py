"""Strawberry types made at run time from declarations, and the names of all of them. ADR 0008
says why, and why only here.

Nothing else in `schema` calls `type()`, touches annotations or signatures of functions, or reads
private names of Strawberry.
"""

import inspect
import keyword
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import GenericAlias
from typing import Annotated, Any, ForwardRef, Union

import strawberry
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.schema_directive import Location
from strawberry.types import Info
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType, StrawberryLazyReference

from schema.graphql.prices import PRICES

ID = strawberry.ID
TYPES: dict[str, Any] = {}
"""All types made here by their GraphQL name; what `reference` refers to."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field. annotation: a Python or Strawberry type; a default of ... makes it required."""

    name: str
    annotation: Any
    description: str
    default: Any = strawberry.UNSET


@dataclass(frozen=True, slots=True)
class InputField:
    """A field of an input type; all are optional unless required."""

    name: str
    annotation: Any
    description: str
    required: bool = False


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description="The cost of the field if it is not 1, and the reason; rateLimit shows the price of an operation.",
)
class Cost:
    """The price of a field, in the SDL."""

    weight: int = strawberry.directive_field(name="weight")
    reason: str = strawberry.directive_field(name="reason")


class _NamedType(LazyType[Any, Any]):
    """A type to be looked up in `TYPES` when the schema is built; Strawberry's own looks into a module."""

    def resolve_type(self) -> Any:
        """The type."""
        return TYPES[self.type_name]


class _TypeReference(StrawberryLazyReference):
    def resolve_forward_ref(self, forward_ref: ForwardRef) -> LazyType[Any, Any]:
        return _NamedType(forward_ref.__forward_arg__, self.module)


def reference(name: str) -> Any:
    """A reference to a type that may not exist yet."""
    return Annotated[name, _TypeReference(__name__)]


def many(annotation: Any) -> Any:
    """A list of what only a reference names; `list[…]` does for types at hand."""
    return GenericAlias(list, (annotation,))


def root_field(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field of Query: its selection goes to the plan."""

    async def resolver(root: Any, info: Info[Any, Any], **_: Any) -> Any:  # noqa: ARG001 - the signature is Strawberry's
        return await info.context.answer(info)

    return _field(resolver, name, returns, description, arguments)


def subscription_field(
    name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()
) -> StrawberryField:
    """A field of Subscription: each event is an answer of the plan."""

    async def resolver(root: Any, info: Info[Any, Any], **_: Any) -> Any:  # noqa: ARG001 - the signature is Strawberry's
        yield {info.path.key: await info.context.answer(info)}

    return _field(
        resolver, name, AsyncGenerator[returns, None], description, arguments, declare=strawberry.subscription
    )


def command(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field of Mutation: the operator's commands go through the port."""

    async def resolver(root: Any, info: Info[Any, Any], **values: Any) -> Any:  # noqa: ARG001 - the signature is Strawberry's
        return await info.context.command(info.field_name, values)

    return _field(resolver, name, returns, description, arguments)


def field(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field below a root: it reads the plan's answer by response key, so aliases need no care."""

    def resolver(root: Any, info: Info[Any, Any], **_: Any) -> Any:
        return root[info.path.key]

    return _field(resolver, name, returns, description, arguments)


def _field(
    resolver: Any,
    name: str,
    returns: Any,
    description: str,
    arguments: Iterable[Argument],
    *,
    declare: Any = strawberry.field,
) -> StrawberryField:
    """A field with the arguments declared: Strawberry reads them off the resolver's signature, which
    is therefore written here.
    """
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("root", positional, annotation=Any),
        inspect.Parameter("info", positional, annotation=Info),
    ]
    for argument in arguments:
        described = strawberry.argument(description=argument.description, name=argument.name)
        default = inspect.Parameter.empty if argument.default is ... else argument.default
        annotation: Any = Annotated[argument.annotation, described]
        kind = inspect.Parameter.KEYWORD_ONLY
        parameters.append(inspect.Parameter(_identifier(argument.name), kind, default=default, annotation=annotation))
    resolver.__signature__ = inspect.Signature(parameters, return_annotation=returns)
    resolver.__name__ = _identifier(name)
    resolver.__annotations__ = {}  # or Strawberry would read those that the signature replaces
    made: StrawberryField = declare(resolver=resolver, name=name, description=description)
    return made


def _identifier(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def object_type(
    name: str,
    description: str,
    fields: Iterable[StrawberryField],
    *,
    interfaces: tuple[type, ...] = (),
    interface: bool = False,
) -> type:
    """A GraphQL object type or interface made of fields."""
    members: dict[str, Any] = {(member.python_name or member.name): member for member in fields}
    for member in members.values():
        if (price := PRICES.get(f"{name}.{member.graphql_name}")) is not None:
            member.directives = [Cost(weight=price.weight, reason=price.reason)]
    returned = {key: member.base_resolver.signature.return_annotation for key, member in members.items()}
    made = type(name, interfaces, {**members, "__annotations__": returned, "__module__": __name__})
    decorate = strawberry.interface if interface else strawberry.type
    TYPES[name] = decorate(made, name=name, description=description)
    return TYPES[name]  # type: ignore[no-any-return]


def union_type(name: str, description: str, members: Iterable[type]) -> Any:
    """A GraphQL union of object types."""
    TYPES[name] = Annotated[Union[tuple(members)], strawberry.union(name=name, description=description)]  # noqa: UP007 - its members are known only now
    return TYPES[name]


def input_type(name: str, description: str, fields: Iterable[InputField], *, one_of: bool = False) -> type:
    """A GraphQL input object. one_of: exactly one field must be given (@oneOf)."""
    body: dict[str, Any] = {"__annotations__": {}, "__module__": __name__}
    for member in fields:
        key = _identifier(member.name)
        default: dict[str, Any] = {} if member.required else {"default": strawberry.UNSET}
        body[key] = strawberry.field(name=member.name, description=member.description, **default)
        body["__annotations__"][key] = member.annotation if member.required else member.annotation | None
    TYPES[name] = strawberry.input(type(name, (), body), name=name, description=description, one_of=one_of)
    return TYPES[name]  # type: ignore[no-any-return]


def enum_type(name: str, description: str, values: Mapping[str, str]) -> Any:
    """A GraphQL enum from value name to description. Values equal their names, so plain data needs no conversion."""
    made = Enum(name, {value: value for value in values}, module=__name__)  # type: ignore[misc]
    TYPES[name] = strawberry.enum(made, name=name, description=description)
    for value in TYPES[name].__strawberry_definition__.values:
        value.description = values[value.name]
    return TYPES[name]


def schema_of(
    query: type, mutation: type, subscription: type, types: Iterable[type], config: StrawberryConfig
) -> strawberry.Schema:
    """Strawberry's schema, which knows the SDL."""
    return strawberry.Schema(query=query, mutation=mutation, subscription=subscription, types=types, config=config)


def executable(schema: strawberry.Schema) -> GraphQLSchema:
    """The schema as graphql-core executes it, on plain data.

    The concrete type of a value of an abstract type is what its `__typename` says, and inputs stay mappings. Strawberry
    would look for instances of its classes instead, and has no public name for the schema that it wraps.
    """
    wrapped = schema._schema  # noqa: SLF001
    for named in wrapped.type_map.values():
        if isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
            named.resolve_type = lambda value, _info, _type: value["__typename"]
        elif isinstance(named, GraphQLObjectType):
            named.is_type_of = None
        elif isinstance(named, GraphQLInputObjectType):
            named.out_type = lambda value: value
            # so that graphql-core itself checks @oneOf, which Strawberry does when it makes instances
            named.is_one_of = named.extensions["strawberry-definition"].is_one_of
    return wrapped
