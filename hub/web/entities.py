"""/entity/<id>: what an entity's `uri` leads to, as JSON from the graph; ids of joined entities redirect to the survivor."""

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation

PATH = "/entity/"
_QUESTION = """query ($id: ID!) { node(id: $id) { id ... on Entity {
  uri slug kind name alternateNames description { value lang } url countries topics networks { slug title }
  identifiers { scheme value } records { network { slug } key path line url } } } }"""


def route(executor: Executor) -> Route:
    """The route of this module."""

    async def entity(request: Request) -> Response:
        wanted = request.path_params["id"]
        try:
            answer = await executor.execute(Operation(_QUESTION, variables={"id": wanted}))
        except HubError as error:
            return JSONResponse({"message": error.message, "hint": error.hint}, 503)
        found = orjson.loads(answer.body).get("data", {}).get("node")
        if not found or "uri" not in found:
            return JSONResponse(
                {"message": f"There is no entity {wanted}.", "hint": "Look it up by search or by url in /graphql."}, 404
            )
        return JSONResponse(found) if found["id"] == wanted else RedirectResponse(f"{PATH}{found['id']}", 301)

    return Route(f"{PATH}{{id}}", entity)
