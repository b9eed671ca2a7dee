"""The operations of the clients: what clients/operations states, and the questions of docs/questions.md, each
under a name of its own.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from hub.web.guide import questions
from scripts.documents import ROOT

FOLDER = ROOT / "clients" / "operations"
QUESTIONS = FOLDER / "questions.graphql"
_HEAD = "# The questions of docs/questions.md, in their order. Written by `make generated`; do not edit.\n"
_BEGIN = re.compile(r"^(query\s*\w*\s*)?(?=[({])")


def questions_text() -> str:
    """clients/operations/questions.graphql."""
    return "\n".join([_HEAD, *(f"# {one.title}\n{named(one.query, f'Question{one.number}')}\n" for one in questions())])


def named(document: str, name: str) -> str:
    """A document of one query without its own name under another."""
    return _BEGIN.sub(f"query {name} ", textwrap.dedent(document).strip(), count=1)


def operations() -> Iterator[tuple[str, str]]:
    """Every file of operations, by its path."""
    for path in sorted(FOLDER.glob("*.graphql")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def write(path: Path = QUESTIONS) -> None:
    """Write the questions anew."""
    path.write_text(questions_text(), encoding="utf-8")
