"""Words that registers write out and others leave out or shorten: legal forms, "della provincia di", ASST
for a local health company.

The list is `words/label_words.csv`. It serves to resolve labels, where the register tells namesakes apart;
records are not joined by it.
"""

from functools import lru_cache
from pathlib import Path

from hub.identity.names.generic_words import FILLERS, PHRASES, NameClass
from hub.identity.names.spelling import words
from schema.values.word_lists import listed_words

_SHORTER = {
    words(row["words"]): words(row["short"]) for row in listed_words(Path(__file__).parent / "words", "label_words")
}
_LONGEST = max(len(phrase) for phrase in _SHORTER)
# Forms of cooperatives and charities make no company of a record, so they are not among the classes of names.
_LEGAL_FORMS = frozenset("".join(phrase) for phrase, sort in PHRASES.items() if sort is NameClass.COMPANY) | {
    "scarl",
    "scrl",
    "onlus",
}


def legal_forms(name: str) -> set[str]:
    """The legal forms that a name states: of two firms of one name they tell which is which."""
    return {word for word in words(name.replace(".", "")) if word in _LEGAL_FORMS}


@lru_cache(maxsize=50_000)
def label_key(name: str) -> str:
    """The key under which a label and a registered name meet though one is shorter: telling words, in
    their order, behind a tilde.
    """
    tokens = words(name.replace(".", ""))
    spelt: list[str] = []
    start = 0
    while start < len(tokens):
        length = next((n for n in range(_LONGEST, 0, -1) if tokens[start : start + n] in _SHORTER), 0)
        spelt.extend(_SHORTER[tokens[start : start + length]] if length else tokens[start : start + 1])
        start += length or 1
    own = [word for word in spelt if word not in FILLERS | _LEGAL_FORMS]
    return f"~{''.join(own)}" if len(own) > 1 else ""
