"""CSV (RFC 4180, lines ended by LF) for spreadsheets: lists of texts joined by |, other nested values as JSON.

A text that a spreadsheet would run as a formula is preceded by an apostrophe; JSON Lines keeps it as it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from hub.exports.exporter import Exporter, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _head(columns: Sequence[str]) -> str:
    return _written(columns)


def _line(row: Row) -> str:
    return _written(_cell(value) for value in row.values())


def _written(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value in (None, [], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _harmless("|".join(one.replace("\\", "\\\\").replace("|", "\\|") for one in value))
    return _harmless(value) if isinstance(value, str) else orjson.dumps(value).decode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


CSV = Exporter("csv", "csv", _line, head=_head)
