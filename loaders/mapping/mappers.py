"""Mappings compiled to functions: one row in, its records, relations, figures and issues out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loaders.mapping.detail_mappers import DetailMapper, FigureMapper
from loaders.mapping.fact_values import FieldReader, IdentifierReader, Notes, identifiers
from loaders.mapping.origins import KEY_MISSING, NAME_MISSING, Draft, Origin
from loaders.mapping.paths import Scope
from loaders.mapping.relation_ends import OtherEnd, ReferenceReader
from loaders.rows import Row
from loaders.source import SourceFile
from schema.issues import Issue, IssueCode, Problem
from schema.records import Deletion, Detail, Figure, Identifier, Record, Statement, Window
from schema.relations import End, Predicate
from schema.values.dates import precision
from schema.values.urls import url

Entry = Record | Figure | Detail | Issue | Window | Deletion


class Repeatable(Record):
    """A record that several rows may state; the first counts."""


_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%=?[^<>]*%>")
"""What Jinja, Liquid, Mustache and ERB leave where a page or file was published without being rendered."""
_UNRENDERED = Problem(
    IssueCode.ROW_SHAPE,
    "The row is a template that was not filled in; it is left out.",
    "publish the rendered file, or leave the template out of `path`",
)
_TO_ITSELF = Problem(
    IssueCode.VALUE_SUSPECT,
    "The record names itself as the other end of a relation; the relation is left out.",
    "name the other thing by its key",
)
_LACKED = {IssueCode.KEY_MISSING: "key", IssueCode.NAME_MISSING: "name"}
_NO_KEY = "network.yaml does not say which column is the key: give the source a `key:` beside `mapping:`"
SHAPES_LIMIT = 256


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
            return KEY_MISSING
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
                return NAME_MISSING
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
