"""Operations that operators trust: listed by files, answered by hash, alone where the hub is told so,
counted; on both databases.
"""

import hashlib
import json

import httpx
import pytest

from hub.errors import ErrorCode, HubError
from hub.operators.trusted_operations import (
    add_operations,
    count_uses,
    digest_of,
    read_operations,
    remove_operation,
    trusted_operations,
)
from tests.hub.cli.conftest import hub, place
from tests.node_programs import hub_process

__all__ = ["hub", "place"]

NETWORKS = "query Networks { networks { totalCount } }"
REVISION = "query Revision { revision }"
FOUND = 'query Found { search(query: "os2mo") { totalCount } }'
HASHES = {hashlib.sha256(text.encode()).hexdigest(): text for text in (NETWORKS, REVISION)}


def written(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_documents_and_the_manifests_of_clients_are_read(tmp_path):
    apollo = {"format": "apollo-persisted-query-manifest", "version": 1}
    operations = [{"id": digest, "name": "x", "type": "query", "body": text} for digest, text in HASHES.items()]
    for name, content in (("a.json", HASHES), ("b.json", apollo | {"operations": operations})):
        assert {one.digest: one.document for one in read_operations(written(tmp_path, name, content))} == HASHES
    [one] = read_operations(written(tmp_path, "c.graphql", NETWORKS))
    assert (one.digest, one.name) == (digest_of(NETWORKS), "Networks")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wrong.json", {"0" * 64: NETWORKS}),
        ("sha1.json", {hashlib.sha1(NETWORKS.encode()).hexdigest(): NETWORKS}),  # noqa: S324 - as some generators do
        ("empty.json", {}),
        ("list.json", [1]),
        ("broken.json", "{"),
        ("broken.graphql", "query {"),
        ("fragment.graphql", "fragment F on Query { revision }"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path, name, content):
    with pytest.raises(HubError) as raised:
        read_operations(written(tmp_path, name, content))
    assert raised.value.code is ErrorCode.FILE_UNUSABLE


async def test_uses_are_added_up_whoever_counts_them(store, tmp_path):
    operations = read_operations(written(tmp_path, "all.json", HASHES))
    assert len(await add_operations(store, operations)) == 2
    assert await add_operations(store, operations) == []
    for number in (2, 3):
        await count_uses(store, {digest_of(REVISION): number, "f" * 64: 1})
    listed = {one.name: one for one in await trusted_operations(store)}
    assert (listed["Revision"].uses, listed["Networks"].uses) == (5, 0)
    assert listed["Revision"].last_used_at
    await remove_operation(store, digest_of(REVISION)[:16])
    assert [one.name for one in await trusted_operations(store)] == ["Networks"]
    with pytest.raises(HubError, match="no operation"):
        await remove_operation(store, digest_of(REVISION))


def test_commands_list_add_and_remove(hub, place):
    path = written(place, "all.json", HASHES)
    added = hub("operations", "add", path, "--json").document
    assert sorted(added["added"]) == sorted(HASHES)
    assert "listed already" in hub("operations", "add", path).out
    bad = written(place, "bad.graphql", "query Bad { nothing }")
    refused = hub("operations", "add", bad)
    assert (refused.code, "Bad cannot be run" in refused.err) == (2, True)
    assert [one["name"] for one in hub("operations", "list", "--json").document["operations"]] == [
        "Networks",
        "Revision",
    ]
    assert "Networks" in hub("operations", "list").out
    assert hub("operations", "remove", digest_of(NETWORKS)[:12]).code == 0
    assert hub("operations", "remove", "0000", "--json").code == 2
    entries = hub("audit", "--json").document["entries"]
    assert [(one["subject"], one["outcome"]) for one in entries][:2] == [
        ("operations", "removed"),
        ("operations", "added"),
    ]


def test_only_what_is_listed_is_answered_by_every_way_in_and_counted(hub, place):
    hub("operations", "add", written(place, "revision.graphql", REVISION))
    hub("operations", "add", written(place, "found.graphql", FOUND))
    url = f"sqlite+aiosqlite:///{place / 'hub.db'}"
    by_hash = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest_of(REVISION)}}}
    with hub_process(url, HUB_ONLY_TRUSTED="1", HUB_PERSISTED_QUERIES="0") as (_, address):

        def asked(path="/graphql", **headers):
            return lambda body: httpx.post(f"{address}{path}", json=body, headers=headers, trust_env=False, timeout=60)

        modern = asked(accept="application/graphql-response+json")
        for body in (by_hash, {"query": REVISION}, by_hash):
            assert modern(body).json() == {"data": {"revision": 0}}
        # begun twice: at once, which a search that is new is too slow for, and then in a thread
        assert modern({"query": FOUND}).json() == {"data": {"search": {"totalCount": 0}}}
        refused = modern({"query": NETWORKS})
        assert refused.status_code == 403
        assert refused.json()["errors"][0]["extensions"]["code"] == "OPERATION_NOT_TRUSTED"
        assert modern({"query": "{ __schema { types { name } } }"}).status_code == 403
        got = httpx.get(f"{address}/graphql", params={"query": NETWORKS}, trust_env=False, timeout=60)
        assert "OPERATION_NOT_TRUSTED" in got.text
        assert "OPERATION_NOT_TRUSTED" in asked(accept="text/event-stream")({"query": NETWORKS}).text
        assert (
            "OPERATION_NOT_TRUSTED"
            in asked(accept="text/event-stream")({"query": "subscription { loads { network } }"}).text
        )
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}

        def tool(name, **arguments):
            body = call | {"params": {"name": name, "arguments": arguments}}
            answer = asked("/mcp", accept="application/json, text/event-stream")(body).json()
            return answer["result"]["isError"], answer["result"]["content"][0]["text"]

        assert tool("search", query="os2mo")[0] is False
        is_error, said = tool("query", document=NETWORKS)
        assert is_error
        assert said.startswith("This hub answers only operations")
        assert httpx.get(f"{address}/organisations", trust_env=False, timeout=60).status_code == 200
    listed = hub("operations", "list", "--json").document["operations"]
    assert {one["name"]: one["uses"] for one in listed} == {"Revision": 3, "Found": 1}
