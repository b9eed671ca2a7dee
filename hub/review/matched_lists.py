"""Somebody's own list, row by row, with what each row means in the hub: read and written in parts, so that it
may be as long as it likes.
"""

import csv
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from hub.errors import ErrorCode, HubError
from hub.review.described_things import ThingDescription, described
from hub.review.lookup import entity_names
from hub.review.thing_matching import FoundThing, Matcher
from hub.store import Database
from loaders.encodings import UTF_8, encoding
from loaders.source import Refused, SourceFile

ADDED = ("hub_id", "hub_name", "hub_score", "hub_match", "hub_evidence")
"""The columns that a matched list has beside its own."""
_PART = 100
"""Rows that are matched at a time."""
_DELIMITERS = ",;\t|"
_NAMES = ("name", "navn", "nom", "title", "titel", "organisation", "organization", "product")
"""Columns that hold names where nobody says which does."""
_COUNTRIES = ("country", "countries", "country_code", "land", "pays")
_DELIMITER_LINE = re.compile(r'"?sep=(.)"?\s*')
"""A first line that states the delimiter for Excel."""
_WORKBOOK = b"PK\x03\x04"
"""How a file of Excel or LibreOffice begins."""
Cells = Sequence[str]
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Which column says what. kinds: what the rows may mean; properties: columns by property of `PROPERTIES`.

    has_header: whether the first row names the columns; else they are called 1, 2, 3 and the first has the names.
    """

    name: str | None = None
    kinds: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    has_header: bool = True


@dataclass(slots=True)
class ListCounts:
    """What became of the rows. matched: they mean one thing without doubt; proposed: a person should judge."""

    rows: int = 0
    matched: int = 0
    proposed: int = 0
    unmatched: int = 0
    unread: int = 0

    def count(self, described_thing: ThingDescription, found: FoundThing | None) -> None:
        """Count one row. unread: rows with a property that could not be read."""
        self.rows += 1
        self.matched += bool(found and found.is_match)
        self.proposed += bool(found and not found.is_match)
        self.unmatched += found is None
        self.unread += bool(described_thing.unread)


class OwnList:
    """A CSV file in any of the usual encodings and delimiters. Raises `HubError` usage for what is no such list.

    properties: the columns that are read beside the names, by property: those that were stated, and a country where
    its column is called so.
    """

    def __init__(self, path: Path, columns: ListColumns) -> None:
        self._path = path
        self._columns = columns
        with self._opened() as stream:
            start = stream.readline()
        excel_line = _DELIMITER_LINE.fullmatch(start)
        self._skipped = int(excel_line is not None)
        self._delimiter = excel_line[1] if excel_line else max(_DELIMITERS, key=start.count)
        stated = self._first_row()
        # a list that was matched before is matched anew
        self._own = [place for place, column in enumerate(stated) if column not in ADDED]
        self._width = len(stated)
        self.header = [stated[place] for place in self._own]
        usual = next((one for one in self.header if one.strip().lower() in _NAMES), None)
        self.name = columns.name or usual or (None if columns.has_header else self.header[0])
        if self.name is None and not columns.properties:
            hint = (
                "Name the column that holds the names with --name COLUMN; if the first row is data, pass --no-header."
            )
            raise _unusable(f"No column of {path} is called name.", hint)
        country = next((one for one in self.header if one.strip().lower() in _COUNTRIES and one != self.name), None)
        self.properties = ({"country": country} if country else {}) | dict(columns.properties)
        self._places = {column: self._place(column) for column in filter(None, (self.name, *self.properties.values()))}

    def _first_row(self) -> list[str]:
        """The names of the columns."""
        first = next(self._rows(), [])
        if self._columns.has_header and not any(first):
            raise _unusable(f"{self._path} has no header.", "Name the columns in its first row, or pass --no-header.")
        if not first:
            raise _unusable(f"{self._path} is empty.", "Name a CSV file with one thing per row.")
        return first if self._columns.has_header else [str(number) for number in range(1, len(first) + 1)]

    def _place(self, column: str) -> int:
        if column not in self.header:
            listed = ", ".join(self.header[:20])
            raise _unusable(f"{self._path} has no column {column!r}.", f"Its columns are {listed}.")
        return self.header.index(column)

    def _opened(self) -> TextIO:
        try:
            with self._path.open("rb") as raw:
                if raw.read(len(_WORKBOOK)) == _WORKBOOK:
                    raise _unusable(f"{self._path} is a workbook, not CSV.", "Save the sheet as CSV (UTF-8).")
            codec = encoding(SourceFile(self._path.resolve().parent, self._path.resolve().name), None).codec
            return self._path.open(encoding="utf-8-sig" if codec == UTF_8 else codec, errors="replace", newline="")
        except (Refused, OSError) as error:
            raise _unusable(f"{self._path} cannot be read: {error}.", "Name a CSV file with a header.") from error

    def _rows(self) -> Iterator[list[str]]:
        with self._opened() as stream:
            reader = csv.reader(stream, delimiter=self._delimiter)
            try:
                for row in islice(reader, self._skipped, None):
                    # the bound of the csv module is the process's, and others raise it
                    if any(len(cell) > _LONGEST_CELL for cell in row):
                        raise self._no_csv(reader.line_num)
                    yield row
            except csv.Error:
                raise self._no_csv(reader.line_num) from None

    def _no_csv(self, line: int) -> HubError:
        message = (
            f"{self._path} stops being CSV at line {line}, or has a cell of more than {_LONGEST_CELL:,} characters."
        )
        return _unusable(message, "A quote may not be closed.")

    def rows(self) -> Iterator[tuple[Cells, ThingDescription]]:
        """The rows with what they describe.

        Each has as many cells as there are columns, and what stands beyond them is unread.
        """
        for cells in islice(self._rows(), int(self._columns.has_header), None):
            if any(cells):
                whole = cells + [""] * self._width
                row = [whole[place] for place in self._own]
                one, beyond = self._described(row), ("beyond the last column",) if any(cells[self._width :]) else ()
                yield row, replace(one, unread=(*one.unread, *beyond))

    def _described(self, row: Cells) -> ThingDescription:
        stated = {what: row[self._places[column]] for what, column in self.properties.items()}
        name = row[self._places[self.name]] if self.name else ""
        return described(name, self._columns.kinds, [(what, value) for what, value in stated.items() if value.strip()])


async def matched_rows(database: Database, own: OwnList, counts: ListCounts) -> AsyncIterator[tuple[Cells, Cells]]:
    """The rows of a list, each with the cells of `ADDED`. counts: in which what becomes of them is counted."""
    matcher, rows = Matcher(database), own.rows()
    while part := list(islice(rows, _PART)):
        matches = await matcher.match([one for _, one in part], 1)
        best = [things[0] if things else None for things in matches]
        names = await entity_names(database, [thing.entity for thing in best if thing])
        for (row, one), thing in zip(part, best, strict=True):
            counts.count(one, thing)
            yield row, _added(thing, names) if thing else [""] * len(ADDED)


def _added(thing: FoundThing, names: Mapping[str, str]) -> Cells:
    evidence = "; ".join(f"{piece.name} {piece.weight:+g} ({piece.detail})" for piece in thing.evidence)
    return thing.entity, names.get(thing.entity, ""), f"{thing.percent:g}", str(thing.is_match).lower(), evidence


def _unusable(message: str, hint: str) -> HubError:
    return HubError(ErrorCode.USAGE, message, hint)
