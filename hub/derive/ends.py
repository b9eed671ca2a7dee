"""The ends of edges: whom a reference of a record means, and under which words other records may look for it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.derive import sets
from hub.derive.entities.naming import name_keys, named_among
from hub.identity.texts.gazetteer import Gazetteer
from hub.identity.texts.label_resolution import resolve_reference
from hub.store.transaction import Transaction, chunks
from schema.kinds import AGENTS
from schema.records import Reference, Statement, kind_of, of_first_kind, record_id
from schema.relations import PREDICATE_BY_NAME
from schema.values.folding import fold

MISSING = "missing"
"""How an end was found whose key is in no stored network: not at all."""
HOW = (MISSING, "label", "name", "identifier", "key")
"""How an end was found, the weakest first."""
_UUID = re.compile(r"(urn:uuid:)?\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}\}?")
Spoken = Sequence[tuple[Any, Statement]]
"""Statements, each with the row of the record that makes it: id, network, kind, entity, name."""


@dataclass(frozen=True, slots=True)
class EdgeEnd:
    """One end of an edge. entity: None where it is not in the store. label: None where the record gives no name.

    key, identifiers: by which the record names an end that is not in the store. confidence: 1 but
    where a name was resolved.
    """

    label: str | None
    how: str = "label"
    entity: str | None = None
    kind: str | None = None
    confidence: float = 1.0
    key: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> str:
        """What tells this end from others: the entity, or else the folded label, the key or the identifiers."""
        if self.entity is not None:
            return self.entity
        if self.label is not None:
            return f"?label:{fold(self.label)}"
        return f"?key:{self.key}" if self.key else f"?id:{self.identifiers}"


@dataclass(slots=True)
class Referents:
    """What is in the store of all that a batch of statements refers to: entities by record id,
    by identifier and by name.

    identifiers: of each the entities that have it, with the networks that say so.
    """

    records: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[tuple[str, str], Mapping[str, set[str]]] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=lambda: Gazetteer(()))

    def end(self, record: Any, reference: Reference | None, kinds: tuple[str, ...]) -> EdgeEnd | None:
        """The end that a record means: by key, else by identifier, else by name, else a label.
        None: it can be no such end.

        kinds: those that the predicate allows at this end. Without a reference the record itself is meant.
        """
        if reference is None:
            is_fit = record.kind in kinds and record.entity
            return EdgeEnd(record.name, "key", record.entity, record.kind) if is_fit else None
        kinds = kinds if reference.kind is None else tuple({reference.kind} & set(kinds))
        if not kinds:
            return None
        return (
            self._by_key(record, reference, kinds)
            or self._by_identifier(record, reference, kinds)
            or self._by_name(record, reference, kinds)
            or _unresolved(reference)
        )

    def _by_key(self, record: Any, reference: Reference, kinds: tuple[str, ...]) -> EdgeEnd | None:
        for key in _record_ids(record, reference, kinds):
            if (entity := self.records.get(key)) is not None:
                return EdgeEnd(_label(reference), "key", entity, kind_of(entity).name)
        return None

    def _by_identifier(self, record: Any, reference: Reference, kinds: tuple[str, ...]) -> EdgeEnd | None:
        for identifier in reference.identifiers:
            entities = self.identifiers.get((identifier.scheme, identifier.value), {})
            fit = [entity for entity in sorted(entities) if kind_of(entity).name in kinds]
            if {kind_of(entity).name for entity in fit} == set(AGENTS):
                fit = of_first_kind(fit)
            # What a network itself gives an identifier goes before what others do: it speaks of its own.
            own = [entity for entity in fit if (reference.network or record.network) in entities[entity]]
            meant = own if len(own) == 1 else fit
            if len(meant) == 1:
                return EdgeEnd(_label(reference), "identifier", meant[0], kind_of(meant[0]).name)
        return None

    def _by_name(self, record: Any, reference: Reference, kinds: tuple[str, ...]) -> EdgeEnd | None:
        resolved = resolve_reference(
            self.gazetteer, reference.label, reference.country, kinds, network=reference.network or record.network
        )
        if reference.label is None or resolved is None:
            return None
        entity, confidence = resolved
        return EdgeEnd(reference.label, "name", entity, kind_of(entity).name, confidence)


def _label(reference: Reference) -> str | None:
    """The name by which a reference calls its end.

    None where that is a mere key or UUID, which tells a reader nothing.
    """
    label = reference.label
    return None if label is None or label == reference.key or _UUID.fullmatch(label.strip()) else label


def _unresolved(reference: Reference) -> EdgeEnd:
    identifiers = tuple(sorted((one.scheme, one.value) for one in reference.identifiers))
    key = reference.key or (reference.label if _label(reference) is None else None)
    how = MISSING if reference.key else "label"
    return EdgeEnd(_label(reference), how, key=key, identifiers=identifiers)


def _record_ids(record: Any, reference: Reference, kinds: Iterable[str]) -> list[str]:
    """The ids that the record named by key may have: one for each kind."""
    if reference.key is None:
        return []
    return [record_id(reference.network or record.network, kind, reference.key) for kind in kinds]


def references(statement: Statement) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    """The ends of a statement that are not the record itself, with the kinds they may be of."""
    predicate = PREDICATE_BY_NAME[statement.predicate]
    for reference, kinds in ((statement.subject, predicate.subjects), (statement.object, predicate.objects)):
        if reference is not None:
            yield reference, kinds if reference.kind is None else (reference.kind,)


def targets(record: Any, statement: Statement) -> Iterator[str]:
    """Under which words a statement looks for its ends: `key:<record id>`, `id:<scheme>:<value>`, `name:<spelling>`."""
    for reference, kinds in references(statement):
        yield from (f"key:{key}" for key in _record_ids(record, reference, kinds))
        yield from (f"id:{identifier.scheme}:{identifier.value}" for identifier in reference.identifiers)
        yield from (f"name:{key}" for key in name_keys([reference.label] if reference.label else []))


async def referents(tx: Transaction, spoken: Spoken) -> Referents:
    """What is in the store of all that some statements refer to."""
    ends = [(record, *end) for record, statement in spoken for end in references(statement)]
    keys = {key for record, reference, kinds in ends for key in _record_ids(record, reference, kinds)}
    identifiers = {(one.scheme, one.value) for _, reference, _ in ends for one in reference.identifiers}
    names = name_keys(reference.label for _, reference, _ in ends if reference.label)
    return Referents(
        await _entities_of(tx, keys), await _entities_with(tx, identifiers), await _partial_gazetteer(tx, names)
    )


async def _entities_of(tx: Transaction, records: set[str]) -> dict[str, str]:
    query = """SELECT id, entity FROM record WHERE id IN :ids AND withdrawn_revision IS NULL
        UNION ALL SELECT alias, entity FROM record WHERE alias IN :ids AND withdrawn_revision IS NULL"""
    return {row.id: row.entity for part in chunks(sorted(records)) for row in await tx.rows(query, ids=part)}


async def _entities_with(
    tx: Transaction, identifiers: set[tuple[str, str]]
) -> dict[tuple[str, str], defaultdict[str, set[str]]]:
    """Entities by scheme and value, with who says so.

    More than those asked for, as schemes and values are looked up apart.
    """
    entities: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = """SELECT DISTINCT i.scheme, i.value, i.entity, r.network FROM identifier i JOIN record r ON r.id = i.record
        WHERE i.scheme IN :schemes AND i.value IN :values"""
    schemes = sorted({scheme for scheme, _ in identifiers})
    for part in chunks(sorted({value for _, value in identifiers})):
        for scheme, value, entity, network in await tx.rows(query, values=part, schemes=schemes):
            entities[scheme, value][entity].add(network)
    return entities


async def _partial_gazetteer(tx: Transaction, names: set[str]) -> Gazetteer:
    """The entities that go by one of these names: as good as all of them, for labels that have no other."""
    if not names:
        return Gazetteer(())
    async with sets.WANTED.scratch(tx, names) as wanted, sets.NAMESAKES.scratch(tx) as namesakes:
        await namesakes.add_selected(f"SELECT DISTINCT entity FROM name_key WHERE key IN {wanted}")
        return Gazetteer(await named_among(namesakes))
