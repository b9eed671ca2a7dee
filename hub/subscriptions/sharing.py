"""What many ask or wait for at the same time, worked out once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class SharedWork(Generic[T]):
    """Results by key, the most recent `size` of them.

    is_kept: whether a result is good for those who come later. worked: how many were worked out.
    """

    def __init__(self, size: int, is_kept: Callable[[T], bool] = lambda _: True) -> None:
        self.worked = 0
        self._size = size
        self._is_kept = is_kept
        self._results: OrderedDict[Hashable, asyncio.Task[T]] = OrderedDict()

    async def result(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The result under a key, worked out if it is not there.

        Whoever is cancelled while waiting does not end the work.
        """
        task = self._results.get(key)
        if task is None:
            task = self._results[key] = asyncio.ensure_future(self._worked(work))
            task.add_done_callback(lambda done: self._judge(key, done))
            while len(self._results) > self._size:
                self._results.popitem(last=False)
        return task.result() if task.done() else await asyncio.shield(task)

    async def _worked(self, work: Callable[[], Awaitable[T]]) -> T:
        self.worked += 1
        return await work()

    def _judge(self, key: Hashable, task: "asyncio.Task[T]") -> None:
        is_good = not task.cancelled() and task.exception() is None and self._is_kept(task.result())
        if not is_good and self._results.get(key) is task:
            del self._results[key]


class SharedWait(Generic[T]):
    """What many wait for, by key: one task for all of them, which ends when nobody waits any more.

    Whoever waits is woken once, with the result in hand; a bell that wakes all to look for themselves would cost each
    of ten thousand three turns of the event loop. The waiting stand in sets: to leave an `asyncio.Event`, or a task
    that is shielded, takes time for each who stays.
    """

    def __init__(self) -> None:
        self._waits: dict[Hashable, tuple[asyncio.Task[T], set[asyncio.Future[T | None]]]] = {}

    async def result(self, key: Hashable, work: Callable[[], Coroutine[None, None, T]], patience: float) -> T | None:
        """What is waited for under a key; None where it is not there after so many seconds."""
        if key not in self._waits:
            self._begin(key, work)
        task, waiting = self._waits[key]
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[T | None] = loop.create_future()
        waiting.add(mine)
        timer = loop.call_later(patience, _resolve, mine, None)
        try:
            return await mine
        finally:
            timer.cancel()
            waiting.discard(mine)
            if not waiting and self._waits.get(key, (None,))[0] is task:
                del self._waits[key]
                task.cancel()

    def _begin(self, key: Hashable, work: Callable[[], Coroutine[None, None, T]]) -> None:
        task = asyncio.ensure_future(work())
        self._waits[key] = (task, set())
        task.add_done_callback(lambda done: self._end(key, done))

    def _end(self, key: Hashable, task: "asyncio.Task[T]") -> None:
        if task.cancelled():
            return
        error = task.exception()
        result = None if error else task.result()
        known, waiting = self._waits.get(key, (None, set()))
        if known is task:  # else all have left meanwhile
            del self._waits[key]
            for one in waiting:
                _resolve(one, result, error=error)


def _resolve(one: "asyncio.Future[T | None]", result: T | None = None, *, error: BaseException | None = None) -> None:
    """Wake whoever waits, unless they are woken already."""
    if one.done():
        return
    if error is None:
        one.set_result(result)
    else:
        one.set_exception(error)
