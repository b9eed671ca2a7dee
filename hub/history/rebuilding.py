"""The store of an earlier revision, made anew: what was stated then is put into an empty store, and all that
follows from it is derived.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hub.derive import sets
from hub.derive.derivation import Cause, OnStep, derive
from hub.derive.match_keys import key_records
from hub.errors import ErrorCode, HubError
from hub.history.moments import PastRevision, past_revision
from hub.history.past_rows import past_rows, stored_rows
from hub.load import LoadReport
from hub.load.former import ORIGINS
from hub.load.judgements import judgements_of
from hub.load.ledger import report_unresolved
from hub.load.statistics import write_statistics
from hub.store import Database, upgrade
from hub.store.former_tables import ERASED
from hub.store.reading import Reader
from hub.store.tables import METADATA
from hub.store.transaction import Transaction
from schema.kinds import KINDS

_BOOKS = {
    "load": ("revision",),
    "change": ("revision", "entity", "action"),
    "issue": ("id",),
    "former_row": ("revision", "origin", "id"),
    "refused_content": ("network",),
}
"""Tables whose rows tell of one revision each, with their keys: those of later revisions are left out."""
_ERASED = f"SELECT count(*) FROM record WHERE digest = '{ERASED}'"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A store of the past. finished_at: when its revision was made.

    records: in force; erased: left out, as what they stated is erased.
    """

    revision: int
    finished_at: str
    records: int
    erased: int


async def rebuild(source: Database, moment: str, target: Database, on_step: OnStep = lambda *_: None) -> Rebuilt:
    """Put into an empty database the store of a moment: a revision, or a date or time in UTC. Raises `HubError`."""
    async with source.reading() as reader:
        past = await past_revision(reader, moment)
        async with _empty(target) as tx:
            records, erased = await _fill(reader, tx, past, on_step)
    await target.analyse(records)
    return Rebuilt(past.number, past.finished_at, records, erased)


@asynccontextmanager
async def _empty(target: Database) -> AsyncIterator[Transaction]:
    """A transaction on a database that holds nothing. Raises `HubError` file-unusable for one that does."""
    await upgrade(target)
    async with target.write() as tx:
        if await tx.value("SELECT count(*) FROM load"):
            message = "The database for the old store already holds a store."
            raise HubError(ErrorCode.FILE_UNUSABLE, message, "Name another file with --to.")
        yield tx


async def _fill(reader: Reader, tx: Transaction, past: PastRevision, on_step: OnStep) -> tuple[int, int]:
    """Put everything into an empty store; how many records are in force, and how many are erased."""
    touched = await sets.TOUCHED.new(tx)
    for name in ("load", "issue", "former_row", "refused_content"):
        await _copy_book(reader, tx, name, past.number)
    for origin, model in ORIGINS.items():
        async for rows in past_rows(reader, origin, past.number):
            await tx.insert(model, [_without_entity(row) for row in rows])
            if origin == "record":
                await touched.add(row["id"] for row in rows if row["withdrawn_revision"] is None)
    records = await touched.size()
    await key_records(tx)
    cause = Cause(past.number, touched, await sets.FORMER_KEYS.new(tx))
    await derive(cause, await judgements_of(tx), on_step)
    await report_unresolved(tx, LoadReport("", revision=past.number))
    await _tell_changes(reader, tx, past.number)
    await write_statistics(tx)
    return records, int(await tx.value(_ERASED))


def _without_entity(row: dict[str, object]) -> dict[str, object]:
    """A row; a record in force is given its entity by `derive`, while one that was withdrawn
    leads where it last belonged.
    """
    is_live = "withdrawn_revision" in row and row["withdrawn_revision"] is None
    return row | {"entity": None} if is_live else row


async def _copy_book(reader: Reader, tx: Transaction, name: str, revision: int) -> None:
    async for rows in stored_rows(reader, name, _BOOKS[name], f"revision <= {revision:d}"):
        await tx.execute(METADATA.tables[name].insert(), rows)


async def _tell_changes(reader: Reader, tx: Transaction, revision: int) -> None:
    """Have the changes be those that led here, instead of one in which everything was added, and
    entities be as old as these say.
    """
    await tx.run("DELETE FROM change")
    await _copy_book(reader, tx, "change", revision)
    await age_by_changes(tx)


async def age_by_changes(tx: Transaction) -> None:
    """Have each entity be as old as the last change of it that is told."""
    for kind in KINDS:
        last = f'SELECT max(c.revision) FROM change AS c WHERE c.entity = "{kind.table}".id'
        await tx.run(f'UPDATE "{kind.table}" SET updated_revision = coalesce(({last}), updated_revision)')
