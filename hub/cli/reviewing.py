"""`hub review`: pairs that wait for a person, one key per verdict."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from hub.cli.explaining import evidence_table
from hub.cli.options import AsJson, By, JudgementFile
from hub.cli.output import counted, say, shown, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.cli.review_documents import GroupVerdictDocument
    from hub.review.explanation import Comparison
    from hub.review.judging import Reviewer
    from hub.review.lookup import LiveRecord
    from hub.review.session import ReviewSession
    from hub.store import Database

KindFilter = Annotated[str | None, typer.Option("--kind", help="Only this kind.", show_default=False)]
NetworkFilter = Annotated[
    str | None, typer.Option("--network", help="Only pairs with a record of this network.", show_default=False)
]
EvidenceFilter = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        help="Only questions whose strongest pair has this piece of evidence, such as account-only.",
        show_default=False,
    ),
]
GroupVerdict = Annotated[
    str | None,
    typer.Option(
        "--all",
        metavar="VERDICT",
        help="Give every question this verdict: same, different or unsure.",
        show_default=False,
    ),
]
YesToAll = Annotated[bool, typer.Option("--yes", help="With --all: give the verdict without asking.")]
Reason = Annotated[str, typer.Option("--why", help="Reason to record with every verdict.")]
KEYS = "s same · d different · u unsure · k skip · z undo · q quit"
SKIP, UNDO, QUIT = ("k", " ", "", "\r", "\n"), "z", "q"
_LONGEST = 300


def review(
    by: By = "",
    kind: KindFilter = None,
    network: NetworkFilter = None,
    evidence: EvidenceFilter = None,
    why: Reason = "",
    group_verdict: GroupVerdict = None,
    yes: YesToAll = False,
    file: JudgementFile = None,
    as_json: AsJson = False,
) -> None:
    """Judge pairs that wait for a person, strongest first.

    Both records are shown side by side with the evidence; one key gives a verdict, which is saved at once. s same, d
    different, u unsure, k or space skip, z undo the last verdict, q quit. With --json the questions are listed and
    nobody is asked. With --all every question that the filters leave gets one verdict, in one revision.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.candidates import questions, waiting
    from hub.review.group_judging import having
    from hub.review.judging import Reviewer
    from hub.review.session import VERDICTS

    async def filtered(database: "Database") -> "list[Comparison]":
        return having(await waiting(database, kind, network), evidence)

    if group_verdict not in {None, *VERDICTS.values()}:
        raise HubError(ErrorCode.USAGE, f"There is no verdict {group_verdict}.", "It is same, different or unsure.")
    if as_json and group_verdict is None:
        pairs = questions(with_loaded_store(filtered))
        from hub.cli.review_documents import CandidatesDocument

        write_json(CandidatesDocument([pair.document() for pair in pairs]))
        return
    if not by.strip():
        hint = "Name a role or a person with --by, or set HUB_BY."
        raise HubError(ErrorCode.USAGE, "A judgement must say who gives it.", hint)

    async def sit(database: "Database") -> None:
        pairs = await filtered(database)
        if group_verdict is None:
            await _review(Reviewer(database, file, by), pairs, why)
        else:
            judged = await _judge_all(Reviewer(database, file, by), pairs, group_verdict, why, is_sure=yes)
            _print_verdict(judged, as_json=as_json)

    with_loaded_store(sit)


async def _judge_all(
    reviewer: "Reviewer", pairs: "list[Comparison]", verdict: str, why: str, *, is_sure: bool
) -> "GroupVerdictDocument":
    """One verdict on all pairs; only their number is shown to whoever is not sure yet."""
    from hub.cli.review_documents import GroupVerdictDocument
    from hub.review.candidates import questions
    from hub.review.session import files_of, judge_all

    count = len(questions(pairs))
    if not is_sure or not why.strip():
        hint = "Look at them with --json; then run this again with a reason (--why) and --yes."
        raise HubError(ErrorCode.USAGE, f"{counted(count, 'question')} would be judged {verdict}.", hint)
    judgements, revision = await judge_all(reviewer, pairs, verdict, why)
    return GroupVerdictDocument(verdict, count, len(judgements), revision, files_of(reviewer, judgements))


def _print_verdict(judged: "GroupVerdictDocument", *, as_json: bool) -> None:
    if as_json:
        write_json(judged)
        return
    questions, judgements = counted(judged.questions, "question"), counted(judged.judgements, "judgement")
    files = ", ".join(judged.files)
    say(f"{questions} judged {judged.verdict}; revision {judged.revision}. {judgements} saved in {files}.")


async def _review(reviewer: "Reviewer", pairs: "list[Comparison]", why: str) -> None:
    from hub.review.session import ReviewSession

    session = ReviewSession(reviewer, pairs, why)
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
    values = {name: _plain(value) for name, value in record.stated.items() if value not in (None, [], {}, "")}
    identifiers = _plain([f"{scheme} {value}" for scheme, value in record.identifiers])
    place = {"stated in": shown(record.place), "page": shown(record.url or "")}
    return {"key": shown(record.key), **values, "identifiers": identifiers, **place}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = [f"{language}: {text}" for language, text in value.items()]
    text = shown(", ".join(map(str, value)) if isinstance(value, list) else value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
