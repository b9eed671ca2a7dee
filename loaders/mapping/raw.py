"""The raw part of a record: what the source said, as JSON values of bounded size."""

import math
from typing import Any

import msgspec

from loaders.documents import NESTING_LIMIT
from loaders.documents.document import INTEGER_LIMIT
from loaders.privacy import may_name_people, without_people, without_personal_mail

RAW_LIMIT = 16 * 1024
CUT = "[…]"
"""What stands for a value that was too long, or too deep, to be kept.

Another mark than `loaders.privacy.REDACTED`, which stands for what names people: what is redacted is whole otherwise.
"""
_encode = msgspec.json.Encoder().encode


def trimmed(values: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON can carry them, at most 16 kB: the largest give way to "[…]" first.

    What names people always does.
    """
    try:
        encoded = _encode(values)
    except (TypeError, ValueError, OverflowError, RecursionError):
        values = {str(_plain(key)): _plain(value) for key, value in values.items()}
        encoded = _encode(values)
    kept = values if len(encoded) <= RAW_LIMIT else _shortened(values, len(encoded))
    if may_name_people(encoded):
        kept = without_people(kept)
    return {key: without_personal_mail(value) for key, value in kept.items()} if b"@" in encoded else kept


def _shortened(values: dict[str, Any], size: int) -> dict[str, Any]:
    sizes = {key: len(_encode(value)) for key, value in values.items()}
    kept = dict(values)
    for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
        if size <= RAW_LIMIT:
            break
        kept[key] = CUT
        size -= sizes[key] - len(_encode(CUT))
    return kept if size <= RAW_LIMIT else {}


def _plain(value: Any, depth: int = 0) -> Any:
    if depth > NESTING_LIMIT:
        return CUT
    if isinstance(value, dict):
        return {str(_plain(key, depth + 1)): _plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, depth + 1) for part in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    small = isinstance(value, int) and -INTEGER_LIMIT <= value < INTEGER_LIMIT
    return value if value is None or small else _text(value)


def _text(value: Any) -> str:
    try:
        return str(value).encode("utf-8", "replace").decode()
    except ValueError:
        return CUT
