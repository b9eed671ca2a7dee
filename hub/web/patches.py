"""Patches: how what sources differ on would be corrected where it is stated.

The hub changes nothing itself; operators take the line from its page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

_OF_PATTERNS = re.compile(r"[\\.*\[\]^$/]")
_OF_REPLACEMENTS = re.compile(r"[\\&/]")
_QUOTED = re.compile(r"""[,"'\r\n]""")
"""What a field of CSV or an argument of a shell cannot hold without quotes."""


class RivalValue(Protocol):
    """A value with the records that state it."""

    text: str
    records: list[dict[str, Any]]


class RivalField(Protocol):
    """All that is stated of one field."""

    @property
    def field(self) -> str:
        """The field, as GraphQL spells it."""
        ...

    @property
    def form(self) -> str:
        """The scalar of its values."""
        ...

    @property
    def stated(self) -> Sequence[RivalValue]:
        """The values."""
        ...


@dataclass(frozen=True, slots=True)
class Patch:
    """One value of a record, and what another says instead. column: how the source calls the field, ""
    where that is not certain.

    said_by: the networks that say it. command: the line for a shell that corrects the file, where it is a
    table with a row a line.
    """

    record: Mapping[str, Any]
    field: str
    column: str
    value: str
    instead: str
    said_by: list[str]
    command: str


def patches(facts: Iterable[RivalField], contested: Iterable[str]) -> list[Patch]:
    """The patches of all fields on which records differ, record by record."""
    names = set(contested)
    found = [patch for fact in facts if fact.field in names and fact.form != "LocalisedText" for patch in _of(fact)]
    return sorted(found, key=lambda patch: str(patch.record["id"]))


def _of(fact: RivalField) -> Iterator[Patch]:
    for value in fact.stated:
        for record in value.records:
            for other in fact.stated:
                if not any(one["id"] == record["id"] for one in other.records) and other.records:
                    yield _patch(fact.field, record, value.text, other)


def _patch(field: str, record: Mapping[str, Any], value: str, other: RivalValue) -> Patch:
    column = _column(record["raw"], value)
    said_by = sorted({str(one["network"]["slug"]) for one in other.records})
    command = _command(record, value, other.text) if column else ""
    return Patch(record, field, column, value, other.text, said_by, command)


def _column(raw: Mapping[str, Any], value: str) -> str:
    """The one column of a row that holds just this value."""
    columns = [name for name, stated in raw.items() if stated == value]
    return columns[0] if len(columns) == 1 else ""


def _command(record: Mapping[str, Any], value: str, instead: str) -> str:
    """A call of sed for the line of a CSV file; none where quotes would be needed."""
    if not str(record["path"]).endswith(".csv") or not record["line"] or _QUOTED.search(f"{value}{instead}"):
        return ""
    pattern, replacement = _OF_PATTERNS.sub(r"\\\g<0>", value), _OF_REPLACEMENTS.sub(r"\\\g<0>", instead)
    return f"sed -i '{record['line']}s/{pattern}/{replacement}/' {record['network']['slug']}/{record['path']}"
