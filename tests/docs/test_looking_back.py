"""What docs/operations.md says of looking back, done with the commands that stand there."""

import re
import shlex
from pathlib import Path

import pytest

from hub.cli.running import run
from tests.conftest import Seeds

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh past\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line
]


@pytest.fixture
def _loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory with a network that was loaded twice."""
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}")
    monkeypatch.setenv("HUB_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.chdir(tmp_path)
    for name in ("Odense", "Odense Kommune"):
        Seeds(tmp_path / "seeds").write("os2", {"organisation": [{"key": "odense", "name": name}]})
        assert run(["load"]) == 0


@pytest.mark.usefixtures("_loaded")
def test_the_commands_of_the_page_do_what_it_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert len(COMMANDS) == 7
    told = ""
    for line in COMMANDS:
        command, *arguments = shlex.split(line, comments=True)
        promised = re.search(r"# exits with (\d+)", line)
        assert (command, run(arguments)) == ("hub", int(promised[1] if promised else 0)), line
        told += "".join(capsys.readouterr())
    assert "The first is 1, of 20" in told
    assert "erased 1 earlier version of 1 record." in told
    assert "1 record of that revision" in told
    assert all((tmp_path / name).is_file() for name in ("old.db", "newest.db", "then.db"))
