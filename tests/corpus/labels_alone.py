"""How many names alone lead to the right thing: `python -m tests.corpus.labels_alone STORE NETWORK …`, STORE as
assembled by `assembling.py`.

Of each network the names are labels, and the hub knows all other networks only. Right is the entity that the record is
part of when all are known; a name that leads anywhere though its record stands alone counts as wrong.
"""

import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from hub.identity import Subject, cannot_link, cluster, match, subject
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference
from tests.corpus.test_read_pairs import _records

KINDS = ("organisation", "ospo", "product")


def known(store: Path) -> tuple[dict[str, Subject], dict[str, str]]:
    """All subjects of a store, and by their ids the entities that they are part of."""
    subjects = {
        one.id: subject(one.id, one.network, one.kind, one.key, one.values, one.identifiers, one.statements)
        for one in asyncio.run(_records(sorted(store.iterdir())))
    }
    clusters = cluster(subjects, match(subjects), (), lambda one, two: cannot_link(subjects[one], subjects[two]))
    return subjects, {member: founder for founder, members in clusters.members.items() for member in members}


def named(subjects: Mapping[str, Subject], entities: Mapping[str, str], without: str) -> Iterator[NamedEntity]:
    """The entities that other networks than one make up."""
    members: defaultdict[str, list[Subject]] = defaultdict(list)
    for one in subjects.values():
        if one.network != without and one.kind in KINDS:
            members[entities[one.id]].append(one)
    for entity, records in members.items():
        names = dict.fromkeys(name for record in records for name in record.names)
        countries = dict.fromkeys(country for record in records for country in record.countries)
        yield NamedEntity(entity, records[0].kind, tuple(names), tuple(countries))


def outcomes(subjects: Mapping[str, Subject], entities: Mapping[str, str], network: str) -> Counter[str]:
    """How many names of a network are right, wrong, missed, or rightly lead nowhere."""
    others = Gazetteer(named(subjects, entities, network))
    counts: Counter[str] = Counter()
    for one in subjects.values():
        if one.network == network and one.kind in KINDS and one.names:
            found = resolve_reference(others, one.names[0], next(iter(one.countries), None), (one.kind,))
            is_known = entities[one.id] in others.entities
            if found:
                counts["right" if found[0] == entities[one.id] else "wrong"] += 1
            else:
                counts["missed" if is_known else "nowhere"] += 1
    return counts


if __name__ == "__main__":
    everything, of_all = known(Path(sys.argv[1]))
    for chosen in sys.argv[2:]:
        sys.stdout.write(f"{chosen}: {dict(outcomes(everything, of_all, chosen))}\n")
