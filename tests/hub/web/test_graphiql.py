from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from hub.app import create_executor
from hub.config import Settings
from hub.store import Database
from hub.web import graphiql
from hub.web.assets import STAMP
from hub.web.examples import read_examples
from hub.web.pages import PAGES
from hub.web.pages.explorer import Explorer
from hub.web.rendering import STATIC
from hub.web.security import SecurityHeaders


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    return tmp_path / "assets"


@pytest.fixture
def bundled(assets: Path) -> Path:
    assets.mkdir()
    for name, text in {"graphiql.js": "export {}", "graphiql.css": "p {}", STAMP: "abc"}.items():
        (assets / name).write_text(text, encoding="ascii")
    return assets


@pytest.fixture
async def client(sqlite_store: Database, assets: Path, serve) -> AsyncIterator[httpx.AsyncClient]:
    executor = create_executor(sqlite_store, Settings())
    routes = [
        *graphiql.routes(executor, assets, Explorer(executor, PAGES, "")),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    async with serve(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])) as made:
        yield made


async def test_without_the_bundle_the_page_says_what_to_do_and_needs_no_script(client, parsed):
    page = parsed((await client.get("/graphiql")).text)
    assert "make setup" in page.text
    assert "node" in page.text
    assert not page.all("script")


async def test_with_the_bundle_the_page_loads_the_editor_from_the_hub(bundled, client, parsed):
    page = parsed((await client.get("/graphiql")).text)
    assert page.one("script").attributes == {"type": "module", "src": "/graphiql/assets/graphiql.js"}
    assert "make setup" not in page.text
    for address in ("/graphiql/assets/graphiql.js", "/graphiql/assets/graphiql.css"):
        assert (await client.get(address)).status_code == 200


async def test_the_bundle_can_be_made_while_the_hub_runs(client, assets, parsed):
    await client.get("/graphiql")
    assets.mkdir()
    (assets / STAMP).write_text("abc", encoding="ascii")
    assert parsed((await client.get("/graphiql")).text).all("script")


async def test_the_form_starts_with_the_first_example(client, parsed):
    page = parsed((await client.get("/graphiql")).text)
    assert "".join(page.one("textarea", name="query").parts).strip() == read_examples()[0].document


async def test_the_address_fills_the_form(client, parsed):
    query = '{ a(b: "</textarea><script>") }'
    page = parsed((await client.get("/graphiql", params={"query": query, "variables": '{"x": 1}'})).text)
    assert page.one("textarea", name="query").text == query
    assert page.one("textarea", name="variables").text == '{"x": 1}'
    assert not page.all("script")


async def test_the_question_behind_a_page_fills_the_form(client, parsed):
    page = parsed((await client.get("/graphiql", params={"page": "/organisations?country=DK"})).text)
    assert "organisations(where: $where" in page.one("textarea", name="query").text
    assert orjson.loads(page.one("textarea", name="variables").text)["where"] == {"countries": {"eq": "DK"}}


@pytest.mark.parametrize(
    "address", ["/nowhere", "/organisations?contry=DK", "/countries/dk", "/countries/xx", "//x", "?", ""]
)
async def test_what_is_no_page_leaves_the_first_example(address, client, parsed):
    page = parsed((await client.get("/graphiql", params={"page": address})).text)
    assert "".join(page.one("textarea", name="query").parts).strip() == read_examples()[0].document


async def test_all_examples_are_listed(client, parsed):
    page = parsed((await client.get("/graphiql")).text)
    assert {example.page for example in read_examples()} <= {link.attributes["href"] for link in page.all("a")}


async def answered(client, parsed, **form):
    answer = await client.post("/graphiql", data=form)
    return answer, parsed(answer.text)


async def test_the_form_runs_its_query_with_variables(client, parsed):
    query = "query ($n: Int) { revision products(first: $n) { totalCount } }"
    answer, page = await answered(client, parsed, query=query, variables='{"n": 3}')
    assert answer.status_code == 200
    assert orjson.loads("".join(page.one("pre").parts)) == {"data": {"revision": 0, "products": {"totalCount": 0}}}
    assert page.one("textarea", name="query").text == query


async def test_the_answer_stays_where_the_bundle_is_there(bundled, client, parsed):
    _, page = await answered(client, parsed, query="{ revision }")
    assert '"revision": 0' in page.one("pre").text
    assert not page.all("script")
    assert "make setup" not in page.text


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"query": "{ revision"}, "SYNTAX_ERROR"),
        ({"query": "{ nothing }"}, "VALIDATION_FAILED"),
        ({"query": ""}, "SYNTAX_ERROR"),
        ({"query": "{ revision }", "variables": "{"}, "BAD_REQUEST"),
        ({"query": "{ revision }", "variables": "[]"}, "BAD_REQUEST"),
        ({"other": "x"}, "SYNTAX_ERROR"),
    ],
)
async def test_what_is_wrong_with_a_form_is_told_with_its_code(form, code, client, parsed):
    _, page = await answered(client, parsed, **form)
    error = orjson.loads("".join(page.one("pre").parts))["errors"][0]
    assert error["extensions"]["code"] == code
    assert error["extensions"]["hint"]


async def test_a_form_that_is_too_large_is_refused(client, parsed):
    answer, page = await answered(client, parsed, query="#" * (graphiql.LARGEST_FORM + 1))
    assert answer.status_code == 413
    assert "TOO_LARGE" in page.one("pre").text


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"query=%ff%00", b"&&&=", b"query=" + b"{" * 5000])
async def test_no_body_breaks_the_form(body, client):
    answer = await client.post("/graphiql", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 200


async def test_the_editor_gets_only_what_it_needs_of_the_policy(client):
    policy = (await client.get("/graphiql")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self' 'unsafe-inline';" in policy
    assert "worker-src 'self'" in policy
    assert "eval" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "address", ["/graphiql/assets/..%2f..%2fsecret", "/graphiql/assets/%2e%2e/secret", "/static/..%2fpages.py"]
)
async def test_nothing_outside_the_folders_is_served(address, bundled, client):
    (bundled.parent / "secret").write_text("secret", encoding="ascii")
    assert (await client.get(address)).status_code == 404
