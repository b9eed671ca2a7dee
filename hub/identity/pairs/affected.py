"""What a change affects: the records whose matches it can alter, so that matching them anew equals matching all."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from hub.identity.evidence.context import CATALOGUE
from hub.identity.keys.packed_keys import MatchKeys, match_keys
from hub.identity.pairs.blocking import BLOCK_LIMIT, RARE_LIMIT
from hub.identity.subjects import Subject


def affected(subjects: Iterable[Subject], touched: frozenset[str]) -> frozenset[str]:
    """The touched records and those whose evidence counts one of them.

    subjects: all live ones, the touched also as they were before.
    """
    all_keys = [match_keys(subject) for subject in subjects]
    change = Affected([keys for keys in all_keys if keys.id in touched])
    for keys in all_keys:
        change.add(keys)
    return touched | change.altered()


class Affected:
    """What a change alters: the records that share a counted match key with a touched one, or are with it
    in one list of accounts.

    Also the members of blocks that the change may have made too large, or small enough. changed: the touched records as
    they are and as they were.
    """

    def __init__(self, changed: Sequence[MatchKeys]) -> None:
        """What a change affects, before any record was looked at."""
        self._touched = {keys.id for keys in changed}
        self._counted = {key for keys in changed for key in (*keys.identifiers, *keys.names)}
        self._turnover = Counter(key for keys in changed for key, _ in _limited(keys))
        self._members: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        self._altered = set(self._touched)
        self._moving: defaultdict[str, list[int]] = defaultdict(list)
        self._staying: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for keys in changed:
            if keys.family == "agent":
                self._moving[keys.network].append(keys.accounts)
        for keys in changed:
            self._count_members(keys)

    @property
    def networks(self) -> Collection[str]:
        """Those of which each agent counts, whatever match keys it has."""
        return self._moving.keys()

    def add(self, keys: MatchKeys) -> None:
        """Look at one live record: each is looked at once, and those that share no match key with a changed one need
        not be, but for `networks`.
        """
        if not (self._counted.isdisjoint(keys.identifiers) and self._counted.isdisjoint(keys.names)):
            self._altered.add(keys.id)
        self._count_members(keys)
        if keys.network in self._moving and keys.id not in self._touched:
            self._staying[keys.network][keys.accounts] += 1
            if keys.accounts:
                self._holders[keys.network].add(keys.id)

    def _count_members(self, keys: MatchKeys) -> None:
        for key, limit in _limited(keys):
            if key in self._turnover:
                self._members[key, limit].add(keys.id)

    def altered(self) -> frozenset[str]:
        """The touched records and all that the change alters."""
        crossing = (
            ids for (key, limit), ids in self._members.items() if len(ids) > limit >= len(ids) - self._turnover[key]
        )
        undecided = (self._holders[network] for network in self._moving if self._is_undecided(network))
        return frozenset(self._altered.union(*crossing, *undecided))

    def _is_undecided(self, network: str) -> bool:
        """Whether the touched records may decide if a network lists accounts or agents (see `Context.is_account`)."""
        staying, moving = self._staying[network], self._moving[network]
        has_several = any(count > 1 for count in staying)
        total, single = staying.total(), staying[1]
        lists_anyhow = max(moving) <= 1 and single * 2 >= total + len(moving)
        return not (lists_anyhow or has_several or (single + len(moving)) * 2 < total)


def _limited(keys: MatchKeys) -> Iterator[tuple[int, int]]:
    """The match keys that stop to count, or begin to, with a number of records.

    And the most that such a number may be.
    """
    for limited, limit in (
        (keys.strong, BLOCK_LIMIT),
        (keys.weak, BLOCK_LIMIT),
        (keys.tokens, RARE_LIMIT),
        (keys.hosts, CATALOGUE - 1),
    ):
        yield from ((key, limit) for key in limited)
