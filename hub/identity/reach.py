"""The reach of a change: the records whose matches it can alter, so that matching them anew equals matching all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from hub.identity.blocking import LIMITS, Key, firm_keys, loose_keys
from hub.identity.context import COUNTED, counted_names, family
from hub.identity.subjects import Subject


def reach(subjects: Iterable[Subject], touched: frozenset[str]) -> frozenset[str]:
    """The touched records and those whose evidence counts one of them: by a shared identifier or name, or as one list of accounts.

    Also the members of blocks that the change may have made too large, or small enough. subjects: all live records, and the
    touched ones also as they were before.
    """
    known = list(subjects)
    changed = [one for one in known if one.id in touched]
    marks = {mark for one in changed for mark in _marks(one)}
    lists = set(_unsettled(known, touched))
    altered = {one.id for one in known if not marks.isdisjoint(_marks(one)) or (one.accounts and one.network in lists)}
    return touched | altered | _crossing(known, changed)


def _unsettled(known: list[Subject], touched: frozenset[str]) -> Iterator[str]:
    """Networks of which the touched records may decide whether they list accounts or bodies (see `Context.is_account`)."""
    bodies = [one for one in known if family(one.kind) == "body"]
    for network in {one.network for one in bodies if one.id in touched}:
        settled = [len(one.accounts) for one in bodies if one.network == network and one.id not in touched]
        moving = [len(one.accounts) for one in bodies if one.network == network and one.id in touched]
        single, several = settled.count(1), [count for count in settled if count > 1]
        lists_anyhow = max(moving) <= 1 and single * 2 >= len(settled) + len(moving)
        never_lists = several or (single + len(moving)) * 2 < len(settled)
        if not (lists_anyhow or never_lists):
            yield network


def _marks(one: Subject) -> set[Key]:
    sort = family(one.kind)
    numbers = {(sort, scheme, value) for scheme, value in one.identifiers if scheme in COUNTED}
    return numbers | {(sort, "name", name) for name in counted_names(one)}


def _crossing(known: list[Subject], changed: list[Subject]) -> set[str]:
    """Members of blocks that are above their limit with all touched records and may be within it without them."""
    turnover = Counter(key for one in changed for key in set(_keys(one)))
    members: defaultdict[Key, set[str]] = defaultdict(set)
    for one in known:
        for key in _keys(one):
            if key in turnover:
                members[key].add(one.id)
    return {id_ for key, ids in members.items() if len(ids) > _limit(key) >= len(ids) - turnover[key] for id_ in ids}


def _keys(one: Subject) -> Iterator[Key]:
    yield from firm_keys(one)
    yield from loose_keys(one)


def _limit(key: Key) -> int:
    return LIMITS.get(key[1], LIMITS["other"])
