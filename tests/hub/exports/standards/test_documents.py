"""Documents in the standards of the field, each opened by what reads it: values stay as they
are, and nothing is made up.
"""

import io
import json
import warnings
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.namespace import FOAF, ORG, PROV, RDF, SKOS

from hub.app import create_editions
from hub.config import Settings
from hub.exports import MEDIUM_BY_NAME, Export, dataset
from hub.load import load_all
from hub.store import Database
from tests.hub.exports.standards.shacl import OFFICIAL, OWN, needs_official, reports

ROOT = "https://hub.example/entity/"
TERMS = rdflib.Namespace(f"{ROOT}terms#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
ADMS = rdflib.Namespace("http://www.w3.org/ns/adms#")
HOSTILE = "=cmd|'/C calc'!A0 <script>&\"'\u0001\u2028|\\;,\n---\nname: no ]]> {{x}} \U0001f5a5"
LONG = "A tool for towns. " * 12
PRODUCT = {
    "key": "mo",
    "name": "OS2mo",
    "url": "https://os2.example/mo",
    "repository": "https://github.com/OS2mo/os2mo",
    "licence": "MPL-2.0 OR MIT",
    "version": "1.10",
    "released": "2026-05",
    "status": "beta",
    "languages": ["da", "no"],
    "countries": ["DK", "INT"],
    "topics": ["hr", "our own word"],
    "audience_countries": ["DK", "EU"],
    "description": {"en": LONG, "no": "Kort."},
    "to:users": [{"key": "kbh"}, {"label": "Every town"}],
    "to:owners": [{"key": "kbh"}],
    "to:publishers": [{"key": "os2"}],
    "to:suppliers": [{"label": "Vendor without an end"}],
}
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"key": "kbh", "name": "Københavns Kommune", "type": "local", "countries": ["DK"], "id:cvr": "64942212"},
        {"key": "os2", "name": "OS2", "type": "association", "url": "https://os2.example", "founded": "2012"},
        {
            "key": "aarhus",
            "name": HOSTILE,
            "type": "local",
            "url": "https://a.example/?q={x}",
            "to:memberships": [{"key": "os2", "role": "founder", "since": "2012-05"}],
        },
    ],
    "product": [PRODUCT, {"key": "odd", "name": HOSTILE, "description": HOSTILE, "topics": [HOSTILE]}],
    "ospo": [
        {
            "key": "o",
            "name": "OSPO",
            "url": "https://o.example",
            "founded": "2020",
            "to:organisations": [{"key": "kbh"}],
        },
        {"key": "p", "name": "Nameless"},
    ],
    "event": [{"key": "e", "name": "Day", "starts_at": "2030-01-01T10:00:00Z"}],
}


@pytest.fixture
async def loaded(store: Database, seeds: Any) -> Database:
    await load_all(store, [seeds.write("alpha", ROWS, licence="CC-BY-4.0")])
    return store


async def written(store: Database, form: str, kind: str, **where: Any) -> bytes:
    stream = io.BytesIO()
    editions = create_editions(store, Settings(base_uri="https://hub.example"))
    await Export(editions, MEDIUM_BY_NAME[form], {"where": where}).stream(dataset(kind), stream)
    return stream.getvalue()


async def graph_of(store: Database, form: str, kind: str) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return rdflib.Graph().parse(data=await written(store, form, kind), format="turtle")


def named(graph: rdflib.Graph, predicate: rdflib.URIRef, name: str) -> rdflib.term.Node:
    [subject] = graph.subjects(predicate, rdflib.Literal(name))
    return subject


async def test_a_publiccode_yml_has_what_is_known_and_names_what_is_not(loaded):
    content = (await written(loaded, "publiccode", "product", name={"eq": "OS2mo"})).decode()
    made = yaml.safe_load(content)
    assert (made["publiccodeYmlVersion"], made["softwareVersion"]) == ("0.7", "1.10")
    assert made["legal"] == {"license": "MPL-2.0 OR MIT", "mainCopyrightOwner": "Københavns Kommune"}
    assert made["organisation"] == {"uri": "https://os2.example", "name": "OS2"}
    assert made["usedBy"] == ["Københavns Kommune", "Every town"]
    assert made["categories"] == ["hr"]
    assert made["intendedAudience"] == {"countries": ["DK"]}
    assert made["localisation"] == {"availableLanguages": ["da", "no"]}
    assert made["description"]["no"] == {"shortDescription": "Kort."}
    assert made["description"]["en"]["longDescription"].startswith(made["description"]["en"]["shortDescription"])
    assert len(made["description"]["en"]["shortDescription"]) <= 150
    assert {"releaseDate", "softwareType", "platforms", "maintenance"}.isdisjoint(made)
    [comment] = [line for line in content.splitlines() if "stated by no network" in line]
    for name in ("platforms", "softwareType", "maintenance", "localisation.localisationReady"):
        assert name in comment
    assert "CC-BY-4.0" in content.partition("publiccodeYmlVersion")[0]


async def test_hostile_texts_stay_in_their_place(loaded):
    documents = list(yaml.safe_load_all(await written(loaded, "publiccode", "product")))
    assert len(documents) == 2
    [odd] = [one for one in documents if one["name"] != "OS2mo"]
    [stored] = [json.loads(line) for line in (await written(loaded, "jsonl", "product")).splitlines() if b"cmd" in line]
    assert odd["name"] == stored["name"]
    assert odd["description"]["und"] == {"shortDescription": stored["description"]["und"]}
    for form, kind in (("adms", "product"), ("prov", "product"), ("cpov", "organisation")):
        assert len(await graph_of(loaded, form, kind))


async def test_an_ospo_stands_under_its_address_in_ospometa(loaded):
    content = (await written(loaded, "ospometa", "ospo")).decode()
    assert yaml.safe_load(content) == {
        "https://o.example": {
            "name": "OSPO",
            "created": "2020",
            "organisation": [{"name": "Københavns Kommune", "type": "local", "cvr": "64942212"}],
        }
    }
    assert content.rstrip().endswith(": 1")
    assert yaml.safe_load(await written(loaded, "ospometa", "ospo", name={"eq": "Nameless"})) == {}


async def test_one_product_is_a_codemeta_document_and_several_are_a_graph(loaded):
    alone = json.loads(await written(loaded, "codemeta", "product", name={"eq": "OS2mo"}))
    assert (alone["@type"], alone["license"], alone["version"]) == ("SoftwareSourceCode", "MPL-2.0 OR MIT", "1.10")
    assert alone["@context"][0] == "https://w3id.org/codemeta/3.0"
    assert [one["name"] for one in alone["usedBy"]] == ["Københavns Kommune", "Every town"]
    own = {"@context": {**alone["@context"][1], "name": "https://schema.org/name"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its reader of JSON-LD uses what it deprecates itself
        graph = rdflib.Graph().parse(data=json.dumps(alone | own), format="json-ld")
    users = graph.subjects(TERMS.uses, rdflib.URIRef(alone["@id"]))
    names = {str(graph.value(user, rdflib.URIRef("https://schema.org/name"))) for user in users}
    assert names == {"Københavns Kommune", "Every town"}
    several = json.loads(await written(loaded, "codemeta", "product"))
    assert {one["@type"] for one in several["@graph"]} == {"SoftwareSourceCode"}


async def test_a_citation_names_bodies_as_authors_and_only_whole_days(loaded):
    content = (await written(loaded, "cff", "product", name={"eq": "OS2mo"})).decode()
    made = yaml.safe_load(content)
    assert made["authors"] == [{"name": "Københavns Kommune"}]
    assert {"date-released", "license"}.isdisjoint(made)
    assert "stated by no network: authors" in (await written(loaded, "cff", "product")).decode()


async def test_bodies_are_public_organisations_with_memberships(loaded):
    graph = await graph_of(loaded, "cpov", "organisation")
    city = named(graph, SKOS.prefLabel, "Københavns Kommune")
    assert (city, RDF.type, rdflib.URIRef("http://data.europa.eu/m8g/PublicOrganisation")) in graph
    assert (city, ORG.classification, TERMS["organisation-type/local"]) in graph
    assert {str(graph.value(one, SKOS.notation)) for one in graph.objects(city, ADMS.identifier)} == {"64942212"}
    [membership] = graph.subjects(RDF.type, ORG.Membership)
    assert graph.value(membership, ORG.organization) == named(graph, SKOS.prefLabel, "OS2")
    assert str(graph.value(graph.value(membership, ORG.role), SKOS.prefLabel)) == "founder"
    assert str(graph.value(graph.value(membership, ORG.memberDuring), DCAT.startDate)) == "2012-05"
    assert reports(graph, OWN / "organisations.ttl") == []


async def test_an_ospo_is_a_unit_of_its_organisation(loaded):
    graph = await graph_of(loaded, "cpov", "ospo")
    ospo = named(graph, SKOS.prefLabel, "OSPO")
    assert (ospo, RDF.type, ORG.OrganizationalUnit) in graph
    assert str(graph.value(ospo, ORG.unitOf)).startswith(f"{ROOT}org_")


async def test_products_are_solutions_of_adms(loaded):
    graph = await graph_of(loaded, "adms", "product")
    product = named(graph, DCTERMS.title, "OS2mo")
    [distribution] = graph.objects(product, DCAT.distribution)
    assert str(graph.value(distribution, DCAT.accessURL)) == "https://github.com/OS2mo/os2mo"
    assert str(graph.value(graph.value(distribution, DCTERMS.license), DCTERMS.title)) == "MPL-2.0 OR MIT"
    assert {str(one).rpartition("/")[2] for one in graph.objects(product, ADMS.status)} == {
        "DEVELOP",
        "UnderDevelopment",
    }
    publisher = graph.value(product, DCTERMS.publisher)
    assert str(graph.value(publisher, FOAF.name)) == "OS2"
    assert reports(graph, OWN / "solutions.ttl") == []


@needs_official
async def test_described_products_meet_the_shapes_of_dcat_ap(loaded):
    assert reports(await graph_of(loaded, "adms", "product"), OFFICIAL / "shapes.ttl") == []


async def test_things_derive_from_records_and_values_from_statements(loaded):
    graph = await graph_of(loaded, "prov", "product")
    [value] = graph.subjects(RDF.object, rdflib.Literal("OS2mo"))
    assert graph.value(value, RDF.predicate) == TERMS.name
    product, record = graph.value(value, RDF.subject), graph.value(value, PROV.wasDerivedFrom)
    assert (product, PROV.wasDerivedFrom, record) in graph
    assert str(graph.value(record, DCTERMS.identifier)) == "alpha/product.jsonl:1"
    network = graph.value(record, PROV.wasAttributedTo)
    assert str(graph.value(network, DCTERMS.license)) == "https://spdx.org/licenses/CC-BY-4.0"
    assert {str(one) for one in graph.objects(predicate=RDF.object)} > {"MPL-2.0 OR MIT", "1.10"}
