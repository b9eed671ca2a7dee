"""Which revision a moment means, and how far back the store can be looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hub.errors import ErrorCode, HubError
from hub.load import ERASURES, REPAIRS
from hub.store.reading import Reader
from schema.values.utc import utc_stamp

# What a revision overwrote is needed for all revisions before it, and each that wrote anything has kept some of it, but
# for those of before the hub kept any, and those that only erased.
_OLDEST = f"""SELECT coalesce(max(l.revision), 1) FROM load AS l
    WHERE l.status = 'accepted' AND coalesce(l.network, '') NOT IN ('{ERASURES}', '{REPAIRS}')
    AND NOT EXISTS (SELECT 1 FROM former_row AS f WHERE f.revision = l.revision)"""
_TOO_LONG = 10
"""Digits that no number of a revision has: both databases would refuse it."""


@dataclass(frozen=True, slots=True)
class PastRevision:
    """A revision of the past that can be restored. finished_at: when it was made, in UTC."""

    number: int
    finished_at: str


async def oldest_revision(reader: Reader) -> int:
    """The oldest revision that can be restored."""
    return int(await reader.value(_OLDEST))


async def past_revision(reader: Reader, moment: str) -> PastRevision:
    """The revision that a moment means: a revision by its number, or the one that stood at a date or time in
    UTC; of a day, at its end.

    Raises `HubError` usage, revision-unknown or history-forgotten, which names the oldest
    revision that can be restored.
    """
    if moment.isascii() and moment.isdigit():
        number = int(moment) if len(moment) < _TOO_LONG else -1
        rows = await reader.rows("SELECT revision, finished_at FROM load WHERE revision = :number", number=number)
    else:
        before = "SELECT revision, finished_at FROM load WHERE finished_at <= :at ORDER BY revision DESC LIMIT 1"
        rows = await reader.rows(before, at=_end_of(moment))
    if not rows:
        await _refuse_unknown(reader, moment)
    found, oldest = PastRevision(*rows[0]), await oldest_revision(reader)
    if found.number < oldest:
        message = f"What the store held at revision {found.number} is no longer known."
        hint = (
            f"The oldest revision that can be restored is {oldest}, of {await reader.moment(oldest)}; HUB_HISTORY_DAYS"
            " says how long values are kept."
        )
        raise HubError(ErrorCode.HISTORY_FORGOTTEN, message, hint)
    return found


def _end_of(moment: str) -> str:
    """A moment as the store keeps it; of a day its last second."""
    try:
        read = datetime.fromisoformat(moment)
        if len(moment) == len("2026-05-31"):
            read = read.replace(hour=23, minute=59, second=59)
        return utc_stamp(read if read.tzinfo else read.replace(tzinfo=UTC))
    except (ValueError, OverflowError):  # the latter where its zone leads out of the years 1 to 9999
        message = f"{moment[:40]!r} is neither a revision nor a date."
        raise HubError(ErrorCode.USAGE, message, "Write 12, 2026-05-31 or 2026-05-31T12:00:00Z.") from None


async def _refuse_unknown(reader: Reader, moment: str) -> None:
    first, newest = (await reader.rows("SELECT min(revision), max(revision) FROM load"))[0]
    message = (
        f"The store has no revision of {moment[:40]}." if "-" in moment else f"There is no revision {moment[:40]}."
    )
    hint = f"The first is {first}, of {await reader.moment(first)}, the newest {newest}."
    raise HubError(ErrorCode.REVISION_UNKNOWN, message, hint if first else "Nothing was loaded yet.")
