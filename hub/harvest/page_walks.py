"""Walking lists that come in pages: by addresses that each page gives, or by counting.

A page that cannot be read is asked for in smaller ones, down to single records, before one is given up. A list
that is another when its
first page is read again has moved while it was read: what has slipped from one page to the other may be
missing, so it is read anew.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError

MOST_PAGES = 10_000
READINGS = 3
"""How often a list that moves is read."""
PageItems = list[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Records of a list, from `start` on."""

    start: int
    size: int

    def parts(self) -> "list[Part]":
        """The same in the largest smaller parts of one size that divides it, so that they are pages, too."""
        count = next(divisor for divisor in range(2, self.size + 1) if self.size % divisor == 0)
        size = self.size // count
        return [Part(self.start + number * size, size) for number in range(count)]


AskPart = Callable[[Part], Awaitable[PageItems]]
AskNext = Callable[[str], Awaitable[tuple[PageItems, str | None]]]
_GAP = object()
"""Stands for a record that was given up."""


async def linked(errand: Errand, first: str, ask: AskNext) -> PageItems:
    """All items of a list whose pages each give the address of the next one."""

    async def pages() -> AsyncIterator[PageItems]:
        following: str | None = first
        seen = set[str]()
        while following is not None:
            if following in seen or len(seen) == MOST_PAGES:
                raise NotFetchedError("its pages lead back to earlier ones, or never end")
            seen.add(following)
            items, following = await ask(following)
            yield items

    return await _steady(errand, pages)


async def counted(errand: Errand, size: int, ask: AskPart, *, strides: bool) -> PageItems:
    """All items of a list that is asked for by number.

    strides: the next page begins `size` further, however many items came.
    """

    async def pages() -> AsyncIterator[PageItems]:
        start = 0
        former: PageItems = []
        for _ in range(MOST_PAGES):
            items = await _read(errand, Part(start, size), ask)
            if not items:
                return
            if items == former and len(items) > 1:
                raise NotFetchedError(f"two pages in a row are the same; {_hint(errand)}")
            former = items
            yield [item for item in items if item is not _GAP]
            start += size if strides else len(items)
        raise NotFetchedError("its pages never end")

    return await _steady(errand, pages)


def _hint(errand: Errand) -> str:
    name = errand.fetch.parameter or errand.fetch.by
    is_stated = errand.fetch.way == "pages"
    return (
        f"does the server count with `{name}`? If not, name its parameter in `parameter`"
        if is_stated
        else "its server ignores the counting parameter"
    )


async def _read(errand: Errand, part: Part, ask: AskPart) -> PageItems:
    """The items of a part; nothing after the end of the list."""
    try:
        return await ask(part)
    except NotFetchedError as error:
        if error.is_missing and part.start and await _is_end(Part(part.start + part.size, part.size), ask):
            return []
        if not (error.is_of_page or error.is_missing):
            raise
        if part.size == 1:
            errand.give_up(f"record {part.start + 1}: {error.message}")
            return [_GAP]
    items: PageItems = []
    for smaller in part.parts():
        found = await _read(errand, smaller, ask)
        items += found
        if len(found) < smaller.size:
            break
    return items


async def _is_end(part: Part, ask: AskPart) -> bool:
    """Whether nothing comes of a part: of two pages that are both missing the first is after the end."""
    try:
        return not await ask(part)
    except NotFetchedError as error:
        return error.is_missing


async def _steady(errand: Errand, pages: Callable[[], AsyncIterator[PageItems]]) -> PageItems:
    """The items of all pages, each once.

    Read again where the list is another at the end than it was at the beginning.
    """
    for _ in range(READINGS):
        before, read = list(errand.state.given_up), [items async for items in pages()]
        given_up = list(errand.state.given_up)
        if len(read) < 2 or await _first(pages) == read[0]:  # noqa: PLR2004 - one page cannot move
            errand.state.given_up = given_up
            return distinct([item for items in read for item in items])
        errand.state.given_up = before
    errand.give_up("the list changed each time it was read")
    return distinct([item for items in read for item in items])


async def _first(pages: Callable[[], AsyncIterator[PageItems]]) -> PageItems:
    reading = pages()
    try:
        return await anext(reading, [])
    finally:
        await reading.aclose()  # type: ignore[attr-defined]


def distinct(items: Sequence[Any]) -> PageItems:
    """Items in order, without those that came on two pages as they are."""
    return list({orjson.dumps(item, option=orjson.OPT_SORT_KEYS): item for item in items}.values())


def json_lines(items: Sequence[Any]) -> bytes:
    """Items as JSON Lines."""
    return b"".join(orjson.dumps(item) + b"\n" for item in items)
