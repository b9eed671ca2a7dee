"""Bounded caches: documents parsed and validated once, plans compiled once per shape of variables."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """The most recently used entries, at most `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The entry, made if it is not there; what `make` raises is not kept."""
        if key in self._entries:
            self._entries.move_to_end(key)
            return self._entries[key]
        made = make()
        self._entries[key] = made
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._entries)
