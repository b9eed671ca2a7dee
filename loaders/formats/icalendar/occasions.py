"""One VEVENT as plain values: what the public may know of it, with the line of each property."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from icalendar.parser import split_on_unescaped_comma

from loaders.formats.icalendar.content_lines import Component, Property
from loaders.formats.icalendar.zoned_times import Value, Zone, Zones, basic, in_utc, iso, time_of, zone_of
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
        """Whether its CLASS keeps it from the public."""
        return str(self.values.get("class")).upper() in ("PRIVATE", "CONFIDENTIAL")

    def report(self, code: IssueCode, message: str, stated: Property | None, severity: Severity | None = None) -> None:
        """Note a finding at the line of a property, or of the event."""
        value = stated.value[:120] if stated else None
        line = stated.line if stated else self.line
        self.findings.append(
            Finding(code, message, line, field=stated.name if stated else None, value=value, severity=severity)
        )

    def put(self, name: str, value: object, stated: Property) -> None:
        """Keep a value with the line of the property it came from."""
        self.values[name] = value
        self.marks[(name,)] = (stated.line, 1)


def occasion(event: Component, zones: Zones) -> Occasion:
    """Read one VEVENT. A broken property costs that property."""
    found = Occasion(event.line, zones, values={"recurrence": []})
    _read_texts(found, event)
    _read_identity(found, event)
    _read_times(found, event)
    _read_recurrence(found, event)
    _read_place(found, event)
    return found


def plain_text(stated: Property | None) -> str:
    """A TEXT value unescaped (RFC 5545 §3.3.11) and trimmed."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], stated.value).strip() if stated else ""


def _read_texts(found: Occasion, event: Component) -> None:
    for name, source in _TEXTS.items():
        stated = event.first(source)
        found.values[name] = None
        if stated is not None and (text := plain_text(stated)):
            found.put(name, text.lower() if name == "status" else text, stated)
    description = event.first("DESCRIPTION")
    if description is not None and (text := plain_text(description)):
        language = description.parameter("LANGUAGE")
        found.put("description", {language: text} if language else text, description)
    categories = event.all("CATEGORIES")
    found.values["categories"] = [
        word.strip() for stated in categories for word in split_on_unescaped_comma(stated.value) if word.strip()
    ]


def _read_identity(found: Occasion, event: Component) -> None:
    uid, sequence, changed = event.first("UID"), event.first("SEQUENCE"), event.first("LAST-MODIFIED", "DTSTAMP")
    found.uid = plain_text(uid)
    if not found.uid:
        found.report(IssueCode.FIELD_MISSING, "An event has no UID; its key is made from start and summary.", None)
    if sequence is not None and sequence.value.isascii() and sequence.value.isdigit():
        found.sequence = int(sequence.value[:9])
    modified = time_of(changed.value) if changed is not None else None
    found.values["uid"], found.values["sequence"] = found.uid or None, found.sequence
    found.values["last_modified"] = None if modified is None or isinstance(modified, timedelta) else iso(modified)
    found.values["organiser"] = _organiser(event.first("ORGANIZER"))


def _organiser(stated: Property | None) -> str | None:
    """The organiser's name if its address is a role's; other organisers are people and not read."""
    if stated is None:
        return None
    local = stated.value.lower().removeprefix("mailto:").partition("@")[0]
    return stated.parameter("CN") if local in _ROLES else None


def _time(found: Occasion, stated: Property | None) -> tuple[Value | None, Zone | None]:
    """A property's time as stated, and its zone. What is no time is reported."""
    if stated is None:
        return None, None
    value = time_of(stated.value)
    if value is None or isinstance(value, timedelta):
        found.report(IssueCode.DATE_UNKNOWN, f"{stated.name} is not a date or date-time and is left out.", stated)
        return None, None
    zone, tzid = zone_of(stated, value, found.zones), stated.parameter("TZID")
    if isinstance(value, datetime) and value.tzinfo is None and zone is None:
        found.is_floating = found.is_floating or tzid is None
        if tzid is not None:
            found.report(
                IssueCode.VALUE_SUSPECT,
                f"The time zone {tzid[:60]!r} is not known; the time is stored as it is.",
                stated,
            )
    return value, zone


def _read_times(found: Occasion, event: Component) -> None:
    stated = event.first("DTSTART")
    start, zone = _time(found, stated)
    found.values |= {"start": None, "end": None, "all_day": None, "time_zone": None}
    if stated is None:
        found.report(IssueCode.FIELD_MISSING, "An event has no DTSTART.", None)
    if start is None or stated is None:
        return
    found.put("start", iso(in_utc(start, zone)), stated)
    found.values["all_day"] = not isinstance(start, datetime)
    found.values["time_zone"] = zone.name if zone else None
    if zone is not None and zone.name is None and event.first("RRULE") is not None:
        found.report(
            IssueCode.VALUE_SUSPECT,
            "The series is in a time zone without an IANA name: its later times may be an hour off.",
            stated,
        )
    _read_end(found, event, start, zone)


def _read_end(found: Occasion, event: Component, start: Value, zone: Zone | None) -> None:
    stated = event.first("DTEND", "DURATION")
    end = _end(found, stated, start, zone)
    if stated is None or end is None:
        return
    first = in_utc(start, zone)
    if not isinstance(start, datetime):
        end = max(start, end - _DAY) if type(end) is type(start) and end >= start else end
    if basic(end) < basic(first):
        found.report(IssueCode.VALUE_INVALID, "The event ends before it starts; its end is left out.", stated)
        return
    found.put("end", iso(end), stated)


def _end(found: Occasion, stated: Property | None, start: Value, zone: Zone | None) -> Value | None:
    if stated is None or stated.name == "DTEND":
        end, end_zone = _time(found, stated)
        return in_utc(end, end_zone) if end is not None else None
    length = time_of(stated.value)
    if not isinstance(length, timedelta):
        found.report(IssueCode.VALUE_INVALID, "DURATION is not a duration and is left out.", stated)
        return None
    try:
        days = timedelta(days=length.days if re.search(r"[DW]", stated.value.upper()) else 0)
        return in_utc(start + days, zone) + (length - days)
    except OverflowError:
        return None


def _read_recurrence(found: Occasion, event: Component) -> None:
    replaced = event.first("RECURRENCE-ID")
    value, zone = _time(found, replaced)
    if value is not None and replaced is not None:
        found.recurrence_id = basic(in_utc(value, zone))
        found.put("recurrence_id", iso(in_utc(value, zone)), replaced)
        if replaced.parameter("RANGE"):
            found.report(IssueCode.VALUE_SUSPECT, "RANGE is not supported: only this occurrence is moved.", replaced)
    for stated in event.properties:
        if stated.name in ("RRULE", "RDATE", "EXDATE", "EXRULE"):
            found.marks.setdefault(("recurrence",), (stated.line, 1))
            found.values["recurrence"] += _recurrence_lines(found, stated)


def _recurrence_lines(found: Occasion, stated: Property) -> list[str]:
    if stated.name in ("RDATE", "EXDATE"):
        return _dates_line(found, stated)
    line = f"RRULE:{stated.value.strip()}"
    if stated.name == "RRULE" and recurrence(line).value is not None:
        return [line]
    found.report(
        IssueCode.VALUE_INVALID,
        f"{stated.name} is not a rule of RFC 5545 that can be followed; it is left out.",
        stated,
    )
    return []


def _dates_line(found: Occasion, stated: Property) -> list[str]:
    parts = [
        Property(stated.name, stated.parameters, part, stated.line) for part in stated.value.split(",") if part.strip()
    ]
    known = [in_utc(value, zone) for value, zone in (_time(found, part) for part in parts) if value is not None]
    times = [basic(value) for value in known if isinstance(value, datetime)]
    days = [basic(value) for value in known if not isinstance(value, datetime)]
    lines = [f"{stated.name}:{','.join(times)}"] if times else []
    return [*lines, f"{stated.name};VALUE=DATE:{','.join(days)}"] if days else lines


def _read_place(found: Occasion, event: Component) -> None:
    stated, conference = event.first("LOCATION"), event.first("CONFERENCE")
    location = plain_text(stated)
    is_link = location.startswith(("https://", "http://")) and " " not in location
    link = conference.value.strip() if conference is not None else (location if is_link else None)
    found.values |= {
        "location": None,
        "conference": link,
        "mode": "online" if is_link else None,
        "geo": _geo(event.first("GEO")),
    }
    if stated is not None and location and not is_link:
        found.put("location", location, stated)


def _geo(stated: Property | None) -> dict[str, float] | None:
    try:
        latitude, longitude = (float(part) for part in (stated.value if stated else "").split(";"))
    except ValueError:
        return None
    return {"lat": latitude, "lon": longitude} if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004 - degrees
