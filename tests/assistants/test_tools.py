"""What assistants are answered: by the SDK's own client, on both databases, over HTTP and over stdio."""

import json
import sys
from contextlib import asynccontextmanager

import httpx
import pytest
from graphql import parse, validate
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from hub.store import Database
from hub.web.mcp.question_prompts import prompt, prompts
from hub.web.mcp.tool_answers import USUAL
from hub.web.mcp.tool_server import HubTools
from schema.graphql import SCHEMA
from tests.hub.plan.conftest import executor_on
from tests.node_programs import ROOT, hub_on

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def told(client, tool, **arguments):
    """The answer of a tool, which is small, and credits whom it names."""
    result = await client.call_tool(tool, arguments)
    [content] = result.content
    assert not result.is_error, content.text
    assert len(content.text.encode()) <= arguments.get("most_bytes", USUAL)
    answer = json.loads(content.text)
    assert answer["credits"]
    assert answer["revision"] == 2
    return answer


async def refused(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return result.content[0].text


@asynccontextmanager
async def tools(url):
    """A client of the tools on a store."""
    async with Database(url) as database, Client(HubTools(executor_on(database)).server()) as client:
        yield client


async def test_a_walk_from_a_word_to_who_says_what(either_url):
    async with tools(either_url) as client:
        found = await told(client, "search", query="os2mo", kinds=["product"])
        [product] = [item for item in found["items"] if item["name"] == "OS2mo"]
        assert any(place.startswith("os2/") for place in product["stated"])
        assert "CC" in found["credits"]["os2"]

        known = await told(client, "get", id=product["id"], sections=["records", "conflicts", "evidence", "history"])
        licences = [value for value in known["values"] if value["field"] == "licence"]
        assert licences[0]["value"] == "MPL-2.0"
        assert licences[0]["stated"].startswith(("os2/", "osor/"))

        users = await told(client, "relations", id=product["id"], predicates=["uses"], first=3)
        assert users["total"] > len(users["items"]) == 3
        more = await told(client, "relations", id=product["id"], predicates=["uses"], first=3, after=users["next"])
        assert {one["other"]["id"] for one in users["items"]}.isdisjoint(one["other"]["id"] for one in more["items"])
        assert users["items"][0]["stated"][0].startswith("os2/")

        shared = await told(client, "overlap", networks=["os2", "osor"])
        assert {(cell["left"], cell["right"]) for cell in shared["matrix"]} == {("os2", "osor")}
        assert set(shared["credits"]) == {"os2", "osor"}
        explained = await told(client, "explain", a=shared["items"][0]["id"], b=shared["items"][0]["id"])
        assert explained["outcome"]


async def test_a_query_is_written_with_the_help_of_the_schema(either_url):
    async with tools(either_url) as client:
        assert any(line.startswith("Query.products(") for line in (await told(client, "schema"))["items"])
        found = (await told(client, "schema", words="countries of products"))["items"]
        assert any("Product.countries" in line for line in found), found
        assert (await told(client, "schema", words="EntityBy"))["items"][0].startswith('"""')
        # the largest types are the ones that are asked for
        for name in ("Query", "Organisation", "Product", "Ospo"):
            fields = await told(client, "schema", words=name)
            assert len(fields["items"]) == len(SCHEMA.type_map[name].fields), name
            assert not {"texts", "left_out"} & fields.keys()
        counted = await told(
            client, "query", document="{ products(first: 1) { totalCount nodes { networks { slug } } } }"
        )
        assert counted["data"]["products"]["totalCount"] > 100
        assert set(counted["credits"]) <= {"os2", "osor"}


async def test_answers_are_cut_to_what_was_asked_for_and_say_how_to_go_on(either_url):
    async with tools(either_url) as client:
        whole = await told(client, "overlap", first=100, most_bytes=200_000)
        cut = await told(client, "overlap", first=100, most_bytes=4_000)
        assert len(cut["items"]) < len(whole["items"])
        names = [item["name"] for item in cut["items"]]
        following = await told(client, "overlap", first=100, after=cut["next"], most_bytes=200_000)
        assert names + [item["name"] for item in following["items"]] == [item["name"] for item in whole["items"]]
        [organisation] = (await told(client, "search", query="Open Source Observatory", first=1))["items"]
        sections = ["records", "conflicts", "evidence", "history", "assessments", "passages"]
        small = await told(client, "get", id=organisation["id"], sections=sections, most_bytes=2_000)
        assert small["left_out"]
        document = "{ products(first: 50) { nodes { name provenance { field value path line } } } }"
        assert "Select less" in await refused(client, "query", document=document)


async def test_what_is_wrong_is_said_in_words_and_nothing_is_written(either_url):
    async with tools(either_url) as client:
        assert "exactly one" in await refused(client, "get")
        assert "search" in await refused(client, "get", id="prod_x")
        assert "only reads" in await refused(
            client, "query", document='mutation { undoJudgement(id: "x") { revision } }'
        )
        assert "produtcs" in await refused(client, "query", document="{ produtcs { totalCount } }")
        assert "first" in await refused(client, "search", query="x", first=1_000)
        assert "additional" in (await refused(client, "search", query="x", colour="red")).lower()
        with pytest.raises(MCPError, match="no tool"):
            await client.call_tool("drop", {})


async def test_resources_and_prompts(either_url):
    async with tools(either_url) as client:
        listed = {resource.uri for resource in (await client.list_resources()).resources}
        assert {"hub://networks", "hub://network/os2"} <= listed
        for uri in sorted(listed):
            assert json.loads((await client.read_resource(uri)).contents[0].text)
        found = await told(client, "search", query="os2mo", kinds=["product"])
        entity = json.loads((await client.read_resource(f"hub://entity/{found['items'][0]['id']}")).contents[0].text)
        assert entity["records"]
        with pytest.raises(MCPError):
            await client.read_resource("hub://entity/prod_x")
        with pytest.raises(MCPError, match="no resource hub://networks/x"):
            await client.read_resource("hub://networks/x")
        with pytest.raises(MCPError):
            await client.read_resource("file:///etc/passwd")
        prompts = (await client.list_prompts()).prompts
        assert len(prompts) >= 12
        message = (await client.get_prompt(prompts[0].name)).messages[0].content.text
        assert prompts[0].title in message
        assert "query" in message
        with pytest.raises(MCPError):
            await client.get_prompt("question-0")


def test_every_question_of_the_docs_is_a_prompt_with_a_query_that_can_be_asked():
    for listed in prompts():
        text = prompt(listed.name).messages[0].content.text
        document = text.partition(":\n\n")[2].rpartition("}")[0] + "}"
        assert validate(SCHEMA, parse(document)) == [], listed.title


async def test_over_stdio(two_networks_url):
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "hub", "mcp"], cwd=ROOT, env={"HUB_DATABASE_URL": two_networks_url}
    )
    async with Client(stdio_client(started)) as client:
        assert next(tool.name for tool in (await client.list_tools()).tools) == "search"
        assert (await told(client, "search", query="os2mo"))["items"]


async def test_over_http_for_clients_with_a_budget(two_networks_url):
    settings = {"HUB_UNMETERED": "192.0.2.1", "HUB_BUDGET": "500"}
    with hub_on(two_networks_url, **settings) as address:
        async with Client(f"{address}/mcp") as client:
            assert (await told(client, "search", query="os2mo"))["items"]
            spent = [await client.call_tool("overlap", {"first": 100}) for _ in range(3)]
            assert any(result.is_error and "budget" in result.content[0].text for result in spent)


def test_over_http_only_what_may_ask_is_answered(two_networks_url):
    settings = {"HUB_CORS_ORIGINS": "https://agent.example", "HUB_MAX_BODY": "65536"}
    with hub_on(two_networks_url, **settings) as address:
        greeting = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        accepts = {"accept": "application/json, text/event-stream"}

        def status(body, **headers):
            sent = {**accepts, "content-type": "application/json", **headers}
            return httpx.post(f"{address}/mcp", content=body, headers=sent, trust_env=False, timeout=60).status_code

        body = json.dumps(greeting)
        assert status(body) == 200
        assert status(body, origin="https://agent.example") == 200
        assert status(body, origin=address) == 200
        assert status(body, origin="https://evil.example") == 403
        assert status(body, origin="http://evil.example", host="evil.example") == 403
        assert status("x" * 100_000) == 413
        assert status("[" * 60_000) == 400
        assert httpx.get(f"{address}/mcp", trust_env=False, timeout=60).status_code == 405
