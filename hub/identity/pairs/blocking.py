"""Blocking: which pairs of records are worth weighing. Never all pairs; every block is bounded."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import combinations

from hub.identity.distinctions import Distinctions, contradict
from hub.identity.keys.packed_keys import MatchKeys, match_keys
from hub.identity.subjects import Subject

BLOCK_LIMIT = 200
"""Records that a block may have: 200 make 19,900 pairs.

What more share (a default page, "Direzione Generale") says nothing of identity.
"""
RARE_LIMIT = 25
"""Records that may share a word that makes a block: a more frequent word meets by chance, and
whole names meet anyway.
"""


def candidate_pairs(subjects: Iterable[Subject], touched: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of ids (left < right) that share a blocking key, each once, in order of their ids.

    Pairs that contradict are left out. touched: only pairs of which one end is touched. A key that more than
    BLOCK_LIMIT records share is no block; within one network only identifiers, stated acronyms and whole names make
    pairs, since a network rarely lists a thing twice.
    """
    blocks = Blocks()
    for subject in subjects:
        blocks.add(match_keys(subject))
    return blocks.pairs(touched)


class Blocks:
    """Records by the match keys that they share. wanted: the match keys that can make pairs; None for all.

    vetoed: how often two records met in a block and contradict each other. Most that meet are such, so that this is
    seen here, where it takes no more of a record than its match keys.
    """

    def __init__(self, wanted: Container[int] | None = None) -> None:
        """Blocks of nothing yet."""
        self._wanted = wanted
        self._strong: defaultdict[int, list[str]] = defaultdict(list)
        self._weak: defaultdict[int, list[str]] = defaultdict(list)
        self._tokens: defaultdict[int, list[str]] = defaultdict(list)
        self._networks: dict[str, str] = {}
        self._distinctions: dict[str, Distinctions] = {}
        self.vetoed = 0

    def add(self, keys: MatchKeys) -> None:
        """Take a record into its blocks; a block that is too large grows no further."""
        for blocks, blocking_keys, limit in (
            (self._strong, keys.strong, BLOCK_LIMIT),
            (self._weak, keys.weak, BLOCK_LIMIT),
            (self._tokens, keys.tokens, RARE_LIMIT),
        ):
            for key in blocking_keys:
                if (self._wanted is None or key in self._wanted) and len(blocks[key]) <= limit:
                    blocks[key].append(keys.id)
                    self._networks[keys.id] = keys.network
                    self._distinctions[keys.id] = keys.distinctions

    def pairs(self, touched: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        """The pairs of all blocks within their limits, each once, in order."""
        mates: defaultdict[str, set[str]] = defaultdict(set)
        for blocks, limit, within in (
            (self._strong, BLOCK_LIMIT, True),
            (self._weak, BLOCK_LIMIT, False),
            (self._tokens, RARE_LIMIT, False),
        ):
            for members in blocks.values():
                if 1 < len(members) <= limit:
                    self._pair(sorted(members), mates, touched, within=within)
        return ((left, right) for left in sorted(mates) for right in sorted(mates[left]))

    def _pair(
        self, members: list[str], mates: defaultdict[str, set[str]], touched: Collection[str] | None, *, within: bool
    ) -> None:
        for left, right in combinations(members, 2):
            if (within or self._networks[left] != self._networks[right]) and (
                touched is None or left in touched or right in touched
            ):
                if contradict(self._distinctions[left], self._distinctions[right]):
                    self.vetoed += 1
                else:
                    mates[left].add(right)


class Repeats:
    """The match keys that come more than once, and few others, in two bit fields.

    size: how many match keys are to be expected.
    """

    def __init__(self, size: int) -> None:
        """Fields with 32 bits and more to a match key: at most one in 32 that came once is taken for a repeat."""
        self._mask = (1 << max(16, (size * 32).bit_length())) - 1
        self._once, self._again = (bytearray((self._mask >> 3) + 1) for _ in range(2))

    def add(self, keys: Iterable[int]) -> None:
        """Count some match keys of one record."""
        for key in keys:
            place, bit = (key & self._mask) >> 3, 1 << (key & 7)
            if self._once[place] & bit:
                self._again[place] |= bit
            else:
                self._once[place] |= bit

    def __contains__(self, key: object) -> bool:
        """Whether a match key came again."""
        return isinstance(key, int) and bool(self._again[(key & self._mask) >> 3] & 1 << (key & 7))
