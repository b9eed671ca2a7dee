"""JSON Lines read line by line: the quick decoder first, the patient one where a line has something to report."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from loaders.documents import NESTING_LIMIT, parse_json
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import IssueCode

_KEY_END = re.compile(rb'"\s*:')
_decode = msgspec.json.Decoder().decode


def rows(file: SourceFile) -> Iterator[Row | Finding]:
    """One row per line that holds an object. Raises `Refused` if the file cannot be opened or a line is too long."""
    for number, line in file.lines():
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.isspace() and text:
            values = _quickly(text)
            if values is not None:
                yield Row(values, number)
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
        yield Finding(IssueCode.FILE_NOT_UTF8, "The line is not UTF-8 and is left out.", number, hint="save the file as UTF-8")
        return
    document = parse_json(text)
    yield from (replace(finding, line=number) for finding in document.findings)
    if document.unfinished is not None:
        return
    if isinstance(document.value, dict):
        yield Row(document.value, number)
    else:
        yield Finding(IssueCode.ROW_SHAPE, "The line holds no object.", number, hint="write one object {…} per line")
