"""Paths of a manifest, compiled once: where in a row, its item or its file a value stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions, signature

from loaders.mapping.path_growth import GROWTH_LIMIT, GrowsTooMuchError, check_growth
from loaders.rows import Row, ValuePath
from loaders.source import SourceFile

PATH_LIMIT = 1000
TEXT_LIMIT = 1_000_000
_PLAIN = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
_JMESPATH_SIGNS = re.compile(r"[\[\]{}()|&*?@!=<>`'\"]")
_COLUMN_NAME = re.compile(r"[\w -]+ \([\w ,.-]*\)")
_TOO_LONG = f"it makes a text of more than {TEXT_LIMIT} characters"
_RUNTIME_ERRORS = (JMESPathError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Misdescribed(ValueError):
    """A part of a manifest that cannot be followed; message and hint are for its author."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class Scope:
    """What paths may reach beside the item they are relative to. base: where the item stands in the row."""

    row: Row
    file: SourceFile
    base: ValuePath = ()
    troubles: list[str] = field(default_factory=list)


Read = Callable[[Any, Scope], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A compiled path or expression. places: where its value may stand below the item, likeliest first.

    root: the key without which an item cannot give it anything, where there is one: the quick way past absent columns.
    """

    read: Read
    places: tuple[ValuePath, ...] = ()
    root: str | None = None

    def may_read(self, item: Any) -> bool:
        """Whether the item can give it anything."""
        return self.root is None or (isinstance(item, dict) and self.root in item)


class _Functions(Functions):
    @signature({"types": ["object"]})
    def _func_items(self, value: dict[str, Any]) -> list[list[Any]]:
        return [[key, item] for key, item in value.items()]

    @signature({"types": ["string"]}, {"types": ["array-string"]})
    def _func_join(self, separator: str, parts: list[str]) -> str:
        if len(separator) * len(parts) + sum(map(len, parts)) > TEXT_LIMIT:
            raise ValueError(_TOO_LONG)
        return separator.join(parts)

    @signature({"types": []})
    def _func_to_string(self, value: Any) -> str:
        text: str = super()._func_to_string(value)  # type: ignore[misc]  # unknown to its stubs
        if len(text) > TEXT_LIMIT:
            raise ValueError(_TOO_LONG)
        return text


_FUNCTIONS = _Functions()
_OPTIONS = jmespath.Options(custom_functions=_FUNCTIONS)


def compiled_path(text: str) -> Reading:
    """A path as a function of item and scope. Raises `Misdescribed`."""
    if text.startswith("$"):
        return Reading(_variable(text))
    if _PLAIN.fullmatch(text):
        steps = tuple(text.split("."))
        return Reading(_key(text), (steps,), text) if len(steps) == 1 else Reading(_steps(text, steps), (steps,))
    if not _is_search(text):
        return Reading(_key(text), ((text,),), text)
    leading = _PLAIN.match(text)
    return Reading(_searched(text), ((text,), tuple(leading.group().split(".")) if leading else ()))


def columns_of(text: str) -> tuple[str, ...]:
    """The keys of a flat row that a path reads; none for variables. Raises `Misdescribed`."""
    if text.startswith("$"):
        return columns_of(text.removeprefix("$row.")) if text.startswith("$row.") else ()
    if _PLAIN.fullmatch(text):
        return (text.split(".", maxsplit=1)[0],)
    return tuple(dict.fromkeys(_leading_fields(_parsed(text).parsed))) if _is_search(text) else (text,)


def condition(text: str | None) -> Callable[[Any, Scope], bool]:
    """A JMESPath condition; without one everything passes. Raises `Misdescribed`."""
    if text is None:
        return lambda _item, _scope: True
    read = compiled_path(text).read
    return lambda item, scope: not is_nothing(read(item, scope))


def is_nothing(value: Any) -> bool:
    """Whether JMESPath counts a value as false: null, false, empty text, list or object."""
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)


def _key(name: str) -> Read:
    def read(item: Any, _scope: Scope) -> Any:
        return item.get(name) if isinstance(item, dict) else None

    return read


def _steps(text: str, steps: tuple[str, ...]) -> Read:
    def read(item: Any, _scope: Scope) -> Any:
        if isinstance(item, dict) and text in item:
            return item[text]
        for step in steps:
            if not isinstance(item, dict):
                return None
            item = item.get(step)
        return item

    return read


def _searched(text: str) -> Read:
    search = _jmespath(text)

    def read(item: Any, scope: Scope) -> Any:
        if isinstance(item, dict) and text in item:
            return item[text]
        return search(item, scope)

    return read


def _variable(text: str) -> Read:
    if text == "$row" or text.startswith("$row."):
        below = compiled_path(text.removeprefix("$row").removeprefix(".") or "@").read
        return lambda _item, scope: below(scope.row.values, scope)
    if text not in _VARIABLES:
        raise Misdescribed(f"{text} is not a variable", f"variables are {', '.join(_VARIABLES)} and $row.<path>")
    return _VARIABLES[text]


_VARIABLES: dict[str, Read] = {
    "$key": lambda _item, scope: scope.row.key,
    "$path": lambda _item, scope: scope.file.path,
    "$file": lambda _item, scope: scope.file.path.rpartition("/")[2],
    "$stem": lambda _item, scope: _stem(scope.file.path),
    "$line": lambda _item, scope: scope.row.line,
}


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _is_search(text: str) -> bool:
    """Whether a path is JMESPath rather than a column's name, such as `e-mail`, `Postal code` or `Name (English)`."""
    if _COLUMN_NAME.fullmatch(text):
        return False
    if _JMESPATH_SIGNS.search(text):
        return True
    try:
        _parsed(text)
    except Misdescribed:
        return False
    return True


def _jmespath(text: str) -> Read:
    expression = _parsed(text)

    def read(item: Any, scope: Scope) -> Any:
        try:
            return expression.search(item, options=_OPTIONS)
        except _RUNTIME_ERRORS as error:
            scope.troubles.append(f"{text} does not apply: {error}")
            return None

    return read


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    if len(text) > PATH_LIMIT:
        raise Misdescribed(f"the path is longer than {PATH_LIMIT} characters")
    try:
        expression = jmespath.compile(text)
        check_growth(expression.parsed)
    except GrowsTooMuchError as error:
        raise Misdescribed(
            f"{text[:120]!r} repeats what it reads more than {GROWTH_LIMIT} times",
            "leave out parts that repeat the whole, such as [@, @]",
        ) from error
    except (JMESPathError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Misdescribed(
            f"{text!r} is not JMESPath: {reason}", f"""write a column of that name as '"{text}"'"""
        ) from error
    unknown = sorted(set(_function_names(expression.parsed)) - _FUNCTIONS.FUNCTION_TABLE.keys())
    if unknown:
        raise Misdescribed(
            f"{text!r}: there is no function {unknown[0]}", f"functions are {', '.join(_FUNCTIONS.FUNCTION_TABLE)}"
        )
    return expression


_BELOW = (
    "subexpression",
    "index_expression",
    "projection",
    "filter_projection",
    "value_projection",
    "flatten",
    "pipe",
    "expref",
)


def _leading_fields(node: Any) -> Iterator[str]:
    if node["type"] == "field":
        yield node["value"]
    elif node["type"] != "slice":
        for child in node["children"][: 1 if node["type"] in _BELOW else None]:
            yield from _leading_fields(child)


def _function_names(node: Any) -> Iterator[str]:
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"] if node["type"] != "slice" else ():
        yield from _function_names(child)
