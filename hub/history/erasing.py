"""Earlier values of records, erased: what a record stated once, and what a withdrawn one
stated last, is gone for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from hub.clock import Clock, now, stamp
from hub.errors import ErrorCode, HubError
from hub.identity.judgements import reference_id
from hub.load import ERASURES, LoadReport
from hub.load.ledger import close_revision, next_revision
from hub.store import Database, upgrade
from hub.store.former_tables import ERASED, FormerRow
from hub.store.tables import RecordRow
from hub.store.transaction import Transaction, table_of
from schema.kinds import KINDS

_FORMER, _RECORD = table_of(FormerRow), table_of(RecordRow)
_NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("name", "line", "column", "url")),
    "stated": {},
    "identifiers": [],
    "statements": [],
    "raw": {},
    "digest": ERASED,
}
# The name of an entity that is gone was stated by somebody, too, and a slug is made of a name.
_NAMES = " UNION ALL ".join(f'SELECT id, name FROM "{kind.table}"' for kind in KINDS)
_RENAME = f"""UPDATE change SET fields = NULL, slug = NULL, name = coalesce((SELECT n.name FROM ({_NAMES}) AS n WHERE n.id = change.entity), entity)
    WHERE entity IN :entities"""


@dataclass(slots=True)
class Erasure:
    """What was erased. revision: that it made.

    versions: of what records stated; withdrawn: records of which nothing is left but the key.
    """

    revision: int = 0
    records: int = 0
    versions: int = 0
    withdrawn: int = 0


async def erase(
    database: Database, references: Sequence[str], *, is_rehearsal: bool = False, clock: Clock = now
) -> Erasure:
    """Erase what records stated before, in a revision of its own, and all that tells of it.

    references: network/kind/key or ids, of withdrawn records too. What a record in force states now stays: its network
    states it. Raises `HubError` record-unknown.
    """
    await upgrade(database)
    erasure, started = Erasure(), stamp(clock)
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        erasure.revision = await next_revision(tx)
        ids = [await _erase(tx, reference, erasure) for reference in dict.fromkeys(references)]
        report = LoadReport(ERASURES, "accepted", erasure.revision)
        await close_revision(tx, report, started, stamp(clock), detail=ids, with_edges=False)
    if not is_rehearsal:
        await database.compact()
    return erasure


async def _erase(tx: Transaction, reference: str, erasure: Erasure) -> str:
    """Erase what one record stated before; its id."""
    record = await _record(tx, reference)
    id_, is_withdrawn = record["id"], record["withdrawn_revision"] is not None
    versions = await _versions(tx, id_)
    full = [(revision, stated) for revision, stated in versions if stated["digest"] != ERASED]
    for revision, stated in full:
        await _rewrite(tx, revision, id_, _emptied(stated))
    erasure.records += 1
    erasure.versions += len(full)
    if is_withdrawn:
        erasure.withdrawn += record["digest"] != ERASED
        await tx.execute(_RECORD.update().where(_RECORD.c.id == id_).values(**_NOTHING))
    newest = erasure.revision if is_withdrawn else max((revision for revision, _ in versions), default=0)
    await _forget_moves(tx, id_, newest)
    await _forget_details(tx, id_, record["network"])
    entities = {id_, record["entity"], *(stated.get("entity") for _, stated in versions)} - {None}
    await tx.run(_RENAME, entities=sorted(entities))
    return str(id_)


async def _record(tx: Transaction, reference: str) -> Mapping[str, Any]:
    """The row of a record, in force or withdrawn. Raises `HubError` record-unknown."""
    id_ = reference_id(reference.removeprefix("rec_"))
    row = (await tx.execute(select(_RECORD).where(or_(_RECORD.c.id == id_, _RECORD.c.alias == id_)))).mappings().first()
    if row is None:
        message = f"No record is called {reference}."
        raise HubError(ErrorCode.RECORD_UNKNOWN, message, "Name it as network/kind/key or by its id.")
    return dict(row)


async def _versions(tx: Transaction, id_: str) -> list[tuple[int, dict[str, Any]]]:
    """What is kept of a record with its values, by the revisions that overwrote it."""
    query = select(_FORMER.c.revision, _FORMER.c.stated).where(_FORMER.c.id == id_, _FORMER.c.origin == "record")
    return [(row.revision, row.stated) for row in await tx.execute(query) if "digest" in row.stated]


def _emptied(stated: Mapping[str, Any]) -> dict[str, Any]:
    """A record as if it had been withdrawn and stated nothing: so it can be neither put back nor rebuilt."""
    return {**stated, **_NOTHING, "withdrawn_revision": stated["withdrawn_revision"] or stated["changed_revision"]}


async def _rewrite(tx: Transaction, revision: int, id_: str, stated: Mapping[str, Any] | None) -> None:
    place = (_FORMER.c.revision == revision, _FORMER.c.id == id_)
    await tx.execute(_FORMER.update().where(*place).values(stated=stated))


async def _forget_moves(tx: Transaction, id_: str, before: int) -> None:
    """Forget where a record stood, and that it was not withdrawn, before a revision: nothing is left
    that it could be true of.
    """
    theirs = (_FORMER.c.id == id_, _FORMER.c.origin == "record")
    earlier = select(_FORMER.c.revision, _FORMER.c.stated).where(*theirs, _FORMER.c.revision < before)
    moves = [row.revision for row in await tx.execute(earlier) if "digest" not in row.stated]
    await tx.execute(_FORMER.delete().where(*theirs, _FORMER.c.revision.in_(moves)))


async def _forget_details(tx: Transaction, id_: str, network: str) -> None:
    """Forget the earlier assessments, figures and passages of a record, as if they had never been stated."""
    query = select(_FORMER.c.revision, _FORMER.c.id, _FORMER.c.stated).where(
        _FORMER.c.network == network, _FORMER.c.origin == "detail", _FORMER.c.stated.is_not(None)
    )
    for row in await tx.execute(query):
        if row.stated["record"] == id_:
            await _rewrite(tx, row.revision, row.id, None)
