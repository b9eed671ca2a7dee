"""What a change affects: the records whose matches it can alter, so that matching them anew equals matching all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hub.identity.evidence.context import CATALOGUE
from hub.identity.keys.packed_keys import MatchKeys, match_keys
from hub.identity.pairs.blocking import BLOCK_LIMIT, RARE_LIMIT
from hub.identity.subjects import Subject


def affected(subjects: Iterable[Subject], touched: frozenset[str]) -> frozenset[str]:
    """The touched records and those whose evidence counts one of them. subjects: all live ones, the touched also as they were before."""
    known = [match_keys(one) for one in subjects]
    reached = Affected([one for one in known if one.id in touched])
    for one in known:
        reached.add(one)
    return touched | reached.altered()


class Affected:
    """What a change alters: the records that share a counted match key with a touched one, or are with it in one list of accounts.

    Also the members of blocks that the change may have made too large, or small enough. changed: the touched records as they
    are and as they were.
    """

    def __init__(self, changed: Sequence[MatchKeys]) -> None:
        """What a change affects, before any record was looked at."""
        self._touched = {one.id for one in changed}
        self._counted = {key for one in changed for key in (*one.identifiers, *one.names)}
        self._turnover = Counter(key for one in changed for key, _ in _limited(one))
        self._members: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        self._altered = set(self._touched)
        self._moving: defaultdict[str, list[int]] = defaultdict(list)
        self._settled: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for one in changed:
            if one.family == "agent":
                self._moving[one.network].append(one.accounts)
        for one in changed:
            self._count_members(one)

    def add(self, one: MatchKeys) -> None:
        """Look at one live record."""
        if not (self._counted.isdisjoint(one.identifiers) and self._counted.isdisjoint(one.names)):
            self._altered.add(one.id)
        self._count_members(one)
        if one.network in self._moving and one.id not in self._touched:
            self._settled[one.network][one.accounts] += 1
            if one.accounts:
                self._holders[one.network].add(one.id)

    def _count_members(self, one: MatchKeys) -> None:
        for key, limit in _limited(one):
            if key in self._turnover:
                self._members[key, limit].add(one.id)

    def altered(self) -> frozenset[str]:
        """The touched records and all that the change alters."""
        crossing = (
            ids for (key, limit), ids in self._members.items() if len(ids) > limit >= len(ids) - self._turnover[key]
        )
        unsettled = (self._holders[network] for network in self._moving if self._is_unsettled(network))
        return frozenset(self._altered.union(*crossing, *unsettled))

    def _is_unsettled(self, network: str) -> bool:
        """Whether the touched records may decide if a network lists accounts or agents (see `Context.is_account`)."""
        settled, moving = self._settled[network], self._moving[network]
        has_several = any(count > 1 for count in settled)
        total, single = settled.total(), settled[1]
        lists_anyhow = max(moving) <= 1 and single * 2 >= total + len(moving)
        return not (lists_anyhow or has_several or (single + len(moving)) * 2 < total)


def _limited(one: MatchKeys) -> Iterator[tuple[int, int]]:
    """The match keys that stop to count, or begin to, with a number of records; and the most that such a number may be."""
    for found, limit in (
        (one.strong, BLOCK_LIMIT),
        (one.weak, BLOCK_LIMIT),
        (one.tokens, RARE_LIMIT),
        (one.hosts, CATALOGUE - 1),
    ):
        yield from ((key, limit) for key in found)
