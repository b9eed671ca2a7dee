"""Whose turn it is to read: first come, first served, except that half of the readers stay free of any one client."""

import asyncio
from collections import Counter, deque


class Turns:
    """Turns on `size` readers.

    A client has at most half of them at a time; the hub itself, client None, has no such bound.
    """

    def __init__(self, size: int) -> None:
        self._free = size
        self._share = max(1, size // 2)
        self._reading: Counter[str | None] = Counter()
        self._waiting: deque[tuple[str | None, asyncio.Future[None]]] = deque()

    async def take(self, client: str | None) -> None:
        """Wait for a turn; every turn taken is given back by `give`."""
        if self._may_read(client):
            self._begin(client)
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((client, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove((client, turn))
            else:  # it came and was cancelled in the same moment
                self.give(client)
            raise

    def give(self, client: str | None) -> None:
        """Give a turn back; it goes to whoever has waited longest and may have it."""
        self._free += 1
        self._reading[client] -= 1
        if not self._reading[client]:
            del self._reading[client]
        while following := next((one for one in self._waiting if not one[1].done() and self._may_read(one[0])), None):
            self._waiting.remove(following)
            self._begin(following[0])
            following[1].set_result(None)

    def _may_read(self, client: str | None) -> bool:
        return self._free > 0 and (client is None or self._reading[client] < self._share)

    def _begin(self, client: str | None) -> None:
        self._free -= 1
        self._reading[client] += 1
