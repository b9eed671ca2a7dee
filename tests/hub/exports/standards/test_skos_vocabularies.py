"""Every closed vocabulary, field and predicate of the hub has a meaning at its address."""

import rdflib
from rdflib.namespace import RDF, SKOS

from hub.exports.standards.skos_vocabularies import vocabularies
from schema.kinds import KINDS
from schema.relations import PREDICATES
from tests.hub.exports.standards.shacl import OFFICIAL, needs_official, reports

TERMS = rdflib.Namespace("https://hub.example/entity/terms#")
GRAPH = vocabularies("https://hub.example/entity/")


def test_each_word_is_a_concept_of_its_scheme():
    for kind in KINDS:
        for fact in kind.facts.values():
            for word in fact.value.vocabulary:
                [concept] = [one for one in GRAPH.subjects(SKOS.notation, rdflib.Literal(word)) if named(one, fact)]
                assert (concept, RDF.type, SKOS.Concept) in GRAPH


def named(concept: rdflib.term.Node, fact) -> bool:
    scheme = GRAPH.value(concept, SKOS.inScheme)
    return str(GRAPH.value(scheme, rdflib.DCTERMS.description)) == fact.value.description


def test_fields_and_predicates_are_properties():
    names = {name for kind in KINDS for name in kind.facts} | {predicate.name for predicate in PREDICATES}
    assert {str(one).removeprefix(str(TERMS)) for one in GRAPH.subjects(RDF.type, RDF.Property)} == names


def test_words_are_close_to_those_of_the_publications_office():
    beta = TERMS["development-status/beta"]
    assert str(GRAPH.value(beta, SKOS.closeMatch)).endswith("authority/dataset-status/DEVELOP")


@needs_official
def test_schemes_and_concepts_meet_the_shapes_of_dcat_ap():
    assert reports(GRAPH, OFFICIAL / "shapes.ttl") == []
