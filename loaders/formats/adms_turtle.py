"""Turtle and N-Triples, read so that after a fault it is known which subjects are whole."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from loaders.rows import Finding
from schema.issues import IssueCode

if TYPE_CHECKING:
    from rdflib import Graph

_VERSION_OF = ("http://purl.org/dc/terms/isVersionOf", "http://www.w3.org/ns/dcat#isVersionOf")
_TERM = re.compile(
    r"(?P<lead>(?:\A|[.\n])[ \t\r]*)?(?:<(?P<uri>[^<>\s\"]*)|(?P<prefix>[\w.-]{0,100}):(?P<local>[^\s<>\"';,()\[\]]*))"
)
_RENAMES = re.compile(r"@prefix|@base|^\s*(?:prefix|base)\b|<[^<>\s]*\\u", re.IGNORECASE | re.MULTILINE)
_STATEMENT_END = re.compile(r"\.[ \t\r]*(?:#.*)?$", re.MULTILINE)


class Turtle:
    """One document on its way into a graph."""

    def __init__(self, text: str, graph: "Graph", base: str) -> None:
        self._text, self._graph, self._base = text, graph, base
        self._parser = _parser(graph, base)
        self._stopped_at = 0

    def parse(self) -> None:
        """Put all statements into the graph. Raises whatever rdflib's parser trips over."""
        try:
            self._parser.loadBuf(self._text)
        except Exception as error:
            self._stopped_at = len(self._text) if isinstance(error, IndexError) else getattr(error, "_i", 0)
            raise
        finally:
            for prefix, namespace in self._parser._bindings.items():  # noqa: SLF001 - as rdflib's own parser does
                self._graph.bind(prefix, namespace)

    @property
    def line(self) -> int:
        """The line to which the parser came."""
        return min(int(self._parser.lines) + 1, self._last_line())

    def cut_off(self) -> Finding | None:
        """The finding of a document that ends within a statement."""
        rest = self._text[max(self._stopped_at, self._parser.starts[1]) :]
        if _STATEMENT_END.search(rest):
            return None
        return Finding(
            IssueCode.SYNTAX,
            "The document ends within a statement: it seems to be cut off.",
            self._last_line(),
            hint="fetch or save it again, whole",
        )

    def _last_line(self) -> int:
        return self._text.rstrip().count("\n") + 1

    def doubtful(self) -> frozenset[str] | None:
        """URIs of which a document with a fault may say more than was read; None if that cannot be told of any.

        The statement before the faulty one counts as unread too: a full stop too early looks exactly like that.
        """
        rest = self._text[self._parser.starts[0] :]
        if _RENAMES.search(rest):
            return None
        mentioned, described = self._terms(rest)
        return frozenset(mentioned | self._leading_to(described))

    def _terms(self, rest: str) -> tuple[set[str], set[str]]:
        """All URIs in a text, and those that may be subjects there."""
        mentioned, described = set[str](), set[str]()
        for match in _TERM.finditer(rest):
            found = set(self._meanings(match))
            mentioned |= found
            described |= found if match["lead"] is not None else set()
        return mentioned, described

    def _meanings(self, term: re.Match[str]) -> Iterator[str]:
        if term["uri"] is not None:
            yield term["uri"]
            yield _joined(self._parser._baseURI or self._base, term["uri"])  # noqa: SLF001 - rdflib tells it nowhere else
        elif (namespace := self._parser._bindings.get(term["prefix"])) is not None:  # noqa: SLF001
            yield namespace + term["local"].replace("\\", "").rstrip(".")

    def _leading_to(self, described: set[str]) -> set[str]:
        """URIs of the given nodes, of nodes with labels, and of all nodes that these are values of or releases of."""
        from rdflib import URIRef  # noqa: PLC0415

        todo: list[Any] = [*map(URIRef, described), *self._parser._anonymousNodes.values()]  # noqa: SLF001
        found = set(todo)
        while todo:
            node = todo.pop()
            solutions = (solution for name in _VERSION_OF for solution in self._graph.objects(node, URIRef(name)))
            fresh = {*self._graph.subjects(None, node), *solutions} - found
            found |= fresh
            todo.extend(fresh)
        return {str(node) for node in found if isinstance(node, URIRef)}


def _parser(graph: "Graph", base: str) -> Any:
    from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser  # noqa: PLC0415

    class StatementParser(SinkParser):
        """starts: where the last two statements begin."""

        starts = (0, 0)

        def directiveOrStatement(self, argstr: str, h: int) -> int:  # noqa: N802 - rdflib's name
            self.starts = (self.starts[1], h)
            return super().directiveOrStatement(argstr, h)

    return StatementParser(RDFSink(graph), baseURI=base, turtle=True)


def _joined(base: str, uri: str) -> str:
    try:
        return urljoin(base, uri)
    except ValueError:
        return uri
