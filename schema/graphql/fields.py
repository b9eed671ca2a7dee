"""Building Strawberry types from declarations: fields that read a plan's answer, arguments, inputs and enums."""

import inspect
import keyword
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import GenericAlias
from typing import Annotated, Any

import strawberry
from strawberry.types import Info
from strawberry.types.field import StrawberryField

REGISTRY = "schema.graphql.registry"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field. annotation: a Python or Strawberry type; a default of ... makes it required."""

    name: str
    annotation: Any
    description: str
    default: Any = strawberry.UNSET


def lazily(name: str) -> Any:
    """A reference to a derived type that may not exist yet."""
    return Annotated[name, strawberry.lazy(REGISTRY)]


def many(annotation: Any) -> Any:
    """A list of a derived type."""
    return GenericAlias(list, (annotation,))


async def _commanded(_root: Any, info: Info[Any, Any], **arguments: Any) -> Any:
    return await info.context.command(info.field_name, arguments)


async def _planned(_root: Any, info: Info[Any, Any], **_: Any) -> Any:
    return await info.context.answer(info)


def _read(root: Any, info: Info[Any, Any], **_: Any) -> Any:
    return root[info.path.key]


def root_field(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field of Query: its selection goes to the plan."""
    return _field(_planned, name, returns, description, arguments)


def command(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field of Mutation: the operator's commands go through the port."""
    return _field(_commanded, name, returns, description, arguments)


def field(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> StrawberryField:
    """A field below a root: it reads the plan's answer by response key, so aliases need no care."""
    return _field(_read, name, returns, description, arguments)


def _field(reader: Any, name: str, returns: Any, description: str, arguments: Iterable[Argument]) -> StrawberryField:
    keyword_only = inspect.Parameter.KEYWORD_ONLY
    stated = [_parameter(argument) for argument in arguments]
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("root", positional, annotation=Any),
        inspect.Parameter("info", positional, annotation=Info),
        *(p.replace(kind=keyword_only) for p in stated),
    ]
    resolver = _renamed(reader, python_name(name))
    resolver.__signature__ = inspect.Signature(parameters, return_annotation=returns)
    made: StrawberryField = strawberry.field(resolver=resolver, name=name, description=description)
    return made


def _renamed(reader: Any, name: str) -> Any:
    if inspect.iscoroutinefunction(reader):

        async def resolver(root: Any, info: Info[Any, Any], **arguments: Any) -> Any:
            return await reader(root, info, **arguments)
    else:

        def resolver(root: Any, info: Info[Any, Any], **arguments: Any) -> Any:  # type: ignore[misc]
            return reader(root, info, **arguments)

    resolver.__name__ = name
    resolver.__module__ = __name__
    resolver.__annotations__ = {}
    return resolver


def _parameter(argument: Argument) -> inspect.Parameter:
    stated = strawberry.argument(description=argument.description, name=argument.name)
    default = inspect.Parameter.empty if argument.default is ... else argument.default
    typed = argument.annotation
    annotation: Any = Annotated[typed, stated]
    return inspect.Parameter(
        python_name(argument.name), inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def python_name(name: str) -> str:
    """A GraphQL name as a Python identifier."""
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
    members = {(stated.python_name or stated.name): stated for stated in fields}
    body = {
        **members,
        "__annotations__": {key: _returned(stated) for key, stated in members.items()},
        "__module__": __name__,
    }
    made = type(name, interfaces, body)
    decorate = strawberry.interface if interface else strawberry.type
    typed: type = decorate(made, name=name, description=description)
    return typed


def _returned(stated: StrawberryField) -> Any:
    return stated.base_resolver.signature.return_annotation if stated.base_resolver else Any


@dataclass(frozen=True, slots=True)
class InputField:
    """A field of an input type; all are optional unless required."""

    name: str
    annotation: Any
    description: str
    required: bool = False


def input_type(name: str, description: str, fields: Iterable[InputField], *, one_of: bool = False) -> type:
    """A GraphQL input object. one_of: exactly one field must be given (@oneOf)."""
    body: dict[str, Any] = {"__annotations__": {}, "__module__": __name__}
    for stated in fields:
        key = python_name(stated.name)
        required = strawberry.field(name=stated.name, description=stated.description)
        optional = strawberry.field(name=stated.name, description=stated.description, default=strawberry.UNSET)
        body[key] = required if stated.required else optional
        body["__annotations__"][key] = stated.annotation if stated.required else stated.annotation | None
    return strawberry.input(type(name, (), body), name=name, description=description, one_of=one_of)


def enum_type(name: str, description: str, values: Mapping[str, str]) -> Any:
    """A GraphQL enum from value name to description. Values equal their names, so plain data needs no conversion."""
    made = Enum(name, {value: value for value in values}, module=__name__)  # type: ignore[misc]
    stated = strawberry.enum(made, name=name, description=description)
    definition = stated.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
    return stated


def enum_name(value: str) -> str:
    """A stored word (`news-item`, `starts_at`, `nameOrder`) as an enum value name."""
    spaced = "".join(f"_{c}" if c.isupper() and not value.isupper() else c for c in value)
    return spaced.replace("-", "_").replace("/", "_").upper().lstrip("_")


def camel(value: str) -> str:
    """snake_case or kebab-case as camelCase."""
    head, *rest = value.replace("-", "_").split("_")
    return head + "".join(part.capitalize() for part in rest)
