"""`match`: what a description means, with its evidence, in one query on the store."""

from typing import Any

import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.execution import Operation
from hub.store import Database
from hub.web.pages.explorer import data_in
from tests.copenhagen import CITY

PRODUCT = {"key": "mo", "name": "OS2mo", "repository": "https://github.com/os2mo/os2mo", "to:users": [{"key": "kbh"}]}
ASKED = """{ match(%s) { isMatch score percent outcome entity { id name ... on Organisation { usedProducts { nodes { name } } } }
  record { network { slug } line } evidence { name weight detail cannotLink } } }"""


async def matched(store: Database, arguments: str) -> list[Any]:
    answer = await create_executor(store, Settings()).execute(Operation(ASKED % arguments))
    return list(data_in(answer.body)["match"])


async def refused(store: Database, arguments: str) -> str:
    answer = await create_executor(store, Settings()).execute(Operation(ASKED % arguments))
    assert b"BAD_USER_INPUT" in answer.body
    return answer.body.decode()


async def test_match_gives_the_entity_the_record_and_the_reasons(store: Database, seeds: Any) -> None:
    await load_all(store, [seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]})])
    [found] = await matched(store, 'name: "kobenhavns kommune", country: "Denmark", kinds: [ORGANISATION], first: 1')
    assert (found["isMatch"], found["outcome"], found["percent"]) == (True, "JOINED", 100)
    assert found["entity"]["name"] == "Københavns Kommune"
    assert found["entity"]["usedProducts"]["nodes"] == [{"name": "OS2mo"}]
    assert found["record"] == {"network": {"slug": "alpha"}, "line": 1}
    assert found["score"] == pytest.approx(sum(piece["weight"] for piece in found["evidence"]))
    assert not any(piece["cannotLink"] for piece in found["evidence"])
    [other] = await matched(store, 'url: "https://github.com/os2mo/os2mo"')
    assert other["entity"]["name"] == "OS2mo"
    [numbered] = await matched(store, 'identifiers: ["cvr:64942212"]')
    assert numbered["entity"]["id"] == found["entity"]["id"]
    assert await matched(store, 'name: "nobody at all"') == await matched(store, "first: 3") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ('name: "x", first: 26', "it must be from 1 to 25"),
        ('name: "x", country: "Atlantis"', "The value of country cannot be read"),
        ('name: "x", kinds: [EVENT]', "of the kind event cannot be matched"),
        ('identifiers: ["Q90"]', "The value of identifier cannot be read"),
        (f'name: "{"x" * 1001}"', "at most 1000 characters"),
    ],
)
async def test_what_cannot_be_compared_is_refused_in_words(sqlite_store: Database, arguments: str, words: str) -> None:
    assert words in await refused(sqlite_store, arguments)
