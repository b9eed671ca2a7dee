"""Times of iCalendar: zones by IANA, Windows or the calendar's own definition, and values as ISO 8601."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.prop import vDDDTypes
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from loaders.formats.icalendar.content_lines import Component, Property
from schema.values.time_zones import fixed_offset

_parse: Any = vDDDTypes.from_ical
_DEFINITIONS = 20
_OBSERVANCES = 40
_YEARLY = re.compile(
    r"(;?(FREQ=YEARLY|INTERVAL=1|BYMONTH=(1[0-2]|0?[1-9])|BYDAY=[+-]?[1-4]?(MO|TU|WE|TH|FR|SA|SU)|UNTIL=\w{8,16}|WKST=\w\w))+"
)
_IRREGULAR = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(Z)?)?")
_OFFSET = re.compile(r"[+-]\d{4}(\d{2})?")
_SHOWN_BY_WINDOWS = re.compile(r"\((?:UTC|GMT)(?P<offset>[+-]\d\d:?\d\d)?\)\s*(?P<city>[^,]+).*", re.IGNORECASE)
_DAYS = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 7, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone and its IANA name, None where the calendar defines it on its own."""

    rules: tzinfo
    name: str | None


class Zones:
    """The zones of one calendar. floating: what times without a zone are in, where that is known."""

    def __init__(self, calendar: Component, fallback: str | None) -> None:
        self._definitions = {_tzid(part): part for part in calendar.parts if part.name == "VTIMEZONE"}
        self._found: dict[str, Zone | None] = {}
        zone_name = calendar.first("X-WR-TIMEZONE")
        self.floating = self.named(zone_name.value.strip() if zone_name else "") or self.named(fallback or "")

    def named(self, tzid: str) -> Zone | None:
        """The zone of a TZID: an IANA or Windows name, as a VTIMEZONE defines it, or a fixed offset.

        None if it is unknown.
        """
        if tzid not in self._found:
            self._found[tzid] = self._known(tzid) or self._defined(tzid) or _fixed(tzid)
        return self._found[tzid]

    def _known(self, tzid: str) -> Zone | None:
        definition = self._definitions.get(tzid)
        location = definition.first("X-LIC-LOCATION") if definition else None
        name = iana_name(tzid) or (iana_name(location.value) if location else None)
        return Zone(ZoneInfo(name), name) if name else None

    def _defined(self, tzid: str) -> Zone | None:
        definition = self._definitions.get(tzid)
        if definition is None or len(self._found) > _DEFINITIONS or not _is_plain(definition):
            return None
        try:
            zone: Any = Timezone.from_ical(_written(definition))
            return Zone(zone.to_tz(lookup_tzid=False), None)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            return None


def _fixed(tzid: str) -> Zone | None:
    offset = fixed_offset(tzid)
    return Zone(offset, None) if offset else None


def _tzid(definition: Component) -> str:
    tzid = definition.first("TZID")
    return tzid.value.strip() if tzid else ""


def _is_plain(definition: Component) -> bool:
    """Whether a VTIMEZONE has only the yearly rules that zones have: others could keep the library busy for ever."""
    rules = [rule.value.upper() for part in definition.parts for rule in part.all("RRULE")]
    return 0 < len(definition.parts) <= _OBSERVANCES and all(map(_YEARLY.fullmatch, rules))


def _written(definition: Component) -> str:
    inner = [line for part in definition.parts for line in _observance(part)]
    return "\r\n".join(["BEGIN:VTIMEZONE", "TZID:own", *inner, "END:VTIMEZONE", ""])


def _observance(part: Component) -> list[str]:
    kept = [
        content_line
        for content_line in part.properties
        if content_line.name in ("DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO")
    ]
    if part.name not in ("STANDARD", "DAYLIGHT") or not all(
        _OFFSET.fullmatch(content_line.value) for content_line in kept if content_line.name.startswith("TZ")
    ):
        return []
    return [
        f"BEGIN:{part.name}",
        *(f"{content_line.name}:{content_line.value}" for content_line in kept),
        f"END:{part.name}",
    ]


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones() - {"localtime", "Factory"})}


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    return {name.lower(): olson for name, olson in WINDOWS_TO_OLSON.items()}


@lru_cache(maxsize=1024)
def iana_name(tzid: str) -> str | None:
    """The IANA name of a TZID: itself, the end of a longer path, or what Windows calls it or shows of it.

    None if it is neither.
    """
    name = tzid.strip().strip("/").lower()
    if (shown := _SHOWN_BY_WINDOWS.fullmatch(name)) is not None:
        return _zone_of_city(shown["city"], shown["offset"] or "+00:00")
    if (windows := _windows().get(name)) is not None:
        return windows
    parts = name[:200].split("/")
    return next(filter(None, (_iana().get("/".join(parts[start:])) for start in range(len(parts)))), None)


def _zone_of_city(city: str, offset: str) -> str | None:
    """The zone named after a city, if its offset in January or July is the stated one."""
    ending, stated = "/" + city.strip().replace(" ", "_"), fixed_offset(offset)
    names = (name for lower, name in _iana().items() if lower.endswith(ending))
    meant = stated.utcoffset(None) if stated else None
    zones = ((name, ZoneInfo(name)) for name in names)
    return next((name for name, zone in zones if meant in {day.astimezone(zone).utcoffset() for day in _DAYS}), None)


Value = date | datetime


def time_of(value: str) -> Value | timedelta | None:
    """A DATE, DATE-TIME, start of a PERIOD or DURATION; None if it is none of them."""
    try:
        parsed = _parse(value.strip())
    except (ValueError, OverflowError, TypeError):
        return None
    parsed = parsed[0] if isinstance(parsed, tuple) else parsed
    return parsed if isinstance(parsed, date | timedelta) else None


def regular_time(value: str) -> str | None:
    """The form of RFC 5545 of a date or time that is written as ISO 8601 has it, or without seconds.

    None if it is neither.
    """
    written = _IRREGULAR.fullmatch(value.strip())
    if written is None:
        return None
    year, month, day, hour, minute, second, zulu = written.groups()
    return f"{year}{month}{day}" + (f"T{hour}{minute}{second or '00'}{zulu or ''}" if hour else "")


def zone_of(content_line: Property, value: Value, zones: Zones) -> Zone | None:
    """The zone a value is in; None for dates, times in UTC and times without zone."""
    if not isinstance(value, datetime) or value.tzinfo is not None:
        return None
    tzid = content_line.parameter("TZID")
    return zones.named(tzid) if tzid else zones.floating


def in_utc(value: Value, zone: Zone | None) -> Value:
    """A date-time moved to UTC where its zone is known; dates and other times stay."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None and zone is None:
        return value
    try:
        return (value if value.tzinfo else value.replace(tzinfo=zone.rules if zone else UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return value


def iso(value: Value) -> str:
    """ISO 8601: 2026-05-31, 2026-05-31T07:30:00Z, or without Z where the zone is not known."""
    return value.isoformat().replace("+00:00", "Z")


def basic(value: Value) -> str:
    """The form of RFC 5545: 20260531, 20260531T073000Z."""
    return re.sub(r"[:-]", "", iso(value))
