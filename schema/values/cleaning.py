"""How a raw value becomes clean text: the first step of every normaliser, safe for any object and any length."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import TypeVar

from schema.issues import IssueCode, Problem
from schema.values.outcome import Normalised

T = TypeVar("T")

EMPTIES = frozenset(
    {"", "n/a", "n.a.", "#n/a", "null", "none", "nil", "undefined", "-", "--", "\N{EN DASH}", "—", "?", "."}
)
_QUOTED = 60
_LONGEST_EMPTY = 100
_MOST_BITS = 4000
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_UNSEEN = re.compile(f"{_INVISIBLE.pattern[:-1]}\u200c\u200d]")
_DAMAGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_SORTS: dict[type, str] = {
    dict: "a mapping",
    list: "a list",
    tuple: "a list",
    set: "a list",
    bool: "a truth value",
    int: "a number",
    float: "a number",
    Decimal: "a number",
    dt.date: "a date",
    dt.datetime: "a date",
    dt.time: "a time",
    bytes: "binary content",
    type(None): "nothing",
}


def shown(raw: object) -> str:
    """A raw value as a message may quote it: short, on one line."""
    if not isinstance(raw, str):
        return _SORTS.get(type(raw), "a value of another sort")
    quoted = " ".join(raw[: 2 * _QUOTED].split())
    return f"“{quoted[:_QUOTED]}…”" if len(quoted) > _QUOTED or len(raw) > 2 * _QUOTED else f"“{quoted}”"


def refused(code: IssueCode, message: str, hint: str | None = None) -> Normalised[T]:
    """No value, and why."""
    return Normalised(None, Problem(code, message, hint))


def suspect(value: T | None, message: str, hint: str | None = None) -> Normalised[T]:
    """A value that is used although something about it looks wrong."""
    return Normalised(value, Problem(IssueCode.VALUE_SUSPECT, message, hint))


def is_absent(raw: object) -> bool:
    """Whether a raw value states nothing: null, blank, an empty list or mapping, or a word such as N/A."""
    if isinstance(raw, str):
        return not raw or raw.isspace() or (len(raw) < _LONGEST_EMPTY and raw.strip().casefold() in EMPTIES)
    return raw is None or (isinstance(raw, list | tuple | dict | set) and not raw)


def null_word(raw: object) -> str | None:
    """The word for “no value” that a raw value is, such as `none`, `N/A` or `-`.

    None for blanks and everything else.
    """
    return raw.strip() if isinstance(raw, str) and not raw.isspace() and raw and is_absent(raw) else None


def scalar_text(raw: object) -> str | None:
    """The text of a scalar, cleaned: NFC, LF, no control characters, trimmed.

    None where raw is no scalar that reads as text.
    """
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, bool) or (isinstance(raw, float) and not math.isfinite(raw)):
        return None
    if isinstance(raw, int):
        return str(raw) if raw.bit_length() < _MOST_BITS else None
    if isinstance(raw, float | Decimal):
        return str(raw)
    return raw.isoformat() if isinstance(raw, dt.date | dt.time) else None


def clean(text: str) -> str:
    """Text in NFC with LF line ends, trimmed, without control and invisible characters.

    Lone surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return str(text).strip()
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    visible = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", lines))
    return unicodedata.normalize("NFC", visible).strip()


def is_damaged(raw: object) -> bool:
    """Whether text has control characters, halves of character pairs or what turns the order of letters round, which
    no text has: `clean` leaves them out, so a value changes.
    """
    return isinstance(raw, str) and not raw.isprintable() and _DAMAGE.search(raw) is not None


def has_unseen(raw: object) -> bool:
    """Whether text has characters that nobody sees, such as a zero-width space."""
    return isinstance(raw, str) and not raw.isprintable() and _UNSEEN.search(raw) is not None


def of_text(
    code: IssueCode, longest: int = 500
) -> Callable[[Callable[[str], Normalised[T]]], Callable[[object], Normalised[T]]]:
    """Make a normaliser of any raw value out of one that reads clean text.

    What is absent gives nothing, what is no text the code.
    """

    def decorate(read: Callable[[str], Normalised[T]]) -> Callable[[object], Normalised[T]]:
        @wraps(read)
        def normalise(raw: object) -> Normalised[T]:
            if is_absent(raw):
                return Normalised(None)
            text = scalar_text(raw)
            if text is None or len(text) > longest:
                return refused(code, f"{shown(raw)} cannot be read as {read.__name__.replace('_', ' ').strip()}")
            return Normalised(None) if is_absent(text) else read(text)

        return normalise

    return decorate
