"""Time zones by their IANA names."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from schema.issues import IssueCode
from schema.values.cleaning import closest, refused, shown
from schema.values.outcome import Normalised
from schema.values.plain import label


def time_zone(raw: object) -> Normalised[str]:
    """The name of a time zone of the IANA database, as `Europe/Copenhagen`."""
    stated = label(raw)
    if stated.value is None or zone_named(stated.value) is not None:
        return stated
    hint = closest(stated.value, _names()) or "use a name such as Europe/Copenhagen"
    return refused(IssueCode.VALUE_UNKNOWN, f"{shown(raw)} is not a time zone of the IANA database", hint)


def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of an IANA name; None where there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
