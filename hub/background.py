"""Work that goes on in the background for as long as a block lasts, and the process that does it."""

import asyncio
import logging
import os
import socket
import uuid
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

_LOG = logging.getLogger("hub")


@asynccontextmanager
async def alongside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Have some work go on within a block; at its end it is cancelled, and waited for.

    Work that ends by an error before is logged.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(_log_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOG.error("What went on in the background has ended by an error.", exc_info=error)


def this_process() -> str:
    """What names this process among all that work on one store; each call gives another name, as of another worker."""
    return f"{socket.gethostname()} {os.getpid()} {uuid.uuid4().hex[:8]}"
