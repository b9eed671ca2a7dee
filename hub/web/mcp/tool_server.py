"""The MCP server by the official SDK: tools, resources for entities and networks, prompts.

What it answers is asked of the plan; nothing writes.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.release import hub_version
from hub.web.budgets import Budgets, unlimited
from hub.web.mcp.question_prompts import prompt, prompts
from hub.web.mcp.tool_answers import LARGEST, USUAL, JsonObject, ToolFault, credited, encoded
from hub.web.mcp.tool_catalogue import TOOLS, HubTool, document

_TOOLS = {tool.name: tool for tool in TOOLS}
_NOT_FOUND = -32002
"""What the protocol says of a resource that is not there."""
_RESOURCE = re.compile(r"hub://(?P<sort>networks|network|entity|schema)(?:/(?P<name>[^/?#]{1,200}))?")
_JSON = "application/json"
INSTRUCTIONS = """The hub joins what networks of public-sector open source publish: organisations, OSPOs, \
products, events and news of Europe and
beyond, who uses, supplies, maintains and funds what, and which network says so in which file. Begin with \
`search`; `get` and `relations` take its
ids. For counts, filters and comparisons write a `query` with the help of `schema`. Name the networks in \
`credits` when you use an answer."""


class HubTools:
    """What the server answers, by one executor. budgets: what each client may ask for; by default nothing counts."""

    def __init__(self, executor: Executor, budgets: Budgets | None = None) -> None:
        self._executor = executor
        self._budgets = budgets or unlimited()
        self._known: tuple[int, dict[str, JsonObject]] = (-1, {})

    def server(self) -> Server[Any]:
        """The server, for any transport."""
        return Server(
            "public-sector-open-source-hub",
            version=hub_version(),
            title="Hub of public-sector open source",
            instructions=" ".join(INSTRUCTIONS.split()),
            on_list_tools=_listed_tools,
            on_call_tool=self._call,
            on_list_resources=self._list_resources,
            on_list_resource_templates=_listed_templates,
            on_read_resource=self._read,
            on_list_prompts=_listed_prompts,
            on_get_prompt=_prompt,
        )

    async def _call(self, context: Any, asked: CallToolRequestParams) -> CallToolResult:
        tool = _TOOLS.get(asked.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"There is no tool {asked.name[:60]}.")
        try:
            text = await self._answered(tool, asked.arguments or {}, context.request)
        except ToolFault as fault:
            return CallToolResult(content=[TextContent(text=str(fault))], is_error=True)
        return CallToolResult(content=[TextContent(text=text)])

    async def _answered(self, tool: HubTool, arguments: JsonObject, request: Any) -> str:
        """The answer of a tool as JSON. Raises `ToolFault`."""
        _check(tool, arguments)
        answer = await tool.call(arguments, lambda text, variables: self._ask(text, variables, request))
        most = arguments.get("most_bytes", USUAL)
        networks, revision = await self._networks(request)
        for_credits = len(json.dumps(credited({}, networks, revision), ensure_ascii=False).encode())
        fitted = json.loads(encoded(answer, most - for_credits))
        return encoded(credited(fitted, networks, revision), LARGEST)

    async def _ask(self, text: str, variables: Mapping[str, Any], request: Any) -> JsonObject:
        """The data of an operation, counted towards the budget of whoever sends the request. Raises `ToolFault`."""
        client = request.client.host if request and request.client else None
        meter = await self._budgets.meter_of_request(request) if request else None
        budget = meter.budget if meter else None
        try:
            if meter:
                meter.check()
            with self._budgets.operations.one(self._budgets.sharer(meter, client)):
                operation = Operation(text, variables=variables, client=client, reads_only=True, budget=budget)
                answer = await self._executor.execute(operation)
        except RequestError as error:
            raise ToolFault(str(error)) from error
        if meter:
            meter.charged(answer.cost or 1)
        body = json.loads(answer.body)
        if body.get("errors"):
            raise ToolFault(" ".join(_worded(error) for error in body["errors"][:5]))
        return dict(body["data"])

    async def _networks(self, request: Any) -> tuple[dict[str, JsonObject], int]:
        """The networks by short name, and the revision; asked anew when that has changed."""
        revision = await self._executor.revision()
        if self._known[0] != revision:
            networks: dict[str, JsonObject] = {}
            page: JsonObject = {"hasNextPage": True, "endCursor": None}
            while page["hasNextPage"]:
                answer = (await self._ask(document("credits"), {"after": page["endCursor"]}, request))["networks"]
                networks |= {network["slug"]: network for network in answer["nodes"]}
                page = answer["pageInfo"]
            self._known = (revision, networks)
        return self._known[1], revision

    async def _list_resources(self, context: Any, _: Any) -> ListResourcesResult:
        networks, _revision = await self._networks(context.request)
        listed = [
            Resource(uri="hub://networks", name="networks", title="The networks and their licences", mime_type=_JSON)
        ]
        listed += [
            Resource(uri=f"hub://network/{slug}", name=slug, title=network["title"], mime_type=_JSON)
            for slug, network in networks.items()
        ]
        return ListResourcesResult(resources=listed)

    async def _read(self, context: Any, asked: ReadResourceRequestParams) -> ReadResourceResult:
        found = _RESOURCE.fullmatch(asked.uri)
        try:
            text = await self._resource(found["sort"], found["name"], context.request) if found else None
        except ToolFault as fault:
            raise MCPError(_NOT_FOUND, str(fault)) from fault
        if text is None:
            raise MCPError(_NOT_FOUND, f"There is no resource {asked.uri[:200]}.")
        contents: list[Any] = [TextResourceContents(uri=asked.uri, mime_type=_JSON, text=text)]
        return ReadResourceResult(contents=contents)

    async def _resource(self, sort: str, name: str | None, request: Any) -> str | None:
        """A resource as JSON; None where there is none. Raises `ToolFault`."""
        if sort == "networks" and name is None:
            networks, revision = await self._networks(request)
            return encoded({"networks": list(networks.values()), "revision": revision}, LARGEST)
        if sort == "schema":
            return await self._answered(_TOOLS["schema"], {"words": name or ""}, request)
        if name is None or sort == "networks":
            return None
        if sort == "entity":
            return await self._answered(_TOOLS["get"], {"id": name, "sections": ["records"]}, request)
        found = (await self._ask(document("network"), {"slug": name}, request))["found"]
        return json.dumps(found, ensure_ascii=False) if found else None


async def serve_over_stdio(executor: Executor) -> None:
    """Serve whoever started this process, over its standard input and output, until that ends."""
    server = HubTools(executor).server()
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


async def _listed_tools(_: Any, __: Any) -> ListToolsResult:
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    return ListToolsResult(
        tools=[
            Tool(
                name=tool.name,
                title=tool.title,
                description=tool.description,
                input_schema=tool.input_schema,
                annotations=reads,
            )
            for tool in TOOLS
        ]
    )


async def _listed_templates(_: Any, __: Any) -> ListResourceTemplatesResult:
    stated = (
        ("hub://entity/{id}", "entity", "A thing with all its values, and who states them"),
        ("hub://network/{slug}", "network", "A network: who publishes it, what it holds, its licence"),
        ("hub://schema/{type}", "schema", "A type of the GraphQL schema"),
    )
    templates = [
        ResourceTemplate(uri_template=uri, name=name, title=title, mime_type=_JSON) for uri, name, title in stated
    ]
    return ListResourceTemplatesResult(resource_templates=templates)


async def _listed_prompts(_: Any, __: Any) -> ListPromptsResult:
    return ListPromptsResult(prompts=list(prompts()))


async def _prompt(_: Any, asked: GetPromptRequestParams) -> GetPromptResult:
    try:
        return prompt(asked.name)
    except ToolFault as fault:
        raise MCPError(INVALID_PARAMS, str(fault)) from fault


def _check(tool: HubTool, arguments: JsonObject) -> None:
    """Raise `ToolFault` for arguments that do not fit."""
    fault = next(Draft202012Validator(tool.input_schema).iter_errors(arguments), None)
    if fault is not None:
        where = ".".join(str(step) for step in fault.absolute_path) or "The arguments"
        raise ToolFault(f"{where}: {fault.message[:300]}.")


def _worded(error: JsonObject) -> str:
    """An error of the graph in its words, with what to do."""
    extensions = error.get("extensions", {})
    if extensions.get("code") == "METHOD_NOT_ALLOWED":
        return "The hub only reads for assistants: send a query."
    return f"{error['message']} {extensions.get('hint', '')}".strip()
