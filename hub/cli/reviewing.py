"""`hub review`: pairs that wait for a person, one key per verdict."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from hub.cli.explaining import evidence_table
from hub.cli.options import By, Json, JudgementFile
from hub.cli.output import counted, say, shown, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.review.explanation import Comparison
    from hub.review.lookup import LiveRecord
    from hub.review.session import ReviewSession
    from hub.store import Database

KindFilter = Annotated[str | None, typer.Option("--kind", help="Only this kind.", show_default=False)]
NetworkFilter = Annotated[
    str | None, typer.Option("--network", help="Only pairs with a record of this network.", show_default=False)
]
Reason = Annotated[str, typer.Option("--why", help="A reason to note with every verdict.")]
KEYS = "s same · d different · u unsure · k skip · z undo · q quit"
SKIP, UNDO, QUIT = ("k", " ", "", "\r", "\n"), "z", "q"
_LONGEST = 300


def review(
    by: By = "",
    kind: KindFilter = None,
    network: NetworkFilter = None,
    why: Reason = "",
    file: JudgementFile = None,
    as_json: Json = False,
) -> None:
    """Judge candidates, strongest first: both records side by side with the evidence, one key per verdict, saved after each.

    s same, d different, u unsure, k or space skip, z undo the last verdict, q quit. With --json the questions are listed and nobody is asked.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.candidates import questions, waiting

    if as_json:
        pairs = questions(with_loaded_store(lambda database: waiting(database, kind, network)))
        write_json({"command": "review", "candidates": [pair.document() for pair in pairs]})
        return
    if not by.strip():
        hint = "Name a role or person with --by, or set HUB_BY."
        raise HubError(ErrorCode.USAGE, "A judgement needs to say who judges.", hint)
    with_loaded_store(lambda database: _review(database, by, why, file, kind, network))


async def _review(
    database: "Database", by: str, why: str, file: Path | None, kind: str | None, network: str | None
) -> None:
    from hub.review.candidates import waiting
    from hub.review.judging import Reviewer
    from hub.review.session import ReviewSession

    session = ReviewSession(Reviewer(database, file, by), await waiting(database, kind, network), why)
    try:
        while (pair := await session.pair()) is not None:
            _print_pair(pair, session.position, len(session.pairs))
            if (key := read_key()) == QUIT:
                break
            await _act(session, pair, key)
    finally:
        where = f" in {', '.join(session.files)}" if session.files else ""
        say(f"{counted(len(session.verdicts), 'judgement')} saved{where}.")


async def _act(session: "ReviewSession", pair: "Comparison", key: str) -> None:
    """Do what a key asks for on the pair at hand."""
    from hub.review.session import VERDICTS

    if key in VERDICTS:
        verdict = VERDICTS[key]
        if verdict == "same" and pair.left.kind != pair.right.kind:
            say(("Things of different kinds are never one: answer different, or skip.", "yellow"))
        else:
            say((f"judged {verdict.value}; revision {await session.judge(verdict)}", "green"))
    elif key == UNDO:
        if judgement := await session.undo():
            say((f"undone: {judgement.left} and {judgement.right} are not judged any more", "green"))
        else:
            say("There is no verdict of this session to undo.")
    elif key in SKIP:
        session.skip()
    else:
        say(f"There is no key {key!r}: {KEYS}.")


def read_key() -> str:
    """One key from a terminal, or the first letter of a line from a pipe; q at its end."""
    if sys.stdin.isatty():
        return str(typer.getchar()).lower()
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else QUIT


def _print_pair(pair: "Comparison", position: int, number: int) -> None:
    """A pair as it stands before whoever decides: its fields side by side, the evidence, the keys to press."""
    what = "candidate"
    if pair.outcome == "contradiction":
        what = "some evidence joins them, other evidence says they cannot be one"
    say("")
    say((f"{position + 1} of {number}", "bold"), f"  score {pair.score:g}, {what}")
    left, right = _fields(pair.left), _fields(pair.right)
    heads = [f"{record.network} {record.kind}" for record in (pair.left, pair.right)]
    rows = [_row(name, left.get(name, ""), right.get(name, "")) for name in left | right]
    stdout().print(table(("", *heads), rows))
    stdout().print(evidence_table(pair.evidence))
    if pair.left.kind != pair.right.kind:
        note = "They are of different kinds, an OSPO and an organisation: not one thing, even if they share a page."
        say((note, "yellow"))
    say((KEYS, "bold"))


def _row(name: str, left: str, right: str) -> tuple[Text, Text, Text]:
    """A field of two records; what they agree on is dim."""
    style = "dim" if left == right else ""
    return Text(name, "bold"), Text(left, style), Text(right, style)


def _fields(record: "LiveRecord") -> dict[str, str]:
    stated = {name: _plain(value) for name, value in record.stated.items() if value not in (None, [], {}, "")}
    identifiers = _plain([f"{scheme} {value}" for scheme, value in record.identifiers])
    place = {"stated in": shown(record.place), "page": shown(record.url or "")}
    return {"key": shown(record.key), **stated, "identifiers": identifiers, **place}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = [f"{language}: {text}" for language, text in value.items()]
    text = shown(", ".join(map(str, value)) if isinstance(value, list) else value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
