"""JSON documents (RFC 8259) with places: the outer levels are scanned here for their lines, the
inner ones by the C scanner.
"""

import json
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from loaders.documents.document import INTEGER_LIMIT, NESTING_LIMIT, Document, dotted
from loaders.rows import Finding, ValuePath
from schema.issues import IssueCode

MARKED_LEVELS = 4
_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_DIGITS_LIMIT = 400
_WORDS = {
    "Expecting value": "a value is expected",
    "Expecting property name": "a key in double quotes is expected",
    "Expecting ':'": "a colon is expected",
    "Expecting ','": "a comma is expected",
    "Illegal trailing comma": "there is a comma before the end",
    "Unterminated string": "a quote is not closed",
    "Invalid control character": "a text contains a line break or control character; write it as \\n or \\u001f",
    "Invalid \\": "a backslash is followed by a character that cannot be escaped; write it as \\\\",
}


class _BrokenJson(Exception):
    def __init__(self, code: IssueCode, message: str, at: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.at, self.hint = code, message, at, hint


def parse_json(text: str) -> Document:
    """The value of a JSON text.

    Duplicate keys, numbers that are none, deep nesting and wrong syntax are findings, never exceptions.
    """
    return _Scanner(text.removeprefix("\ufeff")).document()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._document = Document()
        self._path: ValuePath = ()
        self._start = 0
        self._has_lone_halves = bool(_LONE_ESCAPE.search(text))
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=self._constant,
            parse_float=self._float,
            parse_int=self._integer,
        ).raw_decode

    def document(self) -> Document:
        try:
            end = self._space(self._value(self._space(0), (), self._put_root))
            if end < len(self._text):
                hint = "For one value per line, use JSON Lines (.jsonl)."
                self._note(IssueCode.SYNTAX, "more text follows the document", end, hint=hint)
                self._document.unfinished = ()
        except _BrokenJson as stop:
            self._note(stop.code, stop.message, stop.at, hint=stop.hint)
            self._document.unfinished = self._path
        return self._document

    def _put_root(self, value: Any) -> None:
        self._document.value = value

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._breaks, at - 1)
        return line + 1, at - (self._breaks[line - 1] if line else -1)

    def _note(self, code: IssueCode, message: str, at: int, **more: Any) -> None:
        line, column = self._place(min(at, len(self._text)))
        self._document.findings.append(Finding(code, message, line, column, **more))

    def _space(self, at: int) -> int:
        return _SPACE.match(self._text, at).end()  # type: ignore[union-attr]  # it matches the empty text too

    def _value(self, at: int, path: ValuePath, put: Callable[[Any], None]) -> int:
        """Read the value at an offset, hand it over at once so that a later fault does not lose it,
        and return where it ends.
        """
        opening = self._text[at : at + 1]
        if len(path) >= MARKED_LEVELS or opening not in ("{", "["):
            return self._inner(at, path, put)
        value: Any = {} if opening == "{" else []
        put(value)
        outer, self._path = self._path, path
        end = (self._entries if opening == "{" else self._items)(value, at + 1, path)
        self._path = outer
        return end

    def _items(self, items: list[Any], at: int, path: ValuePath) -> int:
        at = self._space(at)
        while self._text[at : at + 1] != "]":
            below = (*path, len(items))
            self._document.marks[below] = self._place(at)
            at = self._separator(self._value(at, below, items.append), "]")
        return at + 1

    def _entries(self, entries: dict[str, Any], at: int, path: ValuePath) -> int:
        at = self._space(at)
        while self._text[at : at + 1] != "}":
            key, end = self._key(at)
            below = (*path, key)
            if key in entries:
                message = f"«{key[:80]}» is given twice; the first counts"
                self._note(IssueCode.FIELD_DUPLICATE, message, at, field=dotted(below))
                end = self._inner(end, below, lambda _: None)
            else:
                self._document.marks[below] = self._place(at)
                end = self._value(end, below, partial(entries.__setitem__, key))
            at = self._separator(end, "}")
        return at + 1

    def _key(self, at: int) -> tuple[str, int]:
        if self._text[at : at + 1] != '"':
            raise _BrokenJson(
                IssueCode.SYNTAX, "a key in double quotes is expected", at, "Remove a comma before }, or quote the key."
            )
        key, end = self._decoded(at)
        end = self._space(end)
        if self._text[end : end + 1] != ":":
            raise _BrokenJson(IssueCode.SYNTAX, "a colon is expected", end)
        return key, self._space(end + 1)

    def _separator(self, at: int, closing: str) -> int:
        at = self._space(at)
        if self._text[at : at + 1] == closing:
            return at
        if self._text[at : at + 1] != ",":
            raise _BrokenJson(IssueCode.SYNTAX, f"a comma or {closing} is expected", at)
        after = self._space(at + 1)
        if self._text[after : after + 1] == closing:
            raise _BrokenJson(IssueCode.SYNTAX, f"there is a comma before {closing}", at, "Remove the comma.")
        return after

    def _inner(self, at: int, path: ValuePath, put: Callable[[Any], None]) -> int:
        value, end = self._decoded(at)
        if _height(value) + len(path) > NESTING_LIMIT:
            raise _BrokenJson(IssueCode.NESTING_TOO_DEEP, f"nested deeper than {NESTING_LIMIT} levels", at)
        put(value)
        return end

    def _decoded(self, at: int) -> tuple[Any, int]:
        self._start = at
        try:
            value, end = self._decode(self._text, at)
        except json.JSONDecodeError as error:
            raise _BrokenJson(IssueCode.SYNTAX, _words(error.msg), error.pos) from error
        except RecursionError as error:
            raise _BrokenJson(IssueCode.NESTING_TOO_DEEP, f"nested deeper than {NESTING_LIMIT} levels", at) from error
        repaired = self._repaired(value)
        if repaired != value:
            hint = "write the character itself, in UTF-8"
            self._note(
                IssueCode.VALUE_SUSPECT, "half of a surrogate pair (\\ud800 to \\udfff) is read as �", at, hint=hint
            )
        return repaired, end

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        entries = dict(pairs)
        if len(entries) == len(pairs):
            return entries
        first: dict[str, Any] = {}
        for key, value in pairs:
            if key in first:
                self._note(IssueCode.FIELD_DUPLICATE, f"«{key[:80]}» is given twice; the first counts", self._start)
            first.setdefault(key, value)
        return first

    def _constant(self, name: str) -> None:
        self._note(IssueCode.VALUE_INVALID, "not a finite number", self._start, value=name)

    def _float(self, text: str) -> float | None:
        number = float(text)
        if math.isfinite(number):
            return number
        self._note(IssueCode.VALUE_INVALID, "not a finite number", self._start, value=text[:120])
        return None

    def _integer(self, text: str) -> int | str:
        if len(text) < _DIGITS_LIMIT and -INTEGER_LIMIT <= (number := int(text)) < INTEGER_LIMIT:
            return number
        self._note(
            IssueCode.VALUE_SUSPECT, "a whole number beyond 64 bits is read as text", self._start, value=text[:120]
        )
        return text

    def _repaired(self, value: Any) -> Any:
        """The value without halves of character pairs, which no UTF-8 can hold."""
        if not self._has_lone_halves:
            return value
        if isinstance(value, str):
            return _SURROGATE.sub("\ufffd", value)
        if isinstance(value, dict):
            return {self._repaired(key): self._repaired(part) for key, part in value.items()}
        return [self._repaired(part) for part in value] if isinstance(value, list) else value


def _words(said: str) -> str:
    """What Python's scanner says, in the words of this project."""
    return next((words for start, words in _WORDS.items() if said.startswith(start)), "this is not JSON")


def _height(value: Any) -> int:
    height, level = 0, _collections([value])
    while level:
        height += 1
        level = [inner for part in level for inner in _collections(part.values() if isinstance(part, dict) else part)]
    return height


def _collections(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, (dict, list))]
