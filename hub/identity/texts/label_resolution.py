"""References: the entity that a label such as "Comune di Monopoli (BA)" means, for relations whose
other end is only named.
"""

from collections.abc import Collection, Iterable

from hub.identity.names.generic_words import PLACED, SHORT
from hub.identity.names.label_words import label_key, legal_forms
from hub.identity.names.name_parts import NameProfile, profile
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from schema.kinds import AGENTS

_ENGLISH = frozenset(
    (
        "city",
        "town",
        "village",
        "county",
        "municipality",
        "state",
        "province",
        "region",
        "borough",
        "council",
        "government",
        "ministry",
    )
)
"""Generic words that say nothing of the country: every City of Cambridge is called so in English."""

Resolved = tuple[str, float]


def resolve_reference(
    gazetteer: Gazetteer,
    label: str | None,
    country: str | None = None,
    kinds: Collection[str] = (),
    identifiers: Iterable[tuple[str, str]] = (),
    network: str | None = None,
) -> Resolved | None:
    """The one entity meant and how sure that is (0 to 1), or None: identifiers first, then whole names within a
    country. network: whose label it is.

    Nothing is guessed: a name that two entities share, or a bare place, resolves to none. Of an organisation and its
    OSPO of one name the organisation is meant.
    """
    for identifier in identifiers:
        identified = _of_kinds(gazetteer, gazetteer.by_identifier.get(identifier, ()), kinds)
        if len(identified) == 1:
            return identified[0].id, 1.0
    return _by_name(gazetteer, profile(label), country, kinds, network) if label and label.strip() else None


def _by_name(
    gazetteer: Gazetteer, name: NameProfile, country: str | None, kinds: Collection[str], network: str | None
) -> Resolved | None:
    keys = ((name.full, 0.95), (name.count_key if name.classes else "", 0.9), (label_key(name.text), 0.85))
    for key, confidence in keys:
        called = _of_kinds(gazetteer, gazetteer.by_name.get(key, ()), kinds) if key else []
        if key.startswith("~"):
            called = [entity for entity in called if _has_form(entity, name)]
        # What a network itself lists under a name goes before what others do: it speaks of its own.
        own = [entity for entity in called if network in entity.networks]
        namesakes = own if len(own) == 1 else called
        chosen, factor = _in_country(namesakes, name, country)
        if chosen:
            return chosen.id, round(confidence * factor, 3)
        if len(namesakes) > 1:
            return None
    return None


def _has_form(entity: NamedEntity, name: NameProfile) -> bool:
    """Whether an entity may have the legal form that a label states: an SpA is no Srl."""
    ours, theirs = legal_forms(name.text), {form for spelling in entity.names for form in legal_forms(spelling)}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _in_country(
    namesakes: list[NamedEntity], name: NameProfile, country: str | None
) -> tuple[NamedEntity | None, float]:
    """The only one of the label's country; without a stated country on both sides only a name that tells enough."""
    same = [entity for entity in namesakes if country and country in entity.countries]
    if len(same) == 1 and (name.classes or name.distinctive):
        return same[0], 1.0
    possible = [entity for entity in namesakes if not (country and entity.lands) or country in entity.countries]
    if len(possible) == 1 and len(namesakes) == 1 and _says_enough(possible[0], name):
        return possible[0], 0.85
    return None, 0.0


def _says_enough(entity: NamedEntity, name: NameProfile) -> bool:
    if entity.kind == "product":
        return name.distinctive
    if name.long or (name.specific and not _ENGLISH & set(name.tokens)):
        return True
    # A body in a register of another spelling: telling words and no mere short form. Towns
    # and states need their country.
    return len(label_key(name.text)) > SHORT and bool(name.own) and not name.classes & PLACED


def _of_kinds(gazetteer: Gazetteer, ids: Iterable[str], kinds: Collection[str]) -> list[NamedEntity]:
    entities = [gazetteer.entities[id_] for id_ in sorted(ids)]
    allowed = [entity for entity in entities if not kinds or entity.kind in kinds]
    organisations = [entity for entity in allowed if entity.kind == "organisation"]
    return organisations if organisations and {entity.kind for entity in allowed} == set(AGENTS) else allowed
