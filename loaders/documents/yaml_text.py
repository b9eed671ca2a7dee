"""YAML 1.2 documents: the events of the C parser, our own resolver, bounded nesting and aliases.

No tag ever runs code.
"""

from collections.abc import Iterator
from typing import Any

from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CSafeLoader,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
    YAMLError,
)

from loaders.documents.document import NESTING_LIMIT, Document, dotted
from loaders.documents.plain_scalars import NotFiniteError, Scalar, plain_scalar
from loaders.documents.salvage import broken_at, head_of
from loaders.documents.yaml_faults import syntax_finding
from loaders.rows import Finding, ValuePath
from schema.issues import IssueCode

ALIAS_LIMIT = 10_000
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", f"{_CORE}str"})
_SCALAR_TAGS = frozenset(f"{_CORE}{name}" for name in ("int", "float", "bool", "null"))
_COLLECTION_TAGS = frozenset({"!", f"{_CORE}map", f"{_CORE}seq"})


class _BrokenYaml(Exception):
    """The document cannot be read further; carries why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def parse_yaml(text: str) -> Document:
    """The one document of a YAML text; of several the first, with a finding. Faults are findings, never exceptions."""
    document = _first_of(text)
    if document.unfinished is None or document.findings[-1].code is not IssueCode.SYNTAX:
        return document
    fault = document.findings[-1]
    head = _first_of(head_of(text, fault))
    return document if head.unfinished is not None or head.value is None else broken_at(head, text, fault)


def _first_of(text: str) -> Document:
    documents = parse_yaml_all(text)
    first = next(documents, Document())
    second = next(documents, None)
    if second and second.value is not None:
        first.findings.append(
            Finding(
                IssueCode.ROW_SHAPE,
                "only the first document is read",
                second.line(()),
                1,
                hint="Remove what follows `---`, or give each its own file.",
            )
        )
    elif second:
        first.findings += second.findings
    return first


def parse_yaml_all(text: str) -> Iterator[Document]:
    """The documents of a YAML stream, lazily, in order. After a fault in one there is no next."""
    reader = _DocumentBuilder(text)
    while (document := reader.next_document()) is not None:
        yield document
        if document.unfinished is not None:
            return


class _DocumentBuilder:
    """Builds values of parser events, depth first, and notes places on the way."""

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\ufeff")
        self._next: Any = None
        self._document = Document()
        self._anchors: dict[str, Any] = {}
        self._expanded = 0
        self._path: ValuePath = ()

    def next_document(self) -> Document | None:
        self._document, self._anchors, self._expanded, self._path = Document(), {}, 0, ()
        try:
            self._next = self._next or CSafeLoader(self._text).get_event
            while not isinstance(event := self._next(), DocumentStartEvent):
                if isinstance(event, StreamEndEvent):
                    return None
            event = self._next()
            self._document.marks[()] = _place(event)
            self._value(event, (), None)
            self._next()
        except _BrokenYaml as stop:
            self._break_off(stop.finding)
        except (YAMLError, UnicodeError) as error:
            self._break_off(syntax_finding(error, self._text))
        return self._document

    def _break_off(self, finding: Finding) -> None:
        self._document.findings.append(finding)
        self._document.unfinished = self._path

    def _note(self, code: IssueCode, message: str, event: Event, path: ValuePath, **more: Any) -> None:
        self._document.findings.append(_finding(code, message, event, path, **more))

    def _value(self, event: Any, path: ValuePath, parent: Any) -> Any:
        """Build the value of an event, put it into its parent at once so that a later fault does
        not lose it, and return it.
        """
        if isinstance(event, ScalarEvent):
            value: Any = self._scalar(event, path)
            _attach(self._document, parent, path, value)
        elif isinstance(event, AliasEvent):
            value = self._alias(event, path)
            _attach(self._document, parent, path, value)
        else:
            value = self._collection(event, path, parent)
        if getattr(event, "anchor", None) and not isinstance(event, AliasEvent):
            self._anchors[event.anchor] = value
        return value

    def _collection(self, event: Any, path: ValuePath, parent: Any) -> Any:
        if len(path) >= NESTING_LIMIT:
            raise _BrokenYaml(
                _finding(IssueCode.NESTING_TOO_DEEP, f"nested deeper than {NESTING_LIMIT} levels", event, path)
            )
        if event.tag and event.tag not in _COLLECTION_TAGS:
            self._note(IssueCode.VALUE_SUSPECT, "an unknown tag is ignored", event, path, value=event.tag[:120])
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        _attach(self._document, parent, path, value)
        outer, self._path = self._path, path
        (self._entries if isinstance(value, dict) else self._items)(value, path)
        self._path = outer
        return value

    def _items(self, items: list[Any], path: ValuePath) -> None:
        while not isinstance(event := self._next(), CollectionEndEvent):
            below = (*path, len(items))
            self._document.marks[below] = _place(event)
            self._value(event, below, items)

    def _entries(self, entries: dict[str, Any], path: ValuePath) -> None:
        while not isinstance(event := self._next(), CollectionEndEvent):
            key = self._key(event, path)
            if key is None or key in entries:
                self._skip_entry(key, event, path)
                continue
            below = (*path, key)
            self._document.marks[below] = _place(event)
            self._value(self._next(), below, entries)

    def _key(self, event: Any, path: ValuePath) -> str | None:
        if isinstance(event, ScalarEvent):
            if event.value == "<<" and event.implicit[0]:
                self._note(
                    IssueCode.FIELD_UNKNOWN,
                    "merge keys are not part of YAML 1.2",
                    event,
                    path,
                    value="<<",
                    hint="Write the merged entries out.",
                )
            if event.anchor:
                self._anchors[event.anchor] = event.value
            return str(event.value)
        if isinstance(event, AliasEvent):
            value = self._alias(event, path)
            return value if isinstance(value, str) else None
        self._aside(event, path)
        return None

    def _skip_entry(self, key: str | None, event: Event, path: ValuePath) -> None:
        if key is None:
            self._note(
                IssueCode.ROW_SHAPE,
                "a key that is not text is left out with its value",
                event,
                path,
                hint="Quote a key that starts with [ or {.",
            )
        else:
            hint = f"It is first given in line {self._document.line((*path, key))}."
            self._note(
                IssueCode.FIELD_DUPLICATE,
                f"«{key[:80]}» is given twice; the first counts",
                event,
                (*path, key),
                hint=hint,
            )
        self._aside(self._next(), path)

    def _aside(self, event: Event, path: ValuePath) -> None:
        """Read a value that does not count, without leaving its places behind."""
        kept, self._document = self._document, Document(findings=self._document.findings)
        try:
            self._value(event, (*path, "?"), None)
        finally:
            self._document = kept

    def _scalar(self, event: Any, path: ValuePath) -> Scalar:
        text: str = event.value
        if event.tag is None:
            return self._plain(text, event, path) if event.implicit[0] else text
        if event.tag in _SCALAR_TAGS:
            return self._plain(text, event, path)
        if event.tag not in _TEXT_TAGS:
            self._note(
                IssueCode.VALUE_SUSPECT,
                f"the tag {event.tag[:80]} is unknown; its value is read as text",
                event,
                path,
                value=text[:120],
            )
        return text

    def _plain(self, text: str, event: Event, path: ValuePath) -> Scalar:
        try:
            value = plain_scalar(text)
        except NotFiniteError:
            self._note(IssueCode.VALUE_INVALID, "not a finite number", event, path, value=text)
            return None
        if type(value) is int or type(value) is float:
            self._document.literals[path] = text
        return value

    def _alias(self, event: AliasEvent, path: ValuePath) -> Any:
        if event.anchor not in self._anchors:
            raise _BrokenYaml(
                _finding(
                    IssueCode.SYNTAX,
                    f"the alias *{event.anchor} has no complete anchor before it",
                    event,
                    path,
                    hint="Quote text that starts with *.",
                )
            )
        value = self._anchors[event.anchor]
        nodes, height = _extent(value, ALIAS_LIMIT - self._expanded)
        self._expanded += nodes
        if self._expanded > ALIAS_LIMIT:
            raise _BrokenYaml(
                _finding(IssueCode.ALIASES_TOO_MANY, f"aliases repeat more than {ALIAS_LIMIT} values", event, path)
            )
        if len(path) + height > NESTING_LIMIT:
            raise _BrokenYaml(
                _finding(IssueCode.NESTING_TOO_DEEP, f"aliases nest deeper than {NESTING_LIMIT} levels", event, path)
            )
        return value


def _attach(document: Document, parent: Any, path: ValuePath, value: Any) -> None:
    if isinstance(parent, dict):
        parent[path[-1]] = value
    elif isinstance(parent, list):
        parent.append(value)
    elif not path:
        document.value = value


def _extent(value: Any, limit: int) -> tuple[int, int]:
    """How many nodes a value has, counted to just above a limit, and how deep it is."""
    nodes, height, level = 1, 0, [value]
    while nodes <= limit and (level := [child for part in level for child in _children(part)]):
        nodes += len(level)
        height += 1
    return nodes, height


def _children(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _finding(code: IssueCode, message: str, event: Event, path: ValuePath, **more: Any) -> Finding:
    line, column = _place(event)
    return Finding(code, message, line, column, dotted(path), **more)


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
