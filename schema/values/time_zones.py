"""Time zones by their IANA names, and fixed offsets from UTC."""

import re
from datetime import timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from schema.issues import IssueCode
from schema.suggestions import did_you_mean
from schema.values.cleaning import refused, shown
from schema.values.outcome import Normalised
from schema.values.plain import label

_MINUS = "-\N{MINUS SIGN}"
_OFFSET = re.compile(rf"(?:UTC|GMT)?\s*([+{_MINUS}])\s*(\d\d?)(?::?(\d\d))?", re.IGNORECASE)
_MINUTES = 60
_FARTHEST = timedelta(hours=15)


def time_zone(raw: object) -> Normalised[str]:
    """The name of a time zone of the IANA database, as `Europe/Copenhagen`."""
    stated = label(raw)
    if stated.value is None or zone_named(stated.value) is not None:
        return stated
    hint = did_you_mean(stated.value, _names()) or "use a name such as Europe/Copenhagen"
    return refused(IssueCode.VALUE_UNKNOWN, f"{shown(raw)} is not a time zone of the IANA database", hint)


def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of an IANA name; None where there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def fixed_offset(text: str) -> timezone | None:
    """The offset that a text such as `+02:00`, `UTC-3` or `GMT+0200` states, east of Greenwich
    positive; None if it is none.

    Not what Windows shows as `(UTC+01:00) Amsterdam …`: that zone has summer time.
    """
    stated = _OFFSET.fullmatch(text.strip())
    if stated is None or int(stated[3] or 0) >= _MINUTES:
        return None
    size = timedelta(hours=int(stated[2]), minutes=int(stated[3] or 0))
    return timezone(-size if stated[1] in _MINUS else size) if size <= _FARTHEST else None


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
