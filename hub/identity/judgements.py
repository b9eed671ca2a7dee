"""Judgements: what people said about two records. They override the machine, and a later one an earlier one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from schema.records import record_id


class Verdict(StrEnum):
    """What a person said: the same thing, different things, or cannot tell (which leaves it to the machine)."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict on two records, each named as `network/kind/key`, so that it outlives ids and reads well in git.

    at: ISO moment in UTC. why: in a sentence. evidence: the names of the machine's evidence at that time.
    """

    left: str
    right: str
    verdict: str
    by: str
    at: str
    why: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def sortable_at(self) -> str:
        """`at` without its Z, with which a moment of whole seconds would sort after the fractions of that second."""
        return self.at.removesuffix("Z")

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of the two records, the smaller first."""
        left, right = sorted((reference_id(self.left), reference_id(self.right)))
        return left, right

    def of_records(self, aliases: Mapping[str, str]) -> "Judgement":
        """It with the ids of records in place of names by which they went later.

        aliases: ids by those that the names give.
        """
        left, right = (aliases.get(reference_id(end), end) for end in (self.left, self.right))
        return self if (left, right) == (self.left, self.right) else replace(self, left=left, right=right)


def reference_id(reference: str) -> str:
    """The record id of `network/kind/key`; the key may itself contain slashes. Anything else stands for itself."""
    parts = reference.split("/", 2)
    return record_id(*parts) if len(parts) == 3 else reference  # noqa: PLR2004 (network, kind, key)


def verdicts(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str], Verdict]:
    """The last verdict on each pair, whatever order they come in."""
    ordered = sorted(judgements, key=lambda one: (one.sortable_at, one.by, one.verdict, one.why))
    return {judgement.pair: Verdict(judgement.verdict) for judgement in ordered}
