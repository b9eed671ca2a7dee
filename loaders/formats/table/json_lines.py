"""JSON Lines read line by line: the quick decoder first, the patient one where a line has something to report."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import msgspec

from loaders import encodings
from loaders.documents import NESTING_LIMIT, parse_json
from loaders.rows import Finding, Row, ValuePath
from loaders.source import SourceFile
from schema.issues import IssueCode

_KEY_END = re.compile(rb'"\s*:')
_decode = msgspec.json.Decoder().decode


@dataclass(slots=True, eq=False)
class _Keys(Mapping[ValuePath, tuple[int, int]]):
    """Where the keys of a line stand, worked out only when a finding asks."""

    row: dict[str, Any]
    text: bytes
    line: int

    def __getitem__(self, path: ValuePath) -> tuple[int, int]:
        if not _has(self.row, path):
            raise KeyError(path)
        matches = _key_pattern(path[-1]).findall(self.text) if isinstance(path[-1], str) else ()
        if len(matches) == 1:
            return self.line, len(self.text[: self.text.index(matches[0])].decode(errors="replace")) + 1
        return self.line, parse_json(self.text.decode(errors="replace")).marks[path][1]

    def __iter__(self) -> Iterator[ValuePath]:
        return ((name,) for name in self.row)

    def __len__(self) -> int:
        return len(self.row)


def _has(part: Any, path: ValuePath) -> bool:
    for step in path:
        if not (step in part if isinstance(part, dict) else isinstance(part, list) and step in range(len(part))):
            return False
        part = part[step]
    return bool(path)


@lru_cache(maxsize=256)
def _key_pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(b'"' + re.escape(name.encode()) + rb'"\s*:')


def rows(file: SourceFile, codec: str) -> Iterator[Row | Finding]:
    """One row per line that holds an object. Raises `Refused` if the file cannot be opened or a line is too long."""
    for number, line in encodings.lines(file, codec):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.isspace() and text:
            values = _quickly(text)
            if values is not None:
                yield Row(values, number, marks=_Keys(values, text, number))
            else:
                yield from _patiently(text, number)


def _quickly(line: bytes) -> dict[str, Any] | None:
    """The object of a line; None where anything about it is unusual."""
    if line.count(b"{") + line.count(b"[") > NESTING_LIMIT or b"\\ud" in line or b"\\uD" in line:
        return None
    try:
        value = _decode(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return value if len(_KEY_END.findall(line)) == _key_count(value) else None


def _key_count(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_key_count(part) for part in value.values() if isinstance(part, dict | list))
    return sum(_key_count(part) for part in value if isinstance(part, dict | list))


def _patiently(line: bytes, number: int) -> Iterator[Row | Finding]:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        yield Finding(
            IssueCode.FILE_NOT_UTF8, "The line is not UTF-8 and is left out.", number, hint="save the file as UTF-8"
        )
        return
    document = parse_json(text)
    yield from (replace(finding, line=number) for finding in document.findings)
    if document.unfinished is not None:
        return
    if isinstance(document.value, dict):
        marks = {path: (number, column) for path, (_, column) in document.marks.items()}
        yield Row(document.value, number, marks=marks)
    else:
        yield Finding(IssueCode.ROW_SHAPE, "The line is not an object.", number, hint="write one object {…} per line")
