"""Judgements as rows of the store."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from hub.identity import Judgement
from hub.store.database import Database, encoded
from hub.store.tables import JudgementRow
from hub.store.transaction import Transaction, table_of


def judgement_id(judgement: Judgement) -> str:
    """The id of a judgement, derived from all that it says."""
    return "judgement_" + hashlib.sha256(encoded(asdict(judgement)).encode()).hexdigest()[:20]


async def judgements_of(tx: Transaction) -> list[Judgement]:
    """All judgements of the store, oldest first, within a transaction."""
    table = table_of(JudgementRow)
    rows = await tx.execute(select(table).order_by(table.c.at, table.c.id))
    return [Judgement(row.left, row.right, row.verdict, row.by, row.at, row.why, tuple(row.evidence)) for row in rows]


async def stored_judgements(database: Database) -> list[Judgement]:
    """All judgements of the store, oldest first."""
    async with database.write() as tx:
        return await judgements_of(tx)


def judgement_rows(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """The rows of judgements."""
    return [{"id": judgement_id(one)} | asdict(one) | {"evidence": list(one.evidence)} for one in judgements]
