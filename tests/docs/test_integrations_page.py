"""The commands of docs/integrations.md do what the page says, on the seeds."""

from scripts.documents import ROOT
from tests.docs.page_commands import PageCommands, requested, serving

COMMANDS = PageCommands.of((ROOT / "docs" / "integrations.md").read_text(encoding="utf-8"))


async def test_each_request_of_the_page_finds_something(seeded_url: str) -> None:
    assert COMMANDS.requests
    assert not COMMANDS.exports
    async with serving(seeded_url) as client:
        for command in COMMANDS.requests:
            answer = await requested(client, command)
            assert answer.status_code == 200, (command, answer.text)
            assert len(answer.content) > 200, (command, answer.text)
