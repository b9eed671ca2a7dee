"""The keys by which a record can be met: identifiers, names in comparable spelling, domains,
short forms, telling words.
"""

from collections.abc import Iterator

from hub.identity.names.generic_words import FILLERS
from hub.identity.names.spelling import squash
from hub.identity.subjects import SUPRANATIONAL, Subject
from schema.identifiers import schemes_for
from schema.kinds import AGENTS, family_of

TOKENS = 4
"""Words of a record that make blocks: the longest are the rarest, and more would only meet what a whole name meets."""
SHORTEST = 2
"""A single letter is no short form, and words of two letters are no words to be met by."""
LOGIN_LENGTH = 20
"""Longer logins are names, which have keys of their own."""
LOGIN_LIKE_LENGTH = 12
"""A name up to this long may itself be the login of an account."""
BlockingKey = tuple[str, ...]


def counted_names(subject: Subject) -> frozenset[str]:
    """The keys under which its names are counted: with the sort of agent, in full, and without the sort."""
    return frozenset(key for name in subject.profiles for key in (name.count_key, name.full, name.core_key) if key)


def blocking_names(subject: Subject) -> frozenset[str]:
    """The keys under which its names are met."""
    return frozenset(key for name in subject.profiles for key in (*name.core_forms, name.full) if key)


def strong_keys(subject: Subject) -> Iterator[BlockingKey]:
    """Identifiers that speak for its kind, whole names, stated acronyms; the day of an event."""
    family, speaking = family_of(subject.kind), schemes_for(subject.kind)
    yield from ((family, scheme, value) for scheme, value in subject.identifiers if scheme in speaking)
    yield from ((family, "name", key) for key in blocking_names(subject))
    yield from ((family, "name", acronym) for name in subject.profiles for acronym in name.acronyms)
    if family == "event" and subject.starts and len(subject.starts) >= len("2026-05-31"):
        yield (family, "day", subject.starts[:10])


def weak_keys(subject: Subject) -> Iterator[BlockingKey]:
    """Domains, short forms of agents, the longest words of names (rare ones make blocks)."""
    family = family_of(subject.kind)
    yield from ((family, "domain", domain) for domain in subject.domains)
    if subject.kind in AGENTS:
        yield from _short_keys(subject)
    yield from sorted(_tokens(subject), key=lambda key: (-len(key[2]), key))[:TOKENS]


def _short_keys(subject: Subject) -> Iterator[BlockingKey]:
    """Acronyms, initials, logins and short keys meet in one kind of block, by country where it is known."""
    shorts = {
        short
        for name in subject.profiles
        for short in (
            *name.acronyms,
            name.initials,
            name.core_initials,
            name.full if len(name.full) <= LOGIN_LIKE_LENGTH else "",
        )
    }
    shorts |= subject.logins | subject.site_names | {squash(subject.key)}
    # `RegioneER` has the initials of Emilia-Romagna behind its sort.
    shorts |= {"".join(name.core) for name in subject.profiles if name.compact and name.classes}
    # `bcgov` meets the key `bc`, `minbzk` the initials of Binnenlandse Zaken en Koninkrijksrelaties.
    shorts |= {login.removesuffix("gov") for login in subject.logins}
    shorts |= {login.removeprefix("min") for login in subject.logins}
    for short in shorts:
        if SHORTEST <= len(short) <= LOGIN_LENGTH:
            yield from (("agent", "short", land, short) for land in (subject.where - SUPRANATIONAL) | {""})


def _tokens(subject: Subject) -> set[BlockingKey]:
    """Tokens of its names by which it can be met: of agents the core words, of others all but fillers."""
    family, is_agent = family_of(subject.kind), subject.kind in AGENTS
    words = {token for name in subject.profiles for token in (name.core if is_agent else name.tokens)}
    return {(family, "token", token) for token in words if len(token) > SHORTEST and token not in FILLERS}
