"""Row fragments: the bytes of entities as a plan shows them, kept until the next revision, so that a list is
ids and a join of bytes.

They are no second truth: the plan's own lowering makes them, and they are used only beside ids that the
same revision has given.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from hub.plan.answers import Answer, formatted
from hub.plan.compile import Plan, Route, SqlQuery
from hub.plan.refusals import REFUSAL_MARK, REFUSED_ITEMS, errors_of_items, refusal_of_answer
from hub.plan.sql.bindings import resolved
from hub.plan.sql.gaps import IS, MARK, WANTED
from hub.store.reading import Query

OVERHEAD, SHELF = 200, 2_000
"""Bytes that a fragment takes beside its own, with its key and the objects around both, and that a shelf takes."""
_MARK, _IS, _REFUSED = MARK.encode(), IS.encode(), REFUSAL_MARK.encode()
VariableValues = Mapping[str, Any]
Texts = list[list[bytes]]
"""The JSON of each planned root field, in pieces."""


class Shelf:
    """The fragments of one query under the same values of what it depends on, by `number:id`."""

    __slots__ = ("fragments", "size")

    def __init__(self) -> None:
        self.fragments: dict[bytes, bytes] = {}
        self.size = 0


class RowFragments:
    """Fragments of one revision, of the queries asked most recently, within `room` bytes; 0 keeps none.

    Whole shelves are given up, never single fragments: to note when each was used would cost more than all the rest.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._used = 0
        self._revision = b""
        self._shelves: OrderedDict[tuple[SqlQuery, str], Shelf] = OrderedDict()

    def shelf(self, query: SqlQuery, revision: bytes, variables: VariableValues, carried: VariableValues) -> Shelf:
        """The shelf of a query; all that another revision has left goes first."""
        if revision != self._revision:
            self._revision, self._used = revision, 0
            self._shelves.clear()
        key = (query, repr([resolved(leaf, variables, carried) for leaf in query.leaves]))
        shelf = self._shelves.get(key)
        if shelf is not None:
            self._shelves.move_to_end(key)
            return shelf
        for gap in query.gaps:  # values that cannot be used are refused even where there is nothing to fill
            gap.parameters.bind(variables, {**carried, WANTED: []})
        shelf = self._shelves[key] = Shelf()
        self.account(shelf, SHELF)
        return shelf

    def whole(self, route: Route, revision: int, variables: VariableValues, carried: VariableValues) -> Texts | None:
        """The JSON of each root field of a route by ids where all these entities are known; the
        store need not be asked then.

        A fragment stands under the id that its entity has now. Under another, which it had before, the store finds it.
        """
        texts = []
        for query in route.queries:
            key = b"0:%b" % str(resolved(query.sole, variables, carried)).encode(errors="surrogatepass")
            fragment = self.shelf(query, b"%d" % revision, variables, carried).fragments.get(key)
            if fragment is None:
                return None
            texts.append([fragment])
        return texts

    def account(self, shelf: Shelf, size: int) -> None:
        """Count bytes that a shelf takes more, and give up what was asked for longest ago where they are too many."""
        shelf.size += size
        self._used += size
        while self._used > self.room:
            self._used -= self._shelves.popitem(last=False)[1].size


class Filling:
    """One answer: what is asked by a route with some values, and the texts found, with the gaps filled.

    queries: of the route.
    """

    def __init__(self, kept: RowFragments, route: Route, variables: VariableValues, carried: VariableValues) -> None:
        self.queries: list[Query] = [(query.sql, query.parameters.bind(variables, carried)) for query in route.queries]
        self._kept = kept
        self._route = route
        self._variables = variables
        self._carried = carried
        self._found: Sequence[str | None] = ()
        self._owners: list[SqlQuery] = []

    def texts(self, found: Sequence[str | None]) -> Texts | None:
        """The JSON of each root field in pieces, in front of them the errors of single items; None where
        a fragment is not known.

        Raises what a query has found wrong as a whole.
        """
        self._found = found
        texts = []
        for query, text in zip(self._route.queries, found, strict=True):
            pieces = (text or "null").encode().split(_MARK)
            is_open = len(pieces) > 1
            errors: list[bytes] = []
            if pieces[is_open].startswith(_REFUSED):
                *errors, pieces[is_open] = _errors_first(pieces[is_open])
            if is_open:
                known = self._kept.shelf(query, pieces[0], self._variables, self._carried).fragments
                try:
                    pieces[2::2] = map(known.__getitem__, pieces[2::2])
                except KeyError:
                    return None
                pieces[0] = b""
            texts.append(errors + pieces)
        return texts

    def missing(self) -> list[Query]:
        """What reads the fragments that are not known."""
        queries = []
        for query, text in zip(self._route.queries, self._found, strict=True):
            if query.gaps and text is not None:
                revision, _, *parts = text.encode().split(_MARK)
                known = self._kept.shelf(query, revision, self._variables, self._carried).fragments
                wanted = [key.decode().split(":", 1) for key in dict.fromkeys(parts[::2]) if key not in known]
                for number in dict.fromkeys(number for number, _ in wanted):
                    parameters = query.gaps[int(number)].parameters
                    ids = [identity for stated, identity in wanted if stated == number]
                    bound = parameters.bind(self._variables, {**self._carried, WANTED: ids})
                    queries.append((query.gaps[int(number)].sql, bound))
                    self._owners.append(query)
        return queries

    def completed(self, found: Iterable[str] | None) -> Texts | None:
        """The JSON of the root fields with what the queries for the missing fragments have found.

        None where even these do not fill it.
        """
        if found is None:
            return None
        for query, text in zip(self._owners, found, strict=True):
            revision, *pairs = text.encode().split(_MARK)
            shelf = self._kept.shelf(query, revision, self._variables, self._carried)
            new = {key: fragment for key, _, fragment in (pair.partition(_IS) for pair in pairs)}
            shelf.fragments |= new
            self._kept.account(shelf, sum(map(len, new.values())) + OVERHEAD * len(new))
        return self.texts(self._found)


def _errors_first(text: bytes) -> tuple[bytes, bytes]:
    """The errors of single items with their mark, and the answer behind them.

    Raises the refusal that an answer is as a whole.
    """
    if not text.startswith(_REFUSED + b"["):
        raise refusal_of_answer(text.decode())
    _, errors, rest = text.split(_REFUSED, 2)
    return _REFUSED + errors, rest


def assembled_response(plan: Plan, texts: Texts, price: int) -> Answer:
    """The texts of the root fields as the response."""
    remaining, pieces, errors = iter(texts), [], []
    for selected in plan.selected:
        text = [b'"%s"' % selected.parent.encode()] if selected.name == "__typename" else next(remaining)
        if text[0].startswith(REFUSED_ITEMS):
            errors += errors_of_items(text, selected.key)
        pieces += [b",", b'"%s":' % selected.key.encode(), *text]
    errors_first = b'"errors":%s,' % orjson.dumps([formatted(error) for error in errors]) if errors else b""
    pieces[:1] = [b"{", errors_first, b'"data":{']
    body = b"".join([*pieces, b"}}"])
    return Answer(body, executed=True, cost=price, is_read=not plan.is_for_operators, lasts=not plan.tells_time)
