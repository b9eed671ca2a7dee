"""Processes that share the pure stages of a load: parts of the work go out, what becomes of them comes back in the
same order, whatever the number of processes.
"""

import multiprocessing
import os
import signal
import threading
from asyncio import wrap_future
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from hub.errors import ErrorCode, HubError

P = TypeVar("P")
R = TypeVar("R")
AHEAD = 2
"""Parts for each process that are under way at a time: one at work, one waiting, so that memory stays bounded."""


class WorkerPool:
    """Some processes, started when there is first something for them. size: how many."""

    def __init__(self, size: int) -> None:
        """No process yet."""
        self.size = size
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, task: Callable[[P], R], part: P) -> Future[R]:
        """Have a part done by some process. task: a function of a module; it and its part are pickled."""
        if self._executor is None:
            # spawned, as a forked process would hold the threads, locks and connections of the store
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.size, context, initializer=_stay_with_parent)
        return self._executor.submit(task, part)

    def close(self) -> None:
        """End the processes; what nobody waits for any more is not begun."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


_AROUND: ContextVar[WorkerPool | None] = ContextVar("worker_pool", default=None)


@contextmanager
def worker_pool(size: int) -> Iterator[None]:
    """Share work among processes within the block, whoever calls `shared` there.

    size: 0 for one to a core; with 1 all is done in place.
    """
    size = size or _cores()
    pool = WorkerPool(size) if size > 1 else None
    token = _AROUND.set(pool)
    try:
        yield
    finally:
        _AROUND.reset(token)
        if pool is not None:
            pool.close()


async def shared(
    task: Callable[[P], R], parts: Iterable[P] | AsyncIterable[P], *, is_worth: bool = True
) -> AsyncIterator[R]:
    """What a pure function makes of each part, in order: by the processes of the block around, or in
    place where there is none.

    task: a function of a module. parts: taken one by one, a few ahead. is_worth: whether it is more work than sending
    it and starting processes.
    Raises `HubError` where a process was ended from outside, which systems do that lack memory.
    """
    pool = _AROUND.get() if is_worth else None
    if pool is None:
        async for part in _each(parts):
            yield task(part)
        return
    under_way = deque[Future[R]]()
    try:
        async for part in _each(parts):
            under_way.append(pool.submit(task, part))
            if len(under_way) >= pool.size * AHEAD:
                yield await wrap_future(under_way.popleft())
        while under_way:
            yield await wrap_future(under_way.popleft())
    except BrokenProcessPool as error:
        message = (
            "A process that shared the load was ended from outside, as a system does that lacks memory; nothing of this"
            " network was stored."
        )
        hint = "Load again, with HUB_LOAD_WORKERS=1 if memory is short."
        raise HubError(ErrorCode.WORKER_ENDED, message, hint) from error
    finally:
        for future in under_way:
            future.cancel()


async def _each(parts: Iterable[P] | AsyncIterable[P]) -> AsyncIterator[P]:
    if isinstance(parts, AsyncIterable):
        async for part in parts:
            yield part
        return
    for part in parts:
        yield part


def is_shared() -> bool:
    """Whether there are processes around that share work."""
    return _AROUND.get() is not None


def _cores() -> int:
    """Those that this process may use, which in a container or under `taskset` are not all.

    Where the system does not tell, all.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _stay_with_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it is gone, even by SIGKILL: a worker would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
