"""Turtle and N-Triples with faults: which statements are faulty, and which subjects are whole all the same.

rdflib stops at the first fault without saying where its statement began. So statements are parsed again in
halves until the faulty ones are found. rdflib alone decides what is Turtle; the splitting is used only on
documents that it has rejected.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from loaders.formats.adms.turtle_spans import Span, pieces, spans, with_named_labels

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_VERSION_OF = ("http://purl.org/dc/terms/isVersionOf", "http://www.w3.org/ns/dcat#isVersionOf")
_EFFORT = 40
"""How many times its own length may be parsed of a document in search of its faults.

Halves can be halved some twenty times.
"""
_DIRECTIVE = re.compile(r"@?(?i:prefix\s+(?P<prefix>[\w.-]*):|base)\s*<(?P<uri>[^<>\s]*)>")
_BEGINS_AS_DIRECTIVE = re.compile(r"@prefix\b|@base\b|(?i:prefix|base)\s")
_LEAD = re.compile(
    r"<(?P<uri>[^<>\s\"]*)|_:(?P<label>\w(?:[\w.-]*[\w-])?)|(?P<prefix>[\w.-]{0,100}):(?P<local>[^\s<>\"';,()\[\]]*)"
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00[01][0-9A-Fa-f]{5})")


class FaultyTurtle:
    """A document that rdflib has rejected. base: what relative URIs are resolved against; new_graph: an empty graph.

    faulty: the statements that do not parse, in their order; below a faulty prefix or base nothing is looked at.
    """

    def __init__(self, text: str, base: str, new_graph: Callable[[], "Graph"]) -> None:
        self._text, self._base, self._new_graph = text, base, new_graph
        self._effort = _EFFORT * len(text)
        whole = spans(text)
        self._directives = [
            (span, match) for span in whole if (match := _DIRECTIVE.match(text, span.start)) is not None
        ]
        self.faulty: list[Span] = []
        self._order = list(self._sorted_out(whole))
        self._readable = [span for span in self._order if span not in set(self.faulty)]

    @property
    def _are_names_lost(self) -> bool:
        return bool(self.faulty) and _BEGINS_AS_DIRECTIVE.match(self._text, self.faulty[-1].start) is not None

    def _sorted_out(self, some: Sequence[Span]) -> Iterator[Span]:
        """Spans, those split further that are faulty, and these noted as such."""
        if self._are_names_lost:
            return
        if self._parsed(self._alone(some)) is not None:
            yield from some
        elif len(some) > 1:
            middle = len(some) // 2
            yield from self._sorted_out(some[:middle])
            yield from self._sorted_out(some[middle:])
        else:
            first, *others = pieces(self._text, some[0])
            self.faulty.append(first)
            yield first
            if others:
                yield from self._sorted_out(others)

    def _alone(self, some: Sequence[Span]) -> str:
        """Statements that stand one after the other, below all prefixes and bases that are declared before them."""
        return self.names_above(some[0]) + self._text[some[0].start : some[-1].end] if some else ""

    def names_above(self, span: Span) -> str:
        """The declarations of prefixes and bases before a statement, a line each."""
        declared = [match[0] for other, match in self._directives if other.start < span.start]
        return "".join(f"{text} .\n" if text.startswith("@") else f"{text}\n" for text in declared)

    def statement(self, span: Span) -> str:
        """The text of a statement, without what makes it understood."""
        return self._text[span.start : span.end]

    def lines(self, span: Span) -> tuple[int, int]:
        """The first and the last line of a statement."""
        first = self._text.count("\n", 0, span.start) + 1
        return first, first + self.statement(span).rstrip().count("\n")

    def is_cut_off(self, span: Span) -> bool:
        """Whether the document ends within a statement."""
        return not span.is_ended and span.end == len(self._text)

    def _parsed(self, text: str) -> "Graph | None":
        self._effort -= len(text)
        if self._effort < 0:
            return None
        try:
            return self._new_graph().parse(data=text, format="turtle", publicID=self._base)
        except Exception:  # noqa: BLE001 - rdflib's parsers raise whatever they trip over
            return None

    def readable(self) -> str:
        """The document without its faulty statements."""
        return "\n".join(self.statement(span) for span in self._readable)

    def doubtful(self) -> frozenset[str] | None:
        """URIs of which the document may say more than can be read; None if that cannot be known of any.

        They are the subjects of faulty statements, and all things of which such a subject is a part or a value.
        """
        self._effort += 2 * len(self._text)
        graph = self._parsed(with_named_labels(self.readable(), self._name)) if self.faulty else None
        if graph is None:
            return None
        return _leading_to(graph, {lead for span in self.faulty for lead in self._leads(span, graph)})

    def _leads(self, span: Span, graph: "Graph") -> Iterator[str]:
        """The subject of a faulty statement.

        If it begins in the midst, after a full stop too early, that of the one before it.
        """
        from rdflib import URIRef  # noqa: PLC0415 - half a second

        lead = self._lead(span)
        if lead is not None:
            yield lead
        is_predicate = lead is not None and (None, URIRef(lead), None) in graph
        is_beginning = self.statement(span).startswith("[") or _BEGINS_AS_DIRECTIVE.match(self._text, span.start)
        if is_predicate or (lead is None and not is_beginning):
            before = self._order[: self._order.index(span)]
            yield from filter(None, map(self._lead, before[-1:]))

    def _lead(self, span: Span) -> str | None:
        """The URI with which a statement begins; None where it begins with something else."""
        match = _LEAD.match(self._text, span.start)
        if match is None:
            return None
        if match["label"] is not None:
            return self._name(match["label"])
        prefixes, base = dict[str, str](), self._base
        for _, declared in (entry for entry in self._directives if entry[0].start < span.start):
            uri = _joined(base, declared["uri"])
            prefixes, base = (
                (prefixes, uri) if declared["prefix"] is None else (prefixes | {declared["prefix"]: uri}, base)
            )
        if match["uri"] is not None:
            return _joined(base, match["uri"])
        return prefixes.get(match["prefix"], "") + match["local"].replace("\\", "").rstrip(".")

    def _name(self, label: str) -> str:
        return f"{self._base}.label/{label}"


def _leading_to(graph: "Graph", described: set[str]) -> frozenset[str]:
    """Some nodes, and all that they are values of, or releases of."""
    from rdflib import URIRef  # noqa: PLC0415 - half a second

    todo: list[Node] = [URIRef(uri) for uri in described]
    reached = set(todo)
    while todo:
        node = todo.pop()
        solutions = (solution for name in _VERSION_OF for solution in graph.objects(node, URIRef(name)))
        fresh = {*graph.subjects(None, node), *solutions} - reached
        reached |= fresh
        todo.extend(fresh)
    return frozenset(str(node) for node in reached if isinstance(node, URIRef))


def _joined(base: str, uri: str) -> str:
    plain = _ESCAPED.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), uri)
    try:
        return urljoin(base, plain)
    except ValueError:
        return plain
