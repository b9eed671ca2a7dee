"""/entity/<id>: what an entity's `uri` leads to: the page of it for people, linked data for those who name it,
JSON for all other programs.

Ids of joined entities lead to the survivor.
"""

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from hub.errors import HubError
from hub.exports.standards.linked_data_media import JSON_LD, TURTLE
from hub.plan.execution import Executor, Operation
from hub.web.accepted_types import HTML, accepted_types, most_wanted
from hub.web.pages.explorer import VARY, problem
from hub.web.rendering import record_path
from hub.web.visits import visit

PATH = "/entity/"
_DESCRIPTIONS = {medium.media_type: medium.suffix for medium in (TURTLE, JSON_LD)}
_QUESTION = """query ($id: ID!) { node(id: $id) { id ... on Entity {
  uri slug kind name alternateNames description { value lang } url countries topics networks { slug title }
  identifiers { scheme value } records { network { slug } key path line url } } } }"""


def route(executor: Executor) -> Route:
    """The route of this module."""

    async def entity(request: Request) -> Response:
        identity, reader = request.path_params["id"], visit(request)
        try:
            answer = await executor.execute(Operation(_QUESTION, variables={"id": identity}))
        except HubError as error:
            return problem(request, reader, 503, error.message, error.hint)
        thing = orjson.loads(answer.body).get("data", {}).get("node")
        if not thing or "uri" not in thing:
            hint = "Look for it by its name on /search, or by search or url in /graphql."
            return problem(request, reader, 404, f"There is no entity {identity}.", hint)
        weights = accepted_types(request.headers.get("accept", ""))
        wanted = most_wanted(weights, (HTML, *_DESCRIPTIONS))
        if wanted == HTML:
            return RedirectResponse(reader.link(record_path(thing)), 303, headers={"vary": VARY})
        if wanted is not None:
            return RedirectResponse(f"{record_path(thing)}.{_DESCRIPTIONS[wanted]}", 303, headers={"vary": VARY})
        if thing["id"] != identity:
            return RedirectResponse(f"{PATH}{thing['id']}", 301, headers={"vary": VARY})
        return JSONResponse(thing, headers={"vary": VARY})

    return Route(f"{PATH}{{id}}", entity)
