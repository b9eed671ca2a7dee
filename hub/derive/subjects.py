"""What identity sees of stored records."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import select

from hub.identity import Subject, subject
from hub.store.tables import RecordRow
from hub.store.transaction import Transaction, chunks, table_of
from schema.records import Statement

RECORD = table_of(RecordRow)
COLUMNS = (
    RECORD.c.id,
    RECORD.c.network,
    RECORD.c.kind,
    RECORD.c.key,
    RECORD.c.stated,
    RECORD.c.identifiers,
    RECORD.c.statements,
)


async def subjects_of(tx: Transaction, records: Collection[str]) -> dict[str, Subject]:
    """What identity sees of some records."""
    subjects: dict[str, Subject] = {}
    for part in chunks(sorted(records)):
        rows = await tx.execute(select(*COLUMNS).where(RECORD.c.id.in_(part)))
        subjects |= {row.id: subject_of(row) for row in rows}
    return subjects


def subject_of(row: Any) -> Subject:
    """What identity sees of a stored record."""
    return subject(row.id, row.network, row.kind, row.key, row.stated, row.identifiers, statements_of(row.statements))


def statements_of(stored: Any) -> list[Statement]:
    """The statements of a stored record."""
    return msgspec.convert(stored, list[Statement]) if stored else []
