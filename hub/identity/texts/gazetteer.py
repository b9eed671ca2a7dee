"""A gazetteer: names and identifiers of all entities, ready to be met in texts and labels."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from hub.identity.names.exonyms import EXONYMS
from hub.identity.names.generic_words import COMMON_WORDS, FILLERS, OF_A_FIELD, TERRITORIAL, TOPICS, NameClass
from hub.identity.names.hosts import is_portal
from hub.identity.names.label_words import label_key
from hub.identity.names.name_parts import MANY, NameProfile, profile
from hub.identity.names.spelling import plain_words, squash
from hub.identity.subjects import SUPRANATIONAL
from schema.kinds import AGENTS

Phrase = tuple[str, ...]

_PATTERNS: dict[NameClass, tuple[str, ...]] = {
    NameClass.MUNICIPALITY: (
        "city of {}",
        "municipality of {}",
        "{} kommune",
        "{} municipality",
        "{} kommun",
        "ville de {}",
        "stadt {}",
        "landeshauptstadt {}",
        "comune di {}",
        "gemeente {}",
        "ayuntamiento de {}",
        "ajuntament de {}",
        "commune de {}",
        "city council of {}",
        "{} city council",
        "town of {}",
    ),
    NameClass.DISTRICT: (
        "borough of {}",
        "london borough of {}",
        "royal borough of {}",
        "{} borough council",
        "{} district council",
    ),
    NameClass.COUNTY: ("{} county", "landkreis {}", "provincia di {}"),
    NameClass.REGION: (
        "region {}",
        "regione {}",
        "canton of {}",
        "kanton {}",
        "state of {}",
        "province of {}",
        "provincie {}",
        "{} region",
    ),
    NameClass.METROPOLIS: ("citta metropolitana di {}", "metropolitan city of {}", "metropole de {}"),
}
"""How texts in several languages speak of a territory of a class."""

_EXONYMS_OF_A_WORD = {abroad[0]: own[0] for abroad, own in EXONYMS.items() if len(abroad) == len(own) == 1}
_WORD = re.compile(r"[\w.@]+")
_DIGIT = re.compile(r"\d")
_INNER_CAPITAL = re.compile(r"(?<!^)[A-ZÀ-Þ]")
_FILE = re.compile(r"[a-z]+\.[a-z]{2,5}")
"""The name of a file is a name in small letters (publiccode.yml)."""
_SERIES = re.compile(r"([A-Z]+\d+)([A-Za-z]{4,})")
"""A product of a series is written in one word and in two (OS2indberetning, OS2 Indberetning)."""
MIXED_FROM = 4
"""Letters from which on a word of its own can be a name: shorter ones stand in any text."""
ONE_WORD_FROM = 6
"""Letters from which on a plain capitalised word can be a product's name; shorter ones begin sentences."""
GENERIC_WORDS_FROM = 4
"""Generic words from which on they are an agent's name together; fewer stand in any text."""
ACRONYM_FROM = 3
"""Capitals from which on they are an acronym: two are a country, a state or a unit."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity as a text may name it.

    identifiers: (scheme, normal value): homepage, repository, account. networks: that list it.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    type: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    networks: tuple[str, ...] = ()

    @property
    def lands(self) -> frozenset[str]:
        """Countries it belongs to; what stands for several countries is none."""
        return frozenset(self.countries) - SUPRANATIONAL


class Where(StrEnum):
    """The texts in which a spelling is a name, as far as it does not say enough by itself."""

    ANYWHERE = "in every text that no fact of the entity contradicts"
    IN_ITS_COUNTRY = "in texts about a country of the entity"
    AT_HOME = "in texts of a network that lists the entity: it speaks of its own"


How = tuple[str | None, float, Where]
"""How a spelling counts: exact, confidence and where of `Spelling`."""
Way = tuple[Phrase, str | None, float, Where]
"""A phrase, and how it counts."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of an entity's name.

    exact: a one-word name that counts only in this very spelling. where: the texts it counts in.
    """

    entity: NamedEntity
    exact: str | None
    confidence: float
    where: Where = Where.ANYWHERE


class TrieNode:
    """A node of the token trie: the spellings that end there, and what follows them.

    Both are made when a text comes by: to most nodes none ever does.
    """

    __slots__ = ("_depth", "_following", "_nodes", "_spellings", "_ways")

    def __init__(self, ways: Sequence[tuple[Way, NamedEntity]], depth: int) -> None:
        """All ways that have the tokens up to here in common. depth: how many these are."""
        self._ways, self._depth = ways, depth
        self._following: dict[str, list[tuple[Way, NamedEntity]]] | None = None
        self._nodes: dict[str, TrieNode] = {}
        self._spellings: list[Spelling] | None = None

    @property
    def following(self) -> Mapping[str, Sequence[tuple[Way, NamedEntity]]]:
        """The ways that go on, by their next token."""
        if self._following is None:
            branches: defaultdict[str, list[tuple[Way, NamedEntity]]] = defaultdict(list)
            for way in self._ways:
                if len(phrase := way[0][0]) > self._depth:
                    branches[phrase[self._depth]].append(way)
            self._following = dict(branches)
        return self._following

    def next(self, token: str) -> "TrieNode | None":
        """The node after one more token, if any spelling goes on with it."""
        node = self._nodes.get(token)
        if node is None and (ways := self.following.get(token)) is not None:
            node = self._nodes[token] = TrieNode(ways, self._depth + 1)
        return node

    @property
    def spellings(self) -> list[Spelling]:
        """The spellings that end here, each once, in the order of their entities."""
        if self._spellings is None:
            ending = {(entity.id, *way): (way, entity) for way, entity in self._ways if len(way[0]) == self._depth}
            self._spellings = [Spelling(entity, *way[1:]) for way, entity in ending.values()]
        return self._spellings


class Gazetteer:
    """Finds entities by identifier, by whole name, and through a token trie in running text.

    Each index is made when it is first needed.
    """

    def __init__(self, entities: Iterable[NamedEntity]) -> None:
        """Take the entities; their order does not matter.

        Raises ValueError where one is there twice, as only one of both would be found.
        """
        ordered = sorted(entities, key=lambda named: named.id)
        self.entities = {entity.id: entity for entity in ordered}
        if len(self.entities) < len(ordered):
            raise ValueError("An entity is in the gazetteer twice.")

    @cached_property
    def by_identifier(self) -> Mapping[tuple[str, str], set[str]]:
        """Entities by scheme and value."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in self.entities.values():
            for identifier in entity.identifiers:
                found[identifier].add(entity.id)
        return found

    @cached_property
    def by_host(self) -> Mapping[str, set[str]]:
        """Entities by the host of a page that is the whole of a site of their own."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (scheme, value), entities in self.by_identifier.items():
            if scheme == "homepage" and "/" not in value and not is_portal(value):
                found[value] |= entities
        return found

    @cached_property
    def by_name(self) -> Mapping[str, set[str]]:
        """Entities by the comparable spellings of their whole names."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entity, name in self._names():
            label = label_key(name.text) if entity.kind in AGENTS else ""
            for key in {name.full, name.count_key, label} - {""} if name.full else ():
                found[key].add(entity.id)
        return found

    @cached_property
    def root(self) -> TrieNode:
        """The trie of the words of all spellings."""
        return TrieNode([(way, entity) for entity in self.entities.values() for way in _ways_of(entity)], 0)

    def _names(self) -> Iterator[tuple[NamedEntity, NameProfile]]:
        for entity in self.entities.values():
            yield from ((entity, profile(name)) for name in dict.fromkeys(entity.names))


def _ways_of(entity: NamedEntity) -> Iterator[Way]:
    """The phrases by which a text may mean an entity; none for common words, bare places and mere generic words."""
    is_supranational = not SUPRANATIONAL.isdisjoint(entity.countries)
    for name in dict.fromkeys(entity.names):
        yield from _ways(entity.kind, name, is_supranational=is_supranational)


@lru_cache(maxsize=50_000)
def _ways(kind: str, text: str, *, is_supranational: bool) -> tuple[Way, ...]:
    # kept, as each load of several asks for the names of all entities
    return tuple(_found_by(kind, profile(text), _of_short_form(kind, is_supranational=is_supranational)))


def _found_by(kind: str, name: NameProfile, short_form: Where) -> Iterator[Way]:
    """How a name counts in texts. short_form: where its acronyms do."""
    written = name.text.split("(")[0].strip()
    phrase = text_words(written)
    if len(phrase) == 1:
        yield from ((phrase, *how) for how in _one_word(kind, name, written, short_form))
        if parts := _SERIES.fullmatch(written):
            yield text_words(" ".join(parts.groups())), None, 0.9, Where.ANYWHERE
    elif _FILE.fullmatch(written):
        yield phrase, written, 0.9, Where.ANYWHERE
    elif telling(kind, name):
        yield phrase, None, 0.95 if len(phrase) >= MANY else 0.9, Where.ANYWHERE
    elif kind in AGENTS and name.classes & OF_A_FIELD and name.core:
        yield phrase, None, 0.8, Where.IN_ITS_COUNTRY
    for short in _acronyms(name, ACRONYM_FROM if kind in AGENTS else MIXED_FROM):
        yield text_words(short), short, 0.7, short_form
    if len(name.core) == 1 and len(name.classes) == 1 and (name_class := next(iter(name.classes))) in TERRITORIAL:
        for pattern in _PATTERNS[name_class]:
            yield text_words(pattern.format(name.core[0])), None, 0.85, Where.ANYWHERE


def _of_short_form(kind: str, *, is_supranational: bool) -> Where:
    """Agents of all countries share capitals; what stands for several countries is met in all."""
    return Where.IN_ITS_COUNTRY if kind in AGENTS and not is_supranational else Where.ANYWHERE


def _acronyms(name: NameProfile, shortest: int) -> list[str]:
    """The short forms a name states, as written."""
    if not name.acronyms:
        return []
    short_forms = [word for word in _WORD.findall(name.text) if squash(word) in name.acronyms]
    return [
        word
        for word in short_forms
        if len(word) >= shortest and word == word.upper() and squash(word) not in COMMON_WORDS
    ]


def telling(kind: str, name: NameProfile) -> bool:
    """Whether a name of several words says enough to stand in a text: a word of its own, or of
    agents several generic ones.

    "Code of Conduct" is somebody's repository, and many a text's subject.
    """
    own = any(token not in COMMON_WORDS | TOPICS and len(token) >= MIXED_FROM for token in name.core)
    several = len([token for token in name.tokens if token not in FILLERS]) >= GENERIC_WORDS_FROM
    return own or (several and kind in AGENTS)


def _one_word(kind: str, name: NameProfile, word: str, short_form: Where) -> Iterator[How]:
    """How a one-word name counts, if at all.

    Letters with digits or inner capitals tell; capitals alone are an agent's in its country; a plain capitalised word
    is a product's if it is long, or anybody's whom the network itself lists.
    """
    folded = text_words(word)[0]
    if folded in COMMON_WORDS | TOPICS | FILLERS or (folded,) in EXONYMS or (folded,) in EXONYMS.values():
        return
    is_agent, is_capitals = kind in AGENTS, word == word.upper()
    if is_agent and is_capitals and len(word) >= ACRONYM_FROM and not name.classes:
        yield word, 0.7, short_form
    elif len(word) < MIXED_FROM or kind not in (*AGENTS, "product"):
        return
    elif not is_agent and (_DIGIT.search(word) or (_INNER_CAPITAL.search(word) and not is_capitals)):
        yield word, 0.9, Where.ANYWHERE
    elif not is_agent and word[0].isupper() and (len(word) >= ONE_WORD_FROM or is_capitals):
        yield word, 0.6, Where.ANYWHERE
    elif word[0].isupper() and not name.classes:
        yield word, 0.6, Where.AT_HOME


def text_words(text: str) -> Phrase:
    """The words of a text in comparable spelling, towns under their own name."""
    return tuple(one_spelling(word) for word, _, _ in plain_words(text))


def one_spelling(word: str) -> str:
    """A folded word with its exonym replaced."""
    return _EXONYMS_OF_A_WORD.get(word, word)
