"""Keyset cursors: opaque, they carry the place (sort keys and id) and a digest of the list they belong to."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from hub.plan.refusals import ErrorCode, RequestError
from schema.values.outcome import Storage

DEFAULT_PAGE = 25


def list_digest(stated: Any) -> str:
    """Digest of what makes a list: its field, owner, conditions, order and search."""
    return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()[:12]


_LARGEST = 2**63
_TYPES: dict[str, tuple[type, ...]] = {"integer": (int,), "number": (int, float)}


def place_reader(position: int, storages: tuple[Storage, ...]) -> Callable[[Any], Any]:
    """A transform from [cursor, list] to one component of the place the cursor stands at. Raises INVALID_CURSOR."""

    def read(given: Any) -> Any:
        cursor, stated = given
        return decoded(cursor, list_digest(stated), storages)[position]

    return read


def decoded(cursor: str, digest: str, storages: tuple[Storage, ...]) -> list[Any]:
    """The sort keys and id in a cursor. Raises INVALID_CURSOR if it is none or of another list."""
    try:
        parts = json.loads(bytes.fromhex(cursor))
    except (ValueError, TypeError, RecursionError) as error:
        raise RequestError(ErrorCode.INVALID_CURSOR, "The cursor is not one of this hub.") from error
    if not isinstance(parts, list) or len(parts) != len(storages) + 1 or parts[0] != digest:
        raise RequestError(ErrorCode.INVALID_CURSOR, "The cursor belongs to another list.")
    if not all(_fits(part, storage) for part, storage in zip(parts[1:], storages, strict=True)):
        raise RequestError(ErrorCode.INVALID_CURSOR, "The cursor is not one of this hub.")
    return parts[1:]


def _fits(part: Any, storage: Storage) -> bool:
    if isinstance(part, str):
        return storage == "text" and "\0" not in part
    return type(part) in _TYPES.get(storage, ()) and abs(part) < _LARGEST


def page_size(name: str, *, more: int = 0) -> Callable[[Any], int]:
    """A transform from [size, largest] to a checked size. more: rows to read beyond it. Raises INVALID_PAGE."""

    def checked(given: Any) -> int:
        value, largest = given
        if value is None:
            return DEFAULT_PAGE + more
        if not 0 <= value <= largest:
            raise RequestError(ErrorCode.INVALID_PAGE, f"{name} is {value}; it must be from 0 to {largest}.")
        return int(value) + more

    return checked
