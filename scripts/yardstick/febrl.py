"""The Febrl sets (made-up people of Australia, with slips and gaps on purpose) as records that the hub can weigh."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hub.identity import Subject

FILES = {"febrl1": ("dataset1.csv",), "febrl4": ("dataset4a.csv", "dataset4b.csv")}
"""Sets of which each original has at most one duplicate, as two networks that each list a thing once have."""


@dataclass(frozen=True, slots=True)
class FebrlSet:
    """records: by id, half of them in the network `originals`, half in `duplicates`.

    pairs: the ids that are one thing, the smaller first.
    """

    name: str
    records: Mapping[str, Subject]
    pairs: frozenset[tuple[str, str]]


def read_set(folder: Path, name: str, *, dated: bool) -> FebrlSet:
    """A set as agents (name, town, country), or dated: as events (title, day, town, country), the
    day being that of birth.
    """
    rows = [row for file in FILES[name] for row in _rows(folder / file)]
    records = {subject.id: subject for subject in (_subject(row, dated=dated) for row in rows)}
    pairs = {
        (min(pair), max(pair))
        for id_ in records
        if id_.endswith("-dup-0") and (original := id_.replace("-dup-0", "-org")) in records
        for pair in [(id_, original)]
    }
    return FebrlSet(name, records, frozenset(pairs))


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            yield {name.strip(): value.strip() for name, value in row.items()}


def _subject(row: Mapping[str, str], *, dated: bool) -> Subject:
    name = f"{row['given_name']} {row['surname']}".strip()
    born = row["date_of_birth"]
    return Subject(
        id=row["rec_id"],
        network="originals" if row["rec_id"].endswith("-org") else "duplicates",
        kind="event" if dated else "organisation",
        key=row["rec_id"],
        names=(name,) if name else (),
        countries=("AU",),
        city=row["suburb"] or None,
        starts=f"{born[:4]}-{born[4:6]}-{born[6:]}" if dated and born else None,
    )
