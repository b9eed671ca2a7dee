"""Whatever is wrong with a request is told in the hub's words: none of Python's, and no word of
the client's without end.
"""

import json
from urllib.parse import quote

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings

OF_PYTHON = (
    "codec can't",
    "max_str_digits",
    "object has no attribute",
    "Traceback",
    "Expecting value",
    "Error:",
    "Errno",
    "malformed:",
)
DIGITS, LONG = "7" * 5000, "x" * 5000
BODIES = [
    b"\xff", b'{"query": "\xff"}', b"{", b"[1]", b"null", b'{"query": 5}', b'{"query": "{ revision }", "variables": true}',
    b'{"query": "{ revision }", "extensions": {"persistedQuery": true}}', b'{"query": "{ revision }", "extensions": 7}',
    b'{"query": "query($n: Int) { organisations(first: $n) { totalCount } }", "variables": {"n": %b}}' % DIGITS.encode(),
    *[json.dumps({"query": query}).encode() for query in (
        f"{{ organisations(first: {DIGITS}) {{ totalCount }} }}", f'{{ organisations(after: "{LONG}") {{ totalCount }} }}', f"{{ {LONG} }}",
        f'{{ organisations(asOf: "{DIGITS}") {{ totalCount }} }}', f'{{ organisations(asOf: "{LONG}") {{ totalCount }} }}', f"{{ organisations(first: 1.{DIGITS}) {{ totalCount }} }}",
        f'{{ events(where: {{startsAt: {{gte: "{LONG}"}}}}) {{ totalCount }} }}', "\ud800",
    )],
]  # fmt: skip
ADDRESSES = [
    "/products.csv?where=true", "/products.csv?where=[1]", f"/products.csv?where={DIGITS}", '/products.csv?where={"a":1', "/products.csv?orderBy=[true]",
    f"/changes.csv?since={DIGITS}", f"/products?after={DIGITS}", f"/graph?depth={DIGITS}", f"/products?year={DIGITS}", f"/products/{LONG[:900]}", "/\xff\xfe",
    "/graphql?query={revision}&variables=true", "/graphql?query={revision}&variables=\xff", '/graphql?query={revision}&extensions={"persistedQuery":true}',
    f"/oai?verb={LONG[:900]}",
]  # fmt: skip


@pytest.fixture
async def client(sqlite_store):
    app = create_app(Settings(database_url=str(sqlite_store.url)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        yield client


def is_ours(text: str) -> bool:
    return not any(words in text for words in OF_PYTHON) and DIGITS[:1000] not in text and LONG[:1000] not in text


async def test_a_body_that_is_at_fault_is_told_so_in_words(client):
    for body in BODIES:
        answer = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
        assert answer.json()["errors"][0]["extensions"]["code"] != "INTERNAL", body[:80]
        assert is_ours(answer.text), body[:80]


async def test_an_address_that_is_at_fault_is_told_so_in_words(client):
    for address in ADDRESSES:
        answer = await client.get(quote(address, safe="/?&=", encoding="latin-1"))
        assert answer.status_code < 500, address[:80]
        assert is_ours(answer.text), address[:80]
