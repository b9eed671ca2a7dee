"""What a file is, by its name and content, and the options with which its rows can be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from loaders.documents import Document, parse_json, parse_yaml
from loaders.drafts.column_guesses import ColumnGuess, guess
from loaders.formats import FORMATS
from loaders.formats.table import TYPES
from loaders.rows import Finding, Removal, Row
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

_SIGNS: tuple[tuple[str, str, str], ...] = (
    ("publiccode", r"\.ya?ml$", r"^publiccodeYmlVersion\s*:"),
    ("cff", r"\.(cff|ya?ml)$", r"^cff-version\s*:"),
    ("ospometa", r"\.ya?ml$", r"""^["']?(https?://|www\.)\S+:\s*$"""),
    ("codemeta", r"\.json(ld)?$", r'"@?context"[^{]*codemeta'),
    ("cyclonedx", r"\.(json|xml|cdx)$", r'"bomFormat"\s*:\s*"CycloneDX"|cyclonedx\.org/schema/bom'),
    ("code-json", r"\.json$", r'(?s)(?=.*"agency"\s*:)(?=.*"(releases|projects)"\s*:)'),
    ("ckan", r"\.json$", r'(?s)(?=.*"success"\s*:)(?=.*"result"\s*:)'),
    ("feed", r"\.(xml|rss|atom|rdf|json)$", r"<rss\b|<feed\b|purl\.org/rss/1\.0|jsonfeed\.org/version"),
    ("icalendar", r"\.(ics|ical)$", r"^BEGIN:VCALENDAR"),
    ("adms", r"\.(rdf|xml|ttl|nt|n3|jsonld|json)$", r"www\.w3\.org/ns/(dcat|adms)#"),
    ("hub", r"\.jsonl$", r'\A\{"exchange":'),
    ("frontmatter", r"\.(md|markdown)$", r"\A\ufeff?(---|\+\+\+)\s"),
    ("table", r"\.(csv|tsv|jsonl|ndjson|json|ya?ml|xlsx|xls|ods)$", ""),
)
"""Format, what its files are called and what stands in them; the first that fits is tried first."""
_START = 1024 * 1024
_SAMPLE = 200
_DELIMITERS = (",", ";", "\t", "|")
_HEADERS = range(1, 7)
_DEEP = 3


@dataclass(frozen=True, slots=True)
class RecognisedFile:
    """A file that a format reads: with which options, and for a format without a mapping its first rows and
    what their columns may mean. faults: how many findings there are among these.
    """

    path: str
    format: str
    options: dict[str, Any] = field(default_factory=dict)
    columns: ColumnGuess | None = None
    rows: tuple[Row, ...] = ()
    faults: int = 0

    @property
    def worth(self) -> tuple[int, int]:
        """What makes one reading of a file better than another: more columns that are understood, then fewer faults."""
        return self.columns.understood if self.columns else 0, -self.faults

    @property
    def is_page(self) -> bool:
        """Whether it is one row of a list that a folder holds."""
        is_document = (len(self.rows), self.options) == (1, {}) and TYPES.get(self.suffix) in ("json", "yaml")
        return self.format == "frontmatter" or (is_document and (self.rows[0].line, self.rows[0].column) == (1, 1))

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case."""
        return PurePosixPath(self.path).suffix.lower()


def recognised(file: SourceFile) -> RecognisedFile | None:
    """The format of a file that gives rows; None if there is none.

    Of tables, the options under which most columns are understood.
    """
    try:
        with file.open() as stream:
            start = stream.read(_START).decode("utf-8", "replace")
    except Refused:
        return None
    for name, path, content in _SIGNS:
        if re.search(path, file.path, re.IGNORECASE) and re.search(content, start, re.MULTILINE):
            found = _best(file, name, start)
            if found is not None:
                return found
    return None


@dataclass(frozen=True, slots=True)
class _TriedOptions:
    """The first entries of a file as one set of options gives them."""

    options: dict[str, Any]
    entries: tuple[Row | Finding | Removal, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, Row))

    def is_below_header_of(self, other: "_TriedOptions") -> bool:
        """Whether another one, by the same delimiter, has its header further up, and in no fewer cells: a title above
        the header fills fewer, so what is read here as the names of columns is a row.
        """
        if self.options.get("delimiter") != other.options.get("delimiter"):
            return False
        return self.options.get("header", 1) > other.options.get("header", 1) and self.width <= other.width

    @property
    def width(self) -> int:
        """How many cells of the header have a name."""
        repeated = sum(isinstance(one, Finding) and one.code is IssueCode.FIELD_DUPLICATE for one in self.entries)
        return len(self.rows[0].head or ()) + repeated if self.rows else 0


def _best(file: SourceFile, name: str, start: str) -> RecognisedFile | None:
    readings = [
        _TriedOptions(options, tuple(islice(FORMATS[name].rows(file, options), _SAMPLE)))
        for options in _options(file, name, start)
    ]
    headed = [one for one in readings if not any(one.is_below_header_of(other) for other in readings)]
    usable = [found for one in headed if (found := _understood(file, name, one)) is not None]
    return max(usable, key=lambda found: found.worth, default=None)


def _understood(file: SourceFile, name: str, reading: _TriedOptions) -> RecognisedFile | None:
    rows, options = reading.rows, reading.options
    faults = sum(isinstance(entry, Finding) for entry in reading.entries)
    if not rows or (name == "table" and faults > len(rows)):
        return None
    if FORMATS[name].mapping:
        return RecognisedFile(file.path, name, options)
    found = RecognisedFile(file.path, name, options, rows=rows, faults=faults)
    columns = guess(file.path, rows, is_page=found.is_page)
    return replace(found, columns=columns) if columns is not None else None


def together(pages: Sequence[RecognisedFile]) -> RecognisedFile:
    """Files of one row each, read as one source: the columns as all of them have them."""
    first = pages[0]
    rows = [row for page in pages for row in page.rows]
    columns = guess(first.path, rows, is_page=True)
    return replace(first, columns=columns or first.columns)


def _options(file: SourceFile, name: str, start: str) -> Iterator[dict[str, Any]]:
    """The options to try, the usual ones first."""
    yield {}
    if name != "table":
        return
    kind = TYPES[PurePosixPath(file.path).suffix.lower()]
    if kind in ("json", "yaml"):
        document = (parse_json if kind == "json" else parse_yaml)(start)
        yield from ({"rows": pointer} for pointer in _pointers(document))
        return
    for header in _HEADERS if kind in ("csv", "tsv", "sheet") else ():
        for delimiter in _DELIMITERS if kind == "csv" else (None,):
            options = {"header": header, "delimiter": delimiter}
            usual = {"header": 1, "delimiter": "," if kind == "csv" else None}
            yield {option: value for option, value in options.items() if value != usual[option]}


def _pointers(document: Document) -> Iterator[str]:
    """Where in a document lists of objects stand, the longest first.

    The keys of a mapping of objects are keys of rows.
    """
    found = sorted(_lists(document.value, ()), key=lambda entry: -entry[1])
    return (".".join(path) or "@" for path, _ in found[:5])


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    parts = list(value.values()) if isinstance(value, dict) else value
    if isinstance(parts, list) and parts and all(isinstance(part, dict) for part in parts):
        yield path, len(parts)
    if isinstance(value, dict) and len(path) < _DEEP:
        for name, part in value.items():
            if re.fullmatch(r"[A-Za-z_]\w*", str(name)):
                yield from _lists(part, (*path, str(name)))
