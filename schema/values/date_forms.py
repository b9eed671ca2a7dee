"""The forms in which sources write dates: ISO 8601, RFC 5322, numbers day first, and words in seven languages."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from schema.values.date_words import FILLERS, MONTHS, ZONES
from schema.values.folding import fold
from schema.values.time_zones import fixed_offset

_ISO = re.compile(
    r"(?P<year>\d{4})(?:(?P<s>[-/.])(?P<month>\d{1,2})(?:(?P=s)(?P<day>\d{1,2}))?|(?P<m2>\d\d)(?P<d2>\d\d))?"
    r"(?:(?:[Tt]|\s+)(?P<clock>(?:\d\d|\d(?=:))(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?)\s*(?P<zone>(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?)?"
)
_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d\d)?:?(\d\d)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)(?:[\s,]\s*(.+))?", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})[\s,]\s*(.+)", re.DOTALL)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{4})")
_LOG_STAMP = re.compile(r"(\d{1,2})([a-z]{3})(\d\d):(\d\d)(\d\d):(\d\d)", re.IGNORECASE)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_HALF_OF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?")
_MONTH_NEXT = rf"\s*(?:{'|'.join(MONTHS)})\b"
_LOCAL_CLOCK = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:\.(\d\d)(?![\d.]|{_MONTH_NEXT})|\s?h(?:\s?(\d\d)(?!{_MONTH_NEXT}))?\b)"
)
"""A clock time as 9.30, 9h30 or 9 h; what stands before a month is a day."""
_WORDED_CLOCK = re.compile(
    r"\b(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*(am|pm)\b)?"
    r"(?P<until>\s*[-\u2013\u2014]\s*\d{1,2}:\d\d(?!\d)(?:\s*(?:am|pm)\b)?)?"
)
_WORDED_HOUR = re.compile(
    r"\bkl(?:okken\b|\.)?\s*(\d{1,2})(?P<until>[-\u2013\u2014]\d{1,2})?(?![\d:])|(?<![:\d])\b(\d{1,2})(?=\s*(?:am|pm)\b)"
)
_OFFSET = re.compile(r"(?<=\s)([+-]\d\d:?\d\d)\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|e|de|ste|º|ª|\.)(?=[\s.,]|$)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RANGE = re.compile(r"(\d{1,2})\s*[-\u2013\u2014/]\s*\d{1,2}(?=[\s.]+[^\W\d])")
_IMPOSSIBLE = "has an impossible time; only the day is used"
_FIRST_YEAR, _LAST_YEAR, _MONTHS, _HOURS, _MINUTES = 1000, 9999, 12, 24, 60


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as a source states it: parts that it does not state are None.

    doubt: what is uncertain about the reading.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int] | None = None
    zone: dt.tzinfo | None = None
    doubt: str | None = None

    def date(self) -> str:
        """The ISO date, as exact as stated."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    def clock(self) -> dt.datetime | None:
        """Day and time as stated, with its zone where that is stated; None where there is no time."""
        if self.month is None or self.day is None or self.time is None:
            return None
        return dt.datetime(self.year, self.month, self.day, *self.time, tzinfo=self.zone)

    def is_possible(self) -> bool:
        """Whether there is such a day."""
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
            dt.time(*(self.time or (0, 0, 0)))
        except ValueError:
            return False
        return _FIRST_YEAR <= self.year <= _LAST_YEAR


def read(text: str) -> Stated | None:
    """What a text states as date, by the first form that fits."""
    for form in (_epoch, _iso, _year_first, _day_first, _month_first, _log_stamp, _worded):
        stated = form(text)
        if stated is not None:
            return stated
    return None


def _epoch(text: str) -> Stated | None:
    if not _EPOCH.fullmatch(text):
        return None
    when = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
    return Stated(when.year, when.month, when.day, (when.hour, when.minute, when.second), dt.UTC)


def _iso(text: str) -> Stated | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    month, day = match["month"] or match["m2"], match["day"] or match["d2"]
    time = _time(match["clock"]) if day else None
    doubt = _IMPOSSIBLE if match["clock"] and time is None else None
    return Stated(
        int(match["year"]),
        int(month) if month else None,
        int(day) if day else None,
        time,
        _offset(match["zone"]),
        doubt,
    )


def _time(text: str | None) -> tuple[int, int, int] | None:
    match = _CLOCK.match(text) if text else None
    if match is None or int(match[1]) >= _HOURS or int(match[2] or 0) >= _MINUTES:
        return None
    return int(match[1]), int(match[2] or 0), min(int(match[3] or 0), 59)


def _offset(text: str | None) -> dt.tzinfo | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return dt.UTC
    return fixed_offset(text)


def _year_first(text: str) -> Stated | None:
    """A day as ISO 8601 has it, with a clock time behind it that it does not have."""
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    behind = _behind_day(match[5])
    return Stated(int(match[1]), int(match[3]), int(match[4]), behind.time, behind.zone, behind.doubt)


def _day_first(text: str) -> Stated | None:
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    day, month, doubt = int(match[1]), int(match[3]), None
    if month > _MONTHS >= day:
        day, month, doubt = month, day, "is read with the month first"
    elif day <= _MONTHS and day != month and match[2] != ".":
        doubt = "is ambiguous; it is read with the day first"
    behind, is_short = _behind_day(match[5] or ""), len(match[4]) == 2  # noqa: PLR2004 — a year of two digits
    if is_short and match[5] and behind.time is None:
        return None  # nothing tells it from a version or a clock time with seconds
    if is_short:
        doubt = doubt or "has a two-digit year; read as 20.."
    doubts = ", and ".join(filter(None, (doubt, behind.doubt)))
    year = int(match[4].rjust(4, "_").replace("__", "20"))
    return Stated(year, month, day, behind.time, behind.zone, doubts or None)


def _behind_day(text: str) -> "_ClockCut":
    """The clock time that stands behind a day; none, with a doubt, where anything else does."""
    cut = _clock_cut(fold(text))
    if any(word not in FILLERS for word in _WORD.findall(cut.plain)):
        return _ClockCut("", doubt="has more than a day and a time; only the day is used")
    if cut.time and (cut.time[0] >= _HOURS or cut.time[1] >= _MINUTES):
        return _ClockCut("", doubt=_IMPOSSIBLE)
    return cut


def _month_first(text: str) -> Stated | None:
    match = _MONTH_FIRST.fullmatch(text)
    return Stated(int(match[2]), int(match[1])) if match else None


def _log_stamp(text: str) -> Stated | None:
    match = _LOG_STAMP.fullmatch(text)
    month = MONTHS.get(match[2].lower()) if match else None
    return (
        Stated(2000 + int(match[3]), month, int(match[1]), (int(match[4]), int(match[5]), int(match[6])))
        if match and month
        else None
    )


def _worded(text: str) -> Stated | None:
    """A date with the month as a word. All other words must be known ones: a sentence is no date."""
    cut = _clock_cut(fold(text))
    plain, time = cut.plain, cut.time
    doubt = "states several days; the first is used" if _RANGE.search(plain) else cut.doubt
    words = [word for word in _WORD.findall(_ORDINAL.sub("", _RANGE.sub(r"\1", plain))) if word not in FILLERS]
    names = [index for index, word in enumerate(words) if word in MONTHS]
    if len(names) != 1 or any(not word.isdecimal() for index, word in enumerate(words) if index != names[0]):
        return None
    numbers = [word for word in words if word.isdecimal()]
    years = [word for word in numbers if len(word) == 4]  # noqa: PLR2004 — a year
    days = [word for word in numbers if len(word) <= 2]  # noqa: PLR2004 — a day
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return None
    return Stated(
        int(years[0]), MONTHS[words[names[0]]], int(days[0]) if days else None, time if days else None, cut.zone, doubt
    )


@dataclass(frozen=True, slots=True)
class _ClockCut:
    """A text without its clock time and zone, and these two."""

    plain: str
    zone: dt.tzinfo | None = None
    time: tuple[int, int, int] | None = None
    doubt: str | None = None


def _clock_cut(text: str) -> _ClockCut:
    offset = _OFFSET.search(text)
    zone = _offset(offset[1]) if offset else None
    for name in ZONES:
        if zone is None and re.search(rf"\b{name}\b", text):
            zone = ZoneInfo(ZONES[name])
    text = _with_colons(_OFFSET.sub(" ", text))
    clock = _WORDED_CLOCK.search(text)
    if clock is None:
        return _ClockCut(text, zone)
    doubt = "states several times; the first is used" if clock["until"] else None
    return _ClockCut(f"{text[: clock.start()]} {text[clock.end() :]}", zone, _twelve_hours(clock), doubt)


def _with_colons(text: str) -> str:
    """A text with its clock times written as 9:30 or 9:30 pm."""
    text = _LOCAL_CLOCK.sub(lambda clock: f"{clock[1]}:{clock[2] or clock[3] or '00'}", _HALF_OF_DAY.sub(r"\1m", text))
    return _WORDED_HOUR.sub(_full_hour, text)


def _full_hour(hour: re.Match[str]) -> str:
    return f" {hour[1] or hour[3]}:00" + (f"{hour['until']}:00" if hour["until"] else "")


def _twelve_hours(clock: re.Match[str]) -> tuple[int, int, int]:
    hour = int(clock[1])
    if clock[4] and hour <= 12:  # noqa: PLR2004 — later it is no hour of half a day, but the German word before a day
        hour = hour % 12 + (12 if clock[4] == "pm" else 0)
    return hour, int(clock[2]), min(int(clock[3] or 0), 59)
