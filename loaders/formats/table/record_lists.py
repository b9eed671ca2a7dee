"""JSON and YAML documents as rows: the list, mapping or single object in them that a manifest points at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders import encodings
from loaders.documents import Document, parse_json, parse_yaml
from loaders.mapping.paths import Misdescribed, Scope, compiled_path
from loaders.rows import Finding, Row, ValuePath
from loaders.source import SourceFile
from schema.issues import IssueCode


@dataclass(frozen=True, slots=True)
class _RowCandidate:
    place: ValuePath
    value: Any
    key: str | None = None


def rows(file: SourceFile, kind: str, pointer: Any, codec: str = encodings.UTF_8) -> Iterator[Row | Finding]:
    """Rows of one document after its findings.

    Raises `Refused` if it cannot be read, `Misdescribed` for a wrong pointer.
    """
    text = encodings.text(file, codec)
    if not text.strip():
        return
    document = (parse_yaml if kind == "yaml" else parse_json)(text)
    yield from document.findings
    if document.value is not None:
        yield from rows_of(document, pointer, file)


def rows_of(document: Document, pointer: Any, file: SourceFile) -> Iterator[Row | Finding]:
    """The rows of a document that was read from a file, as far as they are whole.

    Raises `Misdescribed` for a wrong pointer.
    """
    _keep_spelling(document)
    pointed = _pointed_at(document, pointer, file)
    for entry in _entries(pointed, _places(document.value), keyed=pointer is not None):
        if document.is_whole(entry.place):
            yield _row(entry, document)


def _pointed_at(document: Document, pointer: Any, file: SourceFile) -> Any:
    if pointer is None:
        return document.value
    if not isinstance(pointer, str):
        raise Misdescribed(f"rows {pointer!r} is not JMESPath")
    scope = Scope(Row({}), file)
    value = compiled_path(pointer).read(document.value, scope)
    if scope.troubles:
        raise Misdescribed(scope.troubles[0])
    return value


def _entries(pointed: Any, places: dict[int, ValuePath], *, keyed: bool) -> Iterator[_RowCandidate]:
    place = places.get(id(pointed), ())
    if isinstance(pointed, list):
        yield from (_RowCandidate(places.get(id(item), (*place, index)), item) for index, item in enumerate(pointed))
    elif isinstance(pointed, dict) and keyed:
        yield from (_RowCandidate((*place, key), item, str(key)) for key, item in pointed.items())
    elif pointed is not None:
        yield _RowCandidate(place, pointed)


def _places(value: Any) -> dict[int, ValuePath]:
    """Where each object and list of a document stands, by identity: JMESPath hands out the very same ones."""
    places: dict[int, ValuePath] = {id(value): ()}
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for step, child in inner:
            if isinstance(child, dict | list) and id(child) not in places:
                places[id(child)] = (*places[id(part)], step)
                waiting.append(child)
    return places


def _row(entry: _RowCandidate, document: Document) -> Row | Finding:
    line, column = document.marks.get(entry.place, (1, 1))
    if entry.value is None and entry.key is None:
        return Finding(IssueCode.ROW_SHAPE, "The row is empty.", line, column)
    marks = document.marks_below(entry.place)
    if isinstance(entry.value, dict):
        return Row(entry.value, line, column, entry.key, marks)
    return Row(
        {"value": entry.value}, line, column, entry.key, {("value", *path): mark for path, mark in marks.items()}
    )


def _keep_spelling(document: Document) -> None:
    """Make text of unquoted numbers that would lose their spelling, such as the version 1.10."""
    for place, spelling in document.literals.items():
        holder = document.value
        for step in place[:-1]:
            holder = holder[step]
        if place and not isinstance(holder[place[-1]], str) and str(holder[place[-1]]) != spelling:
            holder[place[-1]] = spelling
