"""Calendars in iCalendar (RFC 5545, RFC 7986): one row per event, times in UTC, recurrence rules as stated."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from loaders.formats import option_checks
from loaders.formats.icalendar.content_lines import Component, calendars
from loaders.formats.icalendar.occasions import Occasion, occasion
from loaders.formats.icalendar.zoned_times import Zones
from loaders.manifest_model import Keeps, RecordMapping
from loaders.rows import Finding, Format, Option, Row
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode, Severity

_FIELDS: dict[str, Any] = {
    "name": "summary",
    "description": "description",
    "url": "url",
    "starts_at": "start",
    "ends_at": "end",
    "all_day": "all_day",
    "time_zone": "time_zone",
    "recurrence": "recurrence",
    "place": "location",
    "mode": "mode",
    "status": "status",
    "topics": "categories",
}


class ICalendar:
    """Events of calendars. Attendees, organisers' mail addresses and private events are not read."""

    name = "icalendar"
    description = (
        "iCalendar (RFC 5545, RFC 7986): events with time zones, whole days, recurrence rules and moved occurrences."
    )
    mapping: tuple[RecordMapping, ...] = (
        RecordMapping(
            kind="event",
            url="url",
            fields=_FIELDS,
            identifiers={"uid": "identifier"},
            relations={"organisers": "organiser"},
        ),
    )
    options: Mapping[str, Option] = {
        "time_zone": Option(
            "IANA zone of times without a zone, in calendars without X-WR-TIMEZONE.", option_checks.zone
        )
    }
    keeps: Keeps = "future"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
        """One row per VEVENT; the key is its UID, with the recurrence id where one occurrence of a series was moved."""
        try:
            all_calendars, findings = calendars(file.read_bytes())
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)
            return
        yield from findings
        if not all_calendars and not findings:
            yield Finding(IssueCode.SYNTAX, "The file has no BEGIN:VCALENDAR.", 1)
        zone = options.get("time_zone")
        for calendar in all_calendars:
            yield from _rows(calendar, zone if isinstance(zone, str) else None)


def _rows(calendar: Component, time_zone: str | None) -> Iterator[Row | Finding]:
    """A row per event that is public and the newest version of itself, with the findings of all events."""
    zones = Zones(calendar, time_zone)
    public = [part for part in calendar.parts if part.name == "VEVENT"]
    occasions = [occasion(part, zones) for part in public]
    current, older = _latest(occasions)
    yield from older
    for number, event in enumerate(occasions):
        yield from event.findings
        if event.is_private:
            yield Finding(IssueCode.PERSONAL_DATA, "A private event is left out.", event.line, severity=Severity.INFO)
        elif number in current:
            yield _row(event, _moved(event, occasions))
    if any(event.is_floating for event in occasions):
        line = next(event.line for event in occasions if event.is_floating)
        message = "Times without a time zone are stored as they are."
        hint = "set `options: {time_zone: Europe/Copenhagen}` or another zone on the source"
        yield Finding(IssueCode.VALUE_SUSPECT, message, line, field="starts_at", hint=hint)


def _latest(occasions: list[Occasion]) -> tuple[set[int], list[Finding]]:
    """Positions of the events that count where a file keeps older versions (lower SEQUENCE) beside them."""
    best: dict[tuple[str, str] | int, int] = {}
    older: list[Finding] = []
    for number, event in enumerate(occasions):
        key = (event.uid, event.recurrence_id) if event.uid else number
        rival = best.setdefault(key, number)
        if occasions[rival].sequence != event.sequence:
            newer, lost = sorted((rival, number), key=lambda which: -occasions[which].sequence)
            best[key] = newer
            message = f"An older version of the event in line {occasions[newer].line} is left out."
            older.append(Finding(IssueCode.KEY_DUPLICATE, message, occasions[lost].line, severity=Severity.INFO))
    # Repeats of the version that counts stay, so that the loader reports them as repeated keys.
    kept = {
        (occasions[number].uid, occasions[number].recurrence_id, occasions[number].sequence) for number in best.values()
    }
    positions = {
        number for number, event in enumerate(occasions) if (event.uid, event.recurrence_id, event.sequence) in kept
    }
    return positions, older


def _moved(event: Occasion, occasions: list[Occasion]) -> list[str]:
    """EXDATE lines that take the moved occurrences out of their series."""
    if not event.uid or event.recurrence_id or not event.values["recurrence"]:
        return []
    moved = sorted({other.recurrence_id for other in occasions if other.uid == event.uid and other.recurrence_id})
    return [f"EXDATE{'' if 'T' in stamp else ';VALUE=DATE'}:{stamp}" for stamp in moved]


def _row(event: Occasion, moved: list[str]) -> Row:
    identifier = f"{event.uid}#{event.recurrence_id}" if event.recurrence_id else event.uid
    values = event.values | {"identifier": identifier or None, "recurrence": [*event.values["recurrence"], *moved]}
    if not identifier:
        text = f"{event.values['start']}\0{event.values['summary']}"
        return Row(
            values, event.line, 1, "made-" + sha256(text.encode("utf-8", "replace")).hexdigest()[:16], event.marks
        )
    return Row(values, event.line, 1, identifier, event.marks)


FORMAT: Format = ICalendar()
