"""All that follows from what is stated, made anew: beside a store, to compare with what it holds, or in
its place, to repair it.
"""

import tempfile
from collections import Counter
from collections.abc import AsyncIterator

import orjson

from hub.clock import Clock, now, stamp
from hub.derive import sets
from hub.derive.derivation import Cause, OnStep, derive
from hub.derive.match_keys import key_records
from hub.history.rebuilding import age_by_changes, rebuild
from hub.load import REPAIRS, LoadReport
from hub.load.judgements import judgements_of
from hub.load.ledger import close_revision, next_revision
from hub.store import Database, upgrade
from hub.store.dump import dump
from hub.store.transaction import Transaction
from schema.kinds import KINDS

MOST_EXAMPLES = 5
DERIVED = (
    *(kind.table for kind in KINDS),
    *("identifier", "name_key", "term", "value_count", "occurrence", "search_document", "search_excerpt"),
    *("relation", "unresolved", "statement", "reference", "match", "match_key", "key_holder"),
)
"""Tables whose rows follow from records and judgements: they can be dropped and rebuilt at any time."""


async def differing(database: Database) -> tuple[int, tuple[str, ...]]:
    """How many rows differ between a store and one that is made anew from what it states, and some of them: +
    is stored, - is missing.

    The other store stands in the temporary directory and takes as much room; nothing of this one is changed.
    """
    revision = await database.revision()
    if not revision:
        return 0, ()
    with tempfile.TemporaryDirectory(prefix="hub-doctor-") as folder:
        async with Database(f"sqlite:///{folder}/hub.db") as anew:
            await rebuild(database, str(revision), anew)
            stored, right = await _rows(database), await _rows(anew)
    wrong, missing = stored - right, right - stored
    examples = [*(f"+ {line[:300]}" for line in wrong), *(f"- {line[:300]}" for line in missing)]
    return wrong.total() + missing.total(), tuple(sorted(examples, key=lambda line: line[2:])[:MOST_EXAMPLES])


async def _rows(database: Database) -> Counter[str]:
    """The rows of derived tables as lines of JSON."""
    return Counter([line async for line in _derived_lines(database)])


async def _derived_lines(database: Database) -> AsyncIterator[str]:
    async for line in dump(database):
        if orjson.loads(line)[0] in DERIVED:
            yield line


async def repair(database: Database, on_step: OnStep = lambda *_: None, clock: Clock = now) -> int:
    """Drop all that follows from what is stated and derive it anew, in a revision of its own, which is returned."""
    await upgrade(database)
    started = stamp(clock)
    async with database.write() as tx:
        revision = await next_revision(tx)
        await _drop(tx)
        touched = await sets.TOUCHED.new(tx)
        await touched.add_selected("SELECT id FROM record WHERE withdrawn_revision IS NULL")
        rows = await touched.size()
        await key_records(tx)
        await derive(Cause(revision, touched, await sets.FORMER_KEYS.new(tx)), await judgements_of(tx), on_step)
        await _keep_changes(tx, revision)
        await close_revision(tx, LoadReport(REPAIRS, "accepted", revision), started, stamp(clock))
    await database.analyse(rows)
    return revision


async def _drop(tx: Transaction) -> None:
    for table in DERIVED:
        await tx.run(f'DELETE FROM "{table}"')
    await tx.run("UPDATE record SET entity = NULL WHERE withdrawn_revision IS NULL")
    if tx.dialect == "sqlite":
        await tx.run("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        await tx.run("REINDEX")


async def _keep_changes(tx: Transaction, revision: int) -> None:
    """Have entities be as old as the changes say that led to them: to those who follow the hub, nothing has changed."""
    await tx.run("DELETE FROM change WHERE revision = :revision", revision=revision)
    await age_by_changes(tx)
