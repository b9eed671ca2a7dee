"""The hub's vocabularies in SKOS, and its fields and predicates as RDF properties: what the addresses
`…/entity/terms#…` mean.

https://www.w3.org/TR/skos-reference/. All of it follows from the declared kinds. Where EU portals have a word
for a concept, it is named.
"""

import re
from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from hub.exports.standards import authority_tables as tables
from hub.exports.standards.turtle_writing import Triple, add, hub_terms, new_graph
from schema.kinds import KINDS, Kind
from schema.relations import PREDICATES, Predicate
from schema.values.outcome import ValueType

_CLOSE = {
    "DevelopmentStatus": {
        word: f"{tables.AUTHORITY}dataset-status/{known}" for word, known in tables.DATASET_STATUSES.items()
    },
    "OrganisationType": {word: f"{tables.PUBLISHER_TYPES}{known}" for word, known in tables.PUBLISHERS.items()},
}
"""Concepts of others that are close to words of ours, by value type."""


def vocabularies(root: str) -> Graph:
    """The vocabularies of a hub. root: of the addresses of its entities."""
    graph, types = new_graph(root), {fact.value.name: fact.value for kind in KINDS for fact in kind.facts.values()}
    for kind in KINDS:
        add(graph, _fields(kind, root))
    for predicate in PREDICATES:
        add(graph, _predicate(predicate, root))
    for sort in types.values():
        if sort.vocabulary:
            add(graph, _scheme(sort, root))
    return graph


def scheme_name(sort: str) -> str:
    """A value type as addresses spell it: `organisation-type`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", sort).lower()


def _scheme(sort: ValueType, root: str) -> Iterator[Triple]:
    terms, name = hub_terms(root), scheme_name(sort.name)
    yield terms[name], RDF.type, SKOS.ConceptScheme
    yield terms[name], DCTERMS.title, Literal(name.replace("-", " "), lang="en")
    yield terms[name], DCTERMS.description, Literal(sort.description, lang="en")
    for word in sort.vocabulary:
        concept = terms[f"{name}/{word}"]
        yield concept, RDF.type, SKOS.Concept
        yield concept, SKOS.inScheme, terms[name]
        yield concept, SKOS.topConceptOf, terms[name]
        yield terms[name], SKOS.hasTopConcept, concept
        yield concept, SKOS.notation, Literal(word)
        yield concept, SKOS.prefLabel, Literal(word.replace("-", " "), lang="en")
        if close := _CLOSE.get(sort.name, {}).get(word):
            yield concept, SKOS.closeMatch, URIRef(close)


def _fields(kind: Kind, root: str) -> Iterator[Triple]:
    for name, fact in kind.facts.items():
        field = hub_terms(root)[name]
        yield field, RDF.type, RDF.Property
        yield field, RDFS.label, Literal(name.replace("_", " "), lang="en")
        yield field, RDFS.comment, Literal(fact.description, lang="en")
        if fact.value.vocabulary:
            yield field, RDFS.seeAlso, hub_terms(root)[scheme_name(fact.value.name)]


def _predicate(predicate: Predicate, root: str) -> Iterator[Triple]:
    node = hub_terms(root)[predicate.name]
    yield node, RDF.type, RDF.Property
    yield node, RDFS.label, Literal(predicate.name.replace("-", " "), lang="en")
    yield node, RDFS.comment, Literal(predicate.forward_text, lang="en")
