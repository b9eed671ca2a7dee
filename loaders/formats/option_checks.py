"""Checks of option values, for all formats: each raises `Misdescribed` for what cannot be used."""

from collections.abc import Callable, Iterable
from typing import Any

from loaders.mapping.paths import Misdescribed, compiled_path
from schema.suggestions import did_you_mean_one_of
from schema.values.time_zones import fixed_offset, zone_named


def text(value: Any) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise Misdescribed(f"{value!r} is not text", "give it as text")
    return value


def truth(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Misdescribed(f"{value!r} is neither true nor false", "write true or false")
    return value


def one_of(words: Iterable[str]) -> Callable[[Any], str]:
    """One of some words."""
    known = sorted(set(words))

    def check(value: Any) -> str:
        if value not in known:
            raise Misdescribed(f"{value!r} is not one of {', '.join(known)}", did_you_mean_one_of(str(value), known))
        return str(value)

    return check


def pointer(value: Any) -> str:
    """A JMESPath."""
    compiled_path(text(value))
    return str(value)


def zone(value: Any) -> str:
    """A time zone by its IANA name, or a fixed offset."""
    if zone_named(text(value)) is None and fixed_offset(value) is None:
        raise Misdescribed(f"{value!r} is not a time zone", "write its IANA name, such as Europe/Copenhagen")
    return str(value)
