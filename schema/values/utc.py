"""Moments as values and the store state them."""

from datetime import UTC, datetime


def utc_stamp(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second: 2026-05-31T09:00:00Z.

    Raises OverflowError where that is outside of the years 1 to 9999.
    """
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
