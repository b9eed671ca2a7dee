"""Standard JSON and YAML documents: rows at one known place, brought to the form that the
format's own mapping reads.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.documents import Document, parse_json
from loaders.documents.files import foreign
from loaders.formats.table import record_lists
from loaders.manifest_model import Keeps, RecordMapping
from loaders.rows import RESTORE, Finding, Option, Row
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

StatedFields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """See `Format`. pointer: JMESPath to the rows. expected: what a document without rows lacks.

    about: what each row needs to know of the whole document. shaped: from a row and that the values to map, with `key`;
    None for a row that states nothing. It names what it takes, so that nothing of people comes along.
    """

    name: str
    description: str
    mapping: tuple[RecordMapping, ...]
    pointer: str
    expected: str
    shaped: Callable[[StatedFields, Any], dict[str, Any] | None]
    about: Callable[[Any], Any] = lambda _document: None
    parse: Callable[[str], Document] = parse_json
    options: Mapping[str, Option] = field(default_factory=dict)
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:  # noqa: ARG002 - it has none
        """The rows of one document after its findings, in file order."""
        try:
            text = file.read_text()
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line or 1)
            return
        document = self._document(text)
        yield from document.findings
        if document.value is None:
            return
        entries = list(record_lists.rows_of(document, self.pointer, file))
        if not entries and not document.findings:
            yield Finding(IssueCode.ROW_SHAPE, f"The document has no {self.expected}.", 1, 1)
        about = self.about(document.value)
        for entry in entries:
            if isinstance(entry, Finding):
                yield entry
            elif (values := self.shaped(entry.values, about)) is not None:
                yield Row(values, entry.line, entry.column, values.get("key"), entry.marks)

    def _document(self, text: str) -> Document:
        empty = None if text.strip() else Finding(IssueCode.SYNTAX, "The file is empty.", 1, 1, hint=RESTORE)
        stranger = empty or foreign(text)
        return Document(findings=[stranger], unfinished=()) if stranger else self.parse(text)


def picked(stated: StatedFields, names: tuple[str, ...]) -> dict[str, Any]:
    """The stated values of these names; the others, people among them, are left behind."""
    return {name: stated[name] for name in names if stated.get(name) is not None}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a value that may be one of them or a list."""
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)]


def text(value: Any) -> str | None:
    """A text that is not blank; None for anything else."""
    return value.strip() or None if isinstance(value, str) else None
