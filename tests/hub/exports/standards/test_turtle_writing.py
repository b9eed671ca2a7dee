"""Pieces of Turtle: any parser reads the triples that were written, whatever stands in them."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import ORG, PROV, RDF, XSD

from hub.exports.standards.turtle_writing import Triple, address, hub_terms, network_iri, turtle_document
from hub.exports.tabular import Contributor, Head

ROOT = "https://hub.example/entity/"
HEAD = Head(
    "Things", 1, 1, (), ROOT, "https://hub.example/things.ttl", "https://hub.example/things", "2026-01-01T00:00:00Z"
)
NODES = st.one_of(
    st.sampled_from(["org_1", "org_2", "prod_ä"]).map(lambda name: URIRef(ROOT + name)),
    st.sampled_from(["a", "b"]).map(BNode),
)
WORDS = st.sampled_from([ORG.hasUnit, PROV.wasDerivedFrom, hub_terms(ROOT)["uses"], URIRef("https://else.example/x")])
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.one_of(
    NODES,
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, lang="da")),
    st.just(Literal("2026-05", datatype=XSD.gYearMonth)),
)
TRIPLES = st.lists(st.tuples(NODES, WORDS, VALUES), max_size=30)


def written(*parts: Iterable[Triple]) -> str:
    async def given_parts() -> AsyncIterator[Iterable[Triple]]:
        for part in parts:
            yield part

    async def whole() -> bytes:
        return b"".join([piece async for piece in turtle_document(HEAD, given_parts())])

    return asyncio.run(whole()).decode()


@given(TRIPLES)
def test_what_is_written_is_read_back(triples: list[Triple]) -> None:
    meant = Graph()
    for triple in triples:
        meant.add(triple)
    assert isomorphic(Graph().parse(data=written(triples), format="turtle"), meant)


def test_a_long_document_is_written_in_pieces_that_are_one_document_together() -> None:
    many = [
        [(URIRef(f"{ROOT}org_{number}"), RDF.type, PROV.Entity), (BNode(), RDF.type, RDF.Statement)]
        for number in range(700)
    ]
    text = written(*many)
    assert text.count("@prefix prov:") > 1
    assert len(Graph().parse(data=text, format="turtle")) == 1400


def test_what_is_said_of_one_thing_is_one_sentence_with_the_prefixes_that_it_uses() -> None:
    unit = URIRef(f"{ROOT}org_1")
    text = written([(unit, RDF.type, ORG.Organization), (unit, ORG.hasUnit, Literal("Læring", lang="da"))])
    sentence = text[text.index("@prefix") :]
    assert sentence.split() == [
        "@prefix", "org:", f"<{ORG}>", ".",
        f"<{unit}>", "a", "org:Organization", ";", "org:hasUnit", '"Læring"@da', ".",
    ]  # fmt: skip


def test_an_address_that_is_no_iri_stays_text() -> None:
    iris = ["https://paris.fr", "https://münchen.de/ä", "urn:isbn:1"]
    texts = ["https://a b", "https://x.example/%zz", "http://x:port/", "example.org", "https://x.example/{id}"]
    assert [type(address(one)) for one in iris] == [URIRef] * 3
    assert [type(address(one)) for one in texts] == [Literal] * 5
    assert address("") is None


def test_a_network_whose_site_is_no_address_is_named_by_its_page() -> None:
    source = Contributor("north", "The North", "not an address", "CC0-1.0", "The North")
    assert network_iri(source, ROOT) == URIRef("https://hub.example/networks/north")
