"""What many ask or wait for at the same time, worked out once."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class SharedWork(Generic[T]):
    """Results by key, the most recent `size` of them. is_kept: whether a result is good for those who come later. worked: how many were worked out."""

    def __init__(self, size: int, is_kept: Callable[[T], bool] = lambda _: True) -> None:
        self.worked = 0
        self._size = size
        self._is_kept = is_kept
        self._results: OrderedDict[Hashable, asyncio.Task[T]] = OrderedDict()

    async def result(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The result under a key, worked out if it is not there. Whoever is cancelled while waiting does not end the work."""
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

    Whoever waits is woken once, with the result in hand; a bell that wakes all to look for themselves would cost each of ten
    thousand three turns of the event loop.
    """

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[T]] = {}
        self._waiting: Counter[Hashable] = Counter()

    async def result(self, key: Hashable, work: Callable[[], Coroutine[None, None, T]]) -> T:
        """What is waited for under a key. Whoever is cancelled while waiting does not end the waiting of others."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(work())
        self._waiting[key] += 1
        try:
            return await asyncio.shield(task)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._tasks[key]
                task.cancel()
