"""Where the statements of a Turtle or N-Triples document stand, found without parsing them: rdflib tells that
only of whole documents.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_START = r"(?:<[^<>\s]+>|[\w.-]*:[\w.-]+|_:\w+)[ \t]+(?:a[ \t]|<|[\w.-]*:\w)"
"""What the first line of a statement looks like: a subject and a predicate."""
# A full stop ends a statement unless it stands in a comment, text or URI, before a digit
# (.5) or within a name (ex:a.b).
# PREFIX and BASE, borrowed from SPARQL, end without one.
_TOKENS = r"""(?P<comment>\#[^\n]*+)
    | {long}
    | "(?:[^"\\\n]++|\\.)*+" | '(?:[^'\\\n]++|\\.)*+'
    | <[^<>\n]*+>
    | _:(?P<label>\w(?:[\w.-]*[\w-])?)
    | (?P<sparql>\b(?i:prefix\s+[\w.-]*:|base)\s*<[^<>\s]*>)
    | (?:\.(?=\d)|[\w:%@^+-]|\\.)(?:[\w:%+-]++|\\.|\.(?=[\w:%\\.-]))*+
    | (?P<end>\.)
    | [^ \t\r\n]"""
_LONG = (
    r"""\"""(?:[^"\\]++|\\.|""?(?!"))*+(?:\"""|(?P<open>\Z)) | '''(?:[^'\\]++|\\.|''?(?!'))*+(?:'''|(?P<unclosed>\Z))"""
)
_WARY = (
    rf"""\"""(?:[^"\\\n]++|\n(?!{_START})|\\.|""?(?!"))*+\""" | '''(?:[^'\\\n]++|\n(?!{_START})|\\.|''?(?!'))*+'''"""
)
_TOKEN = re.compile(_TOKENS.replace("{long}", _LONG), re.VERBOSE | re.DOTALL)
_WARY_TOKEN = re.compile(_TOKENS.replace("{long}", _WARY), re.VERBOSE | re.DOTALL)
_FIRST_LINE = re.compile(_START)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a statement stands in the text. is_ended: whether by a full stop, or as PREFIX and BASE are."""

    start: int
    end: int
    is_ended: bool = True


def spans(text: str) -> list[Span]:
    """The statements of a document; what follows the last full stop is one, too, but for comments.

    A long text that is never closed would hide all that follows. So in a document with one, no long text may have a
    line that looks like the first of a statement.
    """
    tokens = list(_TOKEN.finditer(text))
    if any(token["open"] is not None or token["unclosed"] is not None for token in tokens[-1:]):
        tokens = list(_WARY_TOKEN.finditer(text))
    found: list[Span] = []
    start: int | None = None
    for token in tokens:
        if token["comment"] is None:
            start = token.start() if start is None else start
            if token["end"] is not None or token["sparql"] is not None:
                found.append(Span(start, token.end()))
                start = None
    return found if start is None else [*found, Span(start, len(text), is_ended=False)]


def pieces(text: str, span: Span) -> Iterator[Span]:
    """A span as the statements that it may be made of: the first, and from each line on that looks
    like the start of another.
    """
    start = span.start
    for token in _TOKEN.finditer(text, span.start, span.end):
        at = token.start()
        if at > start and text[at - 1] == "\n" and _FIRST_LINE.match(text, at):
            yield Span(start, at, is_ended=False)
            start = at
    yield Span(start, span.end, span.is_ended)


def with_named_labels(text: str, name: Callable[[str], str]) -> str:
    """A text with a URI in the place of each label `_:b1`, as parsed blank nodes do not tell which label they had."""
    return _TOKEN.sub(lambda token: token[0] if token["label"] is None else f"<{name(token['label'])}>", text)
