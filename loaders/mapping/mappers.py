"""Mappings compiled to functions: one row in, its records, relations, figures and issues out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from loaders.mapping.fact_values import FieldReader, IdentifierReader, Notes, identifiers
from loaders.mapping.items import Items
from loaders.mapping.paths import Read, Scope
from loaders.mapping.raw import trimmed
from loaders.mapping.relation_ends import OtherEnd, ReferenceReader
from loaders.rows import Row
from loaders.source import SourceFile
from schema.details import PASSAGE_TOPICS, SCHEME_OF_ASSESSMENT
from schema.issues import Issue, IssueCode, Place, Problem
from schema.records import Deletion, Detail, Figure, Identifier, Record, Statement, Window, record_id
from schema.relations import End, Predicate
from schema.values.cleaning import null_word
from schema.values.dates import date, precision
from schema.values.outcome import Normaliser
from schema.values.plain import decimal, integer, key, label, text, vocabulary
from schema.values.texts import localised_text
from schema.values.urls import url

Entry = Record | Figure | Detail | Issue | Window | Deletion


class Repeatable(Record):
    """A record that several rows may state; the first counts."""


_KEY_MISSING = Problem(IssueCode.KEY_MISSING, "The row has no key and is left out.")
_NAME_MISSING = Problem(IssueCode.NAME_MISSING, "The record has no name and is left out.")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%=?[^<>]*%>")
"""What Jinja, Liquid, Mustache and ERB leave where a page or file was published without being rendered."""
_UNRENDERED = Problem(
    IssueCode.ROW_SHAPE,
    "The row is a template that was not filled in; it is left out.",
    "publish the rendered file, or leave the template out of `path`",
)
_NULL_WORD = Problem(
    IssueCode.VALUE_SUSPECT,
    "The {} is “{}”, a word that means “no value”; it is kept.",
    "correct it where it is published; a `lookup` from this word to null leaves such rows out",
)
_TO_ITSELF = Problem(
    IssueCode.VALUE_SUSPECT,
    "The record names itself as the other end of a relation; the relation is left out.",
    "name the other thing by its key",
)
_LACKED = {IssueCode.KEY_MISSING: "key", IssueCode.NAME_MISSING: "name"}
_NO_KEY = "network.yaml does not say which column is the key: give the source a `key:` beside `mapping:`"
SHAPES_LIMIT = 256
_TROUBLE_HINT = "guard against it in the expression, for example with `|| ''`"


@dataclass(frozen=True, slots=True)
class Origin:
    """What all mappings of one source share: network, and where key and page of a row stand.

    is_keyed: a mapping names the key, not the format.
    """

    network: str
    items: Items
    key: Read
    url: Read | None
    record: type[Record] = Record
    is_keyed: bool = True


@dataclass(slots=True)
class Draft:
    """One item of a row on its way to becoming a record."""

    origin: Origin
    item: Any
    scope: Scope
    notes: Notes
    page: str | None = None

    def place(self) -> Place:
        """Where the item stands."""
        line, column = self.scope.row.locate(self.scope.base)
        return Place(self.scope.file.path, line, column, self.page)

    def key(self) -> str | None:
        """The normalised key."""
        raw = self.origin.key(self.item, self.scope)
        outcome = key(raw)
        self.notes.add(outcome.problem, "key", raw if outcome.value else None)
        return outcome.value or self.kept_word("key", raw)

    def kept_word(self, name: str, raw: Any) -> str | None:
        """A key or name that is a word for “no value”: somebody may be called so, and a row
        without a name would be lost.
        """
        word = null_word(raw)
        if word is not None:
            self.notes.add(replace(_NULL_WORD, message=_NULL_WORD.message.format(name, word)), name, word)
        return word

    def raw(self) -> dict[str, Any]:
        """What the source said of the item."""
        if not self.scope.base:
            return trimmed(self.scope.row.values)
        return trimmed(self.item if isinstance(self.item, dict) else {"value": self.item})

    def issues(self) -> Iterator[Issue]:
        """The problems met, with their places."""
        for message in self.scope.troubles:
            self.notes.add(Problem(IssueCode.VALUE_INVALID, message, _TROUBLE_HINT), "", None)
        self.scope.troubles.clear()
        for note in self.notes.all:
            place = Place(self.scope.file.path, *self.scope.row.locate(note.place), self.page)
            code, message, hint = note.problem.code, note.problem.message, note.problem.hint
            field = note.field or None
            yield Issue.of(code, self.origin.network, place, message, field=field, value=note.value, hint=hint)


@dataclass(frozen=True, slots=True)
class ItemReaders:
    """What reads fields, identifiers and relations of one kind off an item."""

    fields: tuple[FieldReader, ...]
    identifiers: tuple[IdentifierReader, ...]
    relations: tuple[tuple[End, ReferenceReader], ...]

    def applicable(self, item: Any) -> "ItemReaders":
        """Those that can find something in an item with the same keys."""
        return ItemReaders(
            tuple(reader for reader in self.fields if reader.may_fill(item)),
            tuple(reader for reader in self.identifiers if reader.reading.may_read(item)),
            tuple((end, reader) for end, reader in self.relations if reader.may_read(item)),
        )

    def values_of(self, draft: Draft) -> dict[str, Any]:
        """The fields of the item. Name and time zone stand before the fields that are read by them."""
        values: dict[str, Any] = {}
        for reader in self.fields:
            name, zone = values.get("name"), values.get("time_zone")
            value = reader.read(draft.item, draft.scope, draft.notes, name, zone)
            if value is None:
                continue
            values[reader.name] = value
            # How exact a date is follows from it, unless the row says so itself.
            sibling = reader.fact.precision
            if sibling is not None and (exact := precision(value)) is not None:
                values.setdefault(sibling, exact)
        return values

    def identifiers_of(self, draft: Draft, values: dict[str, Any]) -> tuple[Identifier, ...]:
        """What the mapping gives as identifiers, and the fields that are identifiers too."""
        ids = [
            identifier
            for reader in self.identifiers
            for identifier in reader.read(draft.item, draft.scope, draft.notes)
        ]
        for reader in self.fields:
            scheme = reader.fact.identifies
            if scheme is not None and (value := values.get(reader.name)) is not None:
                ids += identifiers(scheme, value, draft.notes, reader.name, reader.reading.places)
        return tuple(dict.fromkeys(ids))

    def statements_of(self, draft: Draft) -> tuple[Statement, ...]:
        """The relations of the item."""
        linked = (
            (end, other)
            for end, reader in self.relations
            for other in reader.read(draft.item, draft.scope, draft.notes)
        )
        return tuple(dict.fromkeys(other.statement(end) for end, other in linked))


@dataclass(frozen=True, slots=True)
class EntityMapper:
    """Maps a row to records of one kind. first_keys: by keys that were renamed those that they were at first."""

    origin: Origin
    kind: str
    readers: ItemReaders
    first_keys: Mapping[str, str] = field(default_factory=dict)
    by_shape: dict[tuple[str, ...], ItemReaders] = field(default_factory=dict)

    def build(self, draft: Draft) -> Record | Problem:
        """The record of one item, or why there is none."""
        readers = self._readers(draft.item)
        values = readers.values_of(draft)
        own_key = draft.key()
        if own_key is None:
            return _KEY_MISSING
        if not values.get("name"):
            word = next(
                (
                    draft.kept_word("name", reader.raw(draft.item, draft.scope))
                    for reader in readers.fields
                    if reader.name == "name"
                ),
                None,
            )
            if word is None:
                return _NAME_MISSING
            values["name"] = word
        if _TEMPLATE.search(own_key) or _TEMPLATE.search(str(values["name"])):
            return _UNRENDERED
        ids, statements = readers.identifiers_of(draft, values), self._without_itself(draft, own_key, readers)
        former = draft.scope.row.former_keys if own_key == draft.scope.row.key else ()
        parts = (values, draft.place(), ids, statements, draft.raw(), former, self.first_keys.get(own_key))
        return draft.origin.record(draft.origin.network, self.kind, own_key, *parts)

    def _without_itself(self, draft: Draft, own_key: str, readers: ItemReaders) -> tuple[Statement, ...]:
        """The relations of the item but those to itself, which are noted."""
        others: list[Statement] = []
        for statement in readers.statements_of(draft):
            if self._is_own(statement, own_key):
                draft.notes.add(_TO_ITSELF, statement.predicate, own_key)
            else:
                others.append(statement)
        return tuple(others)

    def _is_own(self, statement: Statement, own_key: str) -> bool:
        end = statement.subject or statement.object
        return end is not None and end.key == own_key and end.kind in (None, self.kind) and end.network is None

    def _readers(self, item: Any) -> ItemReaders:
        """The readers that can find something in an item; worked out once for all items of the same keys."""
        if not isinstance(item, dict):
            return self.readers
        shape = tuple(item)
        readers = self.by_shape.get(shape)
        if readers is None:
            readers = self.readers.applicable(item)
            if len(self.by_shape) < SHAPES_LIMIT:
                self.by_shape[shape] = readers
        return readers


@dataclass(frozen=True, slots=True)
class RelationMapper:
    """Maps a row to relations between two others."""

    origin: Origin
    predicate: Predicate
    subject: ReferenceReader
    object: ReferenceReader

    def build(self, draft: Draft) -> Record | None:
        """One relation record; its key, if none is mapped, is made of predicate, both ends and role.

        None where an end is missing, which is noted of that end: a relation needs both of them, but no key.
        """
        subjects = list(self.subject.read(draft.item, draft.scope, draft.notes))
        objects = list(self.object.read(draft.item, draft.scope, draft.notes))
        if not subjects or not objects:
            missing = "object" if subjects else "subject"
            message = f"The relation has no {missing} and is left out."
            hint = f"give `{missing}` a key, an identifier or a label"
            draft.notes.add(Problem(IssueCode.KEY_MISSING, message, hint), missing, None)
            return None
        statements = tuple(self._statement(subject, target) for subject in subjects for target in objects)
        own_key = draft.key() or relation_key(statements[0])
        return Record(draft.origin.network, "relation", own_key, {}, draft.place(), (), statements, draft.raw())

    def _statement(self, subject: OtherEnd, target: OtherEnd) -> Statement:
        role, since, until = target.role or subject.role, target.since or subject.since, target.until or subject.until
        return Statement(self.predicate.name, subject.reference, target.reference, role, since, until)


@dataclass(frozen=True, slots=True)
class FigureMapper:
    """Maps a row to dated figures of the network."""

    origin: Origin
    parts: dict[str, Read]

    def build(self, draft: Draft) -> Figure | Problem:
        """The figure of one item, or why there is none."""
        values = _part_values(self.parts, FIGURE_PARTS, draft)
        name, value = values.get("name"), values.get("value")
        if name is None:
            return _NAME_MISSING
        if value is None:
            return Problem(
                IssueCode.ROW_SHAPE, "The figure has no value and is left out.", "give `fields.value` a number"
            )
        return Figure(
            draft.origin.network,
            name,
            float(value),
            draft.place(),
            values.get("unit"),
            values.get("as_of"),
            values.get("note"),
        )


@dataclass(frozen=True, slots=True)
class DetailMapper:
    """Maps a row to assessments, figures or passages of a record of the same network."""

    origin: Origin
    sort: str
    of: str
    parts: dict[str, Read]
    first_keys: Mapping[str, str] = field(default_factory=dict)

    def build(self, draft: Draft) -> Detail | Problem | None:
        """The detail of one item; None where the row has no value for it, as in columns that few rows fill."""
        values = _part_values(self.parts, DETAIL_PARTS[self.sort], draft)
        own_key = draft.key()
        if own_key is None:
            return _KEY_MISSING
        about = record_id(draft.origin.network, self.of, self.first_keys.get(own_key, own_key))
        unnamed = Detail(draft.origin.network, self.sort, about, "", draft.place())
        if self.sort == "passage":
            return self._passage(unnamed, values)
        name, value = values.get("scheme") or values.get("name"), values.get("text")
        number = values.get("value") if self.sort == "figure" else None
        if self.sort == "assessment" and values.get("value"):
            value = self._assessed(draft, str(name), str(values["value"]))
        if not name or (number is None and not value):
            return None
        as_of, note, unit = values.get("as_of"), values.get("note"), values.get("unit")
        return replace(unnamed, name=name, value=value, number=number, unit=unit, as_of=as_of, note=note)

    def _passage(self, unnamed: Detail, values: dict[str, Any]) -> Detail | None:
        topic, texts = values.get("topic"), values.get("text")
        if not topic or not texts:
            return None
        scheme, value = values.get("scheme"), values.get("value")
        return replace(unnamed, name=topic, texts=texts, position=values.get("order"), concerns=scheme, value=value)

    def _assessed(self, draft: Draft, scheme: str, raw: str) -> str | None:
        """A value of the scheme."""
        declared = SCHEME_OF_ASSESSMENT.get(scheme)
        if declared is None or not declared.values:
            return raw
        outcome = vocabulary(declared.values, raw)
        draft.notes.add(outcome.problem, "value", raw, (("value",),))
        return outcome.value


def _part_values(parts: Mapping[str, Read], normalisers: Mapping[str, Normaliser], draft: Draft) -> dict[str, Any]:
    """The normalised value of each part of a figure or detail that is mapped."""
    values: dict[str, Any] = {}
    for name, read in parts.items():
        raw = read(draft.item, draft.scope)
        outcome = normalisers[name](raw)
        draft.notes.add(outcome.problem, name, raw, ((name,),))
        values[name] = draft.notes.without_people(outcome.value, name, ((name,),))
    return values


_SCHEME = partial(vocabulary, tuple(SCHEME_OF_ASSESSMENT))
DETAIL_PARTS: dict[str, dict[str, Normaliser]] = {
    "assessment": {"scheme": _SCHEME, "value": label, "as_of": date, "note": text},
    "figure": {"name": label, "value": decimal, "text": label, "unit": label, "as_of": date, "note": text},
    "passage": {
        "topic": partial(vocabulary, tuple(PASSAGE_TOPICS)),
        "text": localised_text,
        "order": integer,
        "scheme": _SCHEME,
        "value": label,
    },
}
FIGURE_PARTS = {name: read for name, read in DETAIL_PARTS["figure"].items() if name != "text"}
"""A figure of the network itself is a number; that of another thing may be a text."""
Mapper = EntityMapper | RelationMapper | FigureMapper | DetailMapper


def relation_key(statement: Statement) -> str:
    """The key of a relation that has none of its own: predicate, both ends and role."""
    ends = [_name(end) for end in (statement.subject, statement.object)]
    return " | ".join([statement.predicate, *ends, *([statement.role] if statement.role else [])])


def _name(end: Any) -> str:
    if end.key is not None:
        return str(end.key)
    return str(end.label) if end.label is not None else f"{end.identifiers[0].scheme}:{end.identifiers[0].value}"


def entries(mapper: Mapper, row: Row, file: SourceFile, mapped: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """What one mapping makes of one row: records or figures, each with the issues met on the way.

    mapped: where the manifest maps key and name.
    """
    scope = Scope(row, file)
    for base, item in mapper.origin.items.read(row.values, scope):
        scope.base = base
        draft = Draft(mapper.origin, item, scope, Notes(scope))
        if mapper.origin.url is not None:
            address = mapper.origin.url(item, scope)
            outcome = url(address)
            draft.notes.add(outcome.problem, "url", address)
            draft.page = outcome.value
        built = mapper.build(draft)
        if isinstance(built, Problem):
            name = _LACKED.get(built.code, "")
            where = (mapped or {}).get(name)
            if where is not None and built.hint is None:
                built = replace(built, hint=f"fill it in, or give `{where}` a path that every row fills")
            elif name == "key" and row.key is None and not mapper.origin.is_keyed:
                built = replace(built, hint=_NO_KEY)
            draft.notes.add(built, name, None)
        elif built is not None:
            yield built
        yield from draft.issues()
