"""What identity sees of stored records."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.identity import Subject, subject
from hub.store.tables import RecordRow
from hub.store.writing import chunks, table_of
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


async def subjects_among(connection: AsyncConnection, members: str) -> dict[str, Subject]:
    """What identity sees of the records of a temporary set."""
    chosen = select(*COLUMNS).where(RECORD.c.id.in_(text(f"SELECT id FROM {members}")))
    return {row.id: subject_of(row) for row in await connection.execute(chosen)}


async def subjects_of(connection: AsyncConnection, records: Collection[str]) -> dict[str, Subject]:
    """What identity sees of some records."""
    found: dict[str, Subject] = {}
    for part in chunks(sorted(records)):
        found |= {
            row.id: subject_of(row) for row in await connection.execute(select(*COLUMNS).where(RECORD.c.id.in_(part)))
        }
    return found


def subject_of(row: Any) -> Subject:
    """What identity sees of a stored record."""
    return subject(row.id, row.network, row.kind, row.key, row.stated, row.identifiers, statements_of(row.statements))


def statements_of(stored: Any) -> list[Statement]:
    """The statements of a stored record."""
    return msgspec.convert(stored, list[Statement]) if stored else []
