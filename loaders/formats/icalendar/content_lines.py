"""Content lines and components of iCalendar (RFC 5545 §3.1, §3.4), each with its line in the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from icalendar.parser import Contentline, Parameters

from loaders.rows import Finding
from schema.issues import IssueCode, Severity

_DEPTH = 20
_content_line: Any = Contentline
_REST_OF_ZONE = re.compile(r"(?!\d{4}-?\d\d-?\d\d)(?P<zone>[^;:]*)[^:]*:(?P<times>\d{4}-?\d\d-?\d\d.*)")
"""A value that began too early, at the colon of a zone that should be quoted: `TZID=(UTC+01:00)
Berlin:20240612T090000`.
"""


@dataclass(frozen=True, slots=True)
class Property:
    """One content line, unfolded. value: as written, still escaped."""

    name: str
    parameters: Parameters
    value: str
    line: int

    def parameter(self, name: str) -> str | None:
        """A parameter as text, or None."""
        value = self.parameters.get(name)
        return str(value[0] if isinstance(value, list) else value) if value else None


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, *names: str) -> Property | None:
        """The first property of one of these names."""
        return next((candidate for candidate in self.properties if candidate.name in names), None)

    def all(self, name: str) -> list[Property]:
        """All properties of a name."""
        return [candidate for candidate in self.properties if candidate.name == name]


def calendars(content: bytes) -> tuple[list[Component], list[Finding]]:
    """The VCALENDAR components of a file; what is broken costs its own line or component and is a finding."""
    reader = _ComponentReader()
    for number, raw in _unfolded(content):
        reader.take(number, raw)
        if reader.is_refused:
            break
    reader.close_rest(content.rstrip().count(b"\n") + 1)
    return reader.calendars, reader.findings


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines joined with their folds, as bytes: a fold may stand within a UTF-8 character."""
    start, parts = 1, list[bytes]()
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        text = line.removesuffix(b"\r")
        if text[:1] in (b" ", b"\t") and parts:
            parts.append(text[1:])
            continue
        if parts:
            yield start, b"".join(parts)
        start, parts = number, [text] if text else []
    if parts:
        yield start, b"".join(parts)


class _ComponentReader:
    """The open components while a file is read line by line."""

    def __init__(self) -> None:
        self.calendars: list[Component] = []
        self.findings: list[Finding] = []
        self.is_refused = False
        self._open: list[Component] = []

    def take(self, line: int, raw: bytes) -> None:
        content_line = self._property(line, raw)
        if content_line is None:
            return
        if content_line.name == "BEGIN":
            self._begin(content_line)
        elif content_line.name == "END":
            self._end(content_line)
        elif self._open:
            self._open[-1].properties.append(content_line)

    def close_rest(self, last_line: int) -> None:
        """Components that the end of the file cuts off are lost, but a calendar keeps its whole events."""
        if self._open and not self.is_refused:
            self._cut_off(self._open[0], last_line)
        while self._open:
            self._drop(self._open.pop())

    def _property(self, line: int, raw: bytes) -> Property | None:
        try:
            content: Contentline = _content_line(raw.decode("utf-8"))
            name, parameters, value = content.raw_parts()
        except UnicodeDecodeError:
            self._lost(IssueCode.FILE_NOT_UTF8, "A line is not UTF-8 and is left out.", line)
        except (ValueError, AssertionError, IndexError):
            self._lost(IssueCode.SYNTAX, "A line is not an iCalendar property and is left out.", line)
        else:
            return self._with_whole_zone(Property(name.upper(), parameters, value, line))
        return None

    def _with_whole_zone(self, content_line: Property) -> Property:
        """The property; of one whose unquoted TZID has a colon what was meant, with a finding."""
        begun = content_line.parameter("TZID")
        cut = _REST_OF_ZONE.fullmatch(content_line.value) if begun is not None else None
        if cut is None:
            return content_line
        zone = f"{begun}:{cut['zone']}"
        message = f"The TZID of {content_line.name} has a colon and is not quoted; it is read as {zone[:60]!r}."
        hint = f'write TZID="{zone[:60]}"'
        self.findings.append(Finding(IssueCode.VALUE_SUSPECT, message, content_line.line, hint=hint))
        parameters = Parameters({**content_line.parameters, "TZID": zone})
        return Property(content_line.name, parameters, cut["times"], content_line.line)

    def _lost(self, code: IssueCode, message: str, line: int) -> None:
        if self._open or (code is IssueCode.FILE_NOT_UTF8 and not self.findings):
            self.findings.append(Finding(code, message, line, severity=Severity.WARNING))

    def _begin(self, content_line: Property) -> None:
        name = content_line.value.strip().upper()
        if name in ("VEVENT", "VCALENDAR") and any(part.name == name for part in self._open):
            self._close_down_to(name, content_line.line)
        self._open.append(Component(name, content_line.line))
        if len(self._open) > _DEPTH:
            self.is_refused = True
            self.findings.append(
                Finding(
                    IssueCode.NESTING_TOO_DEEP, f"Components are nested more than {_DEPTH} deep.", content_line.line
                )
            )

    def _end(self, content_line: Property) -> None:
        name = content_line.value.strip().upper()
        if not any(part.name == name for part in self._open):
            self._lost(IssueCode.SYNTAX, f"END:{name[:40]} has no BEGIN.", content_line.line)
            return
        while self._open[-1].name != name:
            self._drop(self._open.pop())
        self._keep(self._open.pop())

    def _close_down_to(self, name: str, line: int) -> None:
        if name == "VCALENDAR":
            self._cut_off(self._open[0], line)
        while any(part.name == name for part in self._open):
            self._drop(self._open.pop())

    def _keep(self, whole: Component) -> None:
        if whole.name == "VCALENDAR":
            self.calendars.append(whole)
        elif self._open:
            self._open[-1].parts.append(whole)

    def _cut_off(self, open_component: Component, line: int) -> None:
        message = f"The {open_component.name[:40]} of line {open_component.line} has no END: it seems to be cut off."
        self.findings.append(Finding(IssueCode.SYNTAX, message, line, hint="fetch or save the whole file again"))

    def _drop(self, broken: Component) -> None:
        if broken.name == "VCALENDAR":
            self.calendars.append(broken)
        else:
            severity = Severity.ERROR if broken.name == "VEVENT" else Severity.WARNING
            message = f"{broken.name[:40]} has no END and is left out."
            self.findings.append(Finding(IssueCode.SYNTAX, message, broken.line, severity=severity))
