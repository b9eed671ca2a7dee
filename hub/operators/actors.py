"""Who acts, for the audit log.

It stands in a context variable, as it is known where a request or a command begins and written where a
transaction ends: all that lies between would have to hand it on. `acting` sets it for a block; tasks that
the block starts inherit it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name that others know; means: the id of a token, or the command line; action: what was asked for."""

    who: str
    means: str
    action: str


_PROGRAM = Actor("nobody named", "a program", "write")
ACTOR: ContextVar[Actor] = ContextVar("actor", default=_PROGRAM)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Have all changes of a block be those of an actor."""
    token = ACTOR.set(actor)
    try:
        yield
    finally:
        ACTOR.reset(token)
