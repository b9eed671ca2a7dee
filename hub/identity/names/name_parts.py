"""Names taken apart and compared: generic words, fillers, brackets, acronyms; what two names have in common."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hub.identity.names.exonyms import EXONYMS, LONGEST_EXONYM
from hub.identity.names.generic_words import (
    COMMON_WORDS,
    COMPACT_PREFIXES,
    COMPACT_SUFFIXES,
    FILLERS,
    GENITIVE,
    LONGEST_PHRASE,
    PHRASES,
    PLACED,
    ROLES,
    SHORT,
    TAILS,
    TOPICS,
    NameClass,
)
from hub.identity.names.spelling import squash, words

BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,120})[)\]]")
_DASH = re.compile(r"\s+[-\u2013\u2014|:]\s+")
_ACRONYM = re.compile(r"^[A-ZÀ-Þ0-9][\wÀ-ÿ@.]{0,9}$")
MANY = 3
_LONGEST_CODE = 2
"""Letters up to which capitals behind a town's name are the code of its region, rather than a short form of the town.
"""


@dataclass(frozen=True)
class NameProfile:
    """A name taken apart. full: all its words as one string; core: the words that are neither generic nor fillers.

    classes: the classes of agent that its generic words say. acronyms: short forms it states in
    brackets or before a dash.
    qualifier: what else stands in brackets. compact: it was one word, as a login is.
    """

    text: str
    tokens: tuple[str, ...]
    full: str
    core: tuple[str, ...]
    classes: frozenset[NameClass]
    acronyms: frozenset[str]
    qualifier: str
    compact: bool

    @cached_property
    def key(self) -> str:
        """The core regardless of the order of its words; the full name where nothing is left of it."""
        return "".join(sorted(self.core)) or self.full

    @cached_property
    def core_forms(self) -> frozenset[str]:
        """The core in its order and regardless of it, with and without the s of a Nordic
        genitive (Københavns Kommune).
        """
        forms = {self.core}
        if self.core and self.core[-1].endswith("s") and GENITIVE & set(self.tokens):
            forms.add((*self.core[:-1], self.core[-1][:-1]))
        return frozenset("".join(form) for core in forms for form in (core, sorted(core)) if core)

    @cached_property
    def core_initials(self) -> str:
        """First letters of the core."""
        return "".join(token[0] for token in self.core)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Its short forms that may be the code of a region or state: `NH` of Bergen (NH), but not `KK` of Københavns
        Kommune (KK).
        """
        return frozenset(short for short in self.acronyms if len(short) <= _LONGEST_CODE and short != self.initials)

    @cached_property
    def place(self) -> frozenset[str]:
        """What its brackets say of where it is, in words or by a code."""
        return self.codes | ({self.qualifier} if self.qualifier else set())

    @cached_property
    def count_key(self) -> str:
        """Core and class of agent together, by which names are counted: a province and its town do not share a name."""
        return "+".join((*sorted(self.classes), self.key))

    @cached_property
    def core_key(self) -> str:
        """The core alone, by which it is counted whether a place has one agent of that name
        or several (canton, town).
        """
        return f"+{self.key}" if self.core else ""

    @cached_property
    def particular(self) -> bool:
        """Whether its core can stand for one agent: no common word, not two or three letters."""
        return len("".join(self.core)) >= SHORT and not set(self.core) <= COMMON_WORDS | TOPICS

    @cached_property
    def initials(self) -> str:
        """First letters of the words that are no fillers."""
        return "".join(token[0] for token in self.tokens if token not in FILLERS)

    @cached_property
    def coined(self) -> bool:
        """Whether it is one made-up word of letters with digits among them: nobody takes such a name by chance."""
        return (
            self.compact
            and len(self.full) > SHORT
            and any(letter.isdigit() for letter in self.full[:-1])
            and self.full[-1].isalpha()
        )

    @cached_property
    def specific(self) -> bool:
        """Long and particular enough to be nearly unique: a class of agent with a name of its own,
        or three words and more.
        """
        return bool(self.own) and (bool(self.classes) or self.significant >= MANY)

    @cached_property
    def long(self) -> bool:
        """Specific without regard to the country: three words and more, and no place of which
        every country may have one.
        """
        return bool(self.own) and self.significant >= MANY and not self.classes & PLACED

    @cached_property
    def own(self) -> list[str]:
        """The words that are its own: no generic, common or short ones."""
        return [token for token in self.core if token not in COMMON_WORDS | TOPICS and len(token) >= SHORT]

    @cached_property
    def significant(self) -> int:
        """How many of its words are no fillers."""
        return len([token for token in self.tokens if token not in FILLERS])

    @cached_property
    def distinctive(self) -> bool:
        """Whether it is no common word and not too short for a product's name."""
        return len(self.full) >= SHORT and not (len(self.tokens) == 1 and self.full in COMMON_WORDS)


@lru_cache(maxsize=50_000)
def profile(name: str) -> NameProfile:
    """Take a name apart."""
    bracketed = BRACKETED.findall(name)
    bare = BRACKETED.sub(" ", name).strip() or name
    acronyms = {squash(piece) for piece in bracketed if _is_acronym(piece.strip()) and squash(piece) not in ROLES}
    qualifier = " ".join(words(" ".join(piece for piece in bracketed if squash(piece) not in ROLES | acronyms)))
    head, *rest = _DASH.split(bare)
    if rest and _is_acronym(head.strip()):
        acronyms.add(squash(head))
        bare = " ".join(rest) if squash(head)[:1] == squash(rest[0])[:1] else bare
    elif rest and words(rest[-1]) and all(word in ROLES for word in words(rest[-1])):
        bare = head
    tokens = _without_exonyms(words(bare))
    compact = " " not in bare.strip()
    core, classes = _compact_core(tokens) if compact else _core(tokens)
    return NameProfile(
        name, tokens, "".join(tokens), core, classes, frozenset(filter(None, acronyms)), qualifier, compact
    )


def _is_acronym(piece: str) -> bool:
    """One short word, mostly capitals."""
    letters = [letter for letter in piece if letter.isalpha()]
    return bool(_ACRONYM.match(piece)) and sum(letter.isupper() for letter in letters) * 5 >= len(letters) * 3


def _without_exonyms(tokens: tuple[str, ...]) -> tuple[str, ...]:
    spelt: list[str] = []
    start = 0
    while start < len(tokens):
        for length in range(min(LONGEST_EXONYM, len(tokens) - start), 0, -1):
            phrase = tokens[start : start + length]
            if phrase in EXONYMS or length == 1:
                spelt.extend(EXONYMS.get(phrase, phrase))
                start += length
                break
    return tuple(spelt)


def _core(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[NameClass]]:
    core: list[str] = []
    classes: set[NameClass] = set()
    start = 0
    while start < len(tokens):
        length = next(
            (n for n in range(min(LONGEST_PHRASE, len(tokens) - start), 0, -1) if tokens[start : start + n] in PHRASES),
            0,
        )
        if length:
            classes.add(PHRASES[tokens[start : start + length]])
        elif tokens[start] not in FILLERS:
            core.append(tokens[start])
        start += length or 1
    return tuple(core), frozenset(classes)


def _compact_core(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[NameClass]]:
    tail = tokens[-1:] if len(tokens) > 1 else ()
    core, classes = _core(tokens[:-1] if tail and tail[0] in TAILS else tokens)
    if tail and tail[0] in FILLERS and tail[0] not in TAILS:
        core = (*core, *tail)
    if len(tokens) > 1 and (classes or not core):
        return core, classes
    whole = "".join(core)
    for phrase, name_class in COMPACT_PREFIXES:
        if whole.startswith(phrase) and len(whole) - len(phrase) >= SHORT:
            return (whole[len(phrase) :],), frozenset({name_class})
    for phrase, name_class in COMPACT_SUFFIXES:
        if whole.endswith(phrase) and len(whole) > len(phrase) + 1:
            return (whole[: -len(phrase)],), frozenset({name_class})
    return core, classes
