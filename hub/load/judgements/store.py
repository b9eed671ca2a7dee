"""Judgements as rows of the store."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from hub.identity import Judgement
from hub.store.database import Database, encoded
from hub.store.tables import JudgementRow
from hub.store.transaction import Transaction, table_of

HTTP = "http"
"""What stands for the file of a judgement that was given over HTTP: no file undoes it."""


def judgement_id(judgement: Judgement) -> str:
    """The id of a judgement, derived from all that it says."""
    return "judgement_" + hashlib.sha256(encoded(asdict(judgement)).encode()).hexdigest()[:20]


async def judgements_of(tx: Transaction) -> list[Judgement]:
    """All judgements of the store, oldest first, within a transaction."""
    return [judgement for judgement, _ in await judgements_with_origins(tx)]


async def judgements_with_origins(tx: Transaction) -> list[tuple[Judgement, str | None]]:
    """All judgements of the store, oldest first, each with its origin: a path, `http`, or None where that is not known."""
    table = table_of(JudgementRow)
    rows = await tx.execute(select(table).order_by(table.c.at, table.c.id))
    return [
        (Judgement(row.left, row.right, row.verdict, row.by, row.at, row.why, tuple(row.evidence)), row.origin)
        for row in rows
    ]


async def stored_judgements(database: Database) -> list[Judgement]:
    """All judgements of the store, oldest first."""
    return [judgement for judgement, _ in await stored_with_origins(database)]


async def stored_with_origins(database: Database) -> list[tuple[Judgement, str | None]]:
    """All judgements of the store, oldest first, each with its origin."""
    async with database.write() as tx:
        return await judgements_with_origins(tx)


def judgement_rows(origins: Mapping[Judgement, str | None]) -> dict[str, dict[str, Any]]:
    """The rows of judgements by their ids. origins: where each came from."""
    return {
        (id_ := judgement_id(one)): {"id": id_} | asdict(one) | {"evidence": list(one.evidence), "origin": origin}
        for one, origin in origins.items()
    }


async def adopt(tx: Transaction, judgements: Iterable[Judgement], origin: str) -> None:
    """Have a file be where judgements come from, but for those given over HTTP."""
    rows = [{"id": judgement_id(judgement), "origin": origin} for judgement in judgements]
    adopted = (
        "UPDATE judgement SET origin = :origin WHERE id = :id AND (origin IS NULL OR origin NOT IN (:origin, 'http'))"
    )
    await tx.run_for_each(adopted, rows)
