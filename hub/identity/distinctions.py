"""What of a record alone keeps it apart from others, whatever else the two have in common."""

from collections.abc import Mapping
from typing import NamedTuple

from hub.identity.names.territories import may_share_land


class Distinctions(NamedTuple):
    """numbers: by register, of those in which a thing has one; lands: countries it belongs to; starts: ISO
    date or moment of an event.
    """

    family: str
    numbers: Mapping[str, frozenset[str]]
    lands: frozenset[str]
    starts: str | None


def contradict(left: Distinctions, right: Distinctions) -> bool:
    """Whether the facts of two records of a family cannot be of one thing."""
    if left.numbers and right.numbers:
        for register, ours in left.numbers.items():
            theirs = right.numbers.get(register)
            if theirs is not None and ours.isdisjoint(theirs):
                return True
    if left.family == "event" and left.starts and right.starts:
        return not same_day(left.starts, right.starts)
    return left.family == "agent" and not may_share_land(left.lands, right.lands)


def same_day(left: str, right: str) -> bool:
    """Whether two dates or moments can be of one day: they agree as far as both are stated,
    `2026-05` with `2026-05-31`.
    """
    exact = min(len(left), len(right), len("2026-05-31"))
    return left[:exact] == right[:exact]
