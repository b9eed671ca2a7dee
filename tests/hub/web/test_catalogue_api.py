"""The Software Catalog API of Developers Italia (OpenAPI 1.0.0, release 1.4.0), as its
crawlers and front ends read it.
"""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from hub.app import create_editions, create_executor
from hub.config import Settings
from hub.load import load_all
from hub.store import Database
from hub.web.catalogue_api.catalogue_requests import identity_of, network_uuid, uuid_of
from hub.web.catalogue_api.open_catalogue import OpenCatalogue

UUID = {
    "type": "string",
    "maxLength": 36,
    "pattern": "^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89aAbB][a-f0-9]{3}-[a-f0-9]{12}$",
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
URI = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^https?://"}
STAMPS = {"createdAt": TIME, "updatedAt": TIME}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


SOFTWARE = closed(
    ["id", "url", "publiccodeYml", "createdAt", "updatedAt"],
    **STAMPS, id=UUID, url=URI, catalogId=UUID, active={"type": "boolean"},
    publiccodeYml={"type": "string", "minLength": 1, "maxLength": 99_999},
    aliases={"type": "array", "minItems": 1, "maxItems": 255, "items": URI},
)  # fmt: skip
HOSTING = closed(["url", "createdAt", "updatedAt"], **STAMPS, url=URI, group={"type": "boolean"})
PUBLISHER = closed(
    ["id", "description", "codeHosting", "createdAt", "updatedAt"],
    **STAMPS, id=UUID, catalogId=UUID, active={"type": "boolean"}, alternativeId={"type": "string", "maxLength": 255},
    description={"type": "string", "maxLength": 255}, email={"type": "string", "pattern": "@"},
    codeHosting={"type": "array", "minItems": 1, "maxItems": 255, "items": HOSTING},
)  # fmt: skip
CATALOG = closed(
    ["id", "name", "sources", "createdAt", "updatedAt"],
    **STAMPS, id=UUID, active={"type": "boolean"}, alternativeId={"type": "string"}, name={"type": "string", "minLength": 1, "maxLength": 255},
    sources={"type": "array", "minItems": 1, "items": closed(["url"], url=URI)},
)  # fmt: skip
LINK = {"type": ["string", "null"], "minLength": 1, "maxLength": 255}
LINKS = closed(["prev", "next"], prev=LINK, next=LINK)
PROBLEM = closed(
    ["title", "detail"],
    title={"type": "string", "maxLength": 255},
    detail={"type": "string"},
    status={"type": "integer", "minimum": 400, "maximum": 499},
)
SCHEMAS = {"software": SOFTWARE, "publishers": PUBLISHER, "catalogs": CATALOG}
DOCUMENT = (
    "publiccodeYmlVersion: '0.4'\nname: Formula\nurl: https://github.com/acme/formula\nsoftwareType:"
    " web\nmaintenance:\n  type: none\n"
)


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    products = [
        {"key": f"p{n}", "name": f"Product {n}", "repository": f"https://github.com/os2/p{n}"} for n in range(count)
    ]
    products[0]["repositories"] = ["https://github.com/os2/old"]
    body = {"key": "o", "name": "OS2", "code_accounts": ["github.com/os2"], "email": "info@os2.example"}
    former = {"key": "f", "name": "Former Body", "code_accounts": ["github.com/former"], "status": "ended"}
    return {
        "organisation": [body, former, {"key": "x", "name": "Silent"}],
        "product": [*products, {"key": "n", "name": "Nowhere"}],
    }


@pytest.fixture
async def client(store: Database, seeds: Any) -> AsyncIterator[httpx.AsyncClient]:
    italy = seeds.write("italy", {})
    (italy / "network.yaml").write_text(
        "network: italy\ntitle: Italy\nhomepage: https://italy.example\npublisher: {name: Italy}\nlicence:"
        " CC0-1.0\nattribution: Italy\nsources:\n  - {name: own, path: 'own/*.yml', format: publiccode}\n"
    )
    (italy / "own").mkdir()
    (italy / "own" / "formula.yml").write_text(DOCUMENT)
    await load_all(store, [seeds.write("alpha", rows(7)), italy])
    settings = Settings(base_uri="https://hub.example")
    service = OpenCatalogue(create_executor(store, settings), create_editions(store, settings))
    transport = httpx.ASGITransport(Starlette(routes=service.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="https://hub.example/opencatalog/v1") as client:
        yield client


async def listed(client: httpx.AsyncClient, path: str, **parameters: str) -> list[Any]:
    """All entries of a list, page by page as a crawler goes: the link is put behind the address."""
    found: list[Any] = []
    link: str | None = f"?{httpx.QueryParams(parameters)}"
    while link:
        answer = await client.get(f"{path}{link}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        jsonschema.validate(page["links"], LINKS)
        for entry in page["data"]:
            jsonschema.validate(entry, SCHEMAS[path.rpartition("/")[2]])
        found += page["data"]
        link = page["links"]["next"]
        assert len(link or "") <= 255, "as the specification has it"
    return found


async def test_a_crawler_meets_all_software_once_page_by_page(client: httpx.AsyncClient) -> None:
    found = await listed(client, "/software", **{"page[size]": "3"})
    assert len({one["id"] for one in found}) == len(found) == 8
    assert [one["createdAt"] for one in found] == sorted(one["createdAt"] for one in found)
    whole = await listed(client, "/software")
    assert whole == found
    assert (await client.get(f"/software/{found[0]['id']}")).json() == found[0]
    assert (await client.get(f"/software/{found[0]['id']}/analysis")).json() == {}
    page = (await client.get("/software", params={"page[size]": "3", "page[after]": ""})).json()
    second = (await client.get(f"/software{page['links']['next']}")).json()
    assert second["links"]["next"].startswith("?page[size]=3&page[after]=")
    first = (await client.get(f"/software{second['links']['prev']}")).json()
    assert first["data"] == page["data"]


async def test_each_software_has_the_publiccode_that_is_published_or_one_that_is_composed(
    client: httpx.AsyncClient,
) -> None:
    found = {one["url"]: one for one in await listed(client, "/software")}
    published, composed = (found[f"https://github.com/{path}"]["publiccodeYml"] for path in ("acme/formula", "os2/p0"))
    assert published.startswith("# As italy publishes it in own/formula.yml")
    assert yaml.safe_load(published) == yaml.safe_load(DOCUMENT)
    assert composed.startswith("# Made from https://hub.example/entity/prod_")
    assert yaml.safe_load(composed)["name"] == "Product 0"
    assert found["https://github.com/os2/p0"]["aliases"] == ["https://github.com/os2/old"]
    [one] = await listed(client, "/software", url="https://github.com/OS2/p3.git")
    assert one == found["https://github.com/os2/p3"]
    assert await listed(client, "/software", url="no address") == []


@pytest.mark.parametrize(("value", "is_published"), [("jane.doe@town.example", True), ("x" * 20_000, False)])
async def test_a_publiccode_without_what_names_people_is_as_it_is_published_but_not_one_that_is_cut(
    client: httpx.AsyncClient, store: Database, seeds: Any, *, value: str, is_published: bool
) -> None:
    (seeds.root / "italy" / "own" / "formula.yml").write_text(
        f"{DOCUMENT.replace('Formula', 'Formula 2')}applicationSuite: {value}\n"
    )
    await load_all(store, [seeds.root])
    [software] = await listed(client, "/software", url="https://github.com/acme/formula")
    assert software["publiccodeYml"].startswith("# As italy publishes it") is is_published
    assert value not in software["publiccodeYml"]


async def test_publishers_are_known_by_both_ids_and_the_active_ones_are_listed(client: httpx.AsyncClient) -> None:
    [one] = await listed(client, "/publishers")
    assert (one["description"], one["email"], one["codeHosting"][0]["url"]) == (
        "OS2",
        "info@os2.example",
        "https://github.com/os2",
    )
    every = await listed(client, "/publishers", all="true")
    assert sorted((entry["description"], entry["active"]) for entry in every) == [("Former Body", False), ("OS2", True)]
    for name in (one["id"], one["alternativeId"]):
        assert (await client.get(f"/publishers/{name}")).json() == one


async def test_catalogues_are_networks_with_what_they_state(client: httpx.AsyncClient) -> None:
    found = await listed(client, "/catalogs")
    assert [(one["alternativeId"], one["sources"]) for one in found] == [
        ("alpha", [{"url": "https://alpha.example"}]),
        ("italy", [{"url": "https://italy.example"}]),
    ]
    for name in ("italy", network_uuid("italy")):
        assert (await client.get(f"/catalogs/{name}")).json() == found[1]
        [software] = await listed(client, f"/catalogs/{name}/software")
        assert software["catalogId"] == found[1]["id"]
    assert len(await listed(client, "/catalogs/alpha/publishers", all="1")) == 2


async def test_periods_bound_what_was_created(client: httpx.AsyncClient) -> None:
    created = (await listed(client, "/software"))[0]["createdAt"]
    for path in ("/software", "/publishers", "/catalogs"):
        everything = await listed(client, path)
        assert await listed(client, path, **{"from": "0500-01-01T00:00:00Z"}) == everything
        assert await listed(client, path, **{"from": "2000-01-01T00:00:00+02:00"}) == everything
        assert await listed(client, path, **{"from": "2200-01-01T00:00:00Z"}) == []
        assert await listed(client, path, to="2000-01-01T00:00:00Z") == []
    assert all(one["createdAt"] > created for one in await listed(client, "/software", **{"from": created}))


async def test_what_cannot_be_answered_is_a_problem(client: httpx.AsyncClient) -> None:
    for path, parameters, status, detail in (
        ("/software", {"page[size]": "0"}, 422, "page[size] must be between 1 and 100"),
        ("/software", {"page[size]": "101"}, 422, "page[size] must be between 1 and 100"),
        ("/publishers", {"page[size]": "x"}, 422, "page[size] must be an integer"),
        ("/software", {"page[after]": "nonsense"}, 422, "wrong cursor format"),
        ("/catalogs", {"page[before]": "x" * 256}, 422, "longer than 255"),
        ("/software", {"from": "yesterday"}, 422, "not an RFC 3339 time"),
        ("/software", {"to": "2022-06-07T09:56:23"}, 422, "no time zone"),
        ("/software", {"from": "0001-01-01T00:00:00+14:00"}, 422, "before the year 1"),
        ("/software/prod_aaaaaaaaaaaaaaaa", {}, 404, "Software was not found"),
        (f"/software/{uuid_of('prod_aaaaaaaaaaaaaaaa')}", {}, 404, "Software was not found"),
        ("/publishers/nobody", {}, 404, "Publisher was not found"),
        ("/catalogs/nowhere/software", {}, 404, "Catalog was not found"),
        ("/catalogs/∅", {}, 404, "Catalog was not found"),
    ):
        answer = await client.get(path, params=parameters)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
        jsonschema.validate(answer.json(), PROBLEM)
        assert detail in answer.json()["detail"]
    for method, path, status in (("GET", "/logs", 404), ("POST", "/software", 405), ("DELETE", "/catalogs/x", 405)):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), path
        assert answer.headers.get("allow") == ("GET, HEAD" if status == 405 else None)
        jsonschema.validate(answer.json(), PROBLEM)
    assert (await client.get("/status")).status_code == 204


async def test_what_is_unchanged_is_not_sent_again_but_what_does_not_exist_is_a_problem_still(
    client: httpx.AsyncClient,
) -> None:
    known = {"if-none-match": (await client.get("/software")).headers["etag"]}
    unchanged = await client.get("/software", headers=known)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == known["if-none-match"]
    for path, status in (("/software/none", 404), ("/catalogs/nowhere", 404), ("/software?page[size]=0", 422)):
        assert (await client.get(path, headers=known)).status_code == status
    assert (await client.get("/status", headers=known)).status_code == 204


@given(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16))
def test_an_id_and_its_uuid_lead_to_each_other(name: str) -> None:
    uuid = uuid_of(f"prod_{name}")
    jsonschema.validate(uuid, UUID)
    assert identity_of(uuid, "prod") == f"prod_{name}"


@given(st.text(max_size=40))
def test_what_is_no_uuid_of_the_hub_is_no_id(text: str) -> None:
    identity = identity_of(text, "prod")
    assert identity is None or uuid_of(identity) == text.lower()
