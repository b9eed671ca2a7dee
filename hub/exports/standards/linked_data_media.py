"""Turtle and JSON-LD: entities in terms of schema.org, countries as the EU Publications Office names them, relations by their predicates."""

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import cache
from typing import Any

import orjson
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from hub.exports.edition import Edition, Medium
from hub.exports.standards.authority_tables import country_authority, licence_address
from hub.exports.standards.turtle_writing import address, hub_terms, turtle
from hub.exports.tabular import Head, RowTable, as_stated

SCHEMA = Namespace("https://schema.org/")
_CHUNK = 500
"""Things in one piece of Turtle."""
_TYPES = {
    "organisation": "Organization",
    "ospo": "Organization",
    "product": "SoftwareApplication",
    "event": "Event",
    "news-item": "NewsArticle",
}
_TEXTS = {
    "name": "name",
    "alternate_names": "alternateName",
    "description": "description",
    "topics": "keywords",
    "version": "softwareVersion",
    "starts_at": "startDate",
    "ends_at": "endDate",
    "published": "datePublished",
    "founded": "foundingDate",
    "dissolved": "dissolutionDate",
    "languages": "inLanguage",
    "programming_languages": "programmingLanguage",
    "platforms": "operatingSystem",
    "email": "email",
}
_ADDRESSES = {
    "url": "url",
    "repository": "codeRepository",
    "logo_url": "logo",
    "image_url": "image",
    "documentation_url": "softwareHelp",
}
_DATES = ("starts_at", "ends_at", "published", "founded", "dissolved")
Object = URIRef | Literal


async def _turtle(edition: Edition) -> AsyncIterator[bytes]:
    yield "".join(f"# {line}\n" for line in _headline(edition.head)).encode()
    graph = _graph(edition)
    async for subject, statements in _things(edition):
        for predicate, value in statements:
            graph.add((subject, predicate, value))
        if len(graph) > _CHUNK:
            yield await turtle(graph)
            graph = _graph(edition)
    yield await turtle(graph)


def _headline(head: Head) -> list[str]:
    sources = [f"{one.attribution}: {one.licence}" for one in head.sources]
    lines = [f"{head.title}, revision {head.revision}, {head.count} things", head.address, *sources]
    return [" ".join(line.split()) for line in lines]


def _graph(edition: Edition) -> Graph:
    graph = Graph("SimpleMemory", bind_namespaces="none")
    graph.bind("schema", SCHEMA)
    graph.bind("dcterms", DCTERMS)
    graph.bind("hub", _terms(edition.head))
    return graph


async def _json_ld(edition: Edition) -> AsyncIterator[bytes]:
    context = {"schema": str(SCHEMA), "dcterms": str(DCTERMS), "hub": str(_terms(edition.head))}
    yield orjson.dumps({"@context": context})[:-1] + b',"@graph":['
    separator = b"\n"
    async for subject, statements in _things(edition):
        yield separator + orjson.dumps(_node(subject, statements, context))
        separator = b",\n"
    yield b"\n]}\n"


def _node(subject: URIRef, statements: list[tuple[URIRef, Object]], context: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": str(subject)}
    for predicate, value in statements:
        if predicate == RDF.type:
            node["@type"] = str(value)
            continue
        name = next(
            f"{prefix}:{predicate.removeprefix(space)}"
            for prefix, space in context.items()
            if predicate.startswith(space)
        )
        written = {"@id": str(value)} if isinstance(value, URIRef) else {"@value": str(value)}
        if isinstance(value, Literal) and value.language:
            written["@language"] = value.language
        node.setdefault(name, []).append(written)
    return node


async def _things(edition: Edition) -> AsyncIterator[tuple[URIRef, list[tuple[URIRef, Object]]]]:
    """Subjects with what is said of them: first the entities, then their relations."""
    kind = edition.kind.name if edition.kind else ""
    networks = {source.network: source.homepage for source in edition.head.sources if source.homepage}
    async for row in edition.main.for_people().rows():
        sources = [(DCTERMS.source, URIRef(networks[slug])) for slug in row["networks"] if slug in networks]
        yield URIRef(row["uri"]), [*in_schema_org(kind, row), *sources]
    terms, root = _terms(edition.head), edition.head.root
    async for edge in _rows(edition.edges):
        yield URIRef(root + edge["subject"]), [(terms[edge["predicate"]], URIRef(root + edge["object"]))]


async def _rows(table: RowTable | None) -> AsyncIterator[Mapping[str, Any]]:
    if table is not None:
        async for row in table.only("subject", "predicate", "object").rows():
            yield row


@cache
def _terms(head: Head) -> Namespace:
    return hub_terms(head.root)


def in_schema_org(kind: str, row: Mapping[str, Any]) -> Iterator[tuple[URIRef, Object]]:
    """What schema.org can say of a thing of a kind, by the columns of its row."""
    yield RDF.type, SCHEMA[_TYPES[kind]]
    for column, term in _TEXTS.items():
        for value in _single(as_stated(row, column) if column in _DATES else row.get(column)):
            yield SCHEMA[term], value
    for column, term in _ADDRESSES.items():
        if (there := address(row.get(column))) is not None:
            yield SCHEMA[term], there
    for country in row["countries"] or []:
        if authority := country_authority(country):
            yield SCHEMA.areaServed, URIRef(authority)
    if licence := row.get("licence"):
        # an expression of several is no licence that has an address
        yield SCHEMA.license, address(licence_address(licence)) or Literal(licence)


def _single(value: Any) -> list[Literal]:
    if value in (None, "", [], {}):
        return []
    if isinstance(value, dict):
        return [Literal(text, lang=language) for language, text in value.items()]
    return [Literal(str(one)) for one in (value if isinstance(value, list) else [value])]


TURTLE = Medium("ttl", "ttl", "text/turtle", "Turtle", _turtle)
JSON_LD = Medium("jsonld", "jsonld", "application/ld+json", "JSON-LD", _json_ld)
