"""A parsed document: its value, where each part of it stands, and what was wrong with it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from loaders.rows import Finding, TextMark, ValuePath

NESTING_LIMIT = 64
INTEGER_LIMIT = 2**63
Marks = dict[ValuePath, TextMark]


@dataclass(slots=True)
class Document:
    """One document of a file.

    value: plain JSON values; what could be read before a fault, None if nothing could. Parts may be
    shared: do not change them.
    marks: line and column from 1 by path; of a mapping's entry those of its key. literals: the source text of
    unquoted numbers by path, so that a version 1.10 stays "1.10". unfinished: path of the innermost part that a fault
    cut short; None if whole.
    """

    value: Any = None
    marks: Marks = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    literals: dict[ValuePath, str] = field(default_factory=dict)
    unfinished: ValuePath | None = None
    _marks_by_part: dict[int, dict[ValuePath, Marks]] = field(default_factory=dict, repr=False, compare=False)

    def is_whole(self, path: ValuePath = ()) -> bool:
        """Whether the part at a path was read to its end."""
        return self.unfinished is None or self.unfinished[: len(path)] != path

    def line(self, path: ValuePath) -> int | None:
        """Line of the part at a path, from 1."""
        return self.marks[path][0] if path in self.marks else None

    def nearest_mark(self, path: ValuePath) -> TextMark:
        """Line and column of the part at a path, or of the nearest part above it that has a place."""
        return next((self.marks[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.marks), (1, 1))

    def marks_below(self, path: ValuePath) -> Marks:
        """Marks of what lies in the part at a path, by the rest of their path: what a row made of that part carries."""
        depth = len(path)
        if depth not in self._marks_by_part:
            self._marks_by_part[depth] = _by_part(self.marks, depth)
        return self._marks_by_part[depth].get(path, {})

    def verbatim(self, path: ValuePath = ()) -> Any:
        """The part at a path with every unquoted number as its source text."""
        part = self.value
        for step in path:
            part = part[step]
        return self._verbatim(part, path)

    def _verbatim(self, part: Any, path: ValuePath) -> Any:
        if isinstance(part, dict):
            return {key: self._verbatim(inner, (*path, key)) for key, inner in part.items()}
        if isinstance(part, list):
            return [self._verbatim(inner, (*path, index)) for index, inner in enumerate(part)]
        return self.literals.get(path, part)


def _by_part(marks: Marks, depth: int) -> dict[ValuePath, Marks]:
    parts: defaultdict[ValuePath, Marks] = defaultdict(dict)
    for place, mark in marks.items():
        if len(place) > depth:
            parts[place[:depth]][place[depth:]] = mark
    return dict(parts)


def dotted(path: ValuePath) -> str | None:
    """A path as findings show it: `description.en.features.0`; None for the document itself."""
    return ".".join(str(step) for step in path) or None
