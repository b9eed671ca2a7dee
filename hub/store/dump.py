"""The whole store as text, in one order: equal stores give equal dumps on any database, whatever was loaded when."""

from collections.abc import AsyncIterator

from sqlmodel import SQLModel

from hub.store.database import Database, encoded
from hub.store.paging import rows_by_key
from hub.store.read_models import TermRow, ValueCountRow
from hub.store.relation_tables import ReferenceRow, RelationRow, StatementRow, UnresolvedRow
from hub.store.search_tables import SearchExcerptRow, SearchRow
from hub.store.tables import (
    DetailRow,
    FigureRow,
    IdentifierRow,
    JudgementRow,
    MatchRow,
    NameKeyRow,
    NetworkRow,
    OccurrenceRow,
    RecordRow,
)
from hub.store.transaction import table_of
from schema.kinds import KINDS

_TIMED = {
    "number",
    "created_revision",
    "updated_revision",
    "first_revision",
    "changed_revision",
    "withdrawn_revision",
    "revision",
    "loaded_at",
    "origin",
}
_MODELS: tuple[type[SQLModel], ...] = (
    NetworkRow,
    FigureRow,
    DetailRow,
    RecordRow,
    *(kind.model for kind in KINDS),
    IdentifierRow,
    NameKeyRow,
    TermRow,
    ValueCountRow,
    OccurrenceRow,
    SearchRow,
    SearchExcerptRow,
)
_EDGES: tuple[type[SQLModel], ...] = (RelationRow, UnresolvedRow, StatementRow, ReferenceRow, MatchRow, JudgementRow)


async def dump(database: Database) -> AsyncIterator[str]:
    """A line of JSON per row: the table and its columns but for revisions, times and the files of judgements.

    Withdrawn records are left out.
    """
    async with database.reading() as reader:
        for table in (table_of(model) for model in (*_MODELS, *_EDGES)):
            columns = [column.name for column in table.columns if column.name not in _TIMED]
            key = [column.name for column in table.primary_key if column.name not in _TIMED] or ["entity"]
            async for row in rows_by_key(reader, table, columns, key):
                yield encoded([table.name, row])
