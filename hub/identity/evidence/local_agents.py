"""Local bodies: towns have namesakes within their country, so what tells one from another
weighs as much as the name.
"""

from collections.abc import Iterator

from hub.identity.evidence.name_evidence import ALIKE, best_likeness
from hub.identity.evidence.weights import Evidence, piece
from hub.identity.names.generic_words import TERRITORIAL
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import squash, words
from hub.identity.names.territories import SHARING_NAMES
from hub.identity.subjects import Subject

_LOCAL_TYPES = frozenset({"local", "municipality"})


def local_evidence(left: Subject, right: Subject) -> Iterator[Evidence]:
    """What speaks against two local bodies of one name being one town.

    Nothing where their numbers or pages say so anyhow.
    """
    alike, ours, theirs = best_likeness(left, right)
    if alike not in ALIKE or not _are_local(left, right) or not left.identified.isdisjoint(right.identified):
        return
    if (other := _other_place(left, right)) is not None:
        yield piece("place-differs", other)
    elif profile(ours).place != profile(theirs).place:
        yield piece("place-qualified", f"{ours} / {theirs}")
    elif left.where & right.where & SHARING_NAMES and not _share_a_place(left, right):
        yield piece("place-unsaid", f"{ours} / {theirs}")


def _are_local(left: Subject, right: Subject) -> bool:
    """Whether one of them is a town, by its type or the words of its name, and the other may be."""
    return any(
        agent.type in _LOCAL_TYPES or any(name.classes & TERRITORIAL for name in agent.profiles)
        for agent in (left, right)
    )


def _other_place(left: Subject, right: Subject) -> str | None:
    """The facts that say where each of the two is, if they say different places: region, site, or the network's key."""
    for ours, theirs in ((left.region, right.region), (left.city, right.city)):
        if ours and theirs and squash(ours) != squash(theirs):
            return f"{ours} / {theirs}"
    if left.domains and right.domains and left.domains.isdisjoint(right.domains):
        return f"{min(left.domains)} / {min(right.domains)}"
    beyond = (_beyond_name(left), _beyond_name(right))
    return f"{left.key} / {right.key}" if all(beyond) and beyond[0].isdisjoint(beyond[1]) else None


def _beyond_name(agent: Subject) -> set[str]:
    """The words of a key beside those of the name that it begins with: `ma` of springfield-ma."""
    name = {word for spelling in agent.profiles for word in spelling.core}
    key = words(agent.key.replace("_", " ").replace("-", " "))
    return set(key) - name if key and key[0] in name else set()


def _share_a_place(left: Subject, right: Subject) -> bool:
    """Whether they state one region or town, or an account of one is called like both: a namesake has another login."""
    names = {name.full for name in left.profiles} & {name.full for name in right.profiles}
    is_of_one_place = (left.region and right.region) or (left.city and right.city)
    return bool(is_of_one_place or names & (left.logins | right.logins))
