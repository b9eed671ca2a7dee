"""The bad Friday of docs/operations.md, lived through with the commands that stand there."""

import re
import shlex
from pathlib import Path

import pytest

from hub.cli.running import run
from tests.conftest import Seeds

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh friday\n(.*?)```", TEXT, re.DOTALL)
MEMBERS = [{"key": name.lower(), "name": name} for name in ("Aarhus", "Odense", "Vejle", "Randers", "Esbjerg")]
OTHERS = [{"key": "odder", "name": "Odder"}, {"key": "skive", "name": "Skive"}]


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seeds:
    """A working directory with the seeds of two networks, loaded."""
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}")
    monkeypatch.setenv("HUB_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.chdir(tmp_path)
    written = Seeds(tmp_path / "seeds")
    written.write("os2", {"organisation": MEMBERS})
    written.write("osor", {"organisation": OTHERS})
    assert run(["load"]) == 0
    return written


@pytest.fixture
def follow(capsys: pytest.CaptureFixture[str]):
    """Runs a block of the page; each command must exit as the comment beside it says, else with 0.

    What they printed.
    """

    def followed(block: str) -> list[str]:
        printed = []
        for line in block.splitlines():
            command, *told = shlex.split(line, comments=True)
            assert command == "hub"
            promised = re.search(r"# exits with (\d+)", line)
            capsys.readouterr()
            assert run(told) == int(promised[1] if promised else 0), line
            printed.append(capsys.readouterr().out)
        return printed

    return followed


def test_a_bad_friday_is_survived_with_the_commands_of_the_page(seeds, follow):
    broken_export, mass_deletion, wrong_join, leaving = BLOCKS

    manifest = seeds.root / "os2" / "network.yaml"
    manifest.write_text(manifest.read_text().replace('"optional": true', '"optional": false'))
    (seeds.root / "os2" / "organisation.jsonl").write_text("")
    load, networks = follow(broken_export)
    assert "source-empty" in load
    assert re.search(r"os2 .*\b5\b.*rejected", networks)

    seeds.write("os2", {"organisation": MEMBERS[:1]})
    asked, _, rehearsed, undone, again = follow(mass_deletion)
    assert "4 of 5 records of kind organisation are gone" in asked
    assert "4 records of os2 would change" in rehearsed
    assert "os2 is what it was before" in undone
    assert "This content was undone" in again
    assert re.search(r"os2 .*\b5\b", follow("hub networks")[0])

    joined, listed, parted = follow(wrong_join)
    assert "judged same" in joined
    assert re.search(r"judgement_\w+ .* same .*judgements\.jsonl", listed)
    assert "judged different" in parted

    follow(leaving)
    assert "osor" not in follow("hub networks")[0]
