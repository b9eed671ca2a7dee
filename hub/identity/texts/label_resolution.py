"""References: the entity that a label such as "Comune di Monopoli (BA)" means, for relations whose other end is only named."""

from collections.abc import Collection, Iterable

from hub.identity.names.name_parts import NameProfile, profile
from hub.identity.texts.gazetteer import Gazetteer, Named

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
) -> Resolved | None:
    """The one entity meant and how sure that is (0 to 1), or None: identifiers first, then whole names within a country.

    Nothing is guessed: a name that two entities share, or a bare place, resolves to none. Of an agent and its OSPO of one name the agent is meant.
    """
    for identifier in identifiers:
        found = _of_kinds(gazetteer, gazetteer.by_identifier.get(identifier, ()), kinds)
        if len(found) == 1:
            return found[0].id, 1.0
    return _named(gazetteer, profile(label), country, kinds) if label and label.strip() else None


def _named(gazetteer: Gazetteer, name: NameProfile, country: str | None, kinds: Collection[str]) -> Resolved | None:
    for key, confidence in ((name.full, 0.95), (name.count_key if name.classes else "", 0.9)):
        found = _of_kinds(gazetteer, gazetteer.by_name.get(key, ()), kinds) if key else []
        chosen, factor = _in_country(found, name, country)
        if chosen:
            return chosen.id, round(confidence * factor, 3)
        if len(found) > 1:
            return None
    return None


def _in_country(found: list[Named], name: NameProfile, country: str | None) -> tuple[Named | None, float]:
    """The only one of the label's country; without a stated country on both sides only a name that tells enough."""
    same = [named for named in found if country and country in named.countries]
    if len(same) == 1 and (name.classes or name.distinctive):
        return same[0], 1.0
    open_ = [named for named in found if not (country and named.lands) or country in named.countries]
    if len(open_) == 1 and len(found) == 1 and _tells(open_[0], name):
        return open_[0], 0.85
    return None, 0.0


def _tells(named: Named, name: NameProfile) -> bool:
    if named.kind == "product":
        return name.distinctive
    return name.long or (name.specific and not _ENGLISH & set(name.tokens))


def _of_kinds(gazetteer: Gazetteer, ids: Iterable[str], kinds: Collection[str]) -> list[Named]:
    found = (gazetteer.entities[id_] for id_ in sorted(ids))
    allowed = [named for named in found if not kinds or named.kind in kinds]
    agents = [named for named in allowed if named.kind == "organisation"]
    return agents if agents and {named.kind for named in allowed} == {"organisation", "ospo"} else allowed
