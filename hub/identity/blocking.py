"""Blocking: which pairs of records are worth weighing. Never all pairs; every block is bounded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from hub.identity.context import COUNTED, family, name_keys
from hub.identity.spelling import squash
from hub.identity.subjects import BODIES, Subject
from hub.identity.wording import FILLERS

BLOCK_LIMIT = 200
RARE_LIMIT = 25
LIMITS = {"token": RARE_LIMIT, "other": BLOCK_LIMIT}
TOKENS = 4
SHORTEST = 2
LOGIN_LENGTH = 20
BRIEF = 12
Key = tuple[str, ...]


def candidate_pairs(subjects: Iterable[Subject], touched: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of ids (left < right) that share a blocking key, each once, in order of their ids.

    touched: only pairs of which one end is touched. A key that more than BLOCK_LIMIT records share is no block; within one
    network only identifiers, stated acronyms and whole names make pairs, since a network rarely lists a thing twice.
    """
    known = list(subjects)
    networks = {one.id: one.network for one in known}
    mates: defaultdict[str, set[str]] = defaultdict(set)
    for ids, within in _blocks(known):
        for left, right in combinations(ids, 2):
            if (within or networks[left] != networks[right]) and (touched is None or left in touched or right in touched):
                mates[left].add(right)
    for left in sorted(mates):
        yield from ((left, right) for right in sorted(mates[left]))


def _blocks(subjects: list[Subject]) -> Iterator[tuple[list[str], bool]]:
    """Blocks of ids, and whether pairs within one network count in them."""
    for keys_of, within in ((firm_keys, True), (loose_keys, False)):
        blocks: defaultdict[Key, set[str]] = defaultdict(set)
        for one in subjects:
            for key in keys_of(one):
                blocks[key].add(one.id)
        yield from ((sorted(ids), within) for key, ids in blocks.items() if 1 < len(ids) <= LIMITS.get(key[1], BLOCK_LIMIT))


def firm_keys(one: Subject) -> Iterator[Key]:
    """Identifiers, whole names, stated acronyms; the day of an event."""
    sort = family(one.kind)
    yield from ((sort, scheme, value) for scheme, value in one.identifiers if scheme in COUNTED or scheme == "uid")
    yield from ((sort, "name", key) for key in name_keys(one))
    yield from ((sort, "name", short) for name in one.profiles for short in name.acronyms)
    if sort == "event" and one.starts and len(one.starts) >= len("2026-05-31"):
        yield (sort, "day", one.starts[:10])


def loose_keys(one: Subject) -> Iterator[Key]:
    """Domains, short forms of bodies, the longest words of names (rare ones make blocks)."""
    sort = family(one.kind)
    yield from ((sort, "domain", name) for name in one.domains)
    if sort == "body":
        yield from _short_keys(one)
    yield from sorted(_tokens(one), key=lambda key: (-len(key[2]), key))[:TOKENS]


def _short_keys(one: Subject) -> Iterator[Key]:
    """Acronyms, initials, logins and short keys meet in one kind of block, by country where it is known."""
    lands = one.lands or {""}
    shorts = {short for name in one.profiles for short in (*name.acronyms, name.initials, "".join(part[0] for part in name.core), *_brief(name.full))}
    shorts |= one.logins | {squash(one.key)} | {login.removesuffix("gov") for login in one.logins} | {login.removeprefix("min") for login in one.logins}
    for short in shorts:
        if SHORTEST <= len(short) <= LOGIN_LENGTH:
            yield from (("body", "short", land, short) for land in lands | {""})


def _brief(full: str) -> tuple[str, ...]:
    return (full,) if len(full) <= BRIEF else ()


def _tokens(one: Subject) -> set[Key]:
    """Tokens of its names by which it can be met: of bodies the core words, of others all but fillers."""
    sort = family(one.kind)
    words = {token for name in one.profiles for token in (name.core if one.kind in BODIES else name.tokens)}
    return {(sort, "token", token) for token in words if len(token) > SHORTEST and token not in FILLERS}
