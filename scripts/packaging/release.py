"""`make release VERSION=0.2.0`: the version and the dated section of CHANGELOG.md, all checks, one commit and
its tag; or nothing at all.
"""

import argparse
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.version import InvalidVersion, Version
from scripts.documents import ROOT
from scripts.packaging.wheel import version

CHECKS = ("lint", "wheel", "test")
_HEADING = "## Unreleased\n"
_VERSION = re.compile(r'^version = "[^"]+"$', re.MULTILINE)


def dated(changelog: str, released: str, day: date) -> str:
    """The changelog with what was unreleased under the heading of a release. Raises ValueError where nothing was."""
    head, found, rest = changelog.partition(_HEADING)
    section = rest.partition("\n## ")[0].strip()
    if not found or not section:
        message = "CHANGELOG.md has nothing under Unreleased."
        raise ValueError(message)
    return f"{head}{_HEADING}\n## {released} ({day.isoformat()})\n{rest}"


def numbered(project: str, released: str) -> str:
    """pyproject.toml with a version."""
    return _VERSION.sub(f'version = "{released}"', project, count=1)


def check_number(released: str, current: str, tags: set[str]) -> None:
    """Raise ValueError for a version that is none, is no later than the current one, or has its tag already."""
    try:
        is_later = Version(released) > Version(current)
    except InvalidVersion as error:
        message = f"{released or 'Nothing'} is no version; say make release VERSION=0.2.0."
        raise ValueError(message) from error
    if not is_later or f"v{released}" in tags:
        message = f"{released} is not later than {current}, or has been released."
        raise ValueError(message)


def release(root: Path, released: str, day: date, checks: tuple[str, ...]) -> str:
    """Release what is checked out; the tag.

    Raises ValueError or CalledProcessError, and then everything is as it was.
    """
    if _git(root, "status", "--porcelain"):
        message = "There are changes that are not committed."
        raise ValueError(message)
    check_number(released, version(root), set(_git(root, "tag", "--list").split()))
    changes = {
        root / "CHANGELOG.md": lambda text: dated(text, released, day),
        root / "pyproject.toml": lambda text: numbered(text, released),
        root / "clients" / "python" / "pyproject.toml": lambda text: numbered(text, released),
    }
    before = {path: path.read_text(encoding="utf-8") for path in changes if path.exists()}
    after = {path: changes[path](text) for path, text in before.items()}
    try:
        for path, text in after.items():
            path.write_text(text, encoding="utf-8")
        for check in checks:
            subprocess.run(["make", check], cwd=root, check=True)  # noqa: S603, S607
        _git(root, "commit", "--quiet", "--message", f"Version {released}", "--", *map(str, after))
        _git(root, "tag", "--annotate", f"v{released}", "--message", f"Version {released}")
    except BaseException:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
        raise
    return f"v{released}"


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()  # noqa: S603


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", nargs="?", default="")
    parser.add_argument(
        "--check", action="append", help="target of make that must pass; by default lint, wheel and test"
    )
    options = parser.parse_args()
    try:
        tag = release(ROOT, options.version, datetime.now(UTC).date(), tuple(options.check or CHECKS))
    except (ValueError, subprocess.CalledProcessError) as error:
        sys.stdout.write(f"{error} Nothing was released.\n")
        return 1
    sys.stdout.write(f"{tag} is tagged. `git push --follow-tags` publishes it.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
