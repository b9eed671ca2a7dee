"""The guide as pages: every chapter, with links that lead somewhere, and every question with its answer."""

import asyncio
import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.web.guide import Question, anchor, names, questions

HREF = re.compile(r'(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'id="([^"]*)"')


@pytest.fixture
def pages(seeded_url: str) -> "Iterator[Pages]":
    with asyncio.Runner() as runner:
        yield Pages(runner, seeded_url)


class Pages:
    """Gets pages of a hub with the seeds, in process."""

    def __init__(self, runner: asyncio.Runner, url: str) -> None:
        self._runner = runner
        transport = httpx.ASGITransport(create_app(Settings(database_url=url)))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://hub", headers={"accept": "text/html"})

    def __call__(self, address: str) -> httpx.Response:
        return self._runner.run(self._client.get(address))


def test_every_chapter_is_a_page_whose_links_lead_somewhere(pages) -> None:
    read = {f"/docs/{name}": pages(f"/docs/{name}") for name in names()}
    assert {answer.status_code for answer in read.values()} == {200}
    anchors = {address: set(ANCHOR.findall(answer.text)) for address, answer in read.items()}
    assert "/docs/graphql" in read
    for address, answer in read.items():
        article = answer.text[answer.text.index("<article") : answer.text.index("</article>")]
        assert "<!--" not in article
        assert "style=" not in article
        for link in HREF.findall(article):
            target, _, part = link.partition("#")
            if target.startswith("/docs/"):
                assert not part or part in anchors[target], (address, link)
            elif target.startswith("/docs-pictures/"):
                assert pages(target).headers["content-type"] == "image/svg+xml"
            else:
                assert target == "" or target.startswith(("https://", "http://", "/graphiql?query=")), (address, link)
            assert target or part in anchors[address], (address, link)


def test_what_is_no_chapter_or_drawing_is_not_served(pages) -> None:
    for address in ("/docs/nothing", "/docs/../README", "/docs-pictures/../README.md", "/docs-pictures/graphql.md"):
        assert pages(address).status_code == 404


@pytest.mark.parametrize("question", questions(), ids=lambda question: str(question.number))
def test_each_question_is_one_click_from_its_answer(pages, ask, question: Question) -> None:
    assert f'href="/questions/{question.number}"' in pages("/questions").text
    answer = pages(f"/questions/{question.number}")
    assert answer.status_code == 200
    named = set(_names(ask(question.query)))
    assert {name for name in named if name not in unescape(answer.text)} == set()


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "name" and isinstance(text, str))
        for inner in value.values():
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def test_anchors_are_those_of_github() -> None:
    assert anchor("GraphQL errors") == "graphql-errors"
    assert anchor("What `where` takes, and why?") == "what-where-takes-and-why"
