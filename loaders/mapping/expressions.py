"""Expressions of a manifest, compiled once to functions of item and scope."""

from collections.abc import Callable, Mapping
from typing import Any

from loaders.manifest_model import Expression
from loaders.mapping.paths import Misdescribed, Read, Reading, Scope, compiled_path
from loaders.mapping.patterns import compiled_pattern

Tables = Mapping[str, Mapping[str, Any]]
Change = Callable[[Any], Any]
_ABSENT = object()


def compiled(mapped: Any, tables: Tables) -> Reading:
    """A path, an expression or alternatives as one reading. Raises `Misdescribed`."""
    if isinstance(mapped, str):
        return compiled_path(mapped)
    if isinstance(mapped, list):
        return _first([compiled(alternative, tables) for alternative in mapped])
    return _changed(_origin(mapped, tables), _changes(mapped, tables))


def is_empty(value: Any) -> bool:
    """Whether a raw value says nothing: null, blank text, an empty list or object."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, list | dict) and not value)


def as_text(value: Any) -> str | None:
    """A scalar as a table or pattern sees it: booleans as in JSON; None for lists and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else None


def _origin(expression: Expression, tables: Tables) -> Reading:
    ways = [name for name in ("path", "const", "first", "languages") if name in expression.model_fields_set]
    if len(ways) != 1:
        raise Misdescribed("an expression needs exactly one of path, const, first and languages")
    if expression.path is not None:
        return compiled_path(expression.path)
    if expression.first is not None:
        return _first([compiled(alternative, tables) for alternative in expression.first])
    if expression.languages is not None:
        return _languages({tag: compiled(alternative, tables) for tag, alternative in expression.languages.items()})
    constant = expression.const
    return Reading(lambda _item, _scope: constant)


def _first(readings: list[Reading]) -> Reading:
    reads = [reading.read for reading in readings]

    def read(item: Any, scope: Scope) -> Any:
        for read_alternative in reads:
            value = read_alternative(item, scope)
            if not is_empty(value):
                return value
        return None

    return Reading(read, _places(readings))


def _languages(by_tag: dict[str, Reading]) -> Reading:
    reads = [(tag, reading.read) for tag, reading in by_tag.items()]

    def read(item: Any, scope: Scope) -> Any:
        values = {tag: read_tag(item, scope) for tag, read_tag in reads}
        return {tag: value for tag, value in values.items() if not is_empty(value)} or None

    return Reading(read, _places(list(by_tag.values())))


def _places(readings: list[Reading]) -> Any:
    return tuple(place for reading in readings for place in reading.places)


def _changed(origin: Reading, changes: list[Change]) -> Reading:
    if not changes:
        return origin
    read_origin: Read = origin.read

    def read(item: Any, scope: Scope) -> Any:
        value = read_origin(item, scope)
        for change in changes:
            if value is None:
                return None
            value = change(value)
        return value

    return Reading(read, origin.places, origin.root)


def _changes(expression: Expression, tables: Tables) -> list[Change]:
    """What becomes of a value after it was read, in the order that docs/formats.md promises."""
    changes: list[Change] = []
    if expression.lang is not None:
        tag = expression.lang
        changes.append(lambda value: value if isinstance(value, dict) or is_empty(value) else {tag: value})
    if expression.split is not None:
        changes.append(_split(expression.split))
    if expression.regex is not None:
        changes.append(_each_text(compiled_pattern(expression.regex).extract))
    if expression.lookup is not None:
        changes.append(_looked_up(expression.lookup, tables))
    if expression.template is not None:
        changes.append(_filled(expression.template))
    return changes


def _split(separator: str) -> Change:
    if not separator:
        raise Misdescribed("split needs a separator")

    def parts(value: Any) -> list[Any]:
        if isinstance(value, str):
            return [part.strip() for part in value.split(separator) if part.strip()]
        if isinstance(value, list):
            return [part for part in value for part in parts(part)]
        return [value]

    return lambda value: value if isinstance(value, dict) else parts(value)


def _each_text(change: Callable[[str], Any]) -> Change:
    """The change applied to a scalar, to each of a list (what comes out empty is dropped) or of a language map."""

    def apply(value: Any) -> Any:
        if isinstance(value, list):
            return [new for part in value if not is_empty(new := apply(part))]
        if isinstance(value, dict):
            return {key: new for key, part in value.items() if not is_empty(new := apply(part))}
        text = as_text(value)
        return value if text is None else change(text)

    return apply


def _filled(template: str) -> Change:
    if "{}" not in template:
        raise Misdescribed("template has no {} where the value goes")
    return _each_text(lambda text: template.replace("{}", text) if text.strip() else None)


def _looked_up(table: Mapping[str, Any] | str, tables: Tables) -> Change:
    if isinstance(table, str):
        if table not in tables:
            raise Misdescribed(f"there is no lookup {table!r}", f"lookups are {', '.join(tables) or 'none'}")
        table = tables[table]
    return correction(table)


def correction(table: Mapping[str, Any]) -> Change:
    """A table as a function: exact match first, then trimmed and case-folded; what is not in it stays."""
    exact = dict(table)
    folded = {key.strip().casefold(): value for key, value in reversed(list(table.items()))}

    def replace(text: str) -> Any:
        replacement = exact.get(text, _ABSENT)
        return folded.get(text.strip().casefold(), text) if replacement is _ABSENT else replacement

    def apply(value: Any) -> Any:
        if isinstance(value, list):
            replaced = [new for part in value if not is_empty(new := apply(part))]
            return [inner for part in replaced for inner in (part if isinstance(part, list) else [part])]
        text = as_text(value)
        if text is None:
            return value
        new = replace(text)
        return value if new is text else new

    return apply
