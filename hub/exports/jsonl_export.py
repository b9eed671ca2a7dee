"""JSON Lines (jsonlines.org): one object per row, columns without a value left out, UTF-8, nothing escaped that need not be."""

import orjson

from hub.exports.exporter import Exporter, Row


def _line(row: Row) -> str:
    stated = {column: value for column, value in row.items() if value is not None}
    return orjson.dumps(stated, option=orjson.OPT_APPEND_NEWLINE).decode()


JSONL = Exporter("jsonl", "jsonl", _line)
