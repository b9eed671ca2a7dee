"""Keyset cursors: opaque, they carry the sort keys and id of a row and a digest of the list they belong to."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from hub.plan.refusals import RefusalCode, RequestError
from schema.values.outcome import Storage

DEFAULT_PAGE = 25
NESTED_PAGE = 10
"""Of a list within another object: as many lists as there are objects, so that short ones keep an answer readable."""
_WHOLE = frozenset({"Query", "Overlap"})
_LARGEST_NUMBER = 2**63
_TYPES: dict[str, tuple[type, ...]] = {"integer": (int,), "number": (int, float)}


def list_digest(identity: Any) -> str:
    """Digest of what makes a list: its field, owner, conditions, order and search."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True, default=str).encode()).hexdigest()[:12]


def cursor_part(position: int, storages: tuple[Storage, ...]) -> Callable[[Any], Any]:
    """A transform from [cursor, list identity] to one of the values in the cursor. Raises INVALID_CURSOR."""

    def read(given: Any) -> Any:
        cursor, identity = given
        return decoded(cursor, list_digest(identity), storages)[position]

    return read


def decoded(cursor: str, digest: str, storages: tuple[Storage, ...]) -> list[Any]:
    """The sort keys and id in a cursor. Raises INVALID_CURSOR if it is none or of another list."""
    try:
        parts = json.loads(bytes.fromhex(cursor))
    except (ValueError, TypeError, RecursionError) as error:
        raise RequestError(RefusalCode.INVALID_CURSOR, "The cursor was not issued by this hub.") from error
    if not isinstance(parts, list) or len(parts) != len(storages) + 1 or parts[0] != digest:
        raise RequestError(RefusalCode.INVALID_CURSOR, "The cursor belongs to another list.")
    if not all(_fits(part, storage) for part, storage in zip(parts[1:], storages, strict=True)):
        raise RequestError(RefusalCode.INVALID_CURSOR, "The cursor was not issued by this hub.")
    return parts[1:]


def _fits(part: Any, storage: Storage) -> bool:
    if isinstance(part, str):
        return storage == "text" and "\0" not in part
    # type(), not isinstance: True is an int to Python but no number in a cursor
    return type(part) in _TYPES.get(storage, ()) and abs(part) < _LARGEST_NUMBER


def default_page(parent: str) -> int:
    """The page of a list for which none is asked. parent: the type that has the list."""
    return DEFAULT_PAGE if parent in _WHOLE else NESTED_PAGE


def page_size(name: str, *, more: int = 0, default: int = DEFAULT_PAGE) -> Callable[[Any], int]:
    """A transform from [size, largest] to a checked size.

    more: rows to read beyond it; default: without a size. Raises INVALID_PAGE.
    """

    def checked(given: Any) -> int:
        size, largest = given
        if size is None:
            return default + more
        if not 0 <= size <= largest:
            raise RequestError(RefusalCode.INVALID_PAGE, f"{name} is {size}; it must be from 0 to {largest}.")
        return int(size) + more

    return checked
