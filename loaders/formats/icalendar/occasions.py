"""One VEVENT as plain values: what the public may know of it, with the line of each property."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from icalendar.parser import split_on_unescaped_comma

from loaders.formats.icalendar.content_lines import Component, Property
from loaders.formats.icalendar.zoned_times import Value, Zone, Zones, basic, in_utc, iso, regular_time, time_of, zone_of
from loaders.rows import Finding, ValuePath
from schema.issues import IssueCode, Severity
from schema.values.plain import recurrence

_ESCAPED = re.compile(r"\\([\\;,nN])")
_DAY = timedelta(days=1)
_ROLES = frozenset(
    {
        "info",
        "contact",
        "events",
        "event",
        "ospo",
        "opensource",
        "office",
        "hello",
        "kontakt",
        "post",
        "team",
        "community",
        "noreply",
    }
)
_TEXTS = {"summary": "SUMMARY", "url": "URL", "status": "STATUS", "class": "CLASS"}


@dataclass(slots=True)
class Occasion:
    """A VEVENT read. recurrence_id: which occurrence of its series it replaces, in RFC 5545 form, else empty."""

    line: int
    zones: Zones
    uid: str = ""
    recurrence_id: str = ""
    sequence: int = 0
    is_floating: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[ValuePath, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        """Whether its CLASS keeps it from the public, as one does that is not known (RFC 5545 §3.8.1.3)."""
        return str(self.values.get("class") or "PUBLIC").upper() != "PUBLIC"

    def report(
        self, code: IssueCode, message: str, content_line: Property | None, severity: Severity | None = None
    ) -> None:
        """Note a finding at the line of a property, or of the event."""
        value = content_line.value[:120] if content_line else None
        line = content_line.line if content_line else self.line
        self.findings.append(
            Finding(
                code, message, line, field=content_line.name if content_line else None, value=value, severity=severity
            )
        )

    def put(self, name: str, value: object, content_line: Property) -> None:
        """Keep a value with the line of the property it came from."""
        self.values[name] = value
        self.marks[(name,)] = (content_line.line, 1)


def occasion(event: Component, zones: Zones) -> Occasion:
    """Read one VEVENT. A broken property costs that property."""
    result = Occasion(event.line, zones, values={"recurrence": []})
    _read_texts(result, event)
    _read_identity(result, event)
    _read_times(result, event)
    _read_recurrence(result, event)
    _read_place(result, event)
    return result


def plain_text(content_line: Property | None) -> str:
    """A TEXT value unescaped (RFC 5545 §3.3.11) and trimmed."""
    return (
        _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], content_line.value).strip()
        if content_line
        else ""
    )


def _read_texts(occasion: Occasion, event: Component) -> None:
    for name, source in _TEXTS.items():
        content_line = event.first(source)
        occasion.values[name] = None
        if content_line is not None and (text := plain_text(content_line)):
            occasion.put(name, text.lower() if name == "status" else text, content_line)
    description = event.first("DESCRIPTION")
    if description is not None and (text := plain_text(description)):
        language = description.parameter("LANGUAGE")
        occasion.put("description", {language: text} if language else text, description)
    categories = event.all("CATEGORIES")
    occasion.values["categories"] = [
        word.strip()
        for content_line in categories
        for word in split_on_unescaped_comma(content_line.value)
        if word.strip()
    ]


def _read_identity(occasion: Occasion, event: Component) -> None:
    uid, sequence, changed = event.first("UID"), event.first("SEQUENCE"), event.first("LAST-MODIFIED", "DTSTAMP")
    occasion.uid = plain_text(uid)
    if not occasion.uid:
        occasion.report(IssueCode.FIELD_MISSING, "An event has no UID; its key is made from start and summary.", None)
    if sequence is not None and sequence.value.isascii() and sequence.value.isdigit():
        occasion.sequence = int(sequence.value[:9])
    modified = time_of(changed.value) if changed is not None else None
    occasion.values["uid"], occasion.values["sequence"] = occasion.uid or None, occasion.sequence
    occasion.values["last_modified"] = None if modified is None or isinstance(modified, timedelta) else iso(modified)
    occasion.values["organiser"] = _organiser(event.first("ORGANIZER"))


def _organiser(content_line: Property | None) -> str | None:
    """The organiser's name if its address is a role's; other organisers are people and not read."""
    if content_line is None:
        return None
    local = content_line.value.lower().removeprefix("mailto:").partition("@")[0]
    return content_line.parameter("CN") if local in _ROLES else None


def _time(occasion: Occasion, content_line: Property | None) -> tuple[Value | None, Zone | None]:
    """A property's time as stated, and its zone. What is no time is reported."""
    if content_line is None:
        return None, None
    value = time_of(content_line.value)
    if value is None and (regular := regular_time(content_line.value)) is not None:
        value = time_of(regular)
        message = f"{content_line.name} is not written as RFC 5545 requires; it is read as {regular}."
        occasion.report(IssueCode.VALUE_SUSPECT, message, content_line)
    if value is None or isinstance(value, timedelta):
        occasion.report(
            IssueCode.DATE_UNKNOWN, f"{content_line.name} is not a date or date-time and is left out.", content_line
        )
        return None, None
    zone, tzid = zone_of(content_line, value, occasion.zones), content_line.parameter("TZID")
    if isinstance(value, datetime) and value.tzinfo is None and zone is None:
        occasion.is_floating = occasion.is_floating or tzid is None
        if tzid is not None:
            occasion.report(
                IssueCode.VALUE_SUSPECT,
                f"The time zone {tzid[:60]!r} is not known; the time is stored as it is.",
                content_line,
            )
    return value, zone


def _read_times(occasion: Occasion, event: Component) -> None:
    """Read when an event takes place: start, end, whether it lasts whole days, and its time zone."""
    content_line = event.first("DTSTART")
    start, zone = _time(occasion, content_line)
    occasion.values |= {"start": None, "end": None, "all_day": None, "time_zone": None}
    if content_line is None:
        occasion.report(IssueCode.FIELD_MISSING, "An event has no DTSTART.", None)
    if start is None or content_line is None:
        return
    occasion.put("start", iso(in_utc(start, zone)), content_line)
    occasion.values["all_day"] = not isinstance(start, datetime)
    occasion.values["time_zone"] = zone.name if zone else None
    is_fixed = zone is not None and isinstance(zone.rules, timezone)
    if zone is not None and zone.name is None and not is_fixed and event.first("RRULE") is not None:
        occasion.report(
            IssueCode.VALUE_SUSPECT,
            "The series is in a time zone without an IANA name: its later times may be an hour off.",
            content_line,
        )
    _read_end(occasion, event, start, zone)


def _read_end(occasion: Occasion, event: Component, start: Value, zone: Zone | None) -> None:
    content_line = event.first("DTEND", "DURATION")
    end = _end(occasion, content_line, start, zone)
    if content_line is None or end is None:
        return
    first = in_utc(start, zone)
    if not isinstance(start, datetime):
        end = max(start, end - _DAY) if type(end) is type(start) and end >= start else end
    if basic(end) < basic(first):
        occasion.report(IssueCode.VALUE_INVALID, "The event ends before it starts; its end is left out.", content_line)
        return
    occasion.put("end", iso(end), content_line)


def _end(occasion: Occasion, content_line: Property | None, start: Value, zone: Zone | None) -> Value | None:
    if content_line is None or content_line.name == "DTEND":
        end, end_zone = _time(occasion, content_line)
        return in_utc(end, end_zone) if end is not None else None
    length = time_of(content_line.value)
    if not isinstance(length, timedelta):
        occasion.report(IssueCode.VALUE_INVALID, "DURATION is not a duration and is left out.", content_line)
        return None
    try:
        days = timedelta(days=length.days if re.search(r"[DW]", content_line.value.upper()) else 0)
        return in_utc(start + days, zone) + (length - days)
    except OverflowError:
        return None


def _read_recurrence(occasion: Occasion, event: Component) -> None:
    replaced = event.first("RECURRENCE-ID")
    value, zone = _time(occasion, replaced)
    if value is not None and replaced is not None:
        occasion.recurrence_id = basic(in_utc(value, zone))
        occasion.put("recurrence_id", iso(in_utc(value, zone)), replaced)
        if replaced.parameter("RANGE"):
            occasion.report(IssueCode.VALUE_SUSPECT, "RANGE is not supported: only this occurrence is moved.", replaced)
    for content_line in event.properties:
        if content_line.name in ("RRULE", "RDATE", "EXDATE", "EXRULE"):
            occasion.marks.setdefault(("recurrence",), (content_line.line, 1))
            occasion.values["recurrence"] += _recurrence_lines(occasion, content_line)


def _recurrence_lines(occasion: Occasion, content_line: Property) -> list[str]:
    if content_line.name in ("RDATE", "EXDATE"):
        return _dates_line(occasion, content_line)
    line = f"RRULE:{content_line.value.strip()}"
    if content_line.name == "RRULE" and recurrence(line).value is not None:
        return [line]
    occasion.report(
        IssueCode.VALUE_INVALID,
        f"{content_line.name} is not a recurrence rule of RFC 5545 that can be followed; it is left out.",
        content_line,
    )
    return []


def _dates_line(occasion: Occasion, content_line: Property) -> list[str]:
    parts = [
        Property(content_line.name, content_line.parameters, part, content_line.line)
        for part in content_line.value.split(",")
        if part.strip()
    ]
    known = [in_utc(value, zone) for value, zone in (_time(occasion, part) for part in parts) if value is not None]
    times = [basic(value) for value in known if isinstance(value, datetime)]
    days = [basic(value) for value in known if not isinstance(value, datetime)]
    lines = [f"{content_line.name}:{','.join(times)}"] if times else []
    return [*lines, f"{content_line.name};VALUE=DATE:{','.join(days)}"] if days else lines


def _read_place(occasion: Occasion, event: Component) -> None:
    content_line, conference = event.first("LOCATION"), event.first("CONFERENCE")
    location = plain_text(content_line)
    is_link = location.startswith(("https://", "http://")) and " " not in location
    link = conference.value.strip() if conference is not None else (location if is_link else None)
    occasion.values |= {
        "location": None,
        "conference": link,
        "mode": "online" if is_link else None,
        "geo": _geo(event.first("GEO")),
    }
    if content_line is not None and location and not is_link:
        occasion.put("location", location, content_line)


def _geo(content_line: Property | None) -> dict[str, float] | None:
    try:
        latitude, longitude = (float(part) for part in (content_line.value if content_line else "").split(";"))
    except ValueError:
        return None
    return {"lat": latitude, "lon": longitude} if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004 - degrees
