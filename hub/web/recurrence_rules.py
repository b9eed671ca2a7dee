"""Recurrence rules (RFC 5545, 3.3.10) as far as pages say them in words."""

import re
from dataclasses import dataclass

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDED = {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "WKST", "UNTIL", "COUNT"}
_DAY = re.compile(r"(?:\+?([1-4])|(-1))?(MO|TU|WE|TH|FR|SA|SU)")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A rule that words can say. days: each with its place in the month, 1 to 4 or -1 for the last, 0
    for every one; 0 is Monday.

    until: the last day, as 2026-05-31, "" where none is stated. count: how often, 0 where it is not stated.
    """

    frequency: str
    interval: int
    days: tuple[tuple[int, int], ...]
    until: str
    count: int


def recurrence_rule(text: str) -> RecurrenceRule | None:
    """The rule of a recurrence as the graph has it.

    None where it has several lines or says more than words here can.
    """
    parts = dict(part.split("=", 1) for part in text.removeprefix("RRULE:").split(";") if "=" in part)
    days = [_DAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",") if day]
    is_worded = set(parts) <= _WORDED and parts.get("FREQ") in _FREQUENCIES and "\n" not in text
    place = parts.get("BYSETPOS", "0")
    if not is_worded or not all(days) or place not in {"0", "-1", "1", "2", "3", "4"}:
        return None
    if place != "0" and (len(days) != 1 or parts["FREQ"] != "MONTHLY"):
        return None  # the place counts all days that the rule names, as in "the last working day of the month"
    named = [(int(day[1] or day[2] or place), _DAYS.index(day[3])) for day in days if day]
    until = parts.get("UNTIL", "")[:8]
    return RecurrenceRule(
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        days=tuple(named),
        until=f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else "",
        count=int(parts.get("COUNT", "0")),
    )
