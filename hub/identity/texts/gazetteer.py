"""A gazetteer: names and identifiers of all entities, ready to be met in texts and labels."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hub.identity.names.exonyms import EXONYMS
from hub.identity.names.generic_words import COMMON_WORDS, FILLERS, TERRITORIAL, TOPICS, NameClass
from hub.identity.names.hosts import is_portal
from hub.identity.names.name_parts import MANY, NameProfile, profile
from hub.identity.names.spelling import plain_words, squash
from hub.identity.subjects import SUPRANATIONAL
from schema.kinds import AGENTS

Phrase = tuple[str, ...]

_SPELLINGS: dict[NameClass, tuple[str, ...]] = {
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
"""How texts in several languages speak of a territory of a sort."""

_WORD = re.compile(r"[\w.@]+")
MIXED_FROM = 4
ONE_WORD_FROM = 6
ACRONYM_FROM = 3


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a text may name it. identifiers: (scheme, normal value): homepage, repository, account."""

    id: str
    kind: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    type: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def lands(self) -> frozenset[str]:
        """Countries it belongs to; what stands for several countries is none."""
        return frozenset(self.countries) - SUPRANATIONAL


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of an entity's name. exact: a one-word name that counts only in this very spelling."""

    named: Named
    exact: str | None
    confidence: float


@dataclass
class Node:
    """A node of the token trie."""

    next: dict[str, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Gazetteer:
    """Finds entities by identifier, by whole name, and through a token trie in running text."""

    def __init__(self, entities: Iterable[Named]) -> None:
        """Index all names and identifiers; the order of the entities does not matter."""
        self.root = Node()
        self.by_identifier: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.by_host: defaultdict[str, set[str]] = defaultdict(set)
        self.by_name: defaultdict[str, set[str]] = defaultdict(set)
        self.entities: dict[str, Named] = {}
        for named in sorted(entities, key=lambda one: one.id):
            self._add(named)

    def _add(self, named: Named) -> None:
        self.entities[named.id] = named
        for scheme, value in named.identifiers:
            self.by_identifier[scheme, value].add(named.id)
            if scheme == "homepage" and "/" not in value and not is_portal(value):
                self.by_host[value].add(named.id)
        for name in dict.fromkeys(named.names):
            self._add_name(named, profile(name))

    def _add_name(self, named: Named, name: NameProfile) -> None:
        for key in {name.full, name.count_key} if name.full else ():
            self.by_name[key].add(named.id)
        for phrase, entry in entries(named, name):
            node = self.root
            for token in phrase:
                node = node.next.setdefault(token, Node())
            if entry not in node.entries:
                node.entries.append(entry)


def entries(named: Named, name: NameProfile) -> Iterator[tuple[Phrase, Entry]]:
    """The phrases by which a text may mean an entity; none for common words, bare places and mere generic words."""
    phrase = text_words(name.text.split("(")[0])
    if len(phrase) == 1:
        if confidence := _one_word(named, name):
            yield phrase, Entry(named, name.text.split("(")[0].strip(), confidence)
    elif telling(named, name):
        yield phrase, Entry(named, None, 0.95 if len(phrase) >= MANY else 0.9)
    for short in _acronyms(name) if named.kind in AGENTS else ():
        yield text_words(short), Entry(named, short, 0.7)
    if len(name.core) == 1 and len(name.classes) == 1 and (sort := next(iter(name.classes))) in TERRITORIAL:
        yield from (
            (text_words(spelling.format(name.core[0])), Entry(named, None, 0.85)) for spelling in _SPELLINGS[sort]
        )


def _acronyms(name: NameProfile) -> list[str]:
    """The short forms a name states, as written."""
    if not name.acronyms:
        return []
    stated = [word for word in _WORD.findall(name.text) if squash(word) in name.acronyms]
    return [
        word
        for word in stated
        if len(word) >= ACRONYM_FROM and word == word.upper() and squash(word) not in COMMON_WORDS
    ]


def telling(named: Named, name: NameProfile) -> bool:
    """Whether a name of several words says enough to stand in a text: something beyond generic and common words."""
    own = [token for token in name.core if token not in COMMON_WORDS | TOPICS and len(token) >= MIXED_FROM]
    if named.kind in AGENTS:
        return bool(own) or len([token for token in name.tokens if token not in FILLERS]) >= ONE_WORD_FROM - 2
    return bool(own) or len(name.full) >= ONE_WORD_FROM * 2


def _one_word(named: Named, name: NameProfile) -> float:
    """How far a one-word name counts: letters with digits or inner capitals tell, capitals alone need a country, others are rare or not names."""
    word = name.text.split("(")[0].strip()
    folded = text_words(word)[0]
    if folded in COMMON_WORDS | TOPICS | FILLERS or (folded,) in EXONYMS or (folded,) in EXONYMS.values():
        return 0.0
    if named.kind in AGENTS:
        return 0.7 if word.isupper() and len(word) >= ACRONYM_FROM and not name.classes else 0.0
    if named.kind != "product" or len(word) < MIXED_FROM:
        return 0.0
    if any(letter.isdigit() for letter in word) or (
        any(letter.isupper() for letter in word[1:]) and word != word.upper()
    ):
        return 0.9
    return 0.6 if word[0].isupper() and (len(word) >= ONE_WORD_FROM or word == word.upper()) else 0.0


def text_words(text: str) -> Phrase:
    """The words of a text in comparable spelling, towns under their own name."""
    return tuple(one_spelling(word) for word, _, _ in plain_words(text))


def one_spelling(word: str) -> str:
    """A folded word with its exonym replaced."""
    return EXONYMS.get((word,), (word,))[0] if (word,) in EXONYMS and len(EXONYMS[word,]) == 1 else word
