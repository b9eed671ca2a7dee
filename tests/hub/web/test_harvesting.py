"""OAI-PMH 2.0 as its XSD and its guidelines for repositories have it:
http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import rdflib
from starlette.applications import Starlette

from hub.app import create_editions
from hub.config import Settings
from hub.load import load_all
from hub.store import Database
from hub.web.media import oai_provider as harvesting
from hub.web.media.oai_provider import OaiProvider
from schema.kinds import KINDS

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
ROOT = "https://hub.example/entity/"
STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
DC_ELEMENTS = {
    f"{DC}{name}"
    for name in [
        "title",
        "creator",
        "subject",
        "description",
        "publisher",
        "contributor",
        "date",
        "type",
        "format",
        "identifier",
        "source",
        "language",
        "relation",
        "coverage",
        "rights",
    ]
}
ERRORS = {
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "badArgument",
    "badVerb",
    "noMetadataFormats",
    "noRecordsMatch",
    "badResumptionToken",
    "noSetHierarchy",
}
HOSTILE = "=cmd <script>&\"'\u0001\u2028 ]]> {{x}}"
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"key": str(number), "name": f"Body {number}", "countries": ["DK"], "description": HOSTILE, "type": "local"}
        for number in range(7)
    ],
    "product": [{"key": "mo", "name": HOSTILE, "licence": "MIT OR EUPL-1.2", "to:users": [{"key": "1"}]}],
    "ospo": [{"key": "o", "name": "OSPO", "url": "https://o.example/?a=1&b=2", "to:organisations": [{"key": "1"}]}],
    "event": [{"key": "e", "name": "Day", "starts_at": "2030-01-01T10:00:00Z"}],
    "news-item": [{"key": "n", "name": "News", "published": "2026-02", "languages": ["da"]}],
}


@pytest.fixture
async def client(store: Database, seeds: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(harvesting, "PAGE", 4)
    await load_all(store, [seeds.write("alpha", ROWS)])
    async with serving(store) as client:
        yield client


@pytest.fixture
async def quick_client(sqlite_store: Database) -> AsyncIterator[httpx.AsyncClient]:
    """For what depends on no data and no database."""
    async with serving(sqlite_store) as client:
        yield client


def serving(store: Database) -> httpx.AsyncClient:
    settings = Settings(base_uri="https://hub.example")
    route = OaiProvider(create_editions(store, settings), settings.address, ROOT, "hub@hub.example").route()
    transport = httpx.ASGITransport(Starlette(routes=[route]))
    return httpx.AsyncClient(transport=transport, base_url="https://hub.example")


async def asked(client: httpx.AsyncClient, **arguments: str) -> ET.Element:
    """What stands in the verb's element, or the error, of a response that the XSD allows."""
    answer = await client.get("/oai", params=arguments)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    return checked(ET.fromstring(answer.text))  # noqa: S314 - our own


def checked(root: ET.Element) -> ET.Element:
    assert root.tag == f"{OAI}OAI-PMH"
    date, request, content = root
    assert (date.tag, request.tag, request.text) == (f"{OAI}responseDate", f"{OAI}request", "https://hub.example/oai")
    assert re.fullmatch(STAMP, date.text or "")
    if content.tag == f"{OAI}error":
        assert content.get("code") in ERRORS
        assert bool(request.attrib) == (content.get("code") not in {"badVerb", "badArgument"})
        return content
    assert content.tag == f"{OAI}{request.get('verb')}"
    for header in content.iter(f"{OAI}header"):
        assert [one.tag for one in header] == [f"{OAI}{name}" for name in ("identifier", "datestamp", "setSpec")]
        assert re.fullmatch(STAMP, header.findtext(f"{OAI}datestamp") or "")
        assert header.get("status") in {None, "deleted"}
    for record in content.iter(f"{OAI}record"):
        is_gone = record[0].get("status") == "deleted"
        assert [one.tag for one in record] == [f"{OAI}header", *([] if is_gone else [f"{OAI}metadata"])]
        assert is_gone or len(record[1]) == 1
    for spec in content.iter(f"{OAI}setSpec"):
        assert re.fullmatch(r"([A-Za-z0-9\-_.!~*'()])+(:[A-Za-z0-9\-_.!~*'()]+)*", spec.text or "")
    tokens = list(content.iter(f"{OAI}resumptionToken"))
    assert not tokens or content[-1] is tokens[0]
    return content


async def harvest(client: httpx.AsyncClient, verb: str, **arguments: str) -> list[list[ET.Element]]:
    """All pages of a list."""
    pages = []
    while True:
        content = await asked(client, verb=verb, **arguments)
        pages.append([one for one in content if one.tag != f"{OAI}resumptionToken"])
        token = content.findtext(f"{OAI}resumptionToken")
        if not token:
            return pages
        arguments = {"resumptionToken": token}


def identifiers(pages: list[list[ET.Element]]) -> list[str]:
    return [one.findtext(f".//{OAI}identifier") or "" for page in pages for one in page]


async def test_a_repository_says_what_it_is(client):
    content = await asked(client, verb="Identify")
    stated = [(one.tag.removeprefix(OAI), one.text) for one in content]
    assert [name for name, _ in stated] == [
        "repositoryName",
        "baseURL",
        "protocolVersion",
        "adminEmail",
        "earliestDatestamp",
        "deletedRecord",
        "granularity",
    ]
    assert dict(stated)["adminEmail"] == "hub@hub.example"
    assert dict(stated)["deletedRecord"] == "persistent"
    assert re.fullmatch(STAMP, dict(stated)["earliestDatestamp"] or "")


async def test_kinds_are_sets_and_there_are_two_formats(quick_client):
    sets = [one.findtext(f"{OAI}setSpec") for one in await asked(quick_client, verb="ListSets")]
    assert sets == [kind.name for kind in KINDS]
    formats = [one.findtext(f"{OAI}metadataPrefix") for one in await asked(quick_client, verb="ListMetadataFormats")]
    assert formats == ["oai_dc", "rdf"]


async def test_pages_have_everything_once(client):
    pages = await harvest(client, "ListRecords", metadataPrefix="oai_dc")
    assert [len(page) for page in pages] == [4, 4, 3]
    assert len(set(identifiers(pages))) == 11
    of_kind = await harvest(client, "ListIdentifiers", metadataPrefix="rdf", set="organisation")
    assert [len(page) for page in of_kind] == [4, 3]


async def test_dublin_core_has_nothing_but_its_elements(client):
    for page in await harvest(client, "ListRecords", metadataPrefix="oai_dc"):
        for record in page:
            [metadata] = record.find(f"{OAI}metadata") or []
            assert metadata.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
            assert {one.tag for one in metadata} <= DC_ELEMENTS
            assert all(one.text for one in metadata)


async def test_rdf_is_read_by_rdflib(client):
    graph = rdflib.Graph()
    for page in await harvest(client, "ListRecords", metadataPrefix="rdf"):
        for record in page:
            [metadata] = record.find(f"{OAI}metadata") or []
            graph.parse(data=ET.tostring(metadata), format="xml")
    types = {str(one).rpartition("#")[2].rpartition("/")[2] for one in graph.objects(predicate=rdflib.RDF.type)}
    assert {"PublicOrganisation", "OrganizationalUnit", "Asset", "Event", "NewsArticle"} <= types


async def test_one_record_is_had_by_its_address(client):
    [identifier, *_] = identifiers(await harvest(client, "ListIdentifiers", metadataPrefix="oai_dc", set="ospo"))
    [record] = await asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert record.findtext(f".//{DC}title") == "OSPO"
    assert len(await asked(client, verb="ListMetadataFormats", identifier=identifier)) == 2


async def test_what_is_gone_stays_deleted(client, store, seeds):
    [product] = identifiers(await harvest(client, "ListIdentifiers", metadataPrefix="oai_dc", set="product"))
    for names in (["Day"], ["Day", "Night"]):
        events = [{**ROWS["event"][0], "name": name, "key": name} for name in names]
        await load_all(store, [seeds.write("alpha", {**ROWS, "product": [], "event": events})], allow_mass_delete=True)
    [[header]] = await harvest(client, "ListIdentifiers", metadataPrefix="oai_dc", set="product")
    assert (header.get("status"), header.findtext(f"{OAI}identifier")) == ("deleted", product)
    [record] = await asked(client, verb="GetRecord", metadataPrefix="rdf", identifier=product)
    assert len(record) == 1
    await load_all(store, [seeds.write("alpha", ROWS)], allow_mass_delete=True)
    [[header]] = await harvest(client, "ListIdentifiers", metadataPrefix="oai_dc", set="product")
    assert header.get("status") is None


async def test_bounds_include_their_ends(client):
    [[header]] = await harvest(client, "ListIdentifiers", metadataPrefix="oai_dc", set="ospo")
    at = header.findtext(f"{OAI}datestamp") or ""
    day = at[:10]
    for bounds in ({"from": at, "until": at}, {"from": day, "until": day}, {"until": day}, {"from": at}):
        assert len(await asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="ospo", **bounds)) == 1
    for bounds in ({"until": "2000-01-01"}, {"from": "2999-01-01T00:00:00Z"}):
        error = await asked(client, verb="ListRecords", metadataPrefix="oai_dc", **bounds)
        assert error.get("code") == "noRecordsMatch"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nope"}, "badVerb"),
        ({"verb": "Identify", "set": "product"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-06-31"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": ""}, "badArgument"),
        ({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "until": ""}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01' OR '1'='1"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01", "until": "2026-01-01T00:00:00Z"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-01", "until": "2026-01-01"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nope"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "e30"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "é\0"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": f"{ROOT}prod_aaaaaaaaaaaaaaaa"},
            "idDoesNotExist",
        ),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:other:1"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": f"{ROOT}x' OR 1=1 --"}, "idDoesNotExist"),
    ],
)
async def test_errors_are_those_of_the_protocol(quick_client, arguments, code):
    assert (await asked(quick_client, **arguments)).get("code") == code


async def test_a_verb_twice_is_none(quick_client):
    answer = await quick_client.get("/oai?verb=Identify&verb=Identify")
    assert checked(ET.fromstring(answer.text)).get("code") == "badVerb"  # noqa: S314 - our own


async def test_a_form_is_answered_like_an_address(client):
    form = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "ospo"}
    by_form = ET.fromstring((await client.post("/oai", data=form)).text)  # noqa: S314 - our own
    by_address = ET.fromstring((await client.get("/oai", params=form)).text)  # noqa: S314 - our own
    assert ET.tostring(by_form[2]) == ET.tostring(by_address[2])


async def test_a_form_that_is_too_large_is_refused_and_not_answered_in_part(quick_client):
    form = {"verb": "ListSets", "identifier": "x" * 10_000}
    refused = await quick_client.post("/oai", data=form)
    assert (refused.status_code, refused.text) == (413, "The body is larger than 8,192 bytes.\n")
