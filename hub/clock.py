"""Moments as the store and judgements keep them: ISO 8601 text in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime

from schema.values.utc import utc_stamp

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """A moment as the store keeps it."""
    return utc_stamp(clock())


def exact_stamp(clock: Clock) -> str:
    """A moment as a judgement keeps it, to the microsecond: two within a second must keep their order."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
