"""A review session: a walk over the pairs that wait, with the verdicts so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.identity import Judgement, Verdict
from hub.load.judgements import judgement_id
from hub.review.candidates import still_waits
from hub.review.explanation import Comparison
from hub.review.judging import Reviewer

VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
"""Verdicts by the key that gives them."""


def _asks_the_same(pair: Comparison, other: Comparison) -> bool:
    """Whether two pairs are of the same two entities, so that one answer serves both."""
    return {pair.left.entity, pair.right.entity} == {other.left.entity, other.right.entity}


@dataclass(slots=True)
class ReviewSession:
    """One sitting of a reviewer.

    position: of the pair at hand. verdicts: so far, with the position of their pair, the latest last.
    """

    reviewer: Reviewer
    pairs: Sequence[Comparison]
    why: str = ""
    position: int = 0
    verdicts: list[tuple[int, tuple[Judgement, ...]]] = field(default_factory=list)

    async def pair(self) -> Comparison | None:
        """The pair at hand, after those that wait no more: an earlier verdict may have joined their records too.

        None at the end.
        """
        while self.position < len(self.pairs):
            pair = self.pairs[self.position]
            if await still_waits(self.reviewer.database, pair):
                return pair
            self.position += 1
        return None

    async def judge(self, verdict: Verdict) -> int:
        """Judge the pair at hand and go on; the revision. Raises `HubError`.

        One "same" joins the two entities; any other verdict is given on all pairs between them that wait, or
        the next would ask again.
        """
        strongest = self.pairs[self.position]
        pairs = (
            [strongest] if verdict is Verdict.SAME else [pair for pair in self.pairs if _asks_the_same(pair, strongest)]
        )
        judgements = await self.reviewer.judgements([pair.evidenced for pair in pairs], verdict, self.why)
        revision = await self.reviewer.judge(judgements)
        self.verdicts.append((self.position, judgements))
        self.position += 1
        return revision

    def skip(self) -> None:
        """Go on to the next question, past all pairs between the two entities at hand."""
        skipped = self.pairs[self.position]
        while self.position < len(self.pairs) and _asks_the_same(self.pairs[self.position], skipped):
            self.position += 1

    @property
    def files(self) -> list[str]:
        """Where the verdicts so far are kept, beside the store."""
        return files_of(self.reviewer, [judgement for _, given in self.verdicts for judgement in given])

    async def undo(self) -> Judgement | None:
        """Take the last verdict back and return to its pair; None if there is none.

        Raises `HubError`, and keeps the verdict then.
        """
        if not self.verdicts:
            return None
        position, judgements = self.verdicts[-1]
        await self.reviewer.take_back({judgement_id(judgement) for judgement in judgements})
        self.verdicts.pop()
        self.position = position
        return judgements[0]


async def judge_all(
    reviewer: Reviewer, pairs: Sequence[Comparison], verdict: str, why: str
) -> tuple[tuple[Judgement, ...], int]:
    """Give one verdict on all pairs, in one revision: the judgements and the revision. Raises `HubError`."""
    judgements = await reviewer.judgements([pair.evidenced for pair in pairs], verdict, why)
    return judgements, await reviewer.judge(judgements)


def files_of(reviewer: Reviewer, judgements: Sequence[Judgement]) -> list[str]:
    """Where judgements are kept, beside the store."""
    return sorted({str(reviewer.file_of(judgement)) for judgement in judgements})
