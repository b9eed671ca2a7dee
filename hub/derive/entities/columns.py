"""What an entity's row brings with it: its terms, its dates. Pure."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from schema.kinds import EVENT, KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.values.dates import as_moment, first_day, precision
from schema.values.occurrences import HORIZON, MOST_DATES, occurrences


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


def terms(kind: Kind, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values by which an entity is found and counted, by field."""
    found_by = {name: values[name] for name in _found_by(kind.name) if values.get(name)}
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [value] for name, value in found_by.items()
    }


def years(kind: Kind, row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The years of the dates of a row, as terms by which it is counted: `founded_year`."""
    return {f"{name}_year": [row[name][:4]] for name, _ in _dated(kind.name) if row[name]}


def dates(kind: Kind, values: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The moments at which an event takes place, by its rules of recurrence up to the horizon; of other kinds none."""
    if kind is not EVENT or not values.get("starts_at"):
        return []
    schedule = [values.get(name) for name in ("starts_at", "ends_at", "all_day", "time_zone", "recurrence")]
    years = max(1, int(HORIZON[:4]) - int(values["starts_at"][:4]))
    # Two dates may be one moment, as in the hour that a time zone repeats; reversed, the first
    # of them is the one that stays.
    moments = {
        as_moment(start): end and as_moment(end)
        for start, end in reversed(occurrences(*schedule, horizon_years=years, limit=MOST_DATES))
    }
    first = as_moment(values["starts_at"])
    return [(start, end) for start, end in reversed(moments.items()) if start < HORIZON or start == first]
