"""GraphQL over HTTP, asked over a real socket of a real server."""

import asyncio
import contextlib
import json
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest
import uvicorn

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database
from hub.web.connections.direct_protocol import DirectProtocol
from hub.web.operations.bodies import DAY, HttpRequest
from loaders.directory import find_directories

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
MODERN = {"accept": "application/graphql-response+json"}
TOKEN = "a-token-of-sixteen-or-more"


@pytest.fixture(scope="module", params=["httptools", DirectProtocol], ids=["by ASGI", "directly"])
def url(request, tmp_path_factory):
    stored = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('served') / 'hub.db'}"

    async def load():
        database = Database(stored)
        await load_all(database, [d for d in find_directories(SEEDS) if d.name in {"os2", "floss-pso"}])
        await database.dispose()

    asyncio.run(load())
    settings = Settings(
        database_url=stored, cors_origins=("https://catalogue.example",), operator_token=TOKEN, max_body=20_000
    )
    with served(create_app(settings), request.param) as address:
        yield address


@contextlib.contextmanager
def served(app, http="httptools"):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, http=http, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def client(url):
    with httpx.Client(base_url=url, timeout=30) as client:
        yield client


def post(client, document, headers=None, **more):
    return client.post("/graphql", json={"query": document, **more}, headers=headers or {})


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


def test_a_query_is_answered_by_post_and_by_get_alike(client):
    posted = post(client, "query($n: Int) { ospos(first: $n) { nodes { name } } }", variables={"n": 3})
    asked = client.get(
        "/graphql", params={"query": "query($n: Int) { ospos(first: $n) { nodes { name } } }", "variables": '{"n": 3}'}
    )
    assert posted.status_code == asked.status_code == 200
    assert posted.json() == asked.json()
    assert len(posted.json()["data"]["ospos"]["nodes"]) == 3


def test_the_modern_media_type_tells_a_wrong_document_with_400_and_the_old_one_with_200(client):
    modern, old = post(client, "{ nope }", MODERN), post(client, "{ nope }")
    assert (modern.status_code, old.status_code) == (400, 200)
    assert modern.headers["content-type"].startswith("application/graphql-response+json")
    assert old.headers["content-type"].startswith("application/json")
    assert code(modern) == code(old) == "VALIDATION_FAILED"


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b"[" * 5000,
        b"{",
        b"\xff\xfe",
        b'{"query": null}',
        b'{"query": 1}',
        b"{}",
        b'{"query": "{revision}", "variables": []}',
        b'{"query": "{revision}", "variables": {"a": NaN}}',
        b'{"query": "{revision}", "variables": {"a": Infinity}}',
        b'[{"query": "{revision}"}]',
        b'{"query": "{revision}", "variables": {"a": ' + b"[" * 4000 + b"]" * 4000 + b"}}",
        b'{"query": ""}',
    ],
)
def test_a_malformed_body_is_told_and_never_breaks_the_server(client, body):
    response = client.post("/graphql", content=body, headers={"content-type": "application/json", **MODERN})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["hint"]


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "-0.0"])
def test_numbers_no_machine_holds_are_told(client, number):
    body = f'{{"query": "query($n: Int) {{ ospos(first: $n) {{ totalCount }} }}", "variables": {{"n": {number}}}}}'
    response = client.post("/graphql", content=body, headers={"content-type": "application/json", **MODERN})
    assert response.status_code in {200, 400}


@pytest.mark.parametrize("number", ["9" * 30, "9" * 400, "9" * 4300])
@pytest.mark.parametrize(
    "document",
    ["query($n: ID!) { node(id: $n) { id } }", "query($n: Float) { candidates(where: {minScore: $n}) { totalCount } }"],
)
def test_large_numbers_never_break_the_server(client, document, number):
    body = f'{{"query": "{document}", "variables": {{"n": {number}}}}}'
    response = client.post("/graphql", content=body, headers={"content-type": "application/json", **MODERN})
    assert response.status_code in {200, 400}
    assert "INTERNAL" not in response.text


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json"),
        ("application/json, application/graphql-response+json", "application/graphql-response+json"),
        ("application/json, application/graphql-response+json;q=0.5", "application/json"),
        ("application/graphql-response+json;q=0, application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/json;q=zz", "application/json"),
    ],
)
def test_the_media_type_a_client_weighs_most_is_the_answer_s(client, accept, expected):
    assert post(client, "{ revision }", {"accept": accept}).headers["content-type"].partition(";")[0] == expected


def test_media_types_methods_and_sizes_have_their_status(client):
    assert client.post("/graphql", content=b"{revision}", headers={"content-type": "text/plain"}).status_code == 415
    assert (
        client.post(
            "/graphql", content=b"x", headers={"content-type": "application/json", "content-encoding": "gzip"}
        ).status_code
        == 415
    )
    assert client.delete("/graphql").status_code == 405
    assert (
        client.get("/graphql", params={"query": 'mutation { undoJudgement(id: "x") { revision } }'}).status_code == 405
    )
    assert code(post(client, "{ revision }", extensions={"a": "x" * 30_000})) == "TOO_LARGE"


def test_an_answer_asked_again_is_not_sent_again(client):
    first = post(client, "{ networks { nodes { slug } } }")
    again = post(client, "{ networks { nodes { slug } } }", {"if-none-match": first.headers["etag"]})
    other = post(client, "{ networks { nodes { title } } }", {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_the_etag_changes_with_language_variables_and_media_type(client):
    document = 'query($l: [LanguageTag!]) { network(by: {slug: "os2"}) { description(lang: $l) { value } } }'
    tags = {
        post(client, document).headers["etag"],
        post(client, document, {"accept-language": "da"}).headers["etag"],
        post(client, document, variables={"l": ["da"]}).headers["etag"],
        post(client, document, MODERN).headers["etag"],
    }
    assert len(tags) == 4


def test_the_etag_of_an_answer_holds_for_one_day():
    request = HttpRequest("GET", [], b"query={revision}")
    midnight = 20_000 * DAY
    morning, evening, next_day = (request.tag(7, at) for at in (midnight, midnight + DAY - 1, midnight + DAY))
    assert morning == evening != next_day
    assert request.tag(8, midnight) != morning


@pytest.mark.parametrize(
    "header",
    [
        {"accept": "application/graphql-response+json"},
        {"accept-language": "da"},
        {"x-hub-client": "bulk"},
        {"origin": "https://catalogue.example"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_a_cache_is_told_to_keep_answers_apart_by_each_header_they_depend_on(client, header):
    document = '{ network(by: {slug: "os2"}) { description { value } } }'
    plain = post(client, document, {"accept-language": "en"})
    other = post(client, document, {"accept-language": "en"} | header)
    own = ("etag", "content-type", "access-control-allow-origin")
    assert [plain.headers.get(name) for name in own] != [other.headers.get(name) for name in own]
    again = post(client, document, {"accept-language": "en", "if-none-match": plain.headers["etag"]})
    for response in (plain, other, again):
        varied = {name.strip() for name in response.headers["vary"].lower().split(",")}
        assert varied == {"accept", "accept-language", "origin", "x-hub-client"}
    assert again.status_code == 304


def test_accept_language_chooses_the_language_of_texts(client):
    document = '{ network(by: {slug: "os2"}) { description { lang isFallback } } }'
    for language in ("da", "en"):
        found = post(client, document, {"accept-language": f"{language}, *;q=0.1"}).json()["data"]["network"][
            "description"
        ]
        assert found == {"lang": language, "isFallback": False}


def test_introspection_and_data_go_together(client):
    found = post(
        client,
        "{ __schema { queryType { name } } __typename revision o: organisations(first: 1) { nodes { n: name __typename"
        " } } }",
    ).json()["data"]
    assert found["__schema"]["queryType"]["name"] == found["__typename"] == "Query"
    assert found["o"]["nodes"][0]["__typename"] == "Organisation"


def test_the_standard_introspection_query_is_answered(client):
    from graphql import build_client_schema, get_introspection_query

    found = post(client, get_introspection_query(descriptions=True)).json()
    assert "errors" not in found
    assert build_client_schema(found["data"]).query_type.name == "Query"


def test_every_type_field_argument_and_value_is_described():
    from schema.graphql import SCHEMA

    bare = []
    for name, found in SCHEMA.type_map.items():
        if name.startswith("__") or name in {"String", "Int", "Float", "Boolean", "ID"}:
            continue
        parts = getattr(found, "fields", None) or getattr(found, "values", None) or {}
        bare += [name] * (not found.description)
        bare += [f"{name}.{part}" for part, stated in parts.items() if not stated.description]
        bare += [
            f"{name}.{part}({a})"
            for part, stated in parts.items()
            for a, arg in (getattr(stated, "args", None) or {}).items()
            if not arg.description
        ]
    assert bare == []


def test_large_pages_are_for_clients_that_name_themselves_as_bulk(client):
    document = "{ products(first: 1000) { totalCount nodes { id } } }"
    assert code(post(client, document)) == "INVALID_PAGE"
    found = post(client, document, {"x-hub-client": "bulk"}).json()["data"]["products"]
    assert len(found["nodes"]) == found["totalCount"]


def test_the_cost_is_published_in_the_answer_and_its_header(client):
    response = post(client, "{ rateLimit { cost limit remaining } products(first: 10) { nodes { id } } }")
    told = response.json()["data"]["rateLimit"]
    assert response.headers["x-graphql-cost"] == str(told["cost"])
    assert told["remaining"] == told["limit"] - told["cost"]


def test_pages_of_allowed_origins_may_ask(client):
    answer = client.options(
        "/graphql", headers={"origin": "https://catalogue.example", "access-control-request-method": "POST"}
    )
    other = client.options(
        "/graphql", headers={"origin": "https://other.example", "access-control-request-method": "POST"}
    )
    assert answer.headers["access-control-allow-origin"] == "https://catalogue.example"
    assert "access-control-allow-origin" not in other.headers


def test_an_entity_uri_leads_to_the_entity(client):
    found = post(client, "{ organisations(first: 1) { nodes { id uri name } } }").json()["data"]["organisations"][
        "nodes"
    ][0]
    assert client.get(httpx.URL(found["uri"]).path).json()["name"] == found["name"]
    assert client.get("/entity/org_nothing").status_code == 404


def test_health_asks_the_store_and_the_sdl_is_served(client):
    assert client.get("/health").json() == {"status": "ok", "revision": 2}
    assert "type Query" in client.get("/schema.graphql").text


def test_a_damaged_store_is_not_healthy(tmp_path):
    (tmp_path / "hub.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 4096)
    settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'good.db'}")
    with served(create_app(settings)) as address:
        assert httpx.get(f"{address}/health").status_code == 200
        for name in ("good.db", "good.db-wal", "good.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / "good.db").write_bytes(b"not a database at all" * 500)
        found = httpx.get(f"{address}/health", timeout=30)
    assert found.status_code in {200, 503}
    if found.status_code == 503:
        assert found.json()["status"] == "down"


JUDGE = """mutation($l: ID!, $r: ID!, $v: Verdict!) { judge(left: $l, right: $r, verdict: $v, by: "registry", why: "two bodies") { revision judgementId } }"""


def test_judging_needs_the_operators_token(client):
    variables = {"l": "a", "r": "b", "v": "DIFFERENT"}
    assert code(post(client, JUDGE, variables=variables)) == "UNAUTHENTICATED"
    assert code(post(client, JUDGE, {"authorization": "Bearer wrong"}, variables=variables)) == "UNAUTHENTICATED"
    assert code(post(client, JUDGE, {"authorization": f"Bearer {TOKEN}"}, variables=variables)) == "BAD_USER_INPUT"


def test_a_judgement_parts_an_entity_and_its_undoing_joins_it_again(client):
    listed = (
        "{ overlap(kinds: [ORGANISATION]) { entities(first: 100) { nodes { id name records { id network { slug } }"
        " evidence { score } } } } }"
    )
    entity = next(
        n for n in post(client, listed).json()["data"]["overlap"]["entities"]["nodes"] if len(n["records"]) == 2
    )
    left, right = [record["id"] for record in entity["records"]]
    told = post(
        client,
        "query($a: ID!, $b: ID!) { explain(a: $a, b: $b) { outcome links { score evidence { name weight } } } }",
        variables={"a": left, "b": right},
    )
    assert told.json()["data"]["explain"]["outcome"] == "JOINED"
    token = {"authorization": f"Bearer {TOKEN}"}
    judged = post(client, JUDGE, token, variables={"l": left, "r": right, "v": "DIFFERENT"}).json()["data"]["judge"]
    ids = "query($i: [ID!]!) { nodes(ids: $i) { id } judgements { nodes { id verdict } } }"
    apart = post(client, ids, variables={"i": [left, right]}).json()["data"]
    assert {node["id"] for node in apart["nodes"]} == {left, right}
    assert [j["verdict"] for j in apart["judgements"]["nodes"]] == ["DIFFERENT"]
    undone = post(
        client,
        "mutation($i: ID!) { undoJudgement(id: $i) { revision } }",
        token,
        variables={"i": judged["judgementId"]},
    )
    assert undone.json()["data"]["undoJudgement"]["revision"] == judged["revision"] + 1
    assert post(client, listed).json()["data"]["overlap"]["entities"]["nodes"].count(entity) == 1


def test_a_client_that_goes_away_stops_its_operation(url):
    address = httpx.URL(url)
    heavy = (
        "{ "
        + " ".join(
            f"a{i}: products(first: 100) {{ nodes {{ related(first: 4) {{ nodes {{ name }} }} }} }}" for i in range(10)
        )
        + " }"
    )
    body = json.dumps({"query": heavy}).encode()
    with socket.create_connection((address.host, address.port)) as raw:
        raw.sendall(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            % len(body)
            + body
        )
    assert httpx.get(f"{url}/health", timeout=30).status_code == 200


def test_options_and_refused_methods_tell_what_is_answered(client):
    assert (client.options("/graphql").status_code, client.options("/graphql").headers["allow"]) == (
        204,
        "GET, HEAD, POST, OPTIONS",
    )
    assert client.delete("/graphql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_tag_is_that_of_the_client_that_earned_it(client):
    ask = {"query": "{ organisations(first: 500) { totalCount } }"}
    tag = client.get("/graphql", params=ask, headers={"x-hub-client": "bulk"}).headers["etag"]
    assert client.get("/graphql", params=ask, headers={"x-hub-client": "bulk", "if-none-match": tag}).status_code == 304
    told = client.get("/graphql", params=ask, headers={"if-none-match": tag}).json()
    assert told["errors"][0]["extensions"]["code"] == "INVALID_PAGE"
    assert client.get("/graphql", params={"query": "{ revision }"}, headers={"if-none-match": "*"}).status_code == 304


async def test_innocent_queries_do_not_wait_for_the_dearest_of_another_client(url):
    listed = "related(first: 20) { nodes { name"
    dear = {"query": f"{{ products(first: 100) {{ nodes {{ {listed} {listed} {'} ' * 7}"}
    innocent = {"query": '{ search(query: "os2", first: 3) { totalCount nodes { name } } }'}
    ended = []

    async def ask(client, body):
        response = await client.post(
            "/graphql", json=body, headers={"x-hub-client": "bulk", "cache-control": "no-store"}
        )
        assert response.status_code == 200
        assert "errors" not in response.json()
        ended.append("dear" if body is dear else "innocent")

    async with contextlib.AsyncExitStack() as stack:
        greedy, other = [
            await stack.enter_async_context(
                httpx.AsyncClient(
                    base_url=url, timeout=60, trust_env=False, transport=httpx.AsyncHTTPTransport(local_address=address)
                )
            )
            for address in ("127.0.0.1", "127.0.0.2")
        ]
        waiting = [asyncio.ensure_future(ask(greedy, dear)) for _ in range(10)]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)  # all have been taken in, the readers are busy
        ended.clear()
        await asyncio.gather(*(ask(other, innocent) for _ in range(3)))
        assert ended.count("dear") <= 3
        await asyncio.gather(*waiting)
