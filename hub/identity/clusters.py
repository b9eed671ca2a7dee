"""Clusters: records that are one thing. Constrained union-find over matches and judgements, in one fixed order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from hub.identity.evidence.weights import Match, Outcome
from hub.identity.judgements import Judgement, Verdict, verdicts

RecordPair = tuple[str, str]
JUDGED = float("inf")
"""The score of a pair that a person judged the same: it goes before whatever the machine finds."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A join that was refused, because of two members that cannot link.

    score: inf where a person judged them the same.
    """

    left: str
    right: str
    score: float
    unlinkable: RecordPair
    judged: bool


@dataclass(frozen=True, slots=True)
class Clusters:
    """Every record in one cluster, under its founder: the smallest record id in it."""

    members: Mapping[str, tuple[str, ...]]
    contradictions: tuple[Contradiction, ...]


def cluster(
    ids: Iterable[str],
    matches: Iterable[Match],
    judgements: Iterable[Judgement],
    cannot_link: Callable[[str, str], bool],
) -> Clusters:
    """Merge what is joined or judged the same; never two clusters of which two members cannot link
    or are judged different.

    Edges are taken with judgements first, then by score, then by ids, so the result does not depend on the order of
    input. A verdict "same" overrides `cannot_link` for its own pair only.
    """
    clusters = {id_: {id_} for id_ in sorted(set(ids))}
    judged = verdicts(judgements)
    refused: list[Contradiction] = []
    for score, left, right in _edges(matches, judged):
        if left not in clusters or right not in clusters or clusters[left] is clusters[right]:
            continue
        obstacle = _obstacle(clusters[left], clusters[right], judged, cannot_link)
        if obstacle:
            refused.append(Contradiction(left, right, score, obstacle, obstacle in judged))
            continue
        _merge(clusters, left, right)
    founders = {min(members): tuple(sorted(members)) for members in clusters.values()}
    return Clusters(dict(sorted(founders.items())), tuple(refused))


def _edges(matches: Iterable[Match], judged: Mapping[RecordPair, Verdict]) -> list[tuple[float, str, str]]:
    judged_same = [(JUDGED, *pair) for pair, verdict in judged.items() if verdict is Verdict.SAME]
    joined = {
        (match.score, match.left, match.right)
        for match in matches
        if match.outcome is Outcome.JOINED and judged.get((match.left, match.right)) in (None, Verdict.UNSURE)
    }
    return sorted([*judged_same, *joined], key=lambda edge: (-edge[0], edge[1], edge[2]))


def _obstacle(
    left: set[str], right: set[str], judged: Mapping[RecordPair, Verdict], cannot_link: Callable[[str, str], bool]
) -> RecordPair | None:
    """The first pair across two clusters that must not be together."""
    for pair in sorted((min(pair), max(pair)) for pair in product(left, right)):
        verdict = judged.get(pair)
        if verdict is Verdict.DIFFERENT or (verdict is not Verdict.SAME and cannot_link(*pair)):
            return pair
    return None


def _merge(clusters: dict[str, set[str]], left: str, right: str) -> None:
    small, large = sorted((clusters[left], clusters[right]), key=len)
    large |= small
    clusters.update(dict.fromkeys(small, large))
