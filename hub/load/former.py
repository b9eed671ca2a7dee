"""What a load overwrites: kept before it writes, put back when it is undone. Only the last loads of each network are kept."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from hub.store.database import encoded
from hub.store.former_tables import FormerRow, RefusedContentRow
from hub.store.tables import DetailRow, FigureRow, NetworkRow, RecordRow
from hub.store.transaction import Transaction, chunks, table_of

UNDOABLE = 3
"""Accepted loads of a network that can be undone; what was overwritten before them is forgotten."""
_MODELS: Mapping[str, type[SQLModel]] = {
    "record": RecordRow, "figure": FigureRow, "detail": DetailRow, "network": NetworkRow,
}  # fmt: skip
_KEEP = """INSERT INTO former_row (revision, origin, id, network, stated) VALUES (:revision, :origin, :id, :network, :stated)
    ON CONFLICT DO NOTHING"""
Rows = Mapping[str, Mapping[str, Any] | None]
"""Rows of one table by their ids; None where there is none."""


async def keep_rows(tx: Transaction, revision: int, network: str, origin: str, rows: Rows) -> None:
    """Keep rows as they were before a revision. What was kept of a row first is kept: a load may write it twice."""
    entries = [
        {"revision": revision, "origin": origin, "id": id_, "network": network, "stated": row and encoded(dict(row))}
        for id_, row in rows.items()
    ]
    await tx.run_for_each(_KEEP, entries)


async def keep_records(tx: Transaction, revision: int, network: str, ids: Iterable[str]) -> None:
    """Keep stored records as they are before a revision writes them."""
    for part in chunks(list(ids)):
        await keep_rows(tx, revision, network, "record", await _stored(tx, "record", part))


async def forget_rows(tx: Transaction, network: str) -> None:
    """Forget what a network's loads overwrote, but for the last ones."""
    oldest = f"""SELECT min(revision) FROM (SELECT revision FROM former_row WHERE network = :network AND origin = 'network'
        ORDER BY revision DESC LIMIT {UNDOABLE}) AS kept"""
    await tx.run(f"DELETE FROM former_row WHERE network = :network AND revision < ({oldest})", network=network)


async def put_back(tx: Transaction, revisions: Sequence[int], now: int, network: str) -> None:
    """Have all rows be as they were before some revisions; what they were until `now` is kept. Whose record is whose is left to `derive`."""
    for origin, rows in (await _former(tx, revisions)).items():
        for part in chunks(sorted(rows)):
            stored = await _stored(tx, origin, part)
            await keep_rows(tx, now, network, origin, {id_: stored.get(id_) for id_ in part})
        model, key = _MODELS[origin], _key(origin)
        gone = [id_ for id_, row in rows.items() if row is None]
        await tx.run_for_each(f"DELETE FROM {origin} WHERE {key} = :id", [{"id": id_} for id_ in gone])
        await tx.upsert(model, [row for row in rows.values() if row is not None], keep=("entity",))


async def _former(tx: Transaction, revisions: Sequence[int]) -> dict[str, dict[str, Any]]:
    """By table and id what rows were before the oldest of the revisions that wrote them."""
    table = table_of(FormerRow)
    former: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    query = select(table).where(table.c.revision.in_(revisions)).order_by(table.c.revision.desc())
    for row in await tx.execute(query):
        former[row.origin][row.id] = row.stated
    return former


async def _stored(tx: Transaction, origin: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    table, key = table_of(_MODELS[origin]), _key(origin)
    rows = await tx.execute(select(table).where(table.c[key].in_(ids)))
    return {row[key]: dict(row) for row in rows.mappings()}


def _key(origin: str) -> str:
    return "slug" if origin == "network" else "id"


async def content_digest(tx: Transaction, network: str, manifest_digest: str) -> str:
    """SHA-256 over all that a network's files state now, in whatever order: what they list no longer, but stays, is no part of it."""
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
