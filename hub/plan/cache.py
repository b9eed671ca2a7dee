"""Bounded caches: documents parsed and validated once, plans compiled once per shape of
variables, answers sent again.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(OrderedDict[Hashable, T]):
    """The most recently used entries, at most `size`.

    Who looks one up by `get` says so by `move_to_end`, both of which cost no call of ours.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def made(self, key: Hashable, make: Callable[[], T]) -> T:
        """The entry, made if it is not there; what `make` raises is not kept."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        made = self[key] = make()
        if len(self) > self._size:
            self.popitem(last=False)
        return made


class SizedCache(Generic[T]):
    """The most recently used entries, of at most `room` bytes in all.

    One that takes more than an eighth of it is not kept.
    """

    OVERHEAD = 500
    """Bytes that an entry takes beside what it holds: its key and the objects around it."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._used = 0
        self._entries: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """The entry, if it is there."""
        found = self._entries.get(key)
        if found is None:
            return None
        self._entries.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, entry: T, size: int) -> None:
        """Keep an entry that holds so many bytes."""
        size += self.OVERHEAD
        if size > self.room // 8:
            return
        self._used += size - self._entries.pop(key, (None, 0))[1]
        self._entries[key] = (entry, size)
        while self._used > self.room:
            self._used -= self._entries.popitem(last=False)[1][1]

    def __len__(self) -> int:
        return len(self._entries)
