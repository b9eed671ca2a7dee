"""Ends of labelled pairs that no record answers to: what the hub makes of a name alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hub.identity.evaluation.labelled_pairs import PairEnd, kinds_meant
from hub.identity.evaluation.pair_ends import subject_from_pair_row
from hub.identity.subjects import Subject
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference
from schema.kinds import NAMED_KINDS


class LabelEnds:
    """Resolves labels to entities, by the rules by which the hub resolves the ends of statements."""

    def __init__(self, subjects: Iterable[Subject], entities: Mapping[str, str]) -> None:
        """entities: by the ids of the subjects."""
        members: defaultdict[str, list[Subject]] = defaultdict(list)
        for subject in subjects:
            if subject.kind in NAMED_KINDS:
                members[entities[subject.id]].append(subject)
        self._gazetteer = Gazetteer(_named(entity, records) for entity, records in members.items())

    def can_resolve(self, end: PairEnd) -> bool:
        """Whether labels of such an end are resolved at all: titles of events and news are no names."""
        return kinds_meant(end.kind)[0] in NAMED_KINDS

    def entity(self, end: PairEnd) -> str | None:
        """The one entity that goes by the name; None where the hub would keep the label."""
        names = subject_from_pair_row(end).names
        if not names:
            return None
        resolved = resolve_reference(self._gazetteer, names[0], end.country or None, kinds_meant(end.kind))
        return resolved[0] if resolved else None


def _named(entity: str, records: list[Subject]) -> NamedEntity:
    """An entity by the names, countries and identifiers of all its records."""
    names = dict.fromkeys(name for record in records for name in record.names)
    countries = dict.fromkeys(country for record in records for country in record.countries)
    identifiers = dict.fromkeys(identifier for record in records for identifier in record.identifiers)
    type_ = next((record.type for record in records if record.type), None)
    return NamedEntity(entity, records[0].kind, tuple(names), tuple(countries), type_, tuple(identifiers))
