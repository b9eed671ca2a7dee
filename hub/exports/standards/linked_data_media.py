"""Turtle and JSON-LD: entities in terms of schema.org, countries as the EU Publications Office names them,
relations by their predicates.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import Any

import orjson
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from hub.exports.edition import Edition, Medium
from hub.exports.standards.authority_tables import country_authority, licence_address
from hub.exports.standards.turtle_writing import Triple, address, hub_terms, network_iri, texts, turtle_document
from hub.exports.tabular import RowTable, as_stated

SCHEMA = Namespace("https://schema.org/")
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


def _turtle(edition: Edition) -> AsyncIterator[bytes]:
    return turtle_document(edition.head, _triples(edition))


async def _triples(edition: Edition) -> AsyncIterator[Iterable[Triple]]:
    async for subject, statements in _things(edition):
        yield [(subject, predicate, value) for predicate, value in statements]


async def _json_ld(edition: Edition) -> AsyncIterator[bytes]:
    context = {"schema": str(SCHEMA), "dcterms": str(DCTERMS), "hub": str(hub_terms(edition.head.root))}
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
    networks = {source.network: network_iri(source, edition.head.root) for source in edition.head.sources}
    async for row in edition.main.for_people().rows():
        sources = [(DCTERMS.source, networks[slug]) for slug in row["networks"] if slug in networks]
        yield URIRef(row["uri"]), [*in_schema_org(kind, row), *sources]
    root, terms = edition.head.root, hub_terms(edition.head.root)
    async for edge in _rows(edition.edges):
        yield URIRef(root + edge["subject"]), [(terms[edge["predicate"]], URIRef(root + edge["object"]))]


async def _rows(table: RowTable | None) -> AsyncIterator[Mapping[str, Any]]:
    if table is not None:
        async for row in table.only("subject", "predicate", "object").rows():
            yield row


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
        return list(texts(value))
    return [Literal(str(item)) for item in (value if isinstance(value, list) else [value])]


TURTLE = Medium("ttl", "ttl", "text/turtle", "Turtle", _turtle)
JSON_LD = Medium("jsonld", "jsonld", "application/ld+json", "JSON-LD", _json_ld)
