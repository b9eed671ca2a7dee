"""Turtle and N-Triples with a fault: which statement is faulty, and which subjects are whole all the same.

rdflib stops at the first fault without saying where its statement began. So the text is split into statements here, and those
are parsed again in halves until the faulty one is found: about as much work as parsing the document once more. rdflib alone
decides what is Turtle; the splitting is used only on documents that it has rejected.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_VERSION_OF = ("http://purl.org/dc/terms/isVersionOf", "http://www.w3.org/ns/dcat#isVersionOf")
# A full stop ends a statement unless it stands in a comment, text or URI, before a digit (.5) or within a name (ex:a.b).
# PREFIX and BASE, borrowed from SPARQL, end without one. A long text that is never closed goes on to the end of the document.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*+)
    | \"""(?:[^"\\]++|\\.|""?(?!"))*+(?:\"""|\Z) | '''(?:[^'\\]++|\\.|''?(?!'))*+(?:'''|\Z)
    | "(?:[^"\\\n]++|\\.)*+" | '(?:[^'\\\n]++|\\.)*+'
    | <[^<>\n]*+>
    | _:(?P<label>\w(?:[\w.-]*[\w-])?)
    | (?P<sparql>\b(?i:prefix\s+[\w.-]*:|base)\s*<[^<>\s]*>)
    | (?:\.(?=\d)|[\w:%@^+-]|\\.)(?:[\w:%+-]++|\\.|\.(?=[\w:%\\.-]))*+
    | (?P<end>\.)
    | [^ \t\r\n]""",
    re.VERBOSE | re.DOTALL,
)
_DIRECTIVE = re.compile(r"@?(?i:prefix\s+(?P<prefix>[\w.-]*):|base)\s*<(?P<uri>[^<>\s]*)>")
_TERM = re.compile(
    r"(?P<lead>(?:\A|[.\n])[ \t\r]*)?(?:<(?P<uri>[^<>\s\"]*)|(?P<prefix>[\w.-]{0,100}):(?P<local>[^\s<>\"';,()\[\]]*))"
)
_RENAMES = re.compile(r"@prefix|@base|^\s*(?:prefix|base)\b|<[^<>\s]*\\u", re.IGNORECASE | re.MULTILINE)


class FaultyTurtle:
    """A document that rdflib has rejected. base: what relative URIs are resolved against; new_graph: an empty graph."""

    def __init__(self, text: str, base: str, new_graph: Callable[[], "Graph"]) -> None:
        self._text, self._base, self._new_graph = text, base, new_graph
        self._spans, self._ends = _spans(text)
        self._directives = [
            (number, match)
            for number, (start, _) in enumerate(self._spans)
            if (match := _DIRECTIVE.match(text, start)) is not None
        ]

    @cached_property
    def faulty(self) -> int | None:
        """The number of the first statement that does not parse; None if each does on its own."""
        first, beyond = 0, len(self._spans)
        while beyond - first > 1:
            middle = (first + beyond) // 2
            first, beyond = (middle, beyond) if self._parses(first, middle) else (first, middle)
        return None if self._parses(first, beyond) else first

    def _parses(self, first: int, beyond: int) -> bool:
        """Whether some statements parse, after all prefixes and bases that are declared before them."""
        declared = [match[0] for number, match in self._directives if number < first]
        before = "".join(f"{text} .\n" if text.startswith("@") else f"{text}\n" for text in declared)
        statements = self._text[self._spans[first][0] : self._spans[beyond - 1][1]] if beyond > first else ""
        return self._parsed(before + statements) is not None

    def _parsed(self, text: str) -> "Graph | None":
        try:
            return self._new_graph().parse(data=text, format="turtle", publicID=self._base)
        except Exception:  # noqa: BLE001 - rdflib's parsers raise whatever they trip over
            return None

    def line(self, reported: int) -> int:
        """The line to report: rdflib's, which may count a line twice, held within the faulty statement."""
        if self.faulty is None:
            return reported
        first, last = (self._text.count("\n", 0, offset) + 1 for offset in self._spans[self.faulty])
        return max(first, min(reported, last))

    @property
    def last_line(self) -> int:
        """The last line that is not blank."""
        return self._text.rstrip().count("\n") + 1

    @property
    def is_cut_off(self) -> bool:
        """Whether the document ends within the faulty statement."""
        return self.faulty == len(self._spans) - 1 and not self._ends

    @cached_property
    def names(self) -> tuple[dict[str, str], str]:
        """Namespaces by prefix, and the base, as declared before the fault."""
        prefixes, base = dict[str, str](), self._base
        for number, match in self._directives:
            uri = _joined(base, match["uri"])
            if self.faulty is not None and number >= self.faulty:
                break
            if match["prefix"] is None:
                base = uri
            else:
                prefixes[match["prefix"]] = uri
        return prefixes, base

    def doubtful(self) -> frozenset[str] | None:
        """URIs of which the document may say more than was read; None if that cannot be known of any.

        The statement before the faulty one counts as unread too: a full stop too early looks exactly like that.
        """
        if self.faulty is None:
            return None
        rest = self._text[self._spans[max(self.faulty - 1, 0)][0] :]
        if _RENAMES.search(rest) or any("\\" in match["uri"] for _, match in self._directives):
            return None
        mentioned, described = set[str](), set[str]()
        for term in _TERM.finditer(rest):
            uris = self._meanings(term)
            mentioned |= uris
            described |= uris if term["lead"] is not None else set()
        leading = self._leading_to(described)
        return None if leading is None else frozenset(mentioned | leading)

    def _meanings(self, term: re.Match[str]) -> set[str]:
        prefixes, base = self.names
        if term["uri"] is not None:
            return {term["uri"], _joined(base, term["uri"])}
        namespace = prefixes.get(term["prefix"])
        return set() if namespace is None else {namespace + term["local"].replace("\\", "").rstrip(".")}

    def _leading_to(self, described: set[str]) -> set[str] | None:
        """URIs of the given nodes, of nodes with labels, and of all nodes that these are values of or releases of.

        The statements before the fault are parsed once more with a URI for each label `_:b1`, since blank nodes do not tell
        which label they had.
        """
        from rdflib import URIRef  # noqa: PLC0415 - half a second

        labels = set[str]()

        def named(token: re.Match[str]) -> str:
            if token["label"] is None:
                return token[0]
            labels.add(f"{self._base}.label/{token['label']}")
            return f"<{self._base}.label/{token['label']}>"

        before = _TOKEN.sub(named, self._text[: self._spans[self.faulty or 0][0]])
        graph = self._parsed(before)
        if graph is None:
            return None
        todo: list[Node] = [URIRef(uri) for uri in described | labels]
        reached = set(todo)
        while todo:
            node = todo.pop()
            solutions = (solution for name in _VERSION_OF for solution in graph.objects(node, URIRef(name)))
            fresh = {*graph.subjects(None, node), *solutions} - reached
            reached |= fresh
            todo.extend(fresh)
        return {str(node) for node in reached if isinstance(node, URIRef)}


def _spans(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Start and end of each statement, and whether the last one is ended."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for token in _TOKEN.finditer(text):
        if token["comment"] is None:
            start = token.start() if start is None else start
            if token["end"] is not None or token["sparql"] is not None:
                spans.append((start, token.end()))
                start = None
    return (spans, True) if start is None else ([*spans, (start, len(text))], False)


def _joined(base: str, uri: str) -> str:
    try:
        return urljoin(base, uri)
    except ValueError:
        return uri
