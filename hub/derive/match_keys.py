"""The match keys of all live records, kept beside them so that a small load need not read and
take apart what is stored.
"""

from array import array
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import select

from hub.derive import sets
from hub.derive.subjects import COLUMNS, RECORD, subject_of
from hub.identity import subject
from hub.identity.distinctions import Distinctions
from hub.identity.keys.packed_keys import EDITION, MatchKeys, match_keys
from hub.identity.pairs.blocking import BLOCK_LIMIT, RARE_LIMIT
from hub.store.database import encoded
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.match_tables import KeyHolderRow, MatchKeyRow
from hub.store.reading import Reader
from hub.store.transaction import CHUNK, Transaction, chunks
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import Record

_PACKED = ("strong", "weak", "tokens", "identifiers", "names", "hosts")
_PLAIN = ("network", "family", "accounts", "lands", "signature")
_DISTINCTIONS = "distinctions"
_NONE = array("q")
_STATED = msgspec.json.Decoder(tuple[dict[str, frozenset[str]], frozenset[str], str | None])
GATHERED = 200_000
"""Holders of keys that are gathered before they are written, some 20 MB."""
_NUMBER = 32
"""Bits of the number of a `MatchKeyRow`."""
_LIMITED = {"weak": BLOCK_LIMIT, "tokens": RARE_LIMIT}
_HELD = ("strong", "hosts", *_LIMITED)


async def key_records(tx: Transaction) -> None:
    """Give match keys to all live records, if those that are stored are of another edition, or lost."""
    # those of one edition are replaced together, so that any row tells of which all are
    if await tx.value("SELECT edition FROM match_key LIMIT 1") != EDITION:
        for table in ("match_key", "key_holder"):
            await tx.run(f"DELETE FROM {table}")
        await _key(tx, "true")


async def key_anew(records: IdSet) -> None:
    """Give match keys to those records of a set that are live; they have none until now."""
    await _key(records.tx, f"id IN {records}")


class KeyHolders:
    """Who holds which match keys, gathered until they are many.

    A key is a hash: those of a thousand records lie on as many pages of the table. Of many, in their order, each page
    has some, and is read and written once for all of them.
    """

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._held: set[int] = set()

    async def add(self, written: Sequence[MatchKeys]) -> None:
        """Take in those of records whose match keys were just stored."""
        query = "SELECT record, number FROM match_key WHERE record IN :records"
        numbers = {row.record: row.number for row in await self.tx.rows(query, records=[keys.id for keys in written])}
        # a key and a number as one integer, which needs a third of the memory of two in a tuple
        self._held |= {
            key << _NUMBER | numbers[keys.id] for keys in written for name in _HELD for key in getattr(keys, name)
        }
        if len(self._held) >= GATHERED:
            await self.write()

    async def write(self) -> None:
        """Store what was gathered."""
        gathered = sorted(self._held)
        self._held.clear()
        for part in chunks(gathered, 10 * CHUNK):
            rows = [(held >> _NUMBER, held & (1 << _NUMBER) - 1) for held in part]
            await self.tx.insert_values(KeyHolderRow, ("key", "holder"), rows)


async def _key(tx: Transaction, condition: str) -> None:
    chosen = f"SELECT id FROM record WHERE {condition} AND withdrawn_revision IS NULL AND kind IN :kinds"
    holders = KeyHolders(tx)
    async with sets.UNKEYED.scratch(tx) as unkeyed:
        await unkeyed.add_selected(chosen, kinds=[kind.name for kind in KINDS])
        async for batch in unkeyed.batches():
            rows = await tx.execute(select(*COLUMNS).where(RECORD.c.id.in_(batch)))
            await _write(holders, [match_keys(subject_of(row)) for row in rows])
    await holders.write()


async def add_match_keys(holders: KeyHolders, records: Mapping[str, Record]) -> None:
    """Give match keys to records, by their ids, that were just stored, while they are at hand.

    holders: gathers who holds them.
    """
    subjects = (
        subject(id_, record.network, record.kind, record.key, record.values, record.identifiers, record.statements)
        for id_, record in records.items()
        if record.kind in KIND_BY_NAME
    )
    await _write(holders, [match_keys(one) for one in subjects])


async def _write(holders: KeyHolders, written: Sequence[MatchKeys]) -> None:
    await holders.tx.upsert(MatchKeyRow, [_row(keys) for keys in written], key=("record",))
    await holders.add(written)


async def move_match_keys(records: IdSet, former_keys: TemporaryTable) -> None:
    """Move the match keys of records that will say something else, or nothing, to those of before."""
    tx, theirs = records.tx, f"record IN {records}"
    numbers = {row.record: row.number for row in await tx.rows(f"SELECT record, number FROM match_key WHERE {theirs}")}
    async for keys in match_keys_where(tx, theirs, *_HELD):
        held = [{"key": key, "holder": numbers[keys.id]} for name in _HELD for key in getattr(keys, name)]
        await tx.run_for_each("DELETE FROM key_holder WHERE key = :key AND holder = :holder", held)
    await tx.run(f"INSERT INTO {former_keys.table} SELECT * FROM match_key WHERE {theirs}")
    await tx.run(f"DELETE FROM match_key WHERE {theirs}")


@asynccontextmanager
async def sharing(
    tx: Transaction, family: str, some: Sequence[MatchKeys], *, are_blocked: bool
) -> AsyncIterator[IdSet]:
    """The records of a family that share with some a match key that is counted: who shares an identifier or a
    name shares a strong one.

    are_blocked: also those that share one by which they are blocked, but for keys that more have than a block can.
    """
    async with sets.SHARING.scratch(tx) as found:
        await _add_holders(found, family, {key for keys in some for key in (*keys.strong, *keys.hosts)})
        for name, limit in _LIMITED.items() if are_blocked else ():
            keys = {key for one in some for key in getattr(one, name)}
            # so many may have a key that had, or has, as many as are allowed before, or after, some changed
            await _add_holders(found, family, keys, limit + len(some))
        await found.analyse()
        yield found


async def _add_holders(found: IdSet, family: str, keys: Iterable[int], most: int | None = None) -> None:
    tx = found.tx
    async with sets.MET.scratch(tx, map(str, keys)) as met:
        if most is not None:
            held = f"SELECT 1 FROM key_holder WHERE key = CAST({met.table}.id AS BIGINT) LIMIT {most + 1}"
            await tx.run(f"DELETE FROM {met.table} WHERE (SELECT count(*) FROM ({held}) AS held) > {most}")
        await met.analyse()
        # CROSS JOIN binds SQLite to this order: it would else walk all of the family
        await found.add_selected(
            f"""SELECT DISTINCT m.record FROM {met.table} AS k CROSS JOIN key_holder AS h CROSS JOIN match_key AS m
                WHERE h.key = CAST(k.id AS BIGINT) AND m.number = h.holder AND m.family = :family""",
            family=family,
        )


async def match_keys_where(
    tx: Transaction, condition: str, *wanted: str, table: str = "match_key", **values: Any
) -> AsyncIterator[MatchKeys]:
    """Stored match keys; of the packed ones and the distinctions only those wanted, the others are empty.

    wanted: none for all of them.
    """
    query = f"SELECT {_columns(wanted)} FROM {table} WHERE {condition}"
    async for part in tx.stream(query, **values):
        for row in part:
            yield _of_row(row)


async def match_keys_by_page(reader: Reader, family: str, *wanted: str) -> AsyncIterator[list[MatchKeys]]:
    """Those of a family outside a load, some thousand at a time, between which others are served."""
    query = f"""SELECT {_columns(wanted)} FROM match_key WHERE family = :family AND record > :last
        ORDER BY record LIMIT {CHUNK}"""
    last = ""
    while rows := await reader.rows(query, family=family, last=last):
        yield [_of_row(row) for row in rows]
        last = rows[-1][0]


def _columns(wanted: Sequence[str]) -> str:
    asked = [name if name in (wanted or (*_PACKED, _DISTINCTIONS)) else "NULL" for name in (_DISTINCTIONS, *_PACKED)]
    return ", ".join(("record", *_PLAIN, *asked))


def _of_row(row: Sequence[Any]) -> MatchKeys:
    record, network, family, accounts, lands, signature, stated, *packed = row
    keys = [array("q", cell) if cell else _NONE for cell in packed]
    return MatchKeys(record, network, family, accounts, lands, signature, _read_distinctions(family, stated), *keys)


def _row(keys: MatchKeys) -> Mapping[str, Any]:
    row: dict[str, Any] = {"record": keys.id, "edition": EDITION} | {name: getattr(keys, name) for name in _PLAIN}
    row |= {name: array("q", getattr(keys, name)).tobytes() for name in _PACKED}
    return row | {_DISTINCTIONS: _written_distinctions(keys.distinctions)}


def _written_distinctions(distinctions: Distinctions) -> str | None:
    numbers, lands = distinctions.numbers, sorted(distinctions.lands)
    if not (numbers or lands or distinctions.starts):
        return None
    return encoded([{register: sorted(values) for register, values in numbers.items()}, lands, distinctions.starts])


# Records of a network that state no number mostly state the same: nothing, or one country.
@lru_cache(maxsize=10_000)
def _read_distinctions(family: str, stored: str | None) -> Distinctions:
    return Distinctions(family, *_STATED.decode(stored)) if stored else Distinctions(family, {}, frozenset(), None)
