"""The keys by which a record can be met: identifiers, names in comparable spelling, domains, short forms, telling words."""

from collections.abc import Iterator

from hub.identity.names.generic_words import FILLERS
from hub.identity.names.spelling import squash
from hub.identity.subjects import BODIES, Subject

COUNTED = (
    "homepage",
    "repository",
    "account",
    "cvr",
    "siren",
    "ipa",
    "lei",
    "ror",
    "wikidata",
    "tooi",
    "ld-admin",
    "lannuaire",
    "vat",
)
TOKENS = 4
SHORTEST = 2
LOGIN_LENGTH = 20
BRIEF = 12
Key = tuple[str, ...]


def family(kind: str) -> str:
    """Kinds that are compared with each other: offices and organisations are bodies."""
    return "body" if kind in BODIES else kind


def counted_names(one: Subject) -> frozenset[str]:
    """The keys under which its names are counted."""
    return frozenset(key for name in one.profiles for key in (name.count_key, name.full) if key)


def name_keys(one: Subject) -> frozenset[str]:
    """The keys under which its names are met."""
    return frozenset(key for name in one.profiles for key in (*name.core_forms, name.full) if key)


def strong_keys(one: Subject) -> Iterator[Key]:
    """Identifiers, whole names, stated acronyms; the day of an event."""
    sort = family(one.kind)
    yield from ((sort, scheme, value) for scheme, value in one.identifiers if scheme in COUNTED or scheme == "uid")
    yield from ((sort, "name", key) for key in name_keys(one))
    yield from ((sort, "name", short) for name in one.profiles for short in name.acronyms)
    if sort == "event" and one.starts and len(one.starts) >= len("2026-05-31"):
        yield (sort, "day", one.starts[:10])


def weak_keys(one: Subject) -> Iterator[Key]:
    """Domains, short forms of bodies, the longest words of names (rare ones make blocks)."""
    sort = family(one.kind)
    yield from ((sort, "domain", name) for name in one.domains)
    if sort == "body":
        yield from _short_keys(one)
    yield from sorted(_tokens(one), key=lambda key: (-len(key[2]), key))[:TOKENS]


def _short_keys(one: Subject) -> Iterator[Key]:
    """Acronyms, initials, logins and short keys meet in one kind of block, by country where it is known."""
    lands = one.lands or {""}
    shorts = {
        short
        for name in one.profiles
        for short in (*name.acronyms, name.initials, "".join(part[0] for part in name.core), *_brief(name.full))
    }
    shorts |= (
        one.logins
        | {squash(one.key)}
        | {login.removesuffix("gov") for login in one.logins}
        | {login.removeprefix("min") for login in one.logins}
    )
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
