"""Turtle about described things, a graph of some hundred at a time, so that memory stays bounded; and values as RDF has them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Any

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from hub.exports.described_entities import Described
from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Head

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
Describes = Callable[[Described, Head], Iterator[Triple]]
"""What a vocabulary says of a described thing."""
CHUNK = 500
"""Triples in one piece of Turtle."""
_NOT_IN_IRIS = frozenset('<>" {}|\\^`')
_SHAPES = {len("2026"): XSD.gYear, len("2026-05"): XSD.gYearMonth, len("2026-05-31"): XSD.date}


def turtle_medium(name: str, title: str, describe: Describes, *kinds: str) -> Medium:
    """A medium of `<name>.ttl` that says of each thing what `describe` does. kinds: of which it speaks."""

    async def written(edition: Edition) -> AsyncIterator[bytes]:
        yield heading(edition.head)
        graph = new_graph(edition.head.root)
        if edition.descriptions is not None:
            async for row in edition.descriptions.rows():
                add(graph, describe(row, edition.head))
                if len(graph) > CHUNK:
                    yield await turtle(graph)
                    graph = new_graph(edition.head.root)
        yield await turtle(graph)

    return Medium(name, f"{name}.ttl", "text/turtle", title, written, kinds=frozenset(kinds))


def heading(head: Head) -> bytes:
    """What a document is, from where and under which licences, as comments."""
    sources = (f"{one.attribution}: {one.licence}" for one in head.sources)
    lines = (f"{head.title}, revision {head.revision}, {head.count} things", head.address, *sources)
    return "".join(f"# {' '.join(line.split())}\n" for line in lines).encode()


def new_graph(root: str) -> Graph:
    """An empty graph with all prefixes. root: of the addresses of entities."""
    # the store that pages of data need: the usual one refers to its graph, and both would stay until Python looks for cycles
    graph = Graph("SimpleMemory", bind_namespaces="none")
    for prefix, space in {**PREFIXES, "hub": hub_terms(root)}.items():
        graph.bind(prefix, space)
    return graph


async def turtle(graph: Graph) -> bytes:
    """A graph as Turtle, the last that is done with it. rdflib takes a millisecond for ten triples, so a thread does it: others are answered meanwhile."""
    written = await asyncio.to_thread(graph.serialize, format="turtle", encoding="utf-8")
    # a graph and its namespaces refer to each other, which would keep it until Python looks for cycles
    graph.namespace_manager = None  # type: ignore[assignment]
    return written


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


def resolved(row: Described, field: str) -> list[Mapping[str, Any]]:
    """The ends of a relation that are in the hub."""
    return [end for end in row[field] if "id" in end]


def address(text: str | None) -> URIRef | Literal | None:
    """An address as IRI; one with a character that no IRI has stays text."""
    if not text:
        return None
    return Literal(text) if _NOT_IN_IRIS & set(text) else URIRef(text)


def texts(by_language: Mapping[str, str] | None) -> Iterator[Literal]:
    """A text in each of its languages; without one where that is not stated."""
    for language, text in (by_language or {}).items():
        yield Literal(text, lang=None if language == "und" else language)


def dated(stated: str | None) -> Literal | None:
    """A date as exact as it is stated, or a moment."""
    return Literal(stated, datatype=_SHAPES.get(len(stated), XSD.dateTime)) if stated else None


def said(subject: Node, stated: Iterable[tuple[URIRef, Node | Literal | None]]) -> Iterator[Triple]:
    """Triples about a subject, without those of which the object is not known."""
    return ((subject, predicate, value) for predicate, value in stated if value is not None)
