"""However an operation is answered, the same bytes, status and headers: at once or in a reader, anew or
kept, by either entrance.
"""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from graphql import get_variable_values, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from hub.plan.documents import RefusedError, Variables
from hub.plan.sql.bindings import Bound, shape_key, shaped
from hub.store import Database
from hub.store.sqlite_reading import SqliteReaders
from hub.web.operations.graphql import PATH, Entrance, GraphQL
from hub.web.security import SecurityHeaders
from schema.graphql import SCHEMA
from tests.hub.plan.conftest import executor_on
from tests.hub.plan.operations import operations

RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
WITH_VARIABLES = [
    "query($v: Int) { organisations(first: $v) { totalCount nodes { name countries } } }",
    "query($v: Int = 2) { ospos(first: $v) { nodes { name } } a: revision }",
    "query($v: ID!) { node(id: $v) { id __typename } }",
    "query($v: [ID!]!) { nodes(ids: $v) { id } }",
    "query($v: String) { organisations(search: $v, first: 2) { nodes { name } } }",
    "query($v: [CountryCode!]) { organisations(where: {countries: {in: $v}}, first: 3) { nodes { name } } }",
    "query($v: OrganisationWhere) { organisations(where: $v, first: 2) { totalCount } }",
    "query($v: OrganisationType!) { organisations(where: {type: {eq: $v}}, first: 2) { totalCount } }",
    "query($v: Boolean = true) { revision @include(if: $v) a: __typename }",
    'query($v: [Kind!]) { search(query: "os2", kinds: $v, first: 2) { nodes { name } } }',
    "query($v: Float) { candidates(where: {minScore: $v}) { totalCount } }",
    "query($v: String!) { network(by: {slug: $v}) { title description { value lang } } }",
]
"""Valid or not under the schema of the day: both are answered alike."""
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 120),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["DK", "dk", "os2", "LOCAL", "ORGANISATION", "net_os2", "ballerup-kommune", "", "\x00", "\ud800"]),
    st.text(max_size=8),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "eq", "in", "countries", "x"]), inner, max_size=2)
    ),
    max_leaves=6,
)
FAULTS = [
    "{",
    "{ nope }",
    "",
    'mutation { undoJudgement(id: "x") { revision } }',
    "query A { revision } query B { revision }",
]


class PatientReaders(SqliteReaders):
    """Let every query be waited for, as those of PostgreSQL do."""

    def attempt(self, queries, *_):  # noqa: ARG002
        return None


def patient(url):
    database = Database(url)
    database.readers = PatientReaders(database.path, 4)
    return database


@asynccontextmanager
async def endpoint(url, kind=Database, kept=0):
    database = kind(url)
    yield GraphQL(executor_on(database), largest_body=100_000, persisted=10, kept=kept)
    await database.dispose()


async def answer(app, body, headers=(), method="POST"):
    """(status, headers, body) of one request."""
    messages, sent = [{"type": "http.request", "body": body}], []

    async def receive():
        return messages.pop(0) if messages else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    stated = [(b"content-type", b"application/json"), *headers]
    scope = {"type": "http", "method": method, "path": PATH, "root_path": "", "query_string": b"", "headers": stated}
    await app(scope, receive, send)
    start, *parts = sent
    return start["status"], sorted(start["headers"]), b"".join(part.get("body", b"") for part in parts)


async def answered_in_all_ways(url, body):
    """Whether at once, by readers, kept, asked again, or through the site with its middleware, the first
    and what differs from it.
    """
    async with (
        endpoint(url) as at_once,
        endpoint(url, patient) as waiting,
        endpoint(url, kept=10**6) as keeping,
    ):
        first = await answer(at_once, body)
        again = [await answer(app, body) for app in (at_once, waiting, keeping, keeping)]
        cors = Middleware(CORSMiddleware, allow_origins=["*"])
        site = SecurityHeaders(Starlette(routes=[Route(PATH, waiting)], middleware=[cors]))
        status, headers, text = await answer(Entrance(site, at_once, site), body, [(b"origin", b"https://a.example")])
    stated = [line for line in first[1] if line[0] != b"vary"]  # to which the middleware adds
    by_site = (status, first[1] if set(stated) <= set(headers) else headers, text)
    return first, [*again, by_site]


def compared(url, asked):
    body = json.dumps(asked).encode()
    first, others = asyncio.run(answered_in_all_ways(url, body))
    assert others == [first] * len(others)
    return first


@RELAXED
@given(document=operations(depth=4))
def test_operations_are_answered_alike_in_all_ways(seeded_url, document):
    compared(seeded_url, {"query": document})


@RELAXED
@given(document=st.sampled_from(WITH_VARIABLES), value=VALUES, name=st.sampled_from(["v", "w"]))
def test_variables_are_answered_alike_in_all_ways_wrong_ones_included(seeded_url, document, value, name):
    compared(seeded_url, {"query": document, "variables": {name: value}})


@settings(RELAXED, max_examples=25)
@given(document=operations(depth=2), cut=st.integers(1, 40), fault=st.sampled_from(FAULTS), whole=st.booleans())
def test_faulty_documents_are_answered_alike_in_all_ways(seeded_url, document, cut, fault, whole):
    status, headers, _ = compared(seeded_url, {"query": fault if whole else document[:-cut]})
    assert status in {200, 400, 401}
    assert b"etag" not in dict(headers)


@settings(max_examples=400, deadline=None)
@given(document=st.sampled_from(WITH_VARIABLES), value=VALUES, is_given=st.booleans())
def test_plain_variables_are_coerced_as_graphql_core_does(document, value, is_given):
    operation = parse(document).definitions[0]
    given_ = {"v": value} if is_given else {}
    expected = get_variable_values(SCHEMA, operation.variable_definitions, given_, max_errors=20)
    if isinstance(expected, list):
        with pytest.raises(RefusedError) as refused:
            Variables(SCHEMA, operation).coerced(given_)
        assert [error.message for error in refused.value.errors] == [error.message for error in expected]
    else:
        assert repr(Variables(SCHEMA, operation).coerced(given_)) == repr(expected.coerced)


def open_leaves(value):
    if isinstance(value, dict):
        return {key: open_leaves(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [open_leaves(inner) for inner in value]
    return "open" if isinstance(value, Bound) else value


@settings(max_examples=400, deadline=None)
@given(VALUES, VALUES)
def test_values_have_one_key_where_they_have_one_shape(left, right):
    same_shape = repr(open_leaves(shaped({"v": left}))) == repr(open_leaves(shaped({"v": right})))
    assert (shape_key({"v": left}) == shape_key({"v": right})) == same_shape


async def test_what_the_client_has_is_told_before_anything_is_parsed(seeded_url):
    body = b'{"query": "{ revision }"}'
    async with endpoint(seeded_url) as app:
        tag = dict((await answer(app, body))[1])[b"etag"]
        again = await answer(app, body, [(b"if-none-match", b'"old", W/' + tag)])
        broken = await answer(app, body[:-1], [(b"if-none-match", tag)])
    assert (again[0], again[2], dict(again[1])[b"etag"]) == (304, b"", tag)
    assert broken[0] == 400


async def test_answers_are_kept_unless_they_tell_the_time_or_an_operator_asks_or_nobody_wants_them_kept(seeded_url):
    kept = b'{"query": "{ networks { nodes { slug } } }"}'
    async with endpoint(seeded_url, kept=10**6) as app:
        for body, headers in (
            (kept, [(b"authorization", b"Bearer x")]),
            (kept, [(b"cache-control", b"no-store")]),
            (b'{"query": "{ rateLimit { resetAt } }"}', []),
            (b'{"query": "{ nope }"}', []),
        ):
            await answer(app, body, headers)
        assert len(app._kept) == 0
        before = app._executor._database.queries
        await answer(app, kept)
        await answer(app, kept)
        assert (len(app._kept), app._executor._database.queries - before) == (1, 1)
