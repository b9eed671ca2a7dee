"""What an entity's row brings with it: its terms, its words for search, its dates. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from schema.kinds import EVENT, KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.values.countries import name_of
from schema.values.dates import as_moment, first_day, precision
from schema.values.folding import search_text
from schema.values.occurrences import occurrences

BODY_LIMIT = 20_000
"""Characters of text that search takes of one entity."""
_NAMES = ("name", "acronym", "alternate_names")
_SPOKEN = {"Text", "Label", "LocalisedText", "Country"}


def columns(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as their columns hold them: moments and first days, with how exact they are beside them."""
    row: dict[str, Any] = {**dict.fromkeys(kind.facts), **values}
    for name, fact in _dated(kind.name):
        if date := values.get(name):
            row[name] = (as_moment if fact.value.scalar == "DateTime" else first_day)(date)
            row[str(fact.precision)] = precision(date)
    return row


@cache
def _dated(kind: str) -> tuple[tuple[str, Fact], ...]:
    return tuple((name, fact) for name, fact in KIND_BY_NAME[kind].facts.items() if fact.precision)


@cache
def _found_by(kind: str) -> tuple[str, ...]:
    return tuple(name for name, fact in KIND_BY_NAME[kind].facts.items() if fact.is_term)


@cache
def _spoken(kind: str) -> tuple[tuple[str, Fact], ...]:
    return tuple(
        (name, fact)
        for name, fact in KIND_BY_NAME[kind].facts.items()
        if name not in _NAMES and fact.value.name in _SPOKEN
    )


def terms(kind: Kind, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values by which an entity is found and counted, by field."""
    found_by = {name: values[name] for name in _found_by(kind.name) if values.get(name)}
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [value] for name, value in found_by.items()
    }


def search_document(kind: Kind, values: Mapping[str, Any], identifiers: Sequence[str]) -> tuple[str, str]:
    """The folded words of its names, and of everything else said about it."""
    title = search_text(text for name in _NAMES for text in _texts(values.get(name)))
    words = (text for name, fact in _spoken(kind.name) if name in values for text in _words(fact, values.get(name)))
    return title, search_text([text[:BODY_LIMIT] for text in words] + list(identifiers))


def _words(fact: Fact, value: Any) -> Iterator[str]:
    """The texts of a value; of countries their names too, as nobody searches for a code."""
    yield from _texts(value)
    if fact.value.name == "Country":
        yield from (name_of(code) for code in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from (str(member) for member in value)
    elif value:
        yield str(value)


HORIZON_YEARS = 10
"""How long after its start a series is expanded: dates must not depend on the day of the load, or equal loads would differ."""


def dates(kind: Kind, values: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The moments at which an event takes place, by its rules of recurrence; of other kinds none."""
    if kind is not EVENT or not values.get("starts_at"):
        return []
    schedule = [values.get(name) for name in ("starts_at", "ends_at", "all_day", "time_zone", "recurrence")]
    # Two dates may be one moment, as in the hour that a time zone repeats; reversed, the first of them is the one that stays.
    moments = {
        as_moment(start): end and as_moment(end)
        for start, end in reversed(occurrences(*schedule, horizon_years=HORIZON_YEARS))
    }
    return list(moments.items())[::-1]
