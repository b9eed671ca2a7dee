"""What many ask at the same time, worked out once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
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
