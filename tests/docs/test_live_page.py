"""docs/live.md, followed from top to bottom: from a URL to a harvested network, and what happens
when its server goes away.
"""

import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.cli.running import run
from scripts.documents import ROOT

TEXT = (ROOT / "docs" / "live.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|yaml) live ?(\S*)\n(.*?)```", TEXT, re.DOTALL)
PROMISES = [
    ("harvest --check", r"would be accepted +2 +2", 0),
    ("harvest", r"members +changed +2 +0 +0 ", 0),
    ("harvest --due", "Nothing was fetched", 0),
    ("harvest", r"members +changed +0 +1 +0 +1 ", 0),
    ("harvest", "members: failing since 20", 1),
    ("networks", r"towns\b.*\b2\b", 0),
]


class Shell:
    """Follows lines of the page: its hub in this process, its server beside it, all else by sh."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.monkeypatch, self.capsys = place, monkeypatch, capsys
        self.done: list[tuple[str, str, int]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.server: subprocess.Popen[bytes] | None = None

    def follow(self, line: str) -> None:
        words = shlex.split(line.replace("8765", str(self.port)), comments=True)
        if words[0] == "hub":
            self.capsys.readouterr()
            code = run(words[1:])
            self.done.append((" ".join(words[1:]), self.capsys.readouterr().out, code))
        elif words[0] == "export":
            self.monkeypatch.setenv(*words[1].split("=", 1))
        elif "http.server" in words:
            self._serve([sys.executable, *words[1 : words.index("2>")]])
        elif words == ["kill", "%1"]:
            self.end()
        else:
            subprocess.run(["sh", "-ec", line], cwd=self.place, check=True)

    def _serve(self, command: list[str]) -> None:
        self.server = subprocess.Popen(command, cwd=self.place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.server.poll() is None
            time.sleep(0.05)

    def end(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.server.wait()


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}")
    for name in ("HUB_HARVEST_PRIVATE", "HUB_CONTACT", "HUB_SEEDS"):
        monkeypatch.setenv(name, "")  # so that what the page exports is gone afterwards
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    following = Shell(tmp_path, monkeypatch, capsys)
    yield following
    following.end()


def test_the_page_is_followed_from_top_to_bottom(shell: Shell) -> None:
    manifest = next((name, text) for language, name, text in BLOCKS if language == "yaml")
    (shell.place / manifest[0]).parent.mkdir(parents=True)
    (shell.place / manifest[0]).write_text(manifest[1].replace("8765", str(shell.port)), encoding="utf-8")
    for language, _, text in BLOCKS:
        for line in text.splitlines() if language == "sh" else ():
            shell.follow(line)
    assert [command for command, _, _ in shell.done] == [command for command, _, _ in PROMISES]
    for (command, printed, code), (_, promised, expected) in zip(shell.done, PROMISES, strict=True):
        assert re.search(promised, printed), (command, printed)
        assert code == expected, (command, printed)
    assert [path.name for path in sorted((shell.place / "live/towns/fetched/members").iterdir())] == ["members.json"]
