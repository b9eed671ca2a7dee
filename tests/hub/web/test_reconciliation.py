"""The reconciliation API as its specification, its official schemas and the clients of its users have it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7
from starlette.applications import Starlette

from hub.app import create_app, create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.limits import Limits
from hub.review.thing_matching import Matcher
from hub.store import Database
from hub.web.embedding.embedding_routes import Embedding
from hub.web.reconciliation.reconciliation_batches import MOST_QUERIES
from hub.web.reconciliation.reconciliation_endpoint import Reconciliation

SCHEMAS = Path(__file__).parents[4] / "shared" / "validation" / "reconciliation-0.2"
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {
            "key": "kbh",
            "name": "Københavns Kommune",
            "countries": ["DK"],
            "type": "local",
            "url": "https://www.kk.dk",
            "id:cvr": "64942212",
            "description": "<b>City</b> of Denmark",
        },
        {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"], "type": "local"},
    ],
    "ospo": [{"key": "o", "name": "OSPO of Copenhagen", "to:organisations": [{"key": "kbh"}]}],
    "product": [
        {
            "key": "mo",
            "name": "OS2mo",
            "repository": "https://github.com/os2mo/os2mo",
            "licence": "MPL-2.0",
            "to:users": [{"key": "kbh"}],
        }
    ],
}


@pytest.fixture
async def client(store: Database, seeds: Any) -> AsyncIterator[httpx.AsyncClient]:
    await load_all(store, [seeds.write("alpha", ROWS)])
    settings = Settings(base_uri="https://hub.example")
    executor = create_executor(store, settings, Limits())
    service = Reconciliation(executor, Matcher(store), settings.address, settings.max_body)
    transport = httpx.ASGITransport(
        Starlette(routes=[*service.routes(), *Embedding(executor, settings.address).routes()])
    )
    async with httpx.AsyncClient(transport=transport, base_url="https://hub.example") as client:
        yield client


def valid(name: str, document: Any) -> Any:
    """The document, held against the official schema where that is here."""
    if SCHEMAS.is_dir():
        files = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
        if (
            "authentication" in files["manifest.json"]["properties"]
        ):  # which points to a schema on the web, and is not used
            del files["manifest.json"]["properties"]["authentication"]
        base = "https://reconciliation-api.github.io/specs/0.2/schemas/"
        named = [
            (f"{base}{name}", Resource.from_contents(schema, default_specification=DRAFT7))
            for name, schema in files.items()
            if name != "openapi.json"
        ]
        schema = {"$ref": f"{base}{name}.json"}
        jsonschema.Draft7Validator(schema, registry=Registry().with_resources(named)).validate(document)
    return document


async def matched(client: httpx.AsyncClient, queries: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return dict(valid("reconciliation-result-batch", answer.json()))


async def test_a_batch_is_answered_by_key_with_the_evidence_as_features(client: httpx.AsyncClient) -> None:
    queries = {
        "q0": {
            "query": "kobenhavns kommune",
            "type": "organisation",
            "limit": 3,
            "type_strict": "should",
            "properties": [{"pid": "country", "v": "Denmark"}],
        },
        "q1": {"query": "OS2mo"},
        "q2": {"properties": [{"pid": "cvr", "v": [64942212, {"id": "x"}]}]},
        "q3": {"query": "nothing of the kind"},
        "q4": {"query": "Aarhus Kommune", "type": ["product", "spaceship"]},
    }
    valid("reconciliation-query-batch", queries)
    found = await matched(client, queries)
    assert list(found) == list(queries)
    best = found["q0"]["result"][0]
    assert (best["name"], best["match"], best["type"]) == (
        "Københavns Kommune",
        True,
        [{"id": "organisation", "name": "Organisation"}],
    )
    assert best["description"].startswith("Denmark · ")
    assert {"name-specific", "country"} <= {one["id"] for one in best["features"]}
    assert best["score"] >= 75
    assert found["q1"]["result"][0]["name"] == "OS2mo"
    assert found["q2"]["result"][0]["id"] == best["id"]
    assert (found["q3"], found["q4"]) == ({"result": []}, {"result": []})
    again = await client.get("/reconcile", params={"queries": json.dumps(queries)})
    assert again.json() == found


async def test_the_manifest_leads_to_suggestions_a_preview_and_more_values(client: httpx.AsyncClient) -> None:
    manifest = valid("manifest", (await client.get("/reconcile")).json())
    assert manifest["versions"] == ["0.2"]
    assert manifest["batchSize"] == MOST_QUERIES
    where = {what: place["service_url"] + place["service_path"] for what, place in manifest["suggest"].items()}
    [thing] = valid(
        "suggest-entities-response", (await client.get(where["entity"], params={"prefix": "københ"})).json()
    )["result"][:1]
    assert (thing["name"], thing["notable"][0]["id"]) == ("Københavns Kommune", "organisation")
    by_id = (await client.get(where["entity"], params={"prefix": thing["id"]})).json()
    assert by_id["result"][0]["id"] == thing["id"]
    assert (await client.get(where["entity"], params={"prefix": "københ", "cursor": "50"})).json() == {"result": []}
    kinds = valid("suggest-types-response", (await client.get(where["type"], params={"prefix": "o"})).json())
    assert [one["id"] for one in kinds["result"]] == ["organisation", "ospo"]
    known = valid(
        "suggest-properties-response", (await client.get(where["property"], params={"prefix": "coun"})).json()
    )
    assert [one["id"] for one in known["result"]] == ["country"]
    preview = await client.get(manifest["preview"]["url"].replace("{{id}}", thing["id"]))
    assert preview.status_code == 200
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "&lt;b&gt;City&lt;/b&gt;" in preview.text or "<b>City" not in preview.text


async def test_values_of_matched_things_are_fetched_by_property(client: httpx.AsyncClient) -> None:
    proposals = (await client.get("/reconcile/extend/propose", params={"type": "organisation", "limit": 500})).json()
    valid("data-extension-property-proposal", proposals)
    assert {"countries", "usedProducts", "cvr", "networks", "inhabitants"} <= {
        one["id"] for one in proposals["properties"]
    }
    found = await matched(client, {"q": {"query": "Københavns Kommune"}})
    ids = [found["q"]["result"][0]["id"], "org_aaaaaaaaaaaaaaaa"]
    wanted = {"ids": ids, "properties": [{"id": name} for name in ("countries", "usedProducts", "cvr", "networks")]}
    valid("data-extension-query", wanted)
    answer = await client.post("/reconcile", data={"extend": json.dumps(wanted)})
    rows = valid("data-extension-response", answer.json())["rows"]
    assert rows[ids[0]]["countries"] == [{"str": "DK"}]
    assert [one["name"] for one in rows[ids[0]]["usedProducts"]] == ["OS2mo"]
    assert rows[ids[0]]["cvr"] == [{"str": "64942212"}]
    assert rows[ids[1]] == {"countries": [], "usedProducts": [], "cvr": [], "networks": []}
    every = {"ids": ids, "properties": [{"id": one["id"]} for one in proposals["properties"]][:20]}
    assert (await client.post("/reconcile", data={"extend": json.dumps(every)})).status_code == 200
    unknown = {"ids": ids, "properties": [{"id": "name } } mutation"}]}
    refused = await client.post("/reconcile", data={"extend": json.dumps(unknown)})
    assert (refused.status_code, "There is no property" in refused.json()["message"]) == (400, True)


async def test_the_draft_has_an_endpoint_of_its_own(client: httpx.AsyncClient) -> None:
    manifest = (await client.get("/reconcile/v1")).json()
    assert (manifest["versions"], manifest["standardizedScore"]) == (["1.0-draft"], True)
    assert manifest["suggest"] == {"entity": True, "property": True, "type": True}
    queries = [
        {
            "type": "organisation",
            "conditions": [
                {"matchType": "name", "v": "Aarhus Kommune"},
                {"matchType": "property", "pid": "country", "v": ["DK"], "required": True},
            ],
        },
        {
            "conditions": [{"matchType": "property", "pid": "repository", "v": "https://github.com/os2mo/os2mo"}],
            "lang": "da",
        },
    ]
    answer = await client.post("/reconcile/v1/reconcile", json={"queries": queries})
    [first], [second] = [one["candidates"] for one in answer.json()["results"]]
    assert (first["name"], first["match"], second["name"]) == ("Aarhus Kommune", True, "OS2mo")
    assert all(feature.keys() == {"id", "name", "value"} for feature in first["features"])
    for pid, value, names in (
        ("country", "DK", ["Aarhus Kommune"]),
        ("cvr", "64942212", []),
        ("type", "local", ["Aarhus Kommune"]),
    ):
        condition = {"matchType": "property", "pid": pid, "v": value, "required": True}
        query = {"conditions": [{"matchType": "name", "v": "Aarhus Kommune"}, condition], "type": "organisation"}
        answer = await client.post("/reconcile/v1/reconcile", json={"queries": [query]})
        found = [one["name"] for one in answer.json()["results"][0]["candidates"] if one["name"].startswith("Aarhus")]
        assert found == names, pid
    for country, is_there in (("DK", False), ("SE", True)):
        without = {"matchType": "property", "pid": "country", "v": country, "matchQuantifier": "none"}
        query = {"conditions": [{"matchType": "name", "v": "Aarhus Kommune"}, without], "type": "organisation"}
        answer = await client.post("/reconcile/v1/reconcile", json={"queries": [query]})
        found = {one["name"] for one in answer.json()["results"][0]["candidates"]}
        assert ("Aarhus Kommune" in found) is is_there
    for unwanted, is_there in (("aarhus kommune", False), ("Aarhus Komune", True), (["x", "Aarhus Kommune"], False)):
        without = {"matchType": "name", "v": unwanted, "matchQuantifier": "none"}
        query = {"conditions": [{"matchType": "name", "v": "Aarhus"}, without], "type": "organisation"}
        answer = await client.post("/reconcile/v1/reconcile", json={"queries": [query]})
        found = {one["name"] for one in answer.json()["results"][0]["candidates"]}
        assert ("Aarhus Kommune" in found) is is_there, unwanted
    many = {"matchType": "name", "v": [str(number) for number in range(10_000)], "matchQuantifier": "none"}
    answer = await client.post("/reconcile/v1/reconcile", json={"queries": [{"conditions": [many]}]})
    assert answer.json()["results"] == [
        {"candidates": [], "message": "At most 10 names are excluded; there are 10,000."}
    ]
    wanted = {"ids": [first["id"]], "properties": [{"id": "type"}]}
    rows = (await client.post("/reconcile/v1/extend", json=wanted)).json()["rows"]
    assert rows == [{"id": first["id"], "properties": [{"id": "type", "values": [{"str": "LOCAL"}]}]}]
    preview = await client.get("/reconcile/v1/preview", params={"id": first["id"]})
    assert (preview.status_code, preview.headers["location"]) == (303, f"/embed/entity/{first['id']}")


async def test_hostile_batches_are_refused_or_bounded_in_words(client: httpx.AsyncClient) -> None:
    many = json.dumps({f"q{n}": {"query": "x"} for n in range(10_000)})
    for answer, status, words in (
        (
            await client.get(
                "/reconcile", params={"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})}
            ),
            413,
            "at most 100 queries",
        ),
        (await client.post("/reconcile", data={"queries": many}), 413, "larger than 262,144 bytes"),
        (
            await client.post("/reconcile", data={"queries": json.dumps({"q": {"query": "x" * 2**20}})}),
            413,
            "larger than",
        ),
        (
            await client.post("/reconcile/v1/reconcile", json={"queries": [{"conditions": []}] * 101}),
            413,
            "at most 100",
        ),
        (await client.post("/reconcile", data={"queries": "[" * 5000}), 400, "cannot be read"),
        (await client.post("/reconcile", data={"queries": '{"q": 1}'}), 400, "cannot be read"),
        (await client.post("/reconcile", data={"nothing": "1"}), 400, "neither queries nor extend"),
        (
            await client.post(
                "/reconcile", content="a=1&" * 99, headers={"content-type": "application/x-www-form-urlencoded"}
            ),
            400,
            "at most 8 fields",
        ),
        (await client.post("/reconcile", data={"extend": "{}"}), 400, "no lists"),
        (await client.get("/reconcile/extend/propose", params={"type": "x"}), 400, "no type"),
    ):
        assert (answer.status_code, words in answer.json()["message"]) == (status, True), answer.text
        assert answer.json()["hint"]
    long = {
        "q": {"query": "x" * 2000},
        "odd": {"query": "Aarhus Kommune", "properties": [{"pid": "cvr", "v": "no number"}]},
    }
    found = await matched(client, long)
    assert (found["q"]["result"], found["q"]["message"]) == (
        [],
        "A name has at most 1000 characters; this one has 2,000.",
    )
    assert (found["odd"]["result"][0]["name"], found["odd"]["message"]) == ("Aarhus Kommune", "Not read: cvr.")


async def test_any_page_may_ask(sqlite_store: Database) -> None:
    stated = {"origin": "https://openrefine.example"}
    settings = Settings(database_url=sqlite_store.url.render_as_string(hide_password=False))
    transport = httpx.ASGITransport(create_app(settings, sqlite_store))
    async with httpx.AsyncClient(transport=transport, base_url="https://hub.example") as client:
        for path in ("", "/suggest/entity?prefix=a", "/v1", "/extend/propose?type=product"):
            answer = await client.get(f"/reconcile{path}", headers=stated)
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
        asked = {**stated, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        assert (await client.options("/reconcile/v1/reconcile", headers=asked)).status_code == 200
