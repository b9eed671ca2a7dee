"""The catalogue of a hub meets the shapes of DCAT-AP 3.0.1, and our own beside them."""

import json
from typing import Any

import msgspec
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, RDF

from hub.app import create_editions, create_executor
from hub.config import Settings
from hub.exports import MEDIA
from hub.exports.standards.catalogued_networks import catalogued_networks
from hub.exports.standards.citable_snapshots import CitableSnapshot
from hub.exports.standards.dcat_catalogue import HubProfile, catalogue
from hub.load import load_all
from hub.plan.execution import Operation
from tests.hub.exports.standards.shacl import OFFICIAL, OWN, needs_official, reports, with_authorities

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
HUB = HubProfile("https://hub.example", "hub@hub.example", "NonProfitOrganisation")
OS2: dict[str, Any] = {
    "slug": "os2",
    "title": "OS2",
    "homepage": "https://os2.eu",
    "publisher_name": "OS2",
    "publisher_url": "https://os2.eu",
    "publisher_type": "association",
    "licence": "CC-BY-SA-4.0",
    "attribution": "OS2",
    "description": {"en": "Danish municipalities that develop together.", "und": "OS2"},
    "counts": {"product": 7, "organisation": 80, "event": 0, "relation": 3},
    "countries": ["DK", "INT", "XK"],
    "own": None,
    "first_at": "2026-11-01T00:00:00Z",
    "loaded_at": "2026-11-20T00:00:00Z",
}
FACTS: dict[str, Any] = {
    **OS2,
    "slug": "osor",
    "publisher_type": "supranational",
    "description": {},
    "licence": "Facts; reuse with the source stated",
}
EDITORS: dict[str, Any] = {
    **OS2,
    "slug": "hub-editors",
    "homepage": None,
    "publisher_url": None,
    "publisher_type": None,
    "own": True,
}
LONE = {"organisation": [{"key": "x", "name": "Lone"}]}
MANIFEST = {
    "snapshot": "12-2026-11-20",
    "title": "Public-sector open source hub",
    "revision": 12,
    "created": "2026-11-20T00:00:00Z",
    "licences": ["CC0-1.0"],
    "more": "than a catalogue needs",
    "files": [
        {
            "path": f"products.{suffix}",
            "media_type": media,
            "description": "Products",
            "size": 12,
            "sha256": "ab" * 32,
            "rows": 3,
        }
        for suffix, media in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet"), ("odd", "a/b"))
    ],
}


@pytest.fixture
def snapshots() -> list[CitableSnapshot]:
    names = {"9-2026-11-10": 9, "12-2026-11-20": 12}
    stated = [MANIFEST | {"snapshot": name, "revision": revision} for name, revision in names.items()]
    return msgspec.convert(stated, list[CitableSnapshot])


@pytest.fixture
def graph(snapshots: list[CitableSnapshot]) -> rdflib.Graph:
    return catalogue(HUB, [OS2, FACTS, EDITORS], snapshots, MEDIA)


@needs_official
@pytest.mark.parametrize("shapes", ["shapes.ttl", "shapes_recommended.ttl", "deprecateduris.ttl"])
def test_nothing_is_reported_of_what_the_hub_says_itself(graph, shapes):
    assert reports(graph, OFFICIAL / shapes) == []


@needs_official
@pytest.mark.parametrize("shapes", ["range.ttl", "shapes.ttl"])
def test_nothing_is_reported_once_the_concepts_of_others_are_known(graph, shapes):
    assert reports(with_authorities(graph), OFFICIAL / shapes) == []


@needs_official
def test_of_the_vocabularies_only_publishers_are_no_bodies_of_the_union(graph):
    """They are recommended to be in the table of corporate bodies, which has only those of the European Union."""
    found = reports(with_authorities(graph), OFFICIAL / "mdr-vocabularies.shape.ttl")
    assert {path for _, path, _ in found} == {str(DCTERMS.publisher)}
    assert all("CorporateBodyRestriction" in message for *_, message in found)


def test_own_shapes_are_met(graph):
    assert reports(graph, OWN / "catalogue.ttl") == []


def test_own_shapes_find_what_is_missing(graph):
    graph.remove((None, DCAT.catalog, None))
    graph.remove((None, rdflib.URIRef("http://spdx.org/rdf/terms#checksum"), None))
    assert {path.rpartition("#")[2] for _, path, _ in reports(graph, OWN / "catalogue.ttl")} == {"catalog", "checksum"}


def test_each_network_is_a_nested_catalogue_with_a_dataset_for_each_kind(graph):
    os2 = rdflib.URIRef("https://hub.example/catalog#os2")
    assert (rdflib.URIRef("https://hub.example/catalog"), DCAT.catalog, os2) in graph
    datasets = {str(one).rpartition("/")[2] for one in graph.objects(os2, DCAT.dataset)}
    assert datasets == {"products", "organisations"}
    products = rdflib.URIRef("https://hub.example/catalog#os2/products")
    there = {str(one) for one in graph.objects(products, DCAT.distribution)}
    assert "https://hub.example/products.csv?network=os2" in there


async def test_what_is_said_of_networks_follows_from_the_store(store, seeds):
    bodies = [
        {"key": "a", "name": "Alpha", "url": "https://www.alpha.example/", "type": "local", "countries": ["DK"]},
        {"key": "b", "name": "Beta", "countries": ["FR", "DK"]},
    ]
    publisher = {"name": "Alpha", "url": "https://alpha.example"}
    folders = [
        seeds.write("alpha", {"organisation": bodies}, publisher=publisher),
        seeds.write("beta", LONE, own=True),
        seeds.write("gamma", LONE, publisher={"name": "Alpha", "url": "https://elsewhere.example"}),
    ]
    await load_all(store, folders)
    async with create_editions(store, Settings()).snapshot() as snapshot:
        edition = await snapshot.book("catalog", catalogued_networks)
        alpha, beta, gamma = [row async for row in edition.main.rows()]
    assert (alpha["publisher_type"], alpha["countries"], alpha["counts"]["organisation"]) == ("local", ["DK", "FR"], 2)
    assert (beta["publisher_type"], beta["countries"]) == (None, [])
    assert (alpha["own"], beta["own"]) == (False, True)
    assert gamma["publisher_type"] is None  # another page: the graph does not take it for the Alpha of the first
    graph = catalogue(HUB, [alpha, beta], [], MEDIA)
    sort = graph.value(rdflib.URIRef("https://hub.example/catalog#alpha-publisher"), DCTERMS.type)
    assert str(sort) == "http://purl.org/adms/publishertype/LocalAuthority"


async def test_the_publisher_of_a_network_is_the_organisation_that_the_graph_names(store, seeds):
    """Neither another spelling of its address nor an organisation with the name in the manifest leads elsewhere."""
    bodies = [
        {"key": "a", "name": "Town Hall", "url": "https://town.example/", "type": "local"},
        {"key": "b", "name": "Town Office", "type": "company"},
    ]
    publisher = {"name": "Town Office", "url": "https://WWW.Town.example/", "key": "a"}
    await load_all(store, [seeds.write("town", {"organisation": bodies}, publisher=publisher)])
    answer = await create_executor(store, Settings()).execute(
        Operation("{ networks { nodes { publisherOrganisation { name } } } }")
    )
    assert json.loads(answer.body)["data"]["networks"]["nodes"] == [{"publisherOrganisation": {"name": "Town Hall"}}]
    async with create_editions(store, Settings()).snapshot() as snapshot:
        edition = await snapshot.book("catalog", catalogued_networks)
        [town] = [row async for row in edition.main.rows()]
    assert town["publisher_type"] == "local"


def test_a_publisher_of_whom_nobody_says_what_he_is_has_no_type():
    graph = catalogue(HUB, [{**OS2, "publisher_type": None}], [], MEDIA)
    assert graph.value(rdflib.URIRef("https://hub.example/catalog#os2-publisher"), DCTERMS.type) is None


def test_the_network_of_the_editors_is_published_by_who_publishes_the_hub(graph):
    editors, os2 = (rdflib.URIRef(f"https://hub.example/catalog#{slug}") for slug in ("hub-editors", "os2"))
    hub = rdflib.URIRef("https://hub.example/catalog")
    assert graph.value(editors, DCTERMS.publisher) == graph.value(hub, DCTERMS.publisher)
    assert graph.value(os2, DCTERMS.publisher) != graph.value(hub, DCTERMS.publisher)
    assert str(graph.value(editors, FOAF.homepage)) == "https://hub.example/networks/hub-editors"


def test_a_hub_without_networks_or_snapshots_is_a_catalogue_too():
    graph = catalogue(HUB, [], [], MEDIA)
    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1
    assert not list(graph.subjects(RDF.type, DCAT.DatasetSeries))


def test_files_of_snapshots_have_checksums(graph):
    series = rdflib.URIRef("https://hub.example/snapshots/")
    members = list(graph.subjects(DCAT.inSeries, series))
    assert len(members) == 2
    [file] = [one for one in graph.objects(members[0], DCAT.distribution) if str(one).endswith(".csv")]
    checksum = graph.value(file, rdflib.URIRef("http://spdx.org/rdf/terms#checksum"))
    assert str(graph.value(checksum, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue"))).upper() == "AB" * 32
