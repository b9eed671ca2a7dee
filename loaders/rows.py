"""Rows: what a format reads from a file, with the place of each value; and the contract that every format meets."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from loaders.manifest_model import Keeps, RecordMapping
from loaders.source import SourceFile
from schema.issues import Issue, IssueCode, Place, Severity

ValuePath = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""
TextMark = tuple[int, int]
"""Line and column, from 1."""
RESTORE = "restore it; if its records are meant to go, remove the file"
"""What to do about an empty file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file as the format reads it.

    values: plain JSON values. key: the format's own key, if it has one. former_keys: what earlier versions made the key
    of. line, column: where the row starts, from 1.
    marks: line and column of nested values by path, where the format knows them.
    head: where a table names its columns; None where each row names its own keys, so that one of
    them may well be absent.
    """

    values: dict[str, Any]
    line: int | None = None
    column: int | None = None
    key: str | None = None
    marks: Mapping[ValuePath, TextMark] = field(default_factory=dict)
    head: Mapping[str, TextMark] | None = None
    former_keys: tuple[str, ...] = ()

    def locate(self, path: ValuePath) -> tuple[int | None, int | None]:
        """Line and column of the nearest known value at or above a path."""
        for end in range(len(path), 0, -1):
            if (mark := self.marks.get(path[:end])) is not None:
                return mark
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a format met: an `Issue` but for network and file, which formats do not know and `issue` adds.

    severity: None stands for the usual one of its code.
    """

    code: IssueCode
    message: str
    line: int | None = None
    column: int | None = None
    field: str | None = None
    value: str | None = None
    hint: str | None = None
    severity: Severity | None = None

    def issue(self, network: str, path: str) -> Issue:
        """The issue it is in a file of a network."""
        place = Place(path, self.line, self.column)
        return Issue.of(
            self.code,
            network,
            place,
            self.message,
            field=self.field,
            value=self.value,
            hint=self.hint,
            severity=self.severity,
        )


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that the file itself says was deleted, by its key or by the id that the format gives it."""

    key: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a format. check: raises `Misdescribed` for a value that cannot be used."""

    meaning: str
    check: Callable[[Any], object] = lambda value: value


class Format(Protocol):
    """One way in which networks write files. Formats know nothing of networks, kinds' tables or the store.

    mapping is empty if the manifest must say what rows become.
    """

    @property
    def name(self) -> str:
        """As manifests spell it."""
        ...

    @property
    def description(self) -> str:
        """One sentence and the standard it follows."""
        ...

    @property
    def mapping(self) -> tuple[RecordMapping, ...]:
        """The record mappings used where the manifest gives none."""
        ...

    @property
    def options(self) -> Mapping[str, Option]:
        """The options by name."""
        ...

    @property
    def keeps(self) -> Keeps:
        """What stays when it leaves a file, where the manifest does not say."""
        ...

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding | Removal]:
        """Rows, findings and stated removals of one file in file order, lazily.

        Never raises for what the file holds.
        """
        ...
