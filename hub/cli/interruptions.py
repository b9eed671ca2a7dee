"""How signals end a command: at once, and wherever it is."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SOON = 0.05
"""Seconds until an interruption that was lost is tried again."""


@contextmanager
def terminable() -> Iterator[None]:
    """Have SIGTERM end a command as Ctrl-C does: what is in progress is rolled back and closed.

    A server has drained before.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    hook = sys.unraisablehook

    def again_if_lost(problem: "sys.UnraisableHookArgs") -> None:
        # A signal may come while Python runs a destructor or a callback of a weak reference. What is raised there is
        # printed and forgotten, and the command would go on as if nobody had stopped it.
        if problem.exc_type is KeyboardInterrupt:
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            hook(problem)

    former = {sign: signal.signal(sign, signal.default_int_handler) for sign in (signal.SIGTERM, signal.SIGALRM)}
    sys.unraisablehook = again_if_lost
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = hook
        for sign, handler in former.items():
            signal.signal(sign, handler)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C act at once: asyncio would only cancel its task, which a long computation or a wait for the
    keyboard does not notice.
    """
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
