"""What a node knows of the newest revision of a PostgreSQL store without asking: heard by NOTIFY, asked for every so
often, relied on for a bounded time.
"""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple


class RevisionQuestion(NamedTuple):
    """What was known when the primary was asked for its revision.

    at: by the clock; doubts: how often the node had doubted before.
    """

    number: int
    at: float
    doubts: int


class KnownRevision:
    """The newest revision that a node knows of. It answers nothing older.

    staleness: seconds for which what the primary has said may be relied on; 0: it is asked each
    time. clock: in seconds.
    is_followed: what happens at the primary is heard of; without that nothing is relied on.
    is_adrift: it cannot be reached.
    risen: set whenever the number has become greater.
    """

    def __init__(self, staleness: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.number = 0
        self.staleness = staleness
        self.is_followed = False
        self.is_adrift = False
        self.risen = asyncio.Event()
        self.clock = clock
        self._sure_until = float("-inf")
        self._doubts = 0

    @property
    def is_sure(self) -> bool:
        """Whether the number was the newest one no longer ago than may be relied on."""
        return self.clock() < self._sure_until

    def asked(self) -> RevisionQuestion:
        """To be taken before the primary is asked."""
        return RevisionQuestion(self.number, self.clock(), self._doubts)

    def learn(self, found: int, question: RevisionQuestion) -> None:
        """Take what the primary has answered.

        Where it has less than was known before it was asked, the store is an older one, restored or built anew,
        and what was known is void.
        """
        if found < question.number:
            self.number = found
        self.hear(found)
        self.is_adrift = False
        if self.is_followed and question.doubts == self._doubts:
            self._sure_until = max(self._sure_until, question.at + self.staleness)

    def hear(self, number: int) -> None:
        """Take a revision that there is for certain; there may be newer ones."""
        if number > self.number:
            self.number = number
            self.risen.set()
            self.risen = asyncio.Event()

    def doubt(self) -> None:
        """Rely on nothing that was asked for before now: this node has just written."""
        self._doubts += 1
        self._sure_until = float("-inf")

    def lose(self) -> None:
        """The primary cannot be reached any more."""
        self.is_adrift = True
        self.doubt()
