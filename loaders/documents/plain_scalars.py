"""Plain scalars by the core schema of YAML 1.2.2 (§10.3.2): only what it names is a number, a boolean
or null; the rest is text.
"""

import math
import re

from loaders.documents.document import INTEGER_LIMIT

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_RADIX = re.compile(r"0(?:o(?P<octal>[0-7]+)|x(?P<hex>[0-9a-fA-F]+))\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NO_NUMBER = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_MAY_BE_MORE = frozenset("~.+-0123456789nNtTfF")
_LENGTH_LIMIT = 400

Scalar = str | int | float | bool | None


class NotFiniteError(ValueError):
    """A number that is none: .nan, .inf or one beyond what a float holds."""


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar. Integers beyond 64 bits stay text. Raises `NotFiniteError`."""
    if text and text[0] not in _MAY_BE_MORE:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return _number(text)


def _number(text: str) -> str | int | float:
    if len(text) > _LENGTH_LIMIT:
        return text
    if _INTEGER.match(text):
        return _bounded(int(text), text)
    if _FLOAT.match(text):
        return _finite(float(text), text)
    if radix := _RADIX.match(text):
        return _bounded(int(radix["octal"], 8) if radix["octal"] else int(radix["hex"], 16), text)
    if _NO_NUMBER.match(text):
        raise NotFiniteError(text)
    return text


def _bounded(number: int, text: str) -> int | str:
    return number if -INTEGER_LIMIT <= number < INTEGER_LIMIT else text


def _finite(number: float, text: str) -> float:
    if not math.isfinite(number):
        raise NotFiniteError(text)
    return number
