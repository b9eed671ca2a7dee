"""Recurring events expanded: the times at which an event takes place, from its own start alone
and whatever its rules say.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import islice
from math import prod
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr

HORIZON = "2041-01-01T00:00:00Z"
"""Series are expanded up to this moment.

A constant: were it counted from the day of a load, equal loads would differ.
"""
MOST_DATES = 6_000
"""Dates of one series at most: enough for every day of sixteen years."""
_TEXT_LIMIT = 100_000
_RULE_LIMIT = 1_000
_RULES = 10
_TIMES_A_DAY = 48
_EXPANDED = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
}
_BY_FREQUENCY = {
    "YEARLY": _EXPANDED | {"BYYEARDAY", "BYWEEKNO"},
    "MONTHLY": _EXPANDED,
    "WEEKLY": _EXPANDED - {"BYMONTHDAY"},
    "DAILY": _EXPANDED,
}
_NUMBERS = re.compile(r"-?\d{1,3}(,-?\d{1,3})*")
_CALENDAR_CYCLE = 400
_STAMP = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")
_YEAR_AND_MONTH = len("2026-05")
_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}")

Occurrence = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class _Line:
    """A content line of RFC 5545: its name, its time zone where it states one, its value."""

    name: str
    zone: tzinfo
    value: str


def occurrences(
    starts_at: str | None,
    ends_at: str | None,
    all_day: bool | None,  # noqa: FBT001
    time_zone: str | None,
    recurrence: str | None,
    *,
    horizon_years: int = 3,
    limit: int = 500,
) -> list[Occurrence]:
    """Starts and ends of an event's occurrences by RFC 5545, in order, the first being its own start.

    Rules run in the event's time zone, so they keep their clock time over DST. Dates and moments come back in the
    form given; an end that is not known stays None. Only what starts within `horizon_years` of the event's start
    is listed, at most `limit`. FREQ=HOURLY and finer, more than 48 times a day, and rules that do not parse are
    not expanded. Never raises.
    """
    start, end = _moment(starts_at), _moment(ends_at)
    if starts_at is None or start is None:
        return []
    if not recurrence or len(recurrence) > _TEXT_LIMIT:
        return [(starts_at, ends_at)]
    zone = UTC if all_day or _is_date(starts_at) else _zone(time_zone)
    local = start.astimezone(zone).replace(tzinfo=None)
    horizon = _years_after(local, horizon_years)
    chosen = _chosen(local, list(_lines(recurrence, zone)), zone, horizon, limit)
    length = end - start if end is not None and end >= start else None
    found = (_occurrence(when, local, zone, length, (starts_at, ends_at)) for when in chosen)
    return list({start: (start, end) for start, end in found}.values())


def _occurrence(
    when: datetime, local: datetime, zone: tzinfo, length: timedelta | None, first: Occurrence
) -> Occurrence:
    starts_at, ends_at = first
    if when == local:
        return starts_at, ends_at
    moment = when.replace(tzinfo=zone).astimezone(UTC)
    end = None
    if length is not None and ends_at is not None:
        with suppress(OverflowError):
            end = _written(moment + length, ends_at)
    return _written(moment, starts_at), end


def _chosen(local: datetime, lines: list[_Line], zone: tzinfo, horizon: datetime, limit: int) -> list[datetime]:
    out = [line for line in lines if line.name == "EXDATE"]
    days_out = {
        stamp
        for line in out
        for stamp in _stamps(line, zone)
        if isinstance(stamp, date) and not isinstance(stamp, datetime)
    }
    times_out = {stamp for line in out for stamp in _stamps(line, zone) if isinstance(stamp, datetime)}
    found = {local} | set(_added(lines, zone, local))
    budget = limit + len(times_out) + 32 * len(days_out)
    for line in [line for line in lines if line.name == "RRULE"][:_RULES]:
        found.update(_ruled(line.value, local, zone, horizon, budget))
    kept = (
        when
        for when in sorted(found)
        if local <= when <= horizon and when not in times_out and when.date() not in days_out
    )
    return list(islice(kept, limit))


def _added(lines: list[_Line], zone: tzinfo, local: datetime) -> Iterator[datetime]:
    for line in lines:
        if line.name == "RDATE":
            for stamp in _stamps(line, zone):
                yield stamp if isinstance(stamp, datetime) else datetime.combine(stamp, local.time())


def _ruled(text: str, local: datetime, zone: tzinfo, horizon: datetime, budget: int) -> list[datetime]:
    parts = _parts(text)
    if parts is None or not _is_bounded(parts):
        return []
    count = min(int(parts.pop("COUNT", budget)), budget)
    until = min(horizon, _until(parts.pop("UNTIL", None), zone) or horizon)
    matches = _day_filter(parts)
    with suppress(ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return list(islice((when for when in _stepped(parts, local, until) if matches(when)), count))
    return []


def _stepped(parts: dict[str, str], local: datetime, until: datetime) -> Iterator[datetime]:
    """The rule run in the last cycle of 400 years before year 9999.

    The calendar repeats itself there to the weekday, and dateutil, which seeks on to that year while
    nothing matches, soon stops.
    """
    shift = (MAXYEAR - until.year) // _CALENDAR_CYCLE * _CALENDAR_CYCLE
    rule = rrulestr(
        ";".join(f"{name}={value}" for name, value in parts.items()), dtstart=local.replace(year=local.year + shift)
    )
    if isinstance(rule, rrule):
        for when in rule.replace(until=until.replace(year=until.year + shift)):
            yield when.replace(year=when.year - shift)


def _day_filter(parts: dict[str, str]) -> Callable[[datetime], bool]:
    """Take month and day limits out of a daily or weekly rule: dateutil would step through
    centuries where none can match.
    """
    if parts["FREQ"] not in {"DAILY", "WEEKLY"}:
        return lambda _when: True
    months, days = _numbers(parts.pop("BYMONTH", "")), _numbers(parts.pop("BYMONTHDAY", ""))

    def matches(when: datetime) -> bool:
        from_end = when.day - monthrange(when.year, when.month)[1] - 1
        return (not months or when.month in months) and (not days or when.day in days or from_end in days)

    return matches


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",")) if _NUMBERS.fullmatch(text) else frozenset()


def _parts(text: str) -> dict[str, str] | None:
    if len(text) > _RULE_LIMIT:
        return None
    pairs = [part.partition("=") for part in text.upper().strip(" ;").split(";")]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_bounded(parts: dict[str, str]) -> bool:
    times = prod(len(set(parts.get(name, "0").split(","))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    positive = all(_NUMBER.fullmatch(parts.get(name, "1")) for name in ("INTERVAL", "COUNT"))
    known = parts.keys() <= _BY_FREQUENCY.get(parts.get("FREQ", ""), frozenset())
    return (
        known
        and times <= _TIMES_A_DAY
        and positive
        and all(_NUMBERS.fullmatch(parts[name]) for name in ("BYMONTH", "BYMONTHDAY") if name in parts)
    )


def _until(text: str | None, zone: tzinfo) -> datetime | None:
    stamp = _stamp(text or "", zone, zone)
    if stamp is None or isinstance(stamp, datetime):
        return stamp
    return datetime.combine(stamp, time.max)


def _lines(recurrence: str, zone: tzinfo) -> Iterator[_Line]:
    """Content lines; a bare rule without its name counts as RRULE."""
    for text in recurrence.splitlines():
        head, colon, value = text.strip().partition(":")
        name, *parameters = head.split(";")
        stated = [parameter[5:].strip('"') for parameter in parameters if parameter.upper().startswith("TZID=")]
        yield _Line(name.upper(), _zone(stated[0]) if stated else zone, value) if colon else _Line("RRULE", zone, head)


def _stamps(line: _Line, zone: tzinfo) -> Iterator[date]:
    for text in line.value.split(","):
        stamp = _stamp(text.partition("/")[0].strip(), line.zone, zone)
        if stamp is not None:
            yield stamp


def _stamp(text: str, stated: tzinfo, zone: tzinfo) -> date | None:
    """A DATE as date, a DATE-TIME as clock time in `zone`; None if it is neither."""
    if _STAMP.fullmatch(text) is None:
        return None
    try:
        clock = datetime.fromisoformat(text.removesuffix("Z"))
        if "T" not in text:
            return clock.date()
        return clock.replace(tzinfo=UTC if text.endswith("Z") else stated).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _is_date(text: str) -> bool:
    return "T" not in text


def _moment(text: str | None) -> datetime | None:
    """A moment, or midnight UTC of the first day of a date however exact: 2026, 2026-05, 2026-05-31."""
    if not text:
        return None
    padded = text if len(text) > _YEAR_AND_MONTH else (text + "-01-01")[:10]
    try:
        moment = datetime.fromisoformat(padded)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _written(moment: datetime, like: str) -> str:
    return moment.date().isoformat() if _is_date(like) else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _years_after(moment: datetime, years: int) -> datetime:
    try:
        return moment + timedelta(days=366 * years)
    except OverflowError:
        return datetime.max  # noqa: DTZ901 - clock times have no zone here
