"""RDF documents as a graph, offline: no remote context, no DTD, a bound on triples; and the lines of their subjects."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from loaders.documents import parse_json
from loaders.formats.adms.turtle import FaultyTurtle
from loaders.formats.adms.turtle_spans import Span
from loaders.rows import Finding
from loaders.xml_safety import xml_problem
from schema.issues import IssueCode

if TYPE_CHECKING:
    from rdflib import Graph

TRIPLES = 2_000_000
BASE = "https://relative.invalid/"
_BY_SUFFIX = {
    "rdf": "xml",
    "owl": "xml",
    "xml": "xml",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "turtle",
    "jsonld": "json-ld",
    "json": "json-ld",
}
_CUT_OFF = Finding(
    IssueCode.SYNTAX,
    "The document ends within a statement: it seems to be cut off.",
    hint="fetch or save the whole file again",
)
_UNTIMELY = Finding(IssueCode.SYNTAX, "Not RDF: the document has too many faults to report each of them.")
_AT_LINE = re.compile(r"at line (\d+)|:(\d+):\d+:")
_REASON = re.compile(r"Bad syntax \(([^)]{1,120})\)")
_TURTLE_SUBJECT = re.compile(
    r"^[ \t]*(?:<(?P<uri>[^>\n]+)>|(?P<prefix>[\w.-]*):(?P<local>[\w.%-]+))[ \t\n]", re.MULTILINE
)
_SUBJECTS = {
    "xml": re.compile(r"""(?:rdf:about|rdf:ID)\s*=\s*["'](?P<uri>[^"'\n]+)(?P<prefix>)(?P<local>)"""),
    "json-ld": re.compile(r'"@id"\s*:\s*"(?P<uri>[^"\n]+)(?P<prefix>)(?P<local>)'),
    "turtle": _TURTLE_SUBJECT,
}


class _TooManyTriples(Exception):
    pass


@dataclass(frozen=True, slots=True)
class RdfDocument:
    """A graph as far as it could be read, the line of each subject, and what was wrong.

    is_whole: whether all that the document says of a URI was read; nothing is certain of a node without one in
    a document with a fault.
    """

    graph: "Graph"
    lines: dict[str, int]
    findings: list[Finding]
    is_whole: Callable[[str | None], bool]


@dataclass(frozen=True, slots=True)
class _ParseResult:
    """What came of reading. rest: what is to be taken in place of the graph that was to be filled."""

    findings: list[Finding] = field(default_factory=list)
    is_whole: Callable[[str | None], bool] = lambda _uri: True
    rest: "Graph | None" = None


def _broken(*findings: Finding) -> _ParseResult:
    return _ParseResult(list(findings), lambda _uri: False)


def document(text: str, path: str) -> RdfDocument:
    """Read RDF/XML, Turtle, N-Triples or JSON-LD, recognised by suffix, else by content."""
    graph = _empty_graph()
    syntax = _BY_SUFFIX.get(path.rpartition(".")[2].lower()) or _syntax_of(text)
    reading = _READERS[syntax](text, graph)
    graph = graph if reading.rest is None else reading.rest
    return RdfDocument(graph, _lines(text, graph, _SUBJECTS[syntax]), reading.findings, reading.is_whole)


def _syntax_of(text: str) -> str:
    start = text.lstrip()[:2000]
    if start.startswith("{") or re.match(r'\[\s*\{\s*"', start):
        return "json-ld"
    return "xml" if start.startswith(("<?xml", "<!--")) or ":RDF" in start else "turtle"


def _empty_graph() -> "Graph":
    from rdflib import Graph  # noqa: PLC0415 - half a second

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

    class BoundedGraph(Graph):
        added = 0

        def add(self, triple: Any) -> Any:
            self.added += 1
            if self.added > TRIPLES:
                raise _TooManyTriples
            return super().add(triple)

    return BoundedGraph(store="SimpleMemory", bind_namespaces="none")


def _read_xml(text: str, graph: "Graph") -> _ParseResult:
    if (problem := xml_problem(text)) is not None:
        return _broken(replace(problem, severity=None))
    fault = _attempt(lambda: graph.parse(data=text, format="xml", publicID=BASE))
    return _broken(fault) if fault else _ParseResult()


def _read_turtle(text: str, graph: "Graph") -> _ParseResult:
    """Read Turtle into a graph; of a document with faults all but the faulty statements, each reported at its line."""
    fault = _attempt(lambda: graph.parse(data=text, format="turtle", publicID=BASE))
    if fault is None:
        return _ParseResult()
    if fault.code is not IssueCode.SYNTAX:
        return _broken(fault)
    turtle = FaultyTurtle(text, BASE, _empty_graph)
    faults = [_fault(turtle, span) for span in turtle.faulty] or [fault]
    doubtful = turtle.doubtful()
    if doubtful is None:
        return _broken(*faults)
    rest = _empty_graph()
    unread = _attempt(lambda: rest.parse(data=turtle.readable(), format="turtle", publicID=BASE))
    if unread is not None:
        return _broken(*faults, unread)
    return _ParseResult(faults, lambda uri: uri is not None and uri not in doubtful, rest)


def _fault(turtle: FaultyTurtle, span: Span) -> Finding:
    """What is wrong with a statement, at the line where rdflib met it, which may count one twice."""
    names, (first, last) = turtle.names_above(span), turtle.lines(span)
    if turtle.is_cut_off(span):
        return replace(_CUT_OFF, line=last)
    text = names + turtle.statement(span)
    fault = _attempt(lambda: _empty_graph().parse(data=text, format="turtle", publicID=BASE)) or _UNTIMELY
    met = first + (fault.line or 1) - 1 - names.count("\n")
    return replace(fault, line=max(first, min(met, last)))


def _read_json(text: str, graph: "Graph") -> _ParseResult:
    from rdflib.plugins.parsers.jsonld import to_rdf  # noqa: PLC0415

    document = parse_json(text)
    if not document.is_whole():
        return _broken(*document.findings)
    if (remote := _remote_context(document.value)) is not None:
        line = text.count("\n", 0, max(text.find(json.dumps(remote)), 0)) + 1
        message, hint = "A @context outside the file is not fetched.", "Write the context into the file."
        refused = Finding(IssueCode.ENTITY_REFUSED, message, line, value=remote[:120], hint=hint)
        return _broken(*document.findings, refused)
    fault = _attempt(lambda: to_rdf(document.value, graph, base=BASE))
    return _broken(*document.findings, fault) if fault else _ParseResult(document.findings)


_READERS: dict[str, Callable[[str, "Graph"], _ParseResult]] = {
    "xml": _read_xml,
    "turtle": _read_turtle,
    "json-ld": _read_json,
}


def _attempt(read: Callable[[], object]) -> Finding | None:
    try:
        read()
    except _TooManyTriples:
        return Finding(
            IssueCode.FILE_TOO_LARGE, f"The document has more than {TRIPLES} triples; the rest is not read.", 1
        )
    except RecursionError:
        return Finding(IssueCode.NESTING_TOO_DEEP, "The document is nested too deeply.", 1)
    except Exception as error:  # noqa: BLE001 - rdflib's parsers raise whatever they trip over
        text = str(error)
        line, reason = _AT_LINE.search(text), _REASON.search(text)
        message = f"Not RDF: {reason[1]}." if reason else "Not RDF: it cannot be read to its end."
        return Finding(IssueCode.SYNTAX, message, int(line[1] or line[2]) if line else 1)
    return None


def _remote_context(value: object) -> str | None:
    """The first @context that would have to be fetched."""
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo.extend(part)
        elif isinstance(part, dict):
            contexts = part.get("@context")
            named = [*(contexts if isinstance(contexts, list) else [contexts]), part.get("@import")]
            if remote := next((name for name in named if isinstance(name, str)), None):
                return remote
            todo.extend(part.values())
    return None


def _lines(text: str, graph: "Graph", subject: re.Pattern[str]) -> dict[str, int]:
    """Where each subject's URI first stands in subject position, as far as the spelling shows it."""
    prefixes = {prefix: str(uri) for prefix, uri in graph.namespaces()}
    lines: dict[str, int] = {}
    line, position = 1, 0
    for match in subject.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        uri = match["uri"] or prefixes.get(match["prefix"], "") + match["local"]
        lines.setdefault(uri.replace("&amp;", "&"), line)
    return lines
