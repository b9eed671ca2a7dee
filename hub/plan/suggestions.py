"""Unknown words, reported with the nearest known one: names of networks, fields, schemes and
predicates in arguments.
"""

from collections.abc import Iterable

from hub.plan.refusals import RefusalCode, RequestError
from schema.suggestions import nearest

_LONGEST_WORD, _MOST_LISTED = 60, 40
"""Characters of a word that a message shows, and known words that a hint lists."""


def hint_of_known(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest known word, if one is near, and what words there are."""
    words = sorted(known)
    near = nearest(word, words)
    shown = ", ".join(words[:_MOST_LISTED]) + (", …" if len(words) > _MOST_LISTED else "")
    listed = f"Known: {shown}." if words else "There are none yet."
    return f"Did you mean {near}? {listed}" if near else listed


def checked(what: str, words: Iterable[str], known: Iterable[str]) -> None:
    """Raise BAD_USER_INPUT with a did-you-mean for the first word that is not known. what: a noun such as `network`."""
    spellings = frozenset(known)
    for word in words:
        if word not in spellings:
            message = f"There is no {what} {word[:_LONGEST_WORD]!r}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint_of_known(word, spellings))
