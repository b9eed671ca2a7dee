"""What a revision overwrites: kept before it writes, put back when it is undone, and the history of what
networks stated. ADR 0081.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from hub.config import settings
from hub.store.database import encoded
from hub.store.former_tables import FormerRow, RefusedContentRow
from hub.store.tables import DetailRow, FigureRow, JudgementRow, NetworkRow, RecordRow
from hub.store.transaction import Transaction, chunks, table_of
from schema.values.utc import utc_stamp

UNDOABLE = 3
"""Accepted loads of a network that can be undone however old they are."""
ORIGINS: Mapping[str, type[SQLModel]] = {
    "network": NetworkRow, "figure": FigureRow, "detail": DetailRow, "record": RecordRow, "judgement": JudgementRow,
}  # fmt: skip
"""The tables that hold what networks and people state: everything else follows from their rows."""
_KEEP = """INSERT INTO former_row (revision, origin, id, network, stated) VALUES (:revision, :origin, :id, :network, :stated)
    ON CONFLICT DO NOTHING"""
FormerRows = Mapping[str, Mapping[str, Any] | None]
"""Rows of one table by their ids; None where there is none."""


async def keep_rows(tx: Transaction, revision: int, network: str, origin: str, rows: FormerRows) -> None:
    """Keep rows as they were before a revision. What was kept of a row first is kept: a load may write it twice."""
    entries = [
        {"revision": revision, "origin": origin, "id": id_, "network": network, "stated": row and encoded(dict(row))}
        for id_, row in rows.items()
    ]
    await tx.run_for_each(_KEEP, entries)


async def keep_records(tx: Transaction, revision: int, network: str, ids: Iterable[str], *columns: str) -> None:
    """Keep stored records as they are before a revision writes them: the columns that it writes, by default all.

    A row put above others in a file moves them all, and a file that is gone withdraws them all:
    neither is worth their values.
    """
    for part in chunks(list(ids)):
        await keep_rows(tx, revision, network, "record", await _stored(tx, "record", part, columns))


async def forget_rows(tx: Transaction, moment: str) -> None:
    """Forget what was overwritten longer ago than HUB_HISTORY_DAYS, as seen from a moment, but for
    each network's last loads.

    The load before must see it so, too: a clock that is ahead for once forgets nothing.
    """
    before = await tx.value(
        "SELECT finished_at FROM load WHERE finished_at <= :moment ORDER BY revision DESC LIMIT 1 OFFSET 1",
        moment=moment,
    )
    seen = datetime.fromisoformat(before or moment)
    oldest = utc_stamp(seen - timedelta(days=settings().history_days))
    bound = await tx.value("SELECT max(revision) FROM load WHERE finished_at <= :oldest", oldest=oldest)
    if bound is not None:
        gone = [row.revision for row in await tx.rows(_FORGETTABLE, bound=bound)]
        for part in chunks(gone):
            await tx.run("DELETE FROM former_row WHERE revision IN :revisions", revisions=part)
            await tx.run("UPDATE change SET fields = NULL WHERE revision IN :revisions", revisions=part)


# Each revision that writes a network has a row of it here, and each that writes judgements rows of those alone.
_FORGETTABLE = f"""SELECT DISTINCT revision FROM former_row AS f WHERE revision <= :bound AND (
    f.origin = 'judgement' OR f.origin = 'network' AND {UNDOABLE} <= (
        SELECT count(*) FROM former_row AS later
        WHERE later.network = f.network AND later.origin = 'network' AND later.revision > f.revision))"""


async def put_back(tx: Transaction, revisions: Sequence[int], now: int, network: str) -> None:
    """Have all rows be as they were before some revisions; what they were until `now` is kept.

    Whose record is whose is left to `derive`.
    """
    for origin, rows in (await _former(tx, revisions)).items():
        for part in chunks(sorted(rows)):
            stored = await _stored(tx, origin, part)
            await keep_rows(tx, now, network, origin, {id_: stored.get(id_) for id_ in part})
            gone = [{"id": id_} for id_ in part if rows[id_] is None]
            await tx.run_for_each(f"DELETE FROM {origin} WHERE {key_of(origin)} = :id", gone)
            back = [stored.get(id_, {}) | rows[id_] for id_ in part if rows[id_] is not None]
            await tx.upsert(ORIGINS[origin], back, keep=("entity",))


async def _former(tx: Transaction, revisions: Sequence[int]) -> dict[str, dict[str, Any]]:
    """By table and id what rows were before the oldest of the revisions that wrote them."""
    table = table_of(FormerRow)
    former: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    query = select(table).where(table.c.revision.in_(revisions)).order_by(table.c.revision.desc())
    for row in await tx.execute(query):
        rows = former[row.origin]
        rows[row.id] = before(rows.get(row.id), row.stated)
    return former


def before(after: Mapping[str, Any] | None, overwritten: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row before a revision, from the one after it and what the revision overwrote of it.

    None where there is none.
    """
    return None if overwritten is None else {**(after or {}), **overwritten}


async def _stored(
    tx: Transaction, origin: str, ids: Sequence[str], columns: Sequence[str] = ()
) -> dict[str, dict[str, Any]]:
    table, key = table_of(ORIGINS[origin]), key_of(origin)
    wanted = [table.c[name] for name in columns or table.c.keys()]
    rows = await tx.execute(select(table.c[key].label("_id"), *wanted).where(table.c[key].in_(ids)))
    return {row["_id"]: {name: row[name] for name in row if name != "_id"} for row in rows.mappings()}


def key_of(origin: str) -> str:
    """The column by which the rows of a table are known."""
    return "slug" if origin == "network" else "id"


async def content_digest(tx: Transaction, network: str, manifest_digest: str) -> str:
    """SHA-256 over all that a network's files state now, in whatever order: what they list no longer, but
    stays, is no part of it.
    """
    digest = hashlib.sha256(manifest_digest.encode())
    for query in _CONTENT:
        async for part in tx.stream(query, network=network):
            for row in part:
                digest.update(encoded(list(row)).encode())
    return digest.hexdigest()


_CONTENT = (
    """SELECT id, digest FROM record WHERE network = :network AND withdrawn_revision IS NULL AND unlisted_revision IS NULL
        ORDER BY id""",
    "SELECT id, value, note FROM figure WHERE network = :network ORDER BY id",
    "SELECT id FROM detail WHERE network = :network ORDER BY id",
)


async def refuse_content(tx: Transaction, network: str, revision: int, why: str, digest: str) -> None:
    """Remember that what a network states is not to be loaded again unasked. why: undone or removed."""
    await tx.upsert(RefusedContentRow, [{"network": network, "revision": revision, "why": why, "digest": digest}])


async def refusal_of(tx: Transaction, network: str, manifest_digest: str) -> str | None:
    """Why what a network now states is not to be loaded, as the end of a sentence; None if it may be."""
    rows = await tx.rows("SELECT revision, why, digest FROM refused_content WHERE network = :network", network=network)
    if not rows or rows[0].digest != await content_digest(tx, network, manifest_digest):
        return None
    return f"{rows[0].why} at revision {rows[0].revision}"


async def accept_content(tx: Transaction, network: str) -> None:
    """Forget what was refused of a network: something else, or the same on demand, is loaded now."""
    await tx.run("DELETE FROM refused_content WHERE network = :network", network=network)
