"""How far each client is ahead of its budget, in memory that all workers of one machine share. ADR 0104.

The state of a client is one moment: when all that it has asked for would be paid, if its budget were spent evenly
(GCRA, the generic cell rate algorithm). No lock is taken: what two workers write at the same instant may count once,
which favours the client.
"""

import mmap
import struct
from hashlib import blake2b
from pathlib import Path

SLOTS = 1 << 16
_SLOT = struct.Struct("<Qd")
SIZE = SLOTS * _SLOT.size
_TRIES = 8


class BudgetMemory:
    """A table of clients. path: a file of `SIZE` zeros that workers share; None: memory of this process alone."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._memory = mmap.mmap(-1, SIZE)
            return
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)

    def ahead(self, tag: int, now: float) -> float:
        """Seconds by which a client is ahead of its budget.

        now: of the monotonic clock, which all processes of a machine share.
        """
        owner, until = _SLOT.unpack_from(self._memory, self._place(tag, now))
        return float(max(0.0, until - now)) if owner == tag else 0.0

    def spend(self, tag: int, seconds: float, now: float) -> float:
        """Put a client further ahead; by how many seconds it is then."""
        place = self._place(tag, now)
        owner, until = _SLOT.unpack_from(self._memory, place)
        ahead = (max(0.0, until - now) if owner == tag else 0.0) + seconds
        _SLOT.pack_into(self._memory, place, tag, now + ahead)
        return float(ahead)

    def _place(self, tag: int, now: float) -> int:
        """Where a client stands, or where it may: in place of one that owes nothing or, among
        eight that do, of the first.
        """
        first = free = tag % SLOTS * _SLOT.size
        is_free = False
        for number in range(_TRIES):
            place = (first + number * _SLOT.size) % SIZE
            owner, until = _SLOT.unpack_from(self._memory, place)
            if owner == tag:
                return place
            if not is_free and until <= now:
                free, is_free = place, True
            if owner == 0:
                break
        return free


def tag_of(client: str) -> int:
    """What stands for a client in the table; never 0."""
    return int.from_bytes(blake2b(client.encode(), digest_size=8).digest(), "little") or 1
