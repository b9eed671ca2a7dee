import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hub.web.security import HEADERS, SecurityHeaders, policy


async def plain(_):
    return PlainTextResponse("x")


async def own(_):
    return PlainTextResponse("x", headers={"content-security-policy": "sandbox"})


@pytest.fixture
def app():
    return SecurityHeaders(Starlette(routes=[Route("/plain", plain), Route("/own", own)]))


@pytest.mark.parametrize("address", ["/plain", "/missing"])
async def test_every_response_has_the_headers(address, app, serve):
    async with serve(app) as client:
        answer = await client.get(address)
    assert HEADERS.items() <= dict(answer.headers).items()


async def test_what_a_response_states_itself_stays(app, serve):
    async with serve(app) as client:
        answer = await client.get("/own")
    assert answer.headers.get_list("content-security-policy") == ["sandbox"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_starts_from_nothing_and_names_no_host():
    assert policy().startswith("default-src 'none'; ")
    assert "unsafe" not in policy()
    assert "http" not in policy()


def test_sources_are_added_to_one_directive_only():
    stated = dict(part.split(" ", 1) for part in policy(style_src="'unsafe-inline'", worker_src="blob:").split("; "))
    assert stated["style-src"] == "'self' 'unsafe-inline'"
    assert stated["worker-src"] == "blob:"
    assert stated["script-src"] == "'self'"
