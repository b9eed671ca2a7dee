"""The steps of deploy/Containerfile taken in a plain directory instead of an image: as nobody where root takes
them, else as whoever does.

Absolute paths of the image lie below that directory. What only an engine for images does (layers, users by
number, ports) is not tried.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

NOBODY = 65534
_PLACES = re.compile(r"(?<![\w.])/(?:build|opt/hub|var/lib/hub)\b")
"""The paths of the image that the steps name."""


_PYTHON = "/usr/local"
_TEMPORARY = "/tmp"  # noqa: S108 - of the image


@dataclass(slots=True)
class PlainDirectory:
    """A directory that stands for the image.

    context: from which files are copied; shelf: what pip takes packages from.
    """

    root: Path
    context: Path
    shelf: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    health: list[str] = field(default_factory=list)
    start: list[str] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)

    def take(self, containerfile: str) -> None:
        """Take all steps. Raises ValueError for one that is not known, and CalledProcessError for one that fails."""
        for path in ("/", "/opt", _TEMPORARY, "/var/lib"):
            self.place(path).mkdir(parents=True, exist_ok=True)
            self._give(self.place(path))
        # the Python of the image: a copy of ours, which may lie where others may not look
        left_out = shutil.ignore_patterns("site-packages", "test", "__pycache__", "share")
        shutil.copytree(sys.base_prefix, self.place(_PYTHON), ignore=left_out, symlinks=True)
        for word, rest in instructions(containerfile):
            self._take(word, rest)
        # as in an image whose file system is read-only
        installed = self.place("/opt/hub")
        for file in (installed, *installed.rglob("*")):
            if not file.is_symlink():
                file.chmod(file.stat().st_mode & ~0o222)

    def place(self, path: str) -> Path:
        """Where a path of the image lies."""
        return self.root / path.lstrip("/")

    def command(self, words: Sequence[str]) -> list[str]:
        """A command of the image with its paths; as nobody where root asks."""
        placed = [self._placed(word) for word in words]
        if os.getuid():
            return placed
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs", "--", *placed]

    def variables(self) -> dict[str, str]:
        """The environment in which its commands run, and nothing of that outside."""
        beside = {
            "PATH": f"{self.place(_PYTHON)}/bin:/usr/bin:/bin",
            "HOME": str(self.root),
            "TMPDIR": str(self.place(_TEMPORARY)),
            "LD_LIBRARY_PATH": f"{self.place(_PYTHON)}/lib",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.shelf),
        }
        return beside | self.environment

    def _take(self, word: str, rest: str) -> None:
        match word:
            case "FROM" | "EXPOSE" | "USER" | "VOLUME":
                pass
            case "WORKDIR":
                self.folder = rest
                self.place(rest).mkdir(parents=True, exist_ok=True)
                self._give(self.place(rest))
            case "COPY":
                self._copy(rest)
            case "ENV":
                pairs = (pair.partition("=") for pair in shlex.split(rest))
                self.environment |= {name: self._placed(value) for name, _, value in pairs}
            case "RUN":
                self._run(rest)
            case "HEALTHCHECK":
                self.health = json.loads(rest[rest.index("[") :])
            case "ENTRYPOINT":
                self.start = json.loads(rest)
            case "CMD":
                self.arguments = json.loads(rest)
            case _:
                message = f"{word} is no step that a plain directory knows."
                raise ValueError(message)

    def _copy(self, rest: str) -> None:
        """Copy from the context; what comes from another stage lies here already, as all stages share the directory."""
        words = shlex.split(rest)
        if any(word.startswith("--from=") for word in words):
            return
        *patterns, target = words
        for pattern in patterns:
            for source in sorted(self.context.glob(pattern)):
                self._give(Path(shutil.copy(source, self.place(target))))

    def _run(self, command: str) -> None:
        words = self.command(["/bin/sh", "-ec", command])
        subprocess.run(words, cwd=self.place(self.folder), env=self.variables(), check=True)  # noqa: S603

    def _placed(self, word: str) -> str:
        return _PLACES.sub(lambda found: str(self.root) + found[0], word)

    def _give(self, path: Path) -> None:
        if not os.getuid():
            os.chown(path, NOBODY, NOBODY)


def instructions(text: str) -> list[tuple[str, str]]:
    """The steps of a Containerfile: the word of each, and what it says."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines()) if word]
