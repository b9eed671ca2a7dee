"""What an operation costs before it runs: the values it can have in its answer, by its pages and
by what the store holds.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hub.plan.lists.cursors import default_page
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Bound, resolved
from schema.graphql.prices import LOOKUPS, PRICES

_ITEMS = frozenset({"edges", "nodes"})
_PAGES = frozenset({"occurrences", "history"})
"""Fields that are the page of a list themselves."""
_LISTED = frozenset({"match", "neighbours", *_PAGES})
"""Fields that are cut to a page without being connections."""
_SIZES = ("first", "last", "ids", "by", "representations")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """A part of a price. path: response path of the list whose rows it is for, () outside of lists;
    size: the page of that list.
    """

    path: Path
    size: int
    amount: int


@dataclass(frozen=True, slots=True)
class _Position:
    """Where fields stand. owners: how many objects have them; is_distinct: no object is there twice.

    rows: of a connection, how many items its pages have in all. is_free: plain fields of what
    is looked up cost nothing.
    """

    path: Path = ()
    owners: int = 1
    is_distinct: bool = True
    rows: int | None = None
    is_free: bool = False
    list_path: Path = ()
    size: int = 1


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices operations under the statistics of one revision, -1 before they are read.

    held: by place of a list in the schema (`Product.users`) how many items all such lists have and
    how many the longest has.
    chosen: page sizes other than those that the operation asks for, by response path.
    """

    held: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    revision: int = -1
    variables: Mapping[str, Any] = field(default_factory=dict)
    chosen: Mapping[Path, int] = field(default_factory=dict)

    def price(self, fields: Iterable[Selected]) -> int:
        """One per field, times the objects that can have it; other weights stand in `PRICES`."""
        return _sum(self._charges(fields, _Position()))

    def refusal(self, fields: Iterable[Selected], limit: int) -> RequestError:
        """What to say of an operation beyond the limit: which list is dear, and which page of it would fit."""
        charges = list(self._charges(fields, _Position()))
        amounts, sizes = Counter[Path](), {charge.path: charge.size for charge in charges if charge.path}
        for charge in charges:
            amounts[charge.path] += charge.amount
        message = f"The operation costs {_sum(charges)}; the limit is {limit}."
        dearest = sorted(sizes, key=lambda path: -amounts[path])
        for path in dearest:
            if first := self._fitting(fields, path, sizes[path], limit):
                dear = f"{'.'.join(path)} costs {amounts[path]} of it"
                hint = f"Ask for first: {first} or fewer at {'.'.join(path)}."
                return RequestError(
                    RefusalCode.TOO_COSTLY,
                    f"{message} {dear}; with first: {first} there, it would be within the limit.",
                    hint,
                )
        lists = " and ".join(".".join(path) for path in dearest[:2])
        return RequestError(
            RefusalCode.TOO_COSTLY,
            f"{message} The costliest parts are {lists or 'its fields'}; a smaller page of one list is not enough.",
        )

    def _fitting(self, fields: Iterable[Selected], path: Path, size: int, limit: int) -> int:
        """The largest page of one list with which the operation is within the limit; 0 if there is none."""
        sizes = range(1, size + 1)
        return bisect_right(sizes, limit, key=lambda chosen: replace(self, chosen={path: chosen}).price(fields))

    def _charges(self, fields: Iterable[Selected], at: _Position) -> Iterator[Charge]:
        for selected in fields:
            weight = PRICES[place].weight if (place := f"{selected.parent}.{selected.name}") in PRICES else 1
            if selected.children or not at.is_free:
                yield Charge(at.list_path, at.size, at.owners * weight)
            if selected.children:
                inside = self._inside(selected, at)
                # an object is of one type: what is selected on the dearest of its possible
                # types is the most it can cost
                yield from max((list(self._charges(part, inside)) for part in selected.children.values()), key=_sum)

    def _inside(self, selected: Selected, at: _Position) -> _Position:
        """The position of what is selected within a field: a list multiplies, an item does not, a lookup
        has as many as it names.
        """
        path = (*at.path, selected.key)
        is_connection = selected.type_name.endswith("Connection")
        if is_connection or selected.name in _LISTED:
            size = self._size(selected, path)
            rows = self._rows(selected, at, size)
            is_distinct = is_connection and selected.parent == "Query"
            inner = _Position(path, at.owners, is_distinct, rows, list_path=path, size=size)
            return replace(inner, owners=rows, rows=None) if selected.name in _PAGES else inner
        if at.rows is not None and selected.name in _ITEMS:
            return replace(at, path=path, owners=at.rows, rows=None)
        if at.path == () and selected.name in LOOKUPS:
            return _Position(path, self._looked_up(selected), is_distinct=False, is_free=True)
        is_same = selected.name == "node" and selected.parent.endswith("Edge")
        return replace(at, path=path, is_distinct=at.is_distinct and is_same, rows=None)

    def _size(self, selected: Selected, path: Path) -> int:
        if path in self.chosen:
            return self.chosen[path]
        argument = selected.arguments.get("first", selected.arguments.get("last"))
        size = None if argument is None else resolved(argument, self.variables, {})
        return max(0, size) if isinstance(size, int) else default_page(selected.parent)

    def _rows(self, selected: Selected, at: _Position, size: int) -> int:
        """The items that the lists of all owners show at most: lists of distinct owners together
        have no more than there are.
        """
        place = f"{selected.parent}.{selected.name}"
        if place not in self.held:
            return at.owners * size
        total, most = self.held[place]
        rows = at.owners * min(size, most)
        return min(rows, total) if at.is_distinct else rows

    def _looked_up(self, selected: Selected) -> int:
        ways = {"ids", "by", "representations"}
        things = [resolved(value, self.variables, {}) for name, value in selected.arguments.items() if name in ways]
        return next((len(thing) for thing in things if isinstance(thing, list)), 1)


def open_sizes(fields: Iterable[Selected]) -> tuple[Bound, ...]:
    """The arguments on which the price depends and which the variables of a request decide."""
    return tuple(argument for argument in _arguments(fields) if isinstance(argument, Bound))


def has_lists(fields: Iterable[Selected]) -> bool:
    """Whether the price depends on what the store holds."""
    parts = [(selected, part) for selected in fields for part in selected.children.values()]
    return any(one.type_name.endswith("Connection") or one.name in _LISTED or has_lists(part) for one, part in parts)


def _arguments(fields: Iterable[Selected]) -> Iterator[Any]:
    for selected in fields:
        yield from (selected.arguments[name] for name in _SIZES if name in selected.arguments)
        for part in selected.children.values():
            yield from _arguments(part)


def _sum(charges: Iterable[Charge]) -> int:
    return sum(charge.amount for charge in charges)
