"""Match anew what a load touched: the records it added, changed or withdrew, and those whose evidence that alters."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.match_keys import mark_records, marks_where
from hub.derive.subjects import subjects_of
from hub.identity import Context, Match
from hub.identity.evidence.context import Tally
from hub.identity.keys.blocking_keys import family as family_of
from hub.identity.pairs.affected import Reach
from hub.identity.pairs.blocking import Blocks, Repeats
from hub.identity.pairs.matching import weighed
from hub.store.tables import MatchRow
from hub.store.writing import add, add_selected, insert, new_set, rows, run, settle, value
from schema.kinds import KIND_BY_NAME, KIND_BY_PREFIX, KINDS

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("organisation", "ospo"),
    *((kind.name,) for kind in KINDS if kind.name not in ("organisation", "ospo")),
)
"""Kinds whose records are compared with each other."""
MANY = 20_000
"""Records whose marks are held as a set; of more only those are that come more than once."""
_BLOCKED = ("firm", "loose", "tokens")
_COUNTED = ("identifiers", "names", "hosts")
_FAMILY = "family = :family"
Pair = tuple[str, str]


async def rematch(connection: AsyncConnection) -> None:
    """Replace the matches of `touched` records and of those that they alter; these stand in `rematched` then."""
    await new_set(connection, "rematched")
    await mark_records(connection)
    for family in FAMILIES:
        await new_set(connection, "altered")
        tagged = " OR ".join(f"id LIKE '{KIND_BY_NAME[kind].prefix}\\_%' ESCAPE '\\'" for kind in family)
        touched = await add_selected(connection, "altered", f"SELECT id FROM touched WHERE {tagged}")
        if touched:
            await _rematch_family(connection, family_of(family[0]), touched)


async def _rematch_family(connection: AsyncConnection, family: str, touched: int) -> None:
    """Match a family anew; where most of it is touched, all of it."""
    total = await value(connection, f"SELECT count(*) FROM mark WHERE {_FAMILY}", family=family)
    altered: frozenset[str] | None = None
    if touched * 2 < total:
        altered = await _altered(connection, family)
        await add(connection, "altered", altered)
    else:
        await add_selected(connection, "altered", f"SELECT record FROM mark WHERE {_FAMILY}", family=family)
    await settle(connection, "altered")
    await add_selected(connection, "rematched", "SELECT id FROM altered")
    for end in ("left", "right"):
        await run(connection, f'DELETE FROM "match" WHERE "{end}" IN (SELECT id FROM altered)')
    pairs = await _pairs(connection, family, altered, total)
    await _weigh(connection, pairs, await _context(connection, family, {one for pair in pairs for one in pair}))


async def _altered(connection: AsyncConnection, family: str) -> frozenset[str]:
    """The touched records of a family, which stand in `altered`, and all that the change alters."""
    now = [
        one async for one in marks_where(connection, f"{_FAMILY} AND record IN (SELECT id FROM altered)", family=family)
    ]
    before = [one async for one in marks_where(connection, _FAMILY, table="former", family=family)]
    reached = Reach([*now, *before])
    async for one in marks_where(connection, _FAMILY, family=family):
        reached.add(one)
    return reached.altered()


async def _pairs(connection: AsyncConnection, family: str, altered: frozenset[str] | None, total: int) -> list[Pair]:
    wanted = (
        await _repeated(connection, family, total)
        if altered is None or len(altered) > MANY
        else await _marks_of(connection, _BLOCKED)
    )
    blocks = Blocks(wanted)
    async for one in marks_where(connection, _FAMILY, *_BLOCKED, family=family):
        blocks.add(one)
    return list(blocks.pairs(altered))


async def _marks_of(connection: AsyncConnection, wanted: Sequence[str]) -> set[int]:
    """The marks of the records in `altered`."""
    found: set[int] = set()
    async for one in marks_where(connection, "record IN (SELECT id FROM altered)", *wanted):
        for name in wanted:
            found.update(getattr(one, name))
    return found


class _Either:
    """The marks that can make pairs: firm ones that repeat, and others that some record outside the largest network has."""

    def __init__(self, repeats: Repeats) -> None:
        self.repeats = repeats
        self.abroad: set[int] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.abroad or key in self.repeats


async def _repeated(connection: AsyncConnection, family: str, total: int) -> Container[int]:
    """The marks that can make pairs in a whole family, without holding all."""
    networks = await rows(
        connection,
        f"SELECT network FROM mark WHERE {_FAMILY} GROUP BY network ORDER BY count(*) DESC, network LIMIT 1",
        family=family,
    )
    largest = networks[0][0] if networks else ""
    either = _Either(Repeats(total * 4))
    async for one in marks_where(connection, _FAMILY, "firm", family=family):
        either.repeats.add(one.firm)
    async for one in marks_where(
        connection, f"{_FAMILY} AND network <> :largest", "loose", "tokens", family=family, largest=largest
    ):
        either.abroad.update(one.loose, one.tokens)
    return either


async def _context(connection: AsyncConnection, family: str, compared: Collection[str]) -> Context:
    """How often each network repeats what the compared records state."""
    await new_set(connection, "altered", compared)
    tally = Tally(await _marks_of(connection, _COUNTED))
    async for one in marks_where(connection, _FAMILY, *_COUNTED, family=family):
        tally.add(one)
    return tally.context()


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
