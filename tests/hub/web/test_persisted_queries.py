"""Automatic persisted queries, spoken as Apollo Client's PersistedQueryLink speaks them."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.app import create_app
from hub.config import Settings
from hub.plan.refusals import RequestError
from hub.web.operations.persisted import PersistedQueries

QUERY = "query A { revision }"
MODERN = {"accept": "application/graphql-response+json,application/json;q=0.9"}


def extensions(query: str = QUERY, **more: object) -> dict[str, object]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest(), **more}}


def app(path, **settings):
    return create_app(Settings(database_url=f"sqlite+aiosqlite:///{path / 'hub.db'}", **settings))


async def test_an_unknown_hash_is_registered_with_its_query_and_then_suffices_by_post_and_get(serve, tmp_path):
    async with serve(app(tmp_path)) as client:
        bare = {"operationName": "A", "variables": {}, "extensions": extensions()}
        unknown = await client.post("/graphql", json=bare, headers=MODERN)
        assert unknown.status_code == 200
        [error] = unknown.json()["errors"]
        assert (error["message"], error["extensions"]["code"]) == (
            "PersistedQueryNotFound",
            "PERSISTED_QUERY_NOT_FOUND",
        )
        registered = await client.post("/graphql", json={**bare, "query": QUERY}, headers=MODERN)
        again = await client.post("/graphql", json=bare, headers=MODERN)
        address = {"operationName": "A", "extensions": json.dumps(extensions())}
        by_get = await client.get("/graphql", params=address, headers=MODERN)
        assert registered.json() == again.json() == by_get.json() == {"data": {"revision": 0}}
        assert by_get.headers["etag"]


async def test_a_hub_that_has_them_off_says_so_and_answers_whole_queries(serve, tmp_path):
    async with serve(app(tmp_path, persisted_queries=0)) as client:
        refused = await client.post("/graphql", json={"extensions": extensions()})
        whole = await client.post("/graphql", json={"query": QUERY, "extensions": extensions()})
    assert refused.status_code == 200
    assert refused.json()["errors"][0]["message"] == "PersistedQueryNotSupported"
    assert refused.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_SUPPORTED"
    assert whole.json() == {"data": {"revision": 0}}


@pytest.mark.parametrize(
    "wrong", [{"version": 2}, {"sha256Hash": "zz"}, {"sha256Hash": None}, {"sha256Hash": "0" * 64}, {"version": []}]
)
async def test_a_wrong_hash_or_version_is_refused(serve, tmp_path, wrong):
    async with serve(app(tmp_path)) as client:
        answer = await client.post("/graphql", json={"query": QUERY, "extensions": extensions(**wrong)}, headers=MODERN)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_registered_mutation_is_still_not_answered_by_get(serve, tmp_path):
    mutation = 'mutation { undoJudgement(id: "x") { revision } }'
    async with serve(app(tmp_path)) as client:
        await client.post("/graphql", json={"query": mutation, "extensions": extensions(mutation)})
        answer = await client.get("/graphql", params={"extensions": json.dumps(extensions(mutation))})
    assert answer.status_code == 405


@given(st.lists(st.text(min_size=1, max_size=30), max_size=40))
def test_what_is_kept_is_bounded_and_what_came_last_is_there(queries):
    persisted = PersistedQueries(5, largest=60)
    for query in queries:
        persisted.document(query, extensions(query))
        assert persisted.document(None, extensions(query)) == query
    assert len(persisted) <= 5
    assert persisted._size == sum(map(len, persisted._documents.values())) <= 60


def test_a_document_longer_than_all_that_is_kept_is_answered_but_not_kept():
    persisted = PersistedQueries(5, largest=10)
    assert persisted.document(QUERY, extensions()) == QUERY
    assert len(persisted) == 0
    with pytest.raises(RequestError, match="PersistedQueryNotFound"):
        persisted.document(None, extensions())
