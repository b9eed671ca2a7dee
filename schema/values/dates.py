"""Dates and moments as ISO 8601, as exact as stated. A time without a zone is never UTC by accident."""

import datetime as dt
from calendar import monthrange

from schema.issues import IssueCode, Problem
from schema.values.cleaning import is_absent, refused, scalar_text, shown, suspect
from schema.values.date_forms import Stated, read
from schema.values.outcome import Normalised
from schema.values.time_zones import zone_named
from schema.values.utc import utc_stamp

_LONGEST = 200
_UNKNOWN_DAYS = frozenset({"1900-01-01", "1970-01-01", "2038-01-19", "2038-01-20"})
_NO_END = 9999
_PRECISIONS = {4: "year", 7: "month", 10: "day", 19: "floating"}
_HINT = "write it as 2026-05-31, 2026-05 or 2026"


def date(raw: object) -> Normalised[str]:
    """A date as exact as stated: 2026, 2026-05 or 2026-05-31.

    Days that mean «unknown» or «no end», as 1900-01-01 and 2038-01-20, give nothing.
    """
    stated = _stated(raw)
    return _rendered(raw, stated.value, stated.value.date()) if stated.value else Normalised(None, stated.problem)


def moment(raw: object) -> Normalised[str]:
    """A moment in UTC as 2026-05-31T07:30:00Z.

    A date stays a date; a clock time without zone stays one, and is suspect.
    """
    return moment_in(raw, None)


def moment_in(raw: object, zone: str | None) -> Normalised[str]:
    """As `moment`; a clock time without zone is read in the given IANA time zone."""
    stated = _stated(raw)
    if stated.value is None:
        return Normalised(None, stated.problem)
    clock = stated.value.clock()
    if clock is None:
        return _rendered(raw, stated.value, stated.value.date())
    if clock.tzinfo is None:
        clock = clock.replace(tzinfo=zone_named(zone))
    if clock.tzinfo is None:
        bare = _rendered(raw, stated.value, clock.strftime("%Y-%m-%dT%H:%M:%S"))
        return (
            suspect(
                bare.value, f"{shown(raw)} does not state a time zone", "add the offset, such as 2026-05-31T09:30+02:00"
            )
            if bare.value
            else bare
        )
    return _in_utc(raw, stated.value, clock)


def _in_utc(raw: object, stated: Stated, clock: dt.datetime) -> Normalised[str]:
    try:
        return _rendered(raw, stated, utc_stamp(clock))
    except OverflowError:
        return refused(IssueCode.DATE_UNKNOWN, f"{shown(raw)} is not a date", _HINT)


def _stated(raw: object) -> Normalised[Stated]:
    if is_absent(raw):
        return Normalised(None)
    text = scalar_text(raw)
    stated = read(text) if text is not None and len(text) <= _LONGEST else None
    if stated is None or not stated.is_possible():
        return refused(IssueCode.DATE_UNKNOWN, f"{shown(raw)} is not a date", _HINT)
    return Normalised(stated)


def _rendered(raw: object, stated: Stated, iso: str) -> Normalised[str]:
    if stated.year == _NO_END or stated.date() in _UNKNOWN_DAYS or iso[:10] in _UNKNOWN_DAYS:
        return suspect(None, f"{shown(raw)} is read as «unknown» or «no end»", "leave the date out")
    return Normalised(
        iso, Problem(IssueCode.VALUE_SUSPECT, f"{shown(raw)} {stated.doubt}", _HINT) if stated.doubt else None
    )


def precision(iso: str) -> str | None:
    """How exact an ISO date is: year, month, day, or floating for a clock time without a zone; None for a moment."""
    return _PRECISIONS.get(len(iso))


def first_day(iso: str) -> str:
    """The first day that a date as exact as stated may mean, as YYYY-MM-DD."""
    return (iso[:10] + "-01-01"[len(iso) - 4 :]) if len(iso) < 10 else iso[:10]  # noqa: PLR2004 — the length of a day


def last_day(iso: str) -> str:
    """The last day that a date as exact as stated may mean, as YYYY-MM-DD."""
    known = precision(iso)
    if known == "year":
        return f"{iso}-12-31"
    return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:7]))[1]:02}" if known == "month" else iso[:10]


def as_moment(iso: str) -> str:
    """The form of moment columns, YYYY-MM-DDTHH:MM:SSZ: of a date midnight UTC of its first day.

    A clock time without zone counts as UTC.
    """
    return f"{first_day(iso)}T00:00:00Z" if "T" not in iso else f"{iso.removesuffix('Z')}Z"
