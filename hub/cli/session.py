"""A review session: a walk over pairs that wait, one key per verdict, each saved before the next pair is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.text import Text

from hub.cli.explaining import evidence_table
from hub.cli.output import counted, say, shown, stdout, table
from hub.identity import Judgement, Verdict
from hub.review.candidates import still_waits
from hub.review.explanation import Link
from hub.review.judging import Bench
from hub.review.lookup import Stored

VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
SKIP, UNDO, QUIT = ("k", " ", "", "\r", "\n"), "z", "q"
KEYS = "s same · d different · u unsure · k skip · z undo · q quit"
_LONG = 300


@dataclass(slots=True)
class Session:
    """One sitting. given: verdicts so far with the position of their pair, the latest last."""

    bench: Bench
    links: Sequence[Link]
    why: str
    read_key: Callable[[], str]
    given: list[tuple[int, Judgement]] = field(default_factory=list)

    async def run(self) -> None:
        """Walk until all are seen or the person quits."""
        position = 0
        try:
            while position < len(self.links):
                position = await self._step(position)
        finally:
            say(f"{counted(len(self.given), 'judgement')} saved in {self.bench.path}.")

    async def _step(self, position: int) -> int:
        link = self.links[position]
        if not await still_waits(self.bench.database, link):
            return position + 1
        self._show(position)
        key = self.read_key()
        if VERDICTS.get(key) == Verdict.SAME and link.left.kind != link.right.kind:
            say(("Things of different kinds are never one: answer different, or skip.", "yellow"))
            return position
        if key in VERDICTS:
            await self._judge(position, VERDICTS[key])
            return position + 1
        if key == UNDO:
            return await self._undo(position)
        if key == QUIT:
            return len(self.links)
        if key not in SKIP:
            say(f"There is no key {key!r}: {KEYS}.")
        return position + (key in SKIP)

    async def _judge(self, position: int, verdict: Verdict) -> None:
        link = self.links[position]
        judgement = self.bench.judgement(link.left, link.right, verdict, self.why, link.evidence)
        revision = await self.bench.give([judgement])
        self.given.append((position, judgement))
        say((f"judged {verdict.value}; revision {revision}", "green"))

    async def _undo(self, position: int) -> int:
        if not self.given:
            say("There is no verdict of this session to undo.")
            return position
        former, judgement = self.given.pop()
        await self.bench.take_back([judgement])
        say((f"undone: {judgement.left} and {judgement.right} are not judged any more", "green"))
        return former

    def _show(self, position: int) -> None:
        link = self.links[position]
        say("")
        what = (
            "evidence joins them, other evidence holds them apart" if link.outcome == "contradiction" else "candidate"
        )
        say((f"{position + 1} of {len(self.links)}", "bold"), f"  score {link.score:g}, {what}")
        stdout().print(side_by_side(link.left, link.right))
        stdout().print(evidence_table(link.evidence))
        if link.left.kind != link.right.kind:
            say(
                (
                    "They are of different kinds, an office and a body: not one thing, even if they share a page.",
                    "yellow",
                )
            )
        say((KEYS, "bold"))


def side_by_side(left: Stored, right: Stored) -> object:
    """Two records field by field; what they agree on is dim."""
    one, two = _fields(left), _fields(right)
    names = [*one, *(name for name in two if name not in one)]
    return table(
        ("", f"{left.network} {left.kind}", f"{right.network} {right.kind}"),
        [_row(name, one.get(name, ""), two.get(name, "")) for name in names],
    )


def _row(name: str, left: str, right: str) -> tuple[Text, Text, Text]:
    style = "dim" if left == right else ""
    return Text(name, "bold"), Text(left, style), Text(right, style)


def _fields(record: Stored) -> dict[str, str]:
    fields = {"key": record.key} | {
        name: _plain(value) for name, value in record.stated.items() if value not in (None, [], {}, "")
    }
    fields["identifiers"] = _plain([f"{scheme} {value}" for scheme, value in record.identifiers])
    return fields | {"stated in": shown(record.place), "page": shown(record.url or "")}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return _plain([f"{language}: {text}" for language, text in value.items()])
    text = shown(", ".join(str(one) for one in value) if isinstance(value, list) else value)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
