"""Match anew what a load touched: the records it added, changed or withdrew, and those whose evidence that alters."""

from collections.abc import Collection, Container, Sequence
from dataclasses import asdict
from typing import Any

from hub.derive import sets
from hub.derive.match_keys import key_records, match_keys_where
from hub.derive.subjects import subjects_of
from hub.identity import Context, Match
from hub.identity.evidence.context import ContextCounter
from hub.identity.pairs.affected import Affected
from hub.identity.pairs.blocking import Blocks, Repeats
from hub.identity.pairs.matching import weighed
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.tables import MatchRow
from hub.store.transaction import Transaction
from schema.kinds import FAMILIES, KIND_BY_NAME
from schema.records import kind_of

MANY = 20_000
"""Records whose match keys are held as a set; of more only those are that come more than once."""
WEIGHED_TOGETHER = 5_000
"""Pairs whose records are held at a time."""
_BLOCKED = ("strong", "weak", "tokens")
_COUNTED = ("identifiers", "names", "hosts")
_FAMILY = "family = :family"
Pair = tuple[str, str]


async def rematch(touched: IdSet, former_keys: TemporaryTable) -> IdSet:
    """Replace the matches of touched records and of those whose evidence they alter; all these are the affected records."""
    tx = touched.tx
    affected = await sets.AFFECTED.new(tx)
    if await touched.size() == 0:
        return affected
    await key_records(tx)
    for family, kinds in FAMILIES.items():
        tagged = " OR ".join(f"id LIKE '{KIND_BY_NAME[kind].prefix}\\_%' ESCAPE '\\'" for kind in kinds)
        async with sets.ALTERED.scratch(tx) as altered:
            if await altered.add_selected(f"SELECT id FROM {touched} AS t WHERE {tagged}"):
                await _rematch_family(family, altered, former_keys)
                await affected.add_selected(f"SELECT id FROM {altered} AS a")
    await affected.add_selected(f"SELECT id FROM {touched} AS t")
    return affected


async def _rematch_family(family: str, altered: IdSet, former_keys: TemporaryTable) -> None:
    """Match a family anew; where most of it is touched, all of it. altered: the touched ones, to which those they alter come."""
    tx = altered.tx
    total = await tx.value(f"SELECT count(*) FROM match_key WHERE {_FAMILY}", family=family)
    few: frozenset[str] | None = None
    if await altered.size() * 2 < total:
        few = await _altered_by(family, altered, former_keys)
        await altered.add(few)
    else:
        await altered.add_selected(f"SELECT record FROM match_key WHERE {_FAMILY}", family=family)
    await altered.analyse()
    for end in ("left", "right"):
        await tx.run(f'DELETE FROM "match" WHERE "{end}" IN {altered}')
    pairs = await _pairs(family, altered, few, total)
    async with sets.COMPARED.scratch(tx, _ends(pairs)) as compared:
        context = await _context(family, compared)
    await _weigh(tx, pairs, context)


async def _altered_by(family: str, touched: IdSet, former_keys: TemporaryTable) -> frozenset[str]:
    """The touched records of a family and all that the change alters."""
    tx = touched.tx
    is_theirs = f"{_FAMILY} AND record IN {touched}"
    now = [keys async for keys in match_keys_where(tx, is_theirs, family=family)]
    before = [keys async for keys in match_keys_where(tx, _FAMILY, table=former_keys.table, family=family)]
    reach = Affected([*now, *before])
    async for keys in match_keys_where(tx, _FAMILY, family=family):
        reach.add(keys)
    return reach.altered()


async def _pairs(family: str, altered: IdSet, few: frozenset[str] | None, total: int) -> list[Pair]:
    """The pairs worth weighing; few: the altered records, where they are not most of the family."""
    tx = altered.tx
    many = few is None or len(few) > MANY
    wanted = await _repeated(tx, family, total) if many else await _match_keys_of(altered, _BLOCKED)
    blocks = Blocks(wanted)
    async for keys in match_keys_where(tx, _FAMILY, *_BLOCKED, family=family):
        blocks.add(keys)
    return list(blocks.pairs(few))


async def _match_keys_of(records: IdSet, columns: Sequence[str]) -> set[int]:
    """The match keys of some records in some columns."""
    packed: set[int] = set()
    async for keys in match_keys_where(records.tx, f"record IN {records}", *columns):
        for column in columns:
            packed.update(getattr(keys, column))
    return packed


class _Either:
    """The match keys that can make pairs: strong ones that repeat, and others that some record outside the largest network has."""

    def __init__(self, repeats: Repeats) -> None:
        self.repeats = repeats
        self.abroad: set[int] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.abroad or key in self.repeats


async def _repeated(tx: Transaction, family: str, total: int) -> Container[int]:
    """The match keys that can make pairs in a whole family, without holding all.

    Within a network only strong keys make pairs, so of the largest network, often most of the family, the others are not needed.
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


async def _context(family: str, compared: IdSet) -> Context:
    """How often each network repeats what the compared records state."""
    counter = ContextCounter(await _match_keys_of(compared, _COUNTED))
    async for keys in match_keys_where(compared.tx, _FAMILY, *_COUNTED, family=family):
        counter.add(keys)
    return counter.context()


async def _weigh(tx: Transaction, pairs: Sequence[Pair], context: Context) -> None:
    """Weigh pairs in order and store what they come to, holding the records of some thousand of them at a time."""
    for start in range(0, len(pairs), WEIGHED_TOGETHER):
        part = pairs[start : start + WEIGHED_TOGETHER]
        subjects = await subjects_of(tx, _ends(part))
        await tx.insert(MatchRow, [_row(match) for match in weighed(subjects, part, context)])


def _ends(pairs: Sequence[Pair]) -> Collection[str]:
    return {record for pair in pairs for record in pair}


def _row(match: Match) -> dict[str, Any]:
    return {
        "left": match.left,
        "right": match.right,
        "kind": kind_of(match.left).name,
        "outcome": match.outcome.value,
        "score": match.score,
        "evidence": [asdict(piece) for piece in match.evidence],
    }
