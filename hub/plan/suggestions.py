"""Unknown words, reported with the nearest known one: names of networks, fields, schemes and predicates in arguments."""

from collections.abc import Iterable
from difflib import get_close_matches

from hub.plan.refusals import RefusalCode, RequestError

_LONGEST_WORD, _MOST_LISTED = 60, 40
"""Characters of a word that are compared, and known words that a hint lists: both bound what a request can cost."""


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known words most like a word, whatever its case; none where it is like none of them. Pure and bounded."""
    spellings = {_plain(spelling): spelling for spelling in known}
    matches = get_close_matches(_plain(word[:_LONGEST_WORD]), spellings, n=most, cutoff=0.6)
    return [spellings[match] for match in matches]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest known word, if one is near, and what words there are."""
    words = sorted(known)
    near = nearest(word, words)
    shown = ", ".join(words[:_MOST_LISTED]) + (", …" if len(words) > _MOST_LISTED else "")
    listed = f"Known: {shown}." if words else "There are none yet."
    return f"Did you mean {near[0]}? {listed}" if near else listed


def checked(what: str, words: Iterable[str], known: Iterable[str]) -> None:
    """Raise BAD_USER_INPUT with a did-you-mean for the first word that is not known. what: a noun such as `network`."""
    spellings = frozenset(known)
    for word in words:
        if word not in spellings:
            message = f"There is no {what} {word[:_LONGEST_WORD]!r}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, did_you_mean(word, spellings))


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
