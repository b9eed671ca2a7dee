"""The commands of docs/exports.md do what the page says, on the seeds."""

from pathlib import Path

import pytest

from hub.exports import MEDIA
from scripts.documents import ROOT
from tests.docs.page_commands import PageCommands, exported, requested, serving

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
COMMANDS = PageCommands.of(PAGE)


@pytest.mark.parametrize("command", COMMANDS.requests)
async def test_a_request_of_the_page_finds_something(seeded_url, command):
    async with serving(seeded_url) as client:
        answer = await requested(client, command)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) > 300, answer.text


@pytest.mark.parametrize("command", COMMANDS.exports)
def test_an_export_of_the_page_writes_something(seeded_url: str, tmp_path: Path, command: str):
    assert all(len(content) > 30 for content in exported(seeded_url, tmp_path, command))


def test_the_page_lists_every_medium():
    for medium in MEDIA:
        assert f"`{medium.suffix}`" in PAGE
        assert medium.media_type in PAGE
