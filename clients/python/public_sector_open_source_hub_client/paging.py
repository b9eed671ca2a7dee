"""Lists read to their end, page by page, wherever in an answer they stand."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal

from pydantic import BaseModel


async def every(
    ask: Callable[..., Awaitable[BaseModel]], *, of: Literal["nodes", "edges"] = "nodes", **variables: Any
) -> AsyncIterator[Any]:
    """Every item of the list that an operation pages by `after`: `every(hub.products, search="os2")`.

    The list may stand within a thing, as the relations of `hub.relations` do. of: what is given of it. A load in
    between may add or remove items; none is given twice, as a cursor is a place in the order and not a number.
    """
    after = variables.pop("after", None)
    while True:
        found = connection_in(await ask(**variables, **({} if after is None else {"after": after})))
        if found is None:
            return
        for item in getattr(found, of):
            yield item
        after = found.page_info.end_cursor
        # a page of nothing (first=0) has a next one, but no cursor that leads there
        if not found.page_info.has_next_page or after is None:
            return


def connection_in(answer: Any) -> Any:
    """The list of an answer that has pages, the outermost first; None where what it hangs on is not there."""
    waiting = deque([answer])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, BaseModel):
            if hasattr(value, "page_info"):
                return value
            waiting.extend(getattr(value, name) for name in type(value).model_fields)
        elif isinstance(value, list):
            waiting.extend(value)
    return None
