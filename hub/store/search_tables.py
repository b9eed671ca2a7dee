"""The tables of full-text search: what is indexed of an entity, and the excerpts in which it is shown.

Made from records at will.
"""

from typing import Any

from sqlalchemy import JSON, Index, Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import SORTED_TEXT


class SearchRow(SQLModel, table=True):
    """Folded words of an entity for full-text search; indexed by FTS5 on SQLite and tsvector on PostgreSQL.

    weight: of things that a search finds alike the one with the greater weight comes first (`search_weight`).
    """

    __tablename__ = "search_document"
    # of the many documents that a word finds, the texts are not read
    __table_args__ = (Index("ix_search_document_hit", "number", "entity", "kind", "weight"),)

    number: int | None = Field(default=None, sa_type=Integer, primary_key=True)
    entity: str = Field(sa_type=SORTED_TEXT, unique=True)
    kind: str = Field(sa_type=SORTED_TEXT)
    title: str = Field(sa_type=SORTED_TEXT)
    body: str = Field(sa_type=SORTED_TEXT)
    weight: int = Field(sa_type=Integer, sa_column_kwargs={"server_default": "0"})


class SearchExcerptRow(SQLModel, table=True):
    """The excerpts in which search shows what it found of an entity, in excerpts (see
    hub.derive.entities.searched_texts).
    """

    __tablename__ = "search_excerpt"

    entity: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    excerpts: list[Any] = Field(sa_type=JSON)
