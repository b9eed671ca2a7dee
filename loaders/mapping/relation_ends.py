"""Relations of a manifest: from a row to the other end of a relation, with role and dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from loaders.manifest_model import ReferenceMapping
from loaders.mapping.expressions import Tables, compiled
from loaders.mapping.fact_values import IdentifierReader, Notes, flat, identifier_reader
from loaders.mapping.items import Items, items_of
from loaders.mapping.paths import Reading, Scope
from loaders.privacy import without_mail
from schema.issues import IssueCode, Problem
from schema.records import Identifier, Reference, Statement
from schema.relations import End
from schema.values.countries import country
from schema.values.dates import date
from schema.values.outcome import Normaliser
from schema.values.plain import key, label

_NO_LABEL = Problem(
    IssueCode.VALUE_INVALID, "An object is given where a name is expected.", "use `each` and give `label` a path in it"
)
_PARTS: dict[str, Normaliser] = {
    "label": label,
    "key": key,
    "country": country,
    "role": label,
    "since": date,
    "until": date,
}


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """One other end as a row states it."""

    reference: Reference
    role: str | None
    since: str | None
    until: str | None

    def statement(self, end: End) -> Statement:
        """The statement a record makes with this other end."""
        subject, target = (None, self.reference) if end.outward else (self.reference, None)
        return Statement(end.predicate.name, subject, target, self.role, self.since, self.until)


@dataclass(frozen=True, slots=True)
class ReferenceReader:
    """Reads the other ends of one relation off a row.

    Parts that are lists are read side by side, single ones are repeated.
    """

    name: str
    items: Items
    parts: dict[str, Reading]
    identifiers: tuple[IdentifierReader, ...]
    kind: str | None
    network: str | None
    roots: tuple[str, ...] | None

    def may_read(self, item: Any) -> bool:
        """Whether the item can name another end at all."""
        return self.roots is None or (isinstance(item, dict) and any(root in item for root in self.roots))

    def read(self, item: Any, scope: Scope, notes: Notes) -> Iterator[OtherEnd]:
        """The other ends that say at least a key, an identifier or a label."""
        base = scope.base
        for place, child in self.items.read(item, scope):
            scope.base = place
            yield from self._of_item(child, scope, notes)
        scope.base = base

    def _of_item(self, item: Any, scope: Scope, notes: Notes) -> Iterator[OtherEnd]:
        values_by_part = {name: self._part(name, reading, item, scope, notes) for name, reading in self.parts.items()}
        ids_by_scheme = [reader.read(item, scope, notes) for reader in self.identifiers]
        count = max(len(values) for values in chain(values_by_part.values(), ids_by_scheme, [[]]))
        for index in range(count):
            values = {name: _at(part, index, count) for name, part in values_by_part.items()}
            ids = tuple(identifier for part in ids_by_scheme if (identifier := _at(part, index, count)) is not None)
            if ids or values.get("key") or values.get("label"):
                yield self._linked(values, ids)

    def _part(self, name: str, reading: Reading, item: Any, scope: Scope, notes: Notes) -> list[Any]:
        read = [self._value(name, raw, reading, notes) for raw in flat(reading.read(item, scope))]
        return (
            read
            if name in ("key", "label")
            else [value for value in read if value is not None][:1]
            if len(read) == 1
            else read
        )

    def _value(self, name: str, raw: Any, reading: Reading, notes: Notes) -> Any:
        if name == "label" and isinstance(raw, dict):
            notes.add(_NO_LABEL, self.name, raw, reading.places)
            return None
        outcome = _PARTS[name](raw)
        notes.add(outcome.problem, f"{self.name}.{name}", raw, reading.places)
        return without_mail(outcome.value) if name == "label" else outcome.value

    def _linked(self, values: dict[str, Any], ids: tuple[Identifier, ...]) -> OtherEnd:
        home = self.network if values.get("key") else None
        reference = Reference(values.get("label"), self.kind, values.get("key"), home, ids, values.get("country"))
        return OtherEnd(reference, values.get("role"), values.get("since"), values.get("until"))


def reference_reader(name: str, mapping: ReferenceMapping, tables: Tables) -> ReferenceReader:
    """Compile one reference mapping. Raises `Misdescribed`."""
    mapped_parts = {part: getattr(mapping, part) for part in _PARTS}
    items = items_of(mapping.each, mapping.when)
    parts = {part: compiled(mapped, tables) for part, mapped in mapped_parts.items() if mapped is not None}
    identifiers = tuple(identifier_reader(scheme, mapped, tables) for scheme, mapped in mapping.identifiers.items())
    return ReferenceReader(
        name, items, parts, identifiers, mapping.kind, mapping.network, _roots(items, parts, identifiers)
    )


def _roots(
    items: Items, parts: dict[str, Reading], identifiers: tuple[IdentifierReader, ...]
) -> tuple[str, ...] | None:
    """The keys of which an item must have one to name another end; None where no such keys are known."""
    if items.each is not None:
        return (items.root,) if items.root is not None else None
    naming = [parts[name] for name in ("key", "label") if name in parts] + [reader.reading for reader in identifiers]
    known = tuple(reading.root for reading in naming if reading.root is not None)
    return known if len(known) == len(naming) else None


def reference_mappings(mapped: str | ReferenceMapping | list[ReferenceMapping]) -> list[ReferenceMapping]:
    """What a manifest gives for a relation field as mappings: a bare path gives labels."""
    if isinstance(mapped, str):
        return [ReferenceMapping(label=mapped)]
    return mapped if isinstance(mapped, list) else [mapped]


def _at(part: list[Any], index: int, count: int) -> Any:
    if len(part) == 1 and count > 1:
        return part[0]
    return part[index] if index < len(part) else None
