"""`each` and `when`: the items of a row that a mapping is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from loaders.mapping.paths import Read, Scope, compiled_path, condition
from loaders.rows import ValuePath


@dataclass(frozen=True, slots=True)
class Items:
    """Yields the place and value of each item that a mapping is about; without `each` the value itself."""

    each: Read | None
    place: ValuePath
    when: Callable[[Any, Scope], bool]
    root: str | None

    def read(self, item: Any, scope: Scope) -> Iterator[tuple[ValuePath, Any]]:
        """Items in stated order. A mapping in place of a list gives its values; a scalar is a list of one."""
        base = scope.base
        for place, child in self._all(item, scope, base):
            if self.when(child, scope):
                yield place, child

    def _all(self, item: Any, scope: Scope, base: ValuePath) -> Iterator[tuple[ValuePath, Any]]:
        if self.each is None:
            yield base, item
            return
        value = self.each(item, scope)
        if isinstance(value, dict):
            yield from (((*base, *self.place, key), child) for key, child in value.items())
        elif isinstance(value, list):
            yield from (((*base, *self.place, index), child) for index, child in enumerate(value))
        elif value is not None:
            yield (*base, *self.place), value


def items_of(each: str | None, when: str | None) -> Items:
    """Compile `each` and `when`. Raises `Misdescribed`."""
    if each is None:
        return Items(None, (), condition(when), None)
    reading = compiled_path(each)
    return Items(reading.read, reading.places[0] if reading.places else (), condition(when), reading.root)
