"""Mentions: which entities a title or text speaks of, by the links in it and by their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.identity.names.hosts import host_of, is_portal
from hub.identity.names.spelling import plain_word_set, plain_words
from hub.identity.subjects import SUPRANATIONAL
from hub.identity.texts.gazetteer import Gazetteer, Spelling, TrieNode, Where, one_spelling
from hub.identity.texts.longer_names import is_part
from schema.values.accounts import account, owner_of, repository
from schema.values.urls import address

_LINK = re.compile(r"https?://[^\s<>\"')\]]{4,400}")
LONGEST = 14
"""Words of the longest phrase that is looked for: it bounds the work on a text.

Longer names begin with their telling part.
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that a text names. start, end: the span of `label` in the text; both -1 for a link given beside it.

    how: `repository`, `account`, `homepage`, `host` (a page on its own site) or `name`.
    """

    entity_id: str
    start: int
    end: int
    label: str
    confidence: float
    how: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text beside its words. lands: countries it is about. network: whose it is."""

    lands: frozenset[str]
    network: str | None


def find_mentions(
    gazetteer: Gazetteer,
    text: str,
    countries: Iterable[str] = (),
    links: Iterable[str] = (),
    network: str | None = None,
) -> list[Mention]:
    """All entities a text names, each once with its surest mention, in order of the text.

    links: further addresses in it, not its own. network: whose text it is. countries: those the text is about; a name
    that several entities share counts only if the countries leave one of them.
    """
    setting = Setting(frozenset(countries) - SUPRANATIONAL, network)
    mentions = [*_links(gazetteer, text, links), *_names(gazetteer, text, setting)]
    best: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: (-mention.confidence, mention.start, mention.entity_id)):
        best.setdefault(mention.entity_id, mention)
    return sorted(best.values(), key=lambda mention: (mention.start, mention.end, mention.entity_id))


def may_name(gazetteer: Gazetteer, text: str) -> bool:
    """Whether a text has a link or phrase of a gazetteer anywhere.

    If not, these entities make no difference to its mentions.
    """
    if any(_is_known(gazetteer, match.group().rstrip(".,;:")) for match in _LINK.finditer(text)):
        return True
    if gazetteer.root.following.keys().isdisjoint(one_spelling(word) for word in plain_word_set(_without_links(text))):
        return False
    tokens = _tokens(text)
    return any(_longest(gazetteer.root, tokens, position, text)[0] for position in range(len(tokens)))


def _is_known(gazetteer: Gazetteer, link: str) -> bool:
    is_identifier = any((scheme, value) in gazetteer.by_identifier for scheme, value, _ in _readings(link))
    return is_identifier or host_of(address(link).value or "") in gazetteer.by_host


def _links(gazetteer: Gazetteer, text: str, links: Iterable[str]) -> Iterator[Mention]:
    addresses = _LINK.finditer(text) if "://" in text else ()
    spans = [(match.group().rstrip(".,;:"), match.start()) for match in addresses]
    for link, start in [*spans, *((link, -1) for link in links)]:
        linked = _linked(gazetteer, link)
        if linked:
            yield Mention(linked[0], start, start + len(link) if start >= 0 else -1, link, linked[2], linked[1])


def _linked(gazetteer: Gazetteer, link: str) -> tuple[str, str, float] | None:
    """The one entity a link belongs to: its repository, page or account, else the only one on that host."""
    for scheme, value, confidence in _readings(link):
        ids = gazetteer.by_identifier.get((scheme, value), ()) if value else ()
        if len(ids) == 1:
            return next(iter(ids)), scheme, confidence
    host = host_of(address(link).value or "")
    ids = gazetteer.by_host.get(host, ()) if host and not is_portal(host) else ()
    return (next(iter(ids)), "host", 0.7) if len(ids) == 1 else None


def _readings(link: str) -> tuple[tuple[str, str | None, float], ...]:
    return (
        ("repository", repository(link).value, 1.0),
        ("homepage", address(link).value, 1.0),
        ("account", account(link).value, 1.0),
        ("account", owner_of(link).value, 0.8),
    )


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(one_spelling(word), start, end) for word, start, end in plain_words(_without_links(text))]


def _without_links(text: str) -> str:
    return text if "://" not in text else _LINK.sub(lambda match: " " * len(match.group()), text)


def _names(gazetteer: Gazetteer, text: str, setting: Setting) -> Iterator[Mention]:
    """Longest matches from left to right; a longest match that stays ambiguous hides the shorter ones in it."""
    tokens = _tokens(text)
    position = 0
    while position < len(tokens):
        length, matched = _longest(gazetteer.root, tokens, position, text)
        if matched:
            start, end = tokens[position][1], tokens[position + length - 1][2]
            spelling = _one_of(matched, setting)
            if spelling and not is_part(spelling, text, start, end):
                yield Mention(spelling.entity.id, start, end, text[start:end], spelling.confidence, "name")
        position += max(length, 1)


def _longest(
    root: TrieNode, tokens: list[tuple[str, int, int]], position: int, text: str
) -> tuple[int, list[Spelling]]:
    node, length, matched = root, 0, list[Spelling]()
    for place in range(position, min(position + LONGEST, len(tokens))):
        following = node.next(tokens[place][0])
        if following is None:
            break
        node = following
        if node.spellings:
            surface = text[tokens[position][1] : tokens[place][2]]
            is_name = surface[:1] == surface[:1].upper()
            fitting = [one for one in node.spellings if one.exact == surface or (one.exact is None and is_name)]
            if fitting:
                length, matched = place + 1 - position, fitting
    return length, matched


def _one_of(spellings: list[Spelling], setting: Setting) -> Spelling | None:
    """The one entity meant, or none.

    A product goes before its makers of the same name, an organisation before its OSPO, what the text's own network
    lists before what others do.
    """
    possible = [spelling for spelling in spellings if _consistent(spelling, setting)]
    if _several(possible) and setting.lands:
        possible = [one for one in possible if one.entity.kind == "product" or one.entity.lands & setting.lands]
    for kind in ("product", "organisation"):
        possible = _rather(possible, [one for one in possible if one.entity.kind == kind])
    possible = _rather(possible, [one for one in possible if setting.network in one.entity.networks])
    return max(possible, key=lambda spelling: spelling.confidence) if possible and not _several(possible) else None


def _rather(possible: list[Spelling], preferred: list[Spelling]) -> list[Spelling]:
    """The preferred ones where several entities are possible."""
    return preferred if preferred and _several(possible) else possible


def _several(spellings: list[Spelling]) -> bool:
    return len({spelling.entity.id for spelling in spellings}) > 1


def _consistent(spelling: Spelling, setting: Setting) -> bool:
    """Whether a text may mean it: it is where the spelling counts, and of no other country."""
    entity, lands = spelling.entity, setting.lands
    if spelling.where is Where.AT_HOME and setting.network not in entity.networks:
        return False
    if spelling.where is Where.IN_ITS_COUNTRY:
        return bool(entity.lands & lands)
    return entity.kind == "product" or not entity.lands or not lands or bool(entity.lands & lands)
