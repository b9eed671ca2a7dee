"""Match anew what a load touched: the records it added, changed or withdrew, and those whose evidence that alters."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Container, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from hub.derive import sets
from hub.derive.match_keys import key_records, match_keys_by_page, match_keys_where, sharing
from hub.derive.subjects import subjects_of
from hub.identity import Context, Evidence, Match, Subject
from hub.identity.clusters import RecordPair
from hub.identity.evidence.context import ContextCounter
from hub.identity.keys.packed_keys import MatchKeys
from hub.identity.pairs.affected import Affected
from hub.identity.pairs.blocking import Blocks, Repeats
from hub.identity.pairs.matching import PairCounts, weighed
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.reading import Reader
from hub.store.tables import MatchRow
from hub.store.transaction import Transaction
from schema.kinds import FAMILIES, KIND_BY_NAME
from schema.records import kind_of

MANY = 20_000
"""Records whose match keys are held as a set; of more only those are that come more than once."""
GROUP = 10_000
"""Records of a group; those of two groups, some 100 MB at most, are held while the pairs between them are weighed."""
LOOKED_UP = 5000
"""Records of which it is looked up who shares a match key with them.

Where there are more, or not SPARSE times as many others, all are looked at.
"""
SPARSE = 8
_BLOCKED = ("strong", "weak", "tokens")
_PAIRED = (*_BLOCKED, "distinctions")
COUNTED = ("identifiers", "names", "hosts")
_FAMILY = "family = :family"
AGENTS_LISTED = f"""SELECT network, count(*), sum(CASE WHEN accounts = 1 THEN 1 ELSE 0 END), sum(CASE WHEN accounts > 1 THEN 1 ELSE 0 END)
    FROM match_key WHERE {_FAMILY} GROUP BY network"""
"""How many agents each network lists, and how many of them have one account, and more than one."""


async def rematch(touched: IdSet, former_keys: TemporaryTable, counts: PairCounts) -> IdSet:
    """Replace the matches of touched records and of those whose evidence they alter; all these
    are the affected records.

    counts: to which what becomes of the pairs is added.
    """
    tx = touched.tx
    affected = await sets.AFFECTED.new(tx)
    if await touched.size() == 0:
        return affected
    await key_records(tx)
    for family, kinds in FAMILIES.items():
        tagged = " OR ".join(f"id LIKE '{KIND_BY_NAME[kind].prefix}\\_%' ESCAPE '\\'" for kind in kinds)
        async with sets.ALTERED.scratch(tx) as altered:
            if await altered.add_selected(f"SELECT id FROM {touched} AS t WHERE {tagged}"):
                await _rematch_family(family, altered, former_keys, counts)
                await affected.add_selected(f"SELECT id FROM {altered} AS a")
    await affected.add_selected(f"SELECT id FROM {touched} AS t")
    return affected


async def _rematch_family(family: str, altered: IdSet, former_keys: TemporaryTable, counts: PairCounts) -> None:
    """Match a family anew; where most of it is touched, all of it.

    altered: the touched ones, to which those they alter come.
    """
    tx = altered.tx
    total = await tx.value(f"SELECT count(*) FROM match_key WHERE {_FAMILY}", family=family)
    few: frozenset[str] | None = None
    if await altered.size() * 2 < total:
        few = await _altered_by(family, altered, former_keys, total)
        await altered.add(few)
    else:
        await altered.add_selected(f"SELECT record FROM match_key WHERE {_FAMILY}", family=family)
    await altered.analyse()
    for end in ("left", "right"):
        await tx.run(f'DELETE FROM "match" WHERE "{end}" IN {altered}')
    blocks = await _blocks(family, altered, few, total)
    pairs = list(blocks.pairs(few))
    counts.blocked += blocks.vetoed
    counts.vetoed += blocks.vetoed
    ends = sorted({record for pair in pairs for record in pair})
    async with sets.COMPARED.scratch(tx, ends) as compared:
        context = await _context(family, compared, total)
    async for subjects, between in _grouped(tx, pairs, ends):
        await tx.insert(MatchRow, [_row(match) for match in weighed(subjects, between, context, counts)])


async def _altered_by(family: str, touched: IdSet, former_keys: TemporaryTable, total: int) -> frozenset[str]:
    """The touched records of a family and all that the change alters."""
    tx = touched.tx
    now = await _keys_of(touched, family)
    before = [keys async for keys in match_keys_where(tx, _FAMILY, table=former_keys.table, family=family)]
    reach = Affected([*now, *before])
    async with _near(tx, family, [*now, *before], total, networks=reach.networks) as condition:
        async for keys in match_keys_where(tx, condition, family=family):
            reach.add(keys)
    return reach.altered()


async def _keys_of(records: IdSet, family: str) -> list[MatchKeys]:
    return [keys async for keys in match_keys_where(records.tx, f"{_FAMILY} AND record IN {records}", family=family)]


@asynccontextmanager
async def _near(
    tx: Transaction,
    family: str,
    some: Sequence[MatchKeys] | None,
    total: int,
    *,
    are_blocked: bool = True,
    networks: Collection[str] = (),
) -> AsyncIterator[str]:
    """The SQL condition that those records of a family meet that share a match key with some (see `sharing`),
    or are of some networks.

    some: None for many. Where they are not so few, all records of the family meet it: to look at each is cheaper then.
    total: records of the family.
    """
    if some is None or len(some) > LOOKED_UP or len(some) * SPARSE > total:
        yield _FAMILY
        return
    async with sharing(tx, family, some, are_blocked=are_blocked) as near:
        if networks:
            of_networks = f"SELECT record FROM match_key WHERE {_FAMILY} AND network IN :networks"
            await near.add_selected(of_networks, family=family, networks=sorted(networks))
        yield f"{_FAMILY} AND record IN {near}"


async def _blocks(family: str, altered: IdSet, few: frozenset[str] | None, total: int) -> Blocks:
    """The blocks of the altered records; few: those, where they are not most of the family."""
    tx = altered.tx
    if few is None or len(few) > MANY:
        blocks = Blocks(await _repeated(tx, family, total))
        async for keys in match_keys_where(tx, _FAMILY, *_PAIRED, family=family):
            blocks.add(keys)
        return blocks
    theirs = await _keys_of(altered, family)
    blocks = Blocks({key for keys in theirs for name in _BLOCKED for key in getattr(keys, name)})
    async with _near(tx, family, theirs, total) as condition:
        async for keys in match_keys_where(tx, condition, *_PAIRED, family=family):
            blocks.add(keys)
    return blocks


class _Either:
    """The match keys that can make pairs: strong ones that repeat, and others that some record outside
    the largest network has.
    """

    def __init__(self, repeats: Repeats) -> None:
        self.repeats = repeats
        self.abroad: set[int] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.abroad or key in self.repeats


async def _repeated(tx: Transaction, family: str, total: int) -> Container[int]:
    """The match keys that can make pairs in a whole family, without holding all.

    Within a network only strong keys make pairs, so of the largest network, often most of the family,
    the others are not needed.
    """
    networks = await tx.rows(
        f"SELECT network FROM match_key WHERE {_FAMILY} GROUP BY network ORDER BY count(*) DESC, network LIMIT 1",
        family=family,
    )
    largest = networks[0][0] if networks else ""
    either = _Either(Repeats(total * 4))  # a record has some four strong keys
    async for keys in match_keys_where(tx, _FAMILY, "strong", family=family):
        either.repeats.add(keys.strong)
    is_abroad = f"{_FAMILY} AND network <> :largest"
    async for keys in match_keys_where(tx, is_abroad, "weak", "tokens", family=family, largest=largest):
        either.abroad.update(keys.weak, keys.tokens)
    return either


async def _context(family: str, compared: IdSet, total: int) -> Context:
    """How often each network repeats what the compared records state."""
    tx, wanted = compared.tx, set[int]()
    async for keys in match_keys_where(tx, f"record IN {compared}", *COUNTED):
        wanted.update(keys.identifiers, keys.names, keys.hosts)
    counter = ContextCounter(wanted)
    theirs = await _keys_of(compared, family) if await compared.size() <= LOOKED_UP else None
    async with _near(tx, family, theirs, total, are_blocked=False) as condition:
        async for keys in match_keys_where(tx, condition, *COUNTED, family=family):
            counter.add(keys)
    for network, *numbers in await tx.rows(AGENTS_LISTED, family=family) if family == "agent" else ():
        counter.add_agents(network, *numbers)
    return counter.context()


async def context_of(reader: Reader, family: str, keys: Sequence[MatchKeys]) -> Context:
    """How often each network repeats what some records state, counted outside a load."""
    counter = ContextCounter({key for one in keys for name in COUNTED for key in getattr(one, name)})
    async for page in match_keys_by_page(reader, family, *COUNTED):
        for one in page:
            counter.add(one)
    for network, *numbers in await reader.rows(AGENTS_LISTED, family=family) if family == "agent" else ():
        counter.add_agents(network, *numbers)
    return counter.context()


async def _grouped(
    tx: Transaction, pairs: Sequence[RecordPair], ends: Sequence[str]
) -> AsyncIterator[tuple[Mapping[str, Subject], Sequence[RecordPair]]]:
    """All pairs, in parts, each with what identity sees of its records: groups of records are paired, so that one is
    read a few times, not for each pair.

    ends: the records of the pairs, in order.
    """
    group = {record: place // GROUP for place, record in enumerate(ends)}
    between: defaultdict[int, defaultdict[int, list[RecordPair]]] = defaultdict(lambda: defaultdict(list))
    for left, right in pairs:
        between[group[left]][group[right]].append((left, right))
    for ours, others in sorted(between.items()):
        mine = await subjects_of(tx, ends[ours * GROUP : (ours + 1) * GROUP])
        for theirs, part in sorted(others.items()):
            is_one = theirs == ours
            yield mine if is_one else mine | await subjects_of(tx, ends[theirs * GROUP : (theirs + 1) * GROUP]), part


def _row(match: Match) -> dict[str, Any]:
    return {
        "left": match.left,
        "right": match.right,
        "kind": kind_of(match.left).name,
        "outcome": match.outcome.value,
        "score": match.score,
        "evidence": [_piece(piece) for piece in match.evidence],
    }


def _piece(piece: Evidence) -> dict[str, Any]:
    """As `dataclasses.asdict` gives it, without its copies of what is plain anyhow: there are many."""
    return {"name": piece.name, "weight": piece.weight, "detail": piece.detail, "cannot_link": piece.cannot_link}
