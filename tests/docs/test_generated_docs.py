"""Docs follow the code: generated parts are up to date, and nothing that a user meets goes unmentioned."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.errors import ErrorCode
from hub.store import Database
from scripts.answers import executor_of, queries, shows_error, write_answers
from scripts.documents import PARTS, ROOT, filled, outdated, pages

EXAMPLES = sorted((ROOT / "hub" / "web" / "examples").glob("*.graphql"))
QUERIES = [
    (path.relative_to(ROOT).as_posix(), number, *found)
    for path in pages()
    for number, found in enumerate(queries(path.read_text(encoding="utf-8")))
]


def test_generated_parts_are_what_the_code_says():
    assert [path.name for path in outdated()] == []


@pytest.mark.parametrize("name", PARTS)
def test_each_generated_part_stands_on_a_page(name: str):
    assert any(f"<!-- generated: {name} -->" in path.read_text(encoding="utf-8") for path in pages())


def test_a_part_that_is_out_of_date_is_written_anew():
    page = "before\n<!-- generated: settings -->\nas it was\n<!-- end -->\nafter\n"
    assert "as it was" not in filled(page)
    assert "HUB_DATABASE_URL" in filled(page)
    assert filled(page).startswith("before\n")
    assert filled(page).endswith("after\n")


def test_each_variable_that_the_hub_reads_is_among_the_settings():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "hub").rglob("*.py")]
    read = {variable for text in sources for variable in re.findall(r"\bHUB_[A-Z_]+\b", text)}
    stated = set(re.findall(r"HUB_[A-Z_]+", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")))
    assert {"HUB_BY", "HUB_DEBUG", "HUB_SEEDS"} <= read
    assert sorted(read - stated) == []


@pytest.mark.parametrize("code", ErrorCode)
def test_each_error_of_the_command_line_has_its_heading(code: ErrorCode):
    assert f"### {code}\n" in (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.name,
)
def test_links_between_pages_lead_somewhere(page: Path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_decision_record_is_listed():
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "docs" / "adr").glob("0*.md") if path.name not in index] == []


@pytest.mark.parametrize(
    ("page", "number", "query", "stated"), QUERIES, ids=[f"{page}-{number}" for page, number, *_ in QUERIES]
)
def test_each_query_of_the_docs_runs_and_its_answer_is_the_one_printed(
    page: str, number: int, query: str, stated: str | None, ask: Callable[[str], Any]
):
    found = ask(query)
    if stated is not None:
        assert json.loads(stated) == found, "run `make generated`"
    assert shows_error(found) == (stated is not None and shows_error(json.loads(stated))), found
    assert shows_error(found) or not all(is_empty(value) for value in found["data"].values())


def _written(url: str, *pages: Path) -> list[str]:
    """Write the answers of pages anew from a store; what failed."""

    async def write() -> list[str]:
        async with Database(url) as database:
            return await write_answers(pages, executor_of(database))

    return asyncio.run(write())


def _page(query: str, answer: str) -> str:
    return f"before\n```graphql\n{query}\n```\n\n```json\n{answer}\n```\nafter\n"


def test_a_query_that_fails_is_reported_with_its_page_and_never_printed(tmp_path: Path, empty_url: str):
    broken, right = tmp_path / "broken.md", tmp_path / "right.md"
    before = _page("{ revison }", '{"data": {"revision": 7}}')
    broken.write_text(before)
    right.write_text(_page("{ revision }", '{"data": {"revision": 7}}'))
    (failure,) = _written(empty_url, broken, right)
    assert failure.startswith(f"{broken} stays as it was")
    assert "revison" in failure
    assert broken.read_text() == before
    assert right.read_text() == _page("{ revision }", '{"data": {"revision": 0}}')


def test_an_example_that_is_meant_to_fail_shows_its_error(tmp_path: Path, empty_url: str):
    page = tmp_path / "page.md"
    page.write_text(_page("{ revison }", '{"errors": []}'))
    assert _written(empty_url, page) == []
    assert "Did you mean 'revision'" in page.read_text()


def test_an_example_that_is_meant_to_fail_and_no_longer_does_is_reported(tmp_path: Path, empty_url: str):
    page = tmp_path / "page.md"
    page.write_text(_page("{ revision }", '{"errors": []}'))
    (failure,) = _written(empty_url, page)
    assert failure.startswith(str(page))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_of_the_first_page_finds_something(path: Path, ask: Callable[[str], Any]):
    answer = ask(path.read_text(encoding="utf-8"))
    assert "errors" not in answer, answer
    assert [name for name, value in answer["data"].items() if is_empty(value)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_of_the_first_page_finds_anything_in_an_empty_store(path: Path, ask_empty: Callable[[str], Any]):
    answer = ask_empty(path.read_text(encoding="utf-8"))
    assert "errors" not in answer, answer
    assert [name for name, value in answer["data"].items() if is_empty(value)]


def is_empty(value: Any) -> bool:
    """Whether an answer has nothing to show: null, a list without items, or an object of which all lists are so."""
    if isinstance(value, dict):
        lists = [value[name] for name in ("nodes", "edges") if name in value]
        lists = lists or [inner for inner in value.values() if isinstance(inner, dict | list)]
        return bool(lists) and all(is_empty(inner) for inner in lists)
    return value in (None, [])


def test_the_query_of_the_readme_names_two_networks_with_file_and_line(ask: Callable[[str], Any]):
    query, stated = queries((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    assert stated is not None
    for entity in ask(query)["data"]["overlap"]["entities"]["nodes"]:
        assert len({record["network"]["slug"] for record in entity["records"]}) >= 2
        assert all(record["path"] and record["line"] for record in entity["records"])
