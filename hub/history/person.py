"""A person by the texts that identify them, found in what is stored and taken out of it: in any case, with or without
accents, however words are joined and characters are escaped.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.errors import ErrorCode, HubError
from loaders.privacy import REDACTED
from schema.values.folding import fold

SHORTEST = 4
"""Characters of what is searched for: less would take words apart that have nothing to do with a person."""
_CHARACTER = re.compile(".", re.DOTALL)
_WRITTEN = re.compile(r"""\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[abfnrtv"'/\\])|.""", re.DOTALL)
"""A character as JSON and Python write it between quotation marks."""
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class _Folding(dict[int, str]):
    """Each character in the form in which texts are compared, taken apart: what is one character in one text is
    several in another.
    """

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFKD", fold(chr(code)))
        return self[code]


_FOLDED = _Folding({ord(REDACTED): REDACTED})
"""What is taken out stays whole: its dots would join the words around it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person. pattern: of the texts that identify them, for texts as `_comparable` has them."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Person":
        """A person whom any of some texts identifies; no part of a longer word does. Raises `HubError`."""
        wanted = sorted({" ".join(text.split()) for text in texts}, key=len, reverse=True)
        if not wanted or any(min(len(text), len(fold(text))) < SHORTEST or set(text) & set('"\\') for text in wanted):
            message = f"A text to forget needs {SHORTEST} characters or more, without quotation marks or backslashes."
            raise HubError(ErrorCode.USAGE, message, "Give the full name of the person, or the whole address.")
        spelled = "|".join(r"[\s._+-]+".join(map(re.escape, _comparable(text).split())) for text in wanted)
        return cls(re.compile(rf"(?<!\w)(?:{spelled})(?!\w)"))

    def is_named_in(self, value: Any) -> bool:
        """Whether a value names the person: a text or number, or whatever a JSON value has in it, keys included."""
        if isinstance(value, str):
            written = [value, _unescaped(value)] if "\\" in value else [value]
            return any(self.pattern.search(_comparable(text)) for text in written)
        if isinstance(value, Mapping):
            return any(self.is_named_in(part) for entry in value.items() for part in entry)
        if isinstance(value, list):
            return any(map(self.is_named_in, value))
        return _is_number(value) and self.is_named_in(str(value))

    def lines_naming(self, lines: Iterable[str]) -> Iterator[int]:
        """The numbers of lines that name the person, or with which a name begins that goes on in the next."""
        before = ""
        for number, line in enumerate(lines, start=1):
            if self.is_named_in(before + line):
                if self.is_named_in(line):
                    yield number
                elif not self.is_named_in(before):
                    yield number - 1
            before = line

    def taken_out(self, value: Any) -> Any:
        """A value with "…" where it names the person; a number that does so gives way as a whole."""
        if isinstance(value, str):
            value = self._replaced(value, _CHARACTER)
            return self._replaced(value, _WRITTEN) if "\\" in value else value
        if isinstance(value, Mapping):
            return _keyed((self.taken_out(key), self.taken_out(part)) for key, part in value.items())
        if isinstance(value, list):
            return [self.taken_out(part) for part in value]
        return REDACTED if _is_number(value) and self.is_named_in(value) else value

    def _replaced(self, text: str, character: re.Pattern[str]) -> str:
        """A text with "…" where it names the person. character: what is taken for one."""
        places = [
            (*found.span(), letter)
            for found in character.finditer(text)
            for letter in _comparable(_unescaped(found[0]))
        ]
        kept, start = [], 0
        for match in self.pattern.finditer("".join(letter for _, _, letter in places)):
            first, last = match.span()
            kept.append(text[start : places[first][0]])
            # to where the next letter begins: accents that stand alone go with theirs
            start = places[last][0] if last < len(places) else len(text)
            start = max(start, places[last - 1][1])
        return REDACTED.join([*kept, text[start:]])


def _comparable(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def _unescaped(text: str) -> str:
    return _WRITTEN.sub(_character, text) if "\\" in text else text


def _character(written: re.Match[str]) -> str:
    """The character that one is written for."""
    text, code = written[0], written[0][2:]
    if code:
        return chr(int(code, 16))
    return _ESCAPED.get(text[1:], text[1:]) or text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _keyed(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Entries by their keys; keys that have become the same are told apart, so that no value is lost."""
    keyed: dict[str, Any] = {}
    for key, value in entries:
        while key in keyed:
            key += REDACTED  # noqa: PLW2901
        keyed[key] = value
    return keyed
