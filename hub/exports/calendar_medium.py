"""iCalendar (RFC 5545, RFC 7986): an event keeps its UID, counts its changes, and is
cancelled when it leaves the hub.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from hub.exports.edition import Edition, Medium
from hub.exports.markup import one_language
from hub.exports.tabular import Head, RowTable

_STATUSES = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "confirmed": "CONFIRMED"}
_DAY = len("2026-01-01")


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    head, events = edition.head, edition.latest
    if events is None:
        return
    frame = _frame(head).to_ical().partition(b"END:VCALENDAR")
    yield frame[0]
    for zone in await _zones(events):
        yield icalendar.Timezone.from_tzid(zone).to_ical()
    async for row in events.rows():
        if _has_day(row, "starts_at"):
            yield _event(row).to_ical()
    if edition.withdrawn is not None:
        async for row in edition.withdrawn.rows():
            yield _cancelled(head, row).to_ical()
    yield b"".join(frame[1:])


def _frame(head: Head) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Hub of public-sector open source//EN")
    calendar.add("name", head.name)
    calendar.add("x-wr-calname", head.name)
    calendar.add("url", head.list_address)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    sources = "; ".join(f"{source.attribution} ({source.licence})" for source in head.sources)
    calendar.add("description", f"Revision {head.revision}. Sources: {sources}")
    return calendar


async def _zones(events: RowTable) -> list[str]:
    """The zones that times of events are written in."""
    of_events = events.only("time_zone", "recurrence", "all_day", "starts_at_precision")
    return sorted({zone async for row in of_events.rows() if (zone := _zone(row))})


def _zone(row: Mapping[str, Any]) -> str | None:
    """The zone of a recurring event, which keeps its hour when clocks change.

    All else is in UTC, lasts whole days, or has no zone that is known.
    """
    return row["time_zone"] if row["recurrence"] and not row["all_day"] and not row["starts_at_precision"] else None


def _event(row: Mapping[str, Any]) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", row["uri"])
    event.add("dtstamp", datetime.fromisoformat(row["updated_at"]))
    event.add("last-modified", datetime.fromisoformat(row["updated_at"]))
    event.add("sequence", row["change_count"])
    event.add("summary", row["name"])
    start, end = _moment(row, "starts_at"), _end(row)
    event.add("dtstart", start)
    # an end must be later than the start and have its form (RFC 5545, 3.8.2.2)
    if end is not None and _form(end) == _form(start) and end > start:
        event.add("dtend", end)
    language, description = one_language(row["description"])
    for name, value in (
        ("description", description),
        ("location", ", ".join(part for part in (row["place"], row["city"]) if part)),
        ("url", row["url"] or row["uri"]),
        ("status", _STATUSES.get(row["status"] or "")),
        ("categories", row["topics"]),
    ):
        if value:
            event.add(name, value, parameters={"language": language} if name == "description" else {})
    _repeat(event, row["recurrence"] or "", start)
    return event


def _has_day(row: Mapping[str, Any], name: str) -> bool:
    """Whether a calendar has a place for it: of a mere month or year, a day would be made up."""
    return bool(row[name]) and row[f"{name}_precision"] not in {"year", "month"}


def _moment(row: Mapping[str, Any], name: str) -> date | datetime:
    """The start or end: a day, a clock time without a zone, or a moment."""
    if row["all_day"] or row[f"{name}_precision"] == "day":
        return date.fromisoformat(row[name][:_DAY])
    moment, zone = datetime.fromisoformat(row[name]), _zone(row)
    if row[f"{name}_precision"] == "floating":
        return moment.replace(tzinfo=None)
    return _on_the_clock_of(ZoneInfo(zone), moment) if zone else moment


def _end(row: Mapping[str, Any]) -> date | datetime | None:
    if not _has_day(row, "ends_at"):
        return None
    end = _moment(row, "ends_at")
    # a last day is stated as the day after it (RFC 5545, 3.6.1)
    return end if isinstance(end, datetime) else end + timedelta(days=1)


def _form(value: date | datetime) -> tuple[type, bool]:
    """Whether it is a day, and whether it is a time with a zone; only values of one form can be compared."""
    return type(value), isinstance(value, datetime) and value.tzinfo is not None


def _repeat(event: icalendar.Event, rules: str, start: date | datetime) -> None:
    """Take over the recurrence rules, with their dates and times in the form of the start (RFC 5545, 3.3.10)."""
    lines = "\r\n".join(line for rule in rules.splitlines() for line in _one_date_each(rule))
    parsed = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n")
    for rule in _all(parsed, "RRULE", icalendar.vRecur):
        if until := rule.get("UNTIL"):
            rule["UNTIL"] = [_in_utc(_alike(start, end, time(23, 59, 59))) for end in until]
        event.add("rrule", rule)
    for name in ("RDATE", "EXDATE"):
        for dates in _all(parsed, name, icalendar.vDDDLists):
            _add_date(event, name, dates.dts[0].dt, start)


def _one_date_each(line: str) -> list[str]:
    """The line with each of its dates on a line of its own: one that is no day of the calendar costs no other."""
    head, _, values = line.partition(":")
    return [f"{head}:{value}" for value in values.split(",")] if head.startswith(("RDATE", "EXDATE")) else [line]


def _all(parsed: icalendar.Component, name: str, form: type) -> list[Any]:
    """The values of a property that could be read."""
    values = parsed.get(name, [])
    return [value for value in (values if isinstance(values, list) else [values]) if isinstance(value, form)]


def _add_date(event: icalendar.Event, name: str, stated: Any, start: date | datetime) -> None:
    """Add one date of a series; a period, which only a series of moments can have, stays one."""
    first, *rest = stated if isinstance(stated, tuple) else (stated,)
    at = start.time() if isinstance(start, datetime) else time.min
    value = _alike(start, first, at)
    if rest and _form(start) == (datetime, True):
        until = rest[0] if isinstance(rest[0], timedelta) else _in_utc(_alike(start, rest[0], at))
        event.add(name, [(_in_utc(value), until)], parameters={"value": "PERIOD"})
    else:
        event.add(name, [value])


def _alike(start: date | datetime, value: date | datetime, at: time) -> date | datetime:
    """A date or time of a rule in the form of the start: a day, a clock time, or a time in its zone.

    at: the time of a mere day.
    """
    if not isinstance(start, datetime):
        return value.date() if isinstance(value, datetime) else value
    clock = value if isinstance(value, datetime) else datetime.combine(value, at)
    zone = start.tzinfo or UTC
    moment = _on_the_clock_of(zone, clock) if clock.tzinfo else clock.replace(tzinfo=zone)
    return moment if start.tzinfo else moment.replace(tzinfo=None)


def _in_utc(value: date | datetime) -> date | datetime:
    """A time with a zone in UTC; what has no zone as it is."""
    return _on_the_clock_of(UTC, value) if isinstance(value, datetime) and value.tzinfo else value


def _on_the_clock_of(zone: tzinfo, moment: datetime) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:  # on the last days before year 10000, by which sources say that there is no end
        return moment.replace(tzinfo=zone)


def _cancelled(head: Head, row: Mapping[str, Any]) -> icalendar.Event:
    """What left the hub, as calendars need to hear of it to drop it."""
    event, moment = icalendar.Event(), datetime.fromisoformat(row["at"])
    event.add("uid", head.root + row["id"])
    event.add("dtstamp", moment)
    event.add("dtstart", moment)
    event.add("sequence", row["revision"])  # larger than any number of changes before
    event.add("summary", row["name"])
    event.add("status", "CANCELLED")
    return event


ICS = Medium("ics", "ics", "text/calendar", "iCalendar", _written, kinds=frozenset({"event"}))
