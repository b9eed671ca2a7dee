"""Turtle about described things, a piece of some hundred triples at a time, so that memory stays bounded;
and values as RDF has them.

Triples are made of the terms of rdflib, as graphs that are written in several forms are; Oxigraph writes the pieces, as
rdflib takes many times as long for it (docs/adr/0174-oxigraph-writes-turtle.md).
"""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Contributor, Head

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""DCAT 3; the one of rdflib is DCAT 2."""
DCAT_AP = Namespace("http://data.europa.eu/r5r/")
CORE_PUBLIC = Namespace("http://data.europa.eu/m8g/")
"""Core vocabularies of the European Union: https://semiceu.github.io/CPOV/releases/2.1.1/."""
SCHEMA_ORG = Namespace("https://schema.org/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PREFIXES: Mapping[str, Any] = {
    "adms": ADMS,
    "cv": CORE_PUBLIC,
    "dcat": DCAT,
    "dcatap": DCAT_AP,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA_ORG,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}
Node = URIRef | BNode
Triple = tuple[Node, URIRef, Node | Literal]
Describes = Callable[[DescribedRow, Head], Iterator[Triple]]
"""What a vocabulary says of a described thing."""
_PIECE = 500
"""Triples after which a piece of Turtle is written."""
_IRIS = 4096
"""Predicates, types and other addresses whose forms are kept, as most of them return."""
_SHAPES = {len("2026"): XSD.gYear, len("2026-05"): XSD.gYearMonth, len("2026-05-31"): XSD.date}


def turtle_medium(name: str, title: str, describe: Describes, *kinds: str) -> Medium:
    """A medium of `<name>.ttl` that says of each thing what `describe` does. kinds: of which it speaks."""

    async def described(edition: Edition) -> AsyncIterator[Iterable[Triple]]:
        if edition.descriptions is not None:
            async for row in edition.descriptions.rows():
                yield describe(row, edition.head)

    def written(edition: Edition) -> AsyncIterator[bytes]:
        return turtle_document(edition.head, described(edition))

    return Medium(name, f"{name}.ttl", "text/turtle", title, written, kinds=frozenset(kinds))


async def turtle_document(head: Head, described: AsyncIterable[Iterable[Triple]]) -> AsyncIterator[bytes]:
    """A document of Turtle. described: the triples, those about one thing together."""
    yield heading(head)
    waiting: dict[Triple, None] = {}
    async for triples in described:
        waiting |= dict.fromkeys(triples)
        if len(waiting) > _PIECE:
            yield _turtle(waiting, head.root)
            waiting = {}
    yield _turtle(waiting, head.root)


def _turtle(triples: Iterable[Triple], root: str) -> bytes:
    """Triples as Turtle with the prefixes of their predicates and types.

    Those that follow each other about one subject as one sentence.
    """
    stated = list(triples)
    words = {value if predicate == RDF.type else predicate for _, predicate, value in stated}
    prefixes = {prefix: str(space) for prefix, space in _prefixes(root).items() if any(map(space.__contains__, words))}
    written = pyoxigraph.serialize(
        (pyoxigraph.Triple(_term(subject), _iri(predicate), _term(value)) for subject, predicate, value in stated),
        format=pyoxigraph.RdfFormat.TURTLE,
        prefixes=prefixes,
    )
    return written or b""  # there is none where it goes to a file


@lru_cache(_IRIS)
def _iri(text: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(text)


def _term(term: Node | Literal) -> Any:
    """A term of rdflib as Oxigraph has it."""
    if isinstance(term, URIRef):
        return _iri(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    kind = _iri(str(term.datatype)) if term.datatype else None
    return pyoxigraph.Literal(str(term), datatype=kind, language=term.language)


def heading(head: Head) -> bytes:
    """What a document is, from where and under which licences, as comments."""
    sources = (f"{source.attribution}: {source.licence}" for source in head.sources)
    lines = (f"{head.title}, revision {head.revision}, {head.count} things", head.address, *sources)
    return "".join(f"# {' '.join(line.split())}\n" for line in lines).encode()


def new_graph(root: str) -> Graph:
    """An empty graph with all prefixes. root: of the addresses of entities."""
    # the store that pages of data need: the usual one refers to its graph, and both would stay
    # until Python looks for cycles
    graph = Graph("SimpleMemory", bind_namespaces="none")
    for prefix, space in _prefixes(root).items():
        graph.bind(prefix, space)
    return graph


def _prefixes(root: str) -> Mapping[str, Any]:
    return {**PREFIXES, "hub": hub_terms(root)}


def add(graph: Graph, triples: Iterable[Triple]) -> None:
    """Add triples to a graph."""
    for triple in triples:
        graph.add(triple)


def hub_terms(root: str) -> Namespace:
    """Where the predicates and vocabularies of this hub are described (see `skos_vocabularies`)."""
    return Namespace(f"{root}terms#")


def thing(head: Head, end: Mapping[str, Any]) -> URIRef:
    """An end that is in the hub."""
    return URIRef(f"{head.root}{end['id']}")


def resolved(row: DescribedRow, field: str) -> list[Mapping[str, Any]]:
    """The ends of a relation that are in the hub."""
    return [end for end in row[field] if "id" in end]


def address(text: str | None) -> URIRef | Literal | None:
    """An address as IRI; what is none (RFC 3987) stays text."""
    if not text:
        return None
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return Literal(text)
    return URIRef(text)


def network_iri(source: Contributor, root: str) -> URIRef:
    """A network by its site, or by its page in the hub where that has no address."""
    site = address(source.site(root))
    return site if isinstance(site, URIRef) else URIRef(source.page(root))


def texts(by_language: Mapping[str, str] | None) -> Iterator[Literal]:
    """A text in each of its languages; without one where that is not stated."""
    for language, text in (by_language or {}).items():
        yield Literal(text, lang=None if language == "und" else language)


def dated(value: str | None) -> Literal | None:
    """A date as exact as it is stated, or a moment."""
    return Literal(value, datatype=_SHAPES.get(len(value), XSD.dateTime)) if value else None


def said(subject: Node, values: Iterable[tuple[URIRef, Node | Literal | None]]) -> Iterator[Triple]:
    """Triples about a subject, without those of which the object is not known."""
    return ((subject, predicate, value) for predicate, value in values if value is not None)
