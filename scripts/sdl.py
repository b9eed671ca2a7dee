"""What clients of the graph must be able to rely on: `make sdl`, which `make drift` runs too.

Breaking changes of the SDL since the last tag of git are printed and fail, unless CHANGELOG.md names what they break
under Unreleased; each operation of the docs, the examples and the hub's own pages must validate.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLSchema, build_schema, find_breaking_changes, parse, validate

from hub.web.pages import PAGES
from scripts.answers import queries
from scripts.clients.operations import operations
from scripts.documents import ROOT, pages

SDL = Path("schema") / "schema.graphql"


def last_tag(root: Path) -> str | None:
    """The last tag before or at what is checked out; None without one."""
    return _git(root, "describe", "--tags", "--abbrev=0")


def breaking_changes(root: Path, tag: str, sdl: str) -> list[str]:
    """What a client written against a tag may no longer find, a sentence each."""
    released = _git(root, "show", f"{tag}:{SDL.as_posix()}")
    if released is None:
        return []
    return [change.description for change in find_breaking_changes(build_schema(released), build_schema(sdl))]


def unannounced(changes: list[str], changelog: str) -> list[str]:
    """The changes of which CHANGELOG.md does not name, under Unreleased, the type or field in backticks."""
    section = changelog.partition("## Unreleased")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([\w.]+)`", section))
    return [change for change in changes if not named & set(re.findall(r"[\w.]*\w", change))]


def documented(root: Path) -> Iterator[tuple[str, str]]:
    """Every operation that we publish, with where it stands."""
    for path in pages():
        for number, (query, _) in enumerate(queries(path.read_text(encoding="utf-8")), start=1):
            yield f"{path.relative_to(root)}, query {number}", query
    for path in sorted((root / "hub" / "web" / "examples").glob("*.graphql")):
        yield str(path.relative_to(root)), path.read_text(encoding="utf-8")
    yield from operations()
    for page in PAGES:
        yield f"the page {page.name}", page.document


def invalid(schema: GraphQLSchema, operations: Iterator[tuple[str, str]]) -> list[str]:
    """What is wrong with operations, a line each."""
    return [f"{place}: {error.message}" for place, text in operations for error in validate(schema, parse(text))]


def _git(root: Path, *arguments: str) -> str | None:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip() if done.returncode == 0 else None


def main() -> int:
    """Check, say what was found, and answer the exit code."""
    sdl = (ROOT / SDL).read_text(encoding="utf-8")
    faults = invalid(build_schema(sdl), documented(ROOT))
    tag = last_tag(ROOT)
    if tag is None:
        sys.stdout.write("No release yet (no tag of git), so no change of the SDL can break a client.\n")
    else:
        changes = breaking_changes(ROOT, tag, sdl)
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        faults += [f"breaks clients of {tag}: {change}" for change in unannounced(changes, changelog)]
        sys.stdout.write(f"{len(changes)} breaking changes of the SDL since {tag}.\n")
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
