"""Judgements as rows of the store."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from hub.identity import Judgement
from hub.identity.judgements import reference_id
from hub.store.database import Database, decoded, encoded
from hub.store.reading import Reader
from hub.store.transaction import Transaction

HTTP = "http"
"""What stands for the file of a judgement that was given over HTTP: no file undoes it."""


def judgement_id(judgement: Judgement) -> str:
    """The id of a judgement, derived from all that it says."""
    return "judgement_" + hashlib.sha256(encoded(asdict(judgement)).encode()).hexdigest()[:20]


async def judgements_of(store: Reader | Transaction) -> list[Judgement]:
    """All judgements of the store, oldest first."""
    return [judgement for judgement, _ in await judgements_with_origins(store)]


async def judgements_with_origins(store: Reader | Transaction) -> list[tuple[Judgement, str | None]]:
    """All judgements of the store, oldest first, each with its origin: a path, `http`, or None
    where that is not known.
    """
    rows = await store.rows(
        'SELECT "left", "right", verdict, "by", at, why, evidence, origin FROM judgement ORDER BY id'
    )
    stored = [
        # a transaction of PostgreSQL gives JSON decoded
        (
            Judgement(
                left, right, verdict, by, at, why, tuple(decoded(evidence) if isinstance(evidence, str) else evidence)
            ),
            origin,
        )
        for left, right, verdict, by, at, why, evidence, origin in rows
    ]
    return sorted(stored, key=lambda one: one[0].sortable_at)


async def stored_with_origins(database: Database) -> list[tuple[Judgement, str | None]]:
    """All judgements of the store, oldest first, each with its origin."""
    async with database.reading() as reader:
        return await judgements_with_origins(reader)


def judgement_rows(origins: Mapping[Judgement, str | None]) -> dict[str, dict[str, Any]]:
    """The rows of judgements by their ids. origins: where each came from."""
    return {
        (id_ := judgement_id(one)): {"id": id_}
        | asdict(one)
        | {"evidence": list(one.evidence), "origin": origin}
        | {"left_record": reference_id(one.left), "right_record": reference_id(one.right)}
        for one, origin in origins.items()
    }


async def name_records(tx: Transaction) -> None:
    """Give judgements the ids of their records that have none: those that a node of an earlier version wrote, or
    that an undo brought back.
    """
    rows = await tx.rows('SELECT id, "left", "right" FROM judgement WHERE left_record IS NULL')
    ids = [{"id": id_, "left": reference_id(left), "right": reference_id(right)} for id_, left, right in rows]
    await tx.run_for_each("UPDATE judgement SET left_record = :left, right_record = :right WHERE id = :id", ids)


async def adopt(tx: Transaction, judgements: Iterable[Judgement], origin: str) -> None:
    """Have a file be where judgements come from, but for those given over HTTP."""
    rows = [{"id": judgement_id(judgement), "origin": origin, "http": HTTP} for judgement in judgements]
    adopted = (
        "UPDATE judgement SET origin = :origin WHERE id = :id AND (origin IS NULL OR origin NOT IN (:origin, :http))"
    )
    await tx.run_for_each(adopted, rows)
