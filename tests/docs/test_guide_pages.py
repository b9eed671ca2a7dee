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
from hub.web.pages.question_answers import as_asked

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
                assert pages(target).headers["content-type"] in {"image/svg+xml", "image/png"}
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
    text = unescape(answer.text)
    assert {name for name in named if name not in text and name.replace("-", " ") not in text} == set()


@pytest.mark.parametrize("question", questions(), ids=lambda question: str(question.number))
def test_an_answer_says_where_it_was_cut_and_names_lead_to_things_and_not_to_searches(pages, ask, question) -> None:
    answer = pages(f"/questions/{question.number}").text
    shown = answer[answer.index('class="answer-whole"') : answer.index('id="query"')]
    links = [unescape(link) for link in HREF.findall(shown)]
    assert not [link for link in links if link.startswith("/search")]
    for link in {link for link in links if link.startswith("/") and "?" not in link}:
        assert pages(link).status_code in {200, 303}, link
    cut = sorted(_cut(ask(as_asked(question.query))))
    assert sorted(re.findall(r"the first ([\d,]+) of ([\d,]+)", shown)) == cut


def test_a_longer_answer_is_one_click_away_and_in_the_language_of_the_reader(pages) -> None:
    short, long = (unescape(pages(f"/questions/8?lang=da{more}").text) for more in ("", "&first=100"))
    assert "de første 20 af" in short
    assert 'href="/questions/8?first=100&lang=da"' in short
    assert "de første 100 af" in long
    assert "Vis flere" not in long
    grouped = pages("/questions/7?lang=da").text
    assert "Tyskland" in grouped
    assert "Germany" not in grouped


def _cut(value: object) -> Iterator[tuple[str, str]]:
    """The lists that have more than was asked for: how many items there are, and of how many."""
    if isinstance(value, dict):
        items = next((value[name] for name in ("nodes", "edges", "groups") if value.get(name)), None)
        if items and len(items) < value.get("totalCount", 0):
            yield str(len(items)), f"{value['totalCount']:,}"
        for inner in value.values():
            yield from _cut(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cut(inner)


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
