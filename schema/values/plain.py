"""Plain values: text, labels, keys, numbers, truth values, recurrence rules and words of a vocabulary."""

import datetime as dt
import math
import re

from dateutil.rrule import rrulestr

from schema.issues import IssueCode
from schema.suggestions import did_you_mean
from schema.values.cleaning import (
    has_unseen,
    is_absent,
    is_damaged,
    of_text,
    refused,
    scalar_text,
    shown,
    suspect,
)
from schema.values.html_markup import without_markup
from schema.values.outcome import Normalised

LABEL_LENGTH = 500
DAMAGE = (
    "The value has characters that no text has; it is read without them.",
    "restore the value where it is published",
)
"""What to say of a value that is damaged (`is_damaged`), and what to do about it."""
_INTEGERS = 2**31
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([., '\u2019])\d{3})(?:\1\d{3})*")
_LONGEST_NUMBER = 100
_LONGEST_RECURRENCE = 20_000
_POINTED = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_EITHER = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})")
"""Thousands in one country, decimals in another."""
_TRUE = frozenset(
    {"true", "yes", "y", "1", "on", "ja", "oui", "sì", "si", "sí", "sim", "x"}
    | {"wahr", "sand", "vrai", "vero", "waar", "verdadero", "verdadeiro"}  # as local spreadsheets write it
)
_FALSE = frozenset(
    {"false", "no", "n", "0", "off", "nej", "nein", "non", "nee", "não"}
    | {"falsch", "falsk", "faux", "falso", "onwaar"}
)
_RECURRENCE_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:\n]*)?):(.+)")
_DATE_LIST = re.compile(r"\d{8}(T\d{6}Z?)?(/[\dTZPWDHMS+-]+)?(,\d{8}(T\d{6}Z?)?(/[\dTZPWDHMS+-]+)?)*")


def text(raw: object) -> Normalised[str]:
    """Free text of any length: NFC, LF line ends, trimmed, without HTML and control characters."""
    return _words(raw)


def label(raw: object) -> Normalised[str]:
    """One line of text of at most 500 characters, without HTML; what is longer is cut and marked as suspect."""
    stated = _words(raw)
    if stated.value is None:
        return stated
    line = " ".join(stated.value.split())
    if len(line) <= LABEL_LENGTH:
        return Normalised(line, stated.problem)
    return suspect(
        line[: LABEL_LENGTH - 1].rstrip() + "…", f"{shown(line)} is longer than {LABEL_LENGTH} characters and is cut"
    )


def _words(raw: object) -> Normalised[str]:
    if is_absent(raw):
        return Normalised(None)
    stated = scalar_text(raw)
    if stated is None:
        return refused(IssueCode.VALUE_INVALID, f"{shown(raw)} is not text", "give a single text here")
    plain = without_markup(stated)
    if is_absent(plain):
        return Normalised(None)
    return suspect(plain, *DAMAGE) if is_damaged(raw) else Normalised(plain)


def key(raw: object) -> Normalised[str]:
    """A key or version as one line of text: a number becomes its text, and text such as 1.10 stays as it is.

    What nobody sees in it is suspect, as two keys can differ by that alone.
    """
    stated = _key(raw)
    if stated.value is None or not has_unseen(raw):
        return stated
    return suspect(
        stated.value, f"{shown(stated.value)} was written with characters that cannot be seen", "write it anew"
    )


@of_text(IssueCode.VALUE_INVALID, 2000)
def _key(stated: str) -> Normalised[str]:
    return Normalised(" ".join(stated.split()))


def integer(raw: object) -> Normalised[int]:
    """A whole number of 32 bits; separators of thousands are understood."""
    pointed = isinstance(raw, str) and _POINTED.fullmatch(raw.strip())
    number = _number(str(raw).replace(".", "") if pointed else raw)
    if number.value is None:
        return Normalised(None, number.problem)
    if not number.value.is_integer() or abs(number.value) >= _INTEGERS:
        return refused(IssueCode.VALUE_INVALID, f"{number.value!r} is not a whole number of 32 bits")
    return Normalised(int(number.value))


def decimal(raw: object) -> Normalised[float]:
    """A finite number; separators of thousands and a decimal comma are understood.

    One separator before three digits may be either: a comma is read as thousands, a point as decimals, and is suspect.
    """
    number = _number(raw)
    either = _EITHER.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if number.value is None or either is None:
        return number
    thousands, decimals = either[1] + either[2], float(f"{either[1]}.{either[2]}")
    read, other = (thousands, decimals) if number.value == float(thousands) else (decimals, thousands)
    return suspect(number.value, f"{shown(raw)} is ambiguous; it is read as {read}", f"if it is {other}, write {other}")


def _number(raw: object) -> Normalised[float]:
    if is_absent(raw):
        return Normalised(None)
    stated = scalar_text(raw)
    try:
        number = float(_plain_digits(stated)) if stated is not None and len(stated) < _LONGEST_NUMBER else math.nan
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return Normalised(number)
    return refused(IssueCode.VALUE_INVALID, f"{shown(raw)} is not a number")


def _plain_digits(stated: str) -> str:
    spaced = re.sub(r"(?<=\d)\s(?=\d{3}\b)", " ", stated)
    if _GROUPED.fullmatch(spaced) and not re.fullmatch(r"[+-]?\d+\.\d{3}", spaced):
        return re.sub(r"[., '\u2019]", "", spaced)
    if "," in spaced:
        whole, _, fraction = spaced.rpartition(",")
        if "." in fraction:
            return spaced.replace(",", "")
        return re.sub(r"[. ]", "", whole) + "." + fraction
    return spaced.replace("_", "x")


def boolean(raw: object) -> Normalised[bool]:
    """True or false, also as yes/no, ja/nej, oui/non, 1/0, and as spreadsheets of other languages say it: WAHR, FAUX."""
    if isinstance(raw, bool) or is_absent(raw):
        return Normalised(raw if isinstance(raw, bool) else None)
    word = (scalar_text(raw) or "")[:20].casefold()
    if word in _TRUE or word in _FALSE:
        return Normalised(word in _TRUE)
    return refused(IssueCode.VALUE_INVALID, f"{shown(raw)} is neither true nor false")


def vocabulary(values: tuple[str, ...], raw: object) -> Normalised[str]:
    """The word of a closed vocabulary that raw is, whatever its case, spaces, hyphens and underscores."""
    stated = (scalar_text(raw) or "") if isinstance(raw, str | int | float) else ""
    found = next((value for value in values if _folded(value) == _folded(stated[:200])), None)
    if found is not None or is_absent(raw):
        return Normalised(found)
    return refused(
        IssueCode.VALUE_UNKNOWN, f"{shown(raw)} is not one of {', '.join(values)}", did_you_mean(stated, values)
    )


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip()).casefold()


def recurrence(raw: object) -> Normalised[str]:
    """Recurrence lines of RFC 5545 (RRULE, EXRULE, RDATE, EXDATE), one per line; a bare rule gets its RRULE: prefix."""
    if is_absent(raw):
        return Normalised(None)
    parts = raw if isinstance(raw, list | tuple) else [raw]
    stated = "\n".join(filter(None, (scalar_text(part) for part in parts)))
    lines = [line.strip() for line in re.sub(r"\n[ \t]", "", stated).split("\n") if line.strip()]
    prefixed = [f"RRULE:{line}" if line.upper().startswith("FREQ=") else line for line in lines]
    whole = [line.upper() if line.upper().startswith(("RRULE", "EXRULE")) else line for line in prefixed]
    if whole and len(stated) < _LONGEST_RECURRENCE and all(map(_is_recurrence, whole)):
        return Normalised("\n".join(whole))
    return refused(
        IssueCode.VALUE_INVALID,
        f"{shown(stated)} is not a recurrence of RFC 5545",
        "write it as RRULE:FREQ=WEEKLY;BYDAY=TU",
    )


def _is_recurrence(line: str) -> bool:
    match = _RECURRENCE_LINE.fullmatch(line)
    if match is None or re.search(r"INTERVAL=0+(;|$)", line):
        return False
    if match[1] in ("RDATE", "EXDATE"):
        return _DATE_LIST.fullmatch(match[3]) is not None
    start = dt.datetime(2000, 1, 1, tzinfo=dt.UTC if re.search(r"UNTIL=\w+Z", line) else None)
    try:
        rrulestr("RRULE:" + match[3], dtstart=start)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return False
    return "FREQ=" in line
