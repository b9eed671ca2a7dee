"""Match anew what a load touched: the records it added, changed or withdrew, and those whose evidence that alters."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.match_keys import key_records, match_keys_where
from hub.derive.subjects import subjects_of
from hub.identity import Context, Match
from hub.identity.evidence.context import ContextCounter
from hub.identity.pairs.affected import Affected
from hub.identity.pairs.blocking import Blocks, Repeats
from hub.identity.pairs.matching import weighed
from hub.store.tables import MatchRow
from hub.store.writing import add, add_selected, analyse, insert, new_set, rows, run, value
from schema.kinds import FAMILIES, KIND_BY_NAME, KIND_BY_PREFIX

MANY = 20_000
"""Records whose match keys are held as a set; of more only those are that come more than once."""
_BLOCKED = ("strong", "weak", "tokens")
_COUNTED = ("identifiers", "names", "hosts")
_FAMILY = "family = :family"
Pair = tuple[str, str]


async def rematch(connection: AsyncConnection) -> None:
    """Replace the matches of `touched` records and of those that they alter; these stand in `rematched` then."""
    await new_set(connection, "rematched")
    await key_records(connection)
    for family, kinds in FAMILIES.items():
        await new_set(connection, "altered")
        tagged = " OR ".join(f"id LIKE '{KIND_BY_NAME[kind].prefix}\\_%' ESCAPE '\\'" for kind in kinds)
        touched = await add_selected(connection, "altered", f"SELECT id FROM touched WHERE {tagged}")
        if touched:
            await _rematch_family(connection, family, touched)


async def _rematch_family(connection: AsyncConnection, family: str, touched: int) -> None:
    """Match a family anew; where most of it is touched, all of it."""
    total = await value(connection, f"SELECT count(*) FROM match_key WHERE {_FAMILY}", family=family)
    altered: frozenset[str] | None = None
    if touched * 2 < total:
        altered = await _altered(connection, family)
        await add(connection, "altered", altered)
    else:
        await add_selected(connection, "altered", f"SELECT record FROM match_key WHERE {_FAMILY}", family=family)
    await analyse(connection, "altered")
    await add_selected(connection, "rematched", "SELECT id FROM altered")
    for end in ("left", "right"):
        await run(connection, f'DELETE FROM "match" WHERE "{end}" IN (SELECT id FROM altered)')
    pairs = await _pairs(connection, family, altered, total)
    await _weigh(connection, pairs, await _context(connection, family, {one for pair in pairs for one in pair}))


async def _altered(connection: AsyncConnection, family: str) -> frozenset[str]:
    """The touched records of a family, which stand in `altered`, and all that the change alters."""
    now = [
        one
        async for one in match_keys_where(
            connection, f"{_FAMILY} AND record IN (SELECT id FROM altered)", family=family
        )
    ]
    before = [one async for one in match_keys_where(connection, _FAMILY, table="former", family=family)]
    reached = Affected([*now, *before])
    async for one in match_keys_where(connection, _FAMILY, family=family):
        reached.add(one)
    return reached.altered()


async def _pairs(connection: AsyncConnection, family: str, altered: frozenset[str] | None, total: int) -> list[Pair]:
    wanted = (
        await _repeated(connection, family, total)
        if altered is None or len(altered) > MANY
        else await _match_keys_of(connection, _BLOCKED)
    )
    blocks = Blocks(wanted)
    async for one in match_keys_where(connection, _FAMILY, *_BLOCKED, family=family):
        blocks.add(one)
    return list(blocks.pairs(altered))


async def _match_keys_of(connection: AsyncConnection, wanted: Sequence[str]) -> set[int]:
    """The match keys of the records in `altered`."""
    found: set[int] = set()
    async for one in match_keys_where(connection, "record IN (SELECT id FROM altered)", *wanted):
        for name in wanted:
            found.update(getattr(one, name))
    return found


class _Either:
    """The match keys that can make pairs: strong ones that repeat, and others that some record outside the largest network has."""

    def __init__(self, repeats: Repeats) -> None:
        self.repeats = repeats
        self.abroad: set[int] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.abroad or key in self.repeats


async def _repeated(connection: AsyncConnection, family: str, total: int) -> Container[int]:
    """The match keys that can make pairs in a whole family, without holding all."""
    networks = await rows(
        connection,
        f"SELECT network FROM match_key WHERE {_FAMILY} GROUP BY network ORDER BY count(*) DESC, network LIMIT 1",
        family=family,
    )
    largest = networks[0][0] if networks else ""
    either = _Either(Repeats(total * 4))
    async for one in match_keys_where(connection, _FAMILY, "strong", family=family):
        either.repeats.add(one.strong)
    async for one in match_keys_where(
        connection, f"{_FAMILY} AND network <> :largest", "weak", "tokens", family=family, largest=largest
    ):
        either.abroad.update(one.weak, one.tokens)
    return either


async def _context(connection: AsyncConnection, family: str, compared: Collection[str]) -> Context:
    """How often each network repeats what the compared records state."""
    await new_set(connection, "altered", compared)
    counter = ContextCounter(await _match_keys_of(connection, _COUNTED))
    async for one in match_keys_where(connection, _FAMILY, *_COUNTED, family=family):
        counter.add(one)
    return counter.context()


async def _weigh(connection: AsyncConnection, pairs: Sequence[Pair], counted: Context) -> None:
    """Weigh pairs in order, holding the records of some thousand of them at a time."""
    for start in range(0, len(pairs), 5000):
        part = pairs[start : start + 5000]
        subjects = await subjects_of(connection, {one for pair in part for one in pair})
        await _write(connection, weighed(subjects, part, counted))


async def _write(connection: AsyncConnection, matches: Iterable[Match]) -> None:
    await insert(connection, MatchRow, [_row(one) for one in matches])


def _row(one: Match) -> dict[str, Any]:
    evidence = [asdict(piece) for piece in one.evidence]
    kind = KIND_BY_PREFIX[one.left.partition("_")[0]].name
    return {
        "left": one.left,
        "right": one.right,
        "kind": kind,
        "outcome": one.outcome.value,
        "score": one.score,
        "evidence": evidence,
    }
