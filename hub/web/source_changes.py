"""What a record stated before: the changes of its values by revision, also of those that the hub does not show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Version = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A field of a record that a revision changed. before, after: as stored; None where the record did not state it."""

    record: Mapping[str, Any]
    revision: int
    field: str
    before: str | None
    after: str | None


def source_changes(
    records: Iterable[Mapping[str, Any]], of_entity: Iterable[Mapping[str, Any]]
) -> dict[int, list[SourceChange]]:
    """The changes of records by revision.

    of_entity: the changes of what they are about; what these have of a revision is left out.
    """
    known = {(change["revision"], one["field"]) for change in of_entity for one in change["fields"]}
    made: dict[int, list[SourceChange]] = {}
    for record in records:
        for newer, older in pairwise(record["history"]):
            revision = newer["since"]["revision"]
            changes = [SourceChange(record, revision, *one) for one in _differences(older, newer)]
            made.setdefault(revision, []).extend(one for one in changes if (revision, one.field) not in known)
    return made


def _differences(older: Version, newer: Version) -> list[tuple[str, str | None, str | None]]:
    """Each field with its value before and after; nothing where a version was erased, as then nobody knows."""
    if older["erased"] or newer["erased"]:
        return []
    before, after = ({one["field"]: one["value"] for one in version["values"]} for version in (older, newer))
    return [
        (field, before.get(field), after.get(field))
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    ]
