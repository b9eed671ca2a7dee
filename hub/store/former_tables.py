"""What revisions overwrote, so that they can be undone and looked back to, and which content is not to be taken again."""

from typing import Any

from sqlalchemy import Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT

ERASED = ""
"""The digest of a record whose values are erased."""


class FormerRow(SQLModel, table=True):
    """A row of `origin` (network, figure, detail, record or judgement) as it was before a revision wrote it.

    stated: the columns that the revision wrote (all of a record whose values it did); null where there was no row, but for records: those that
    a revision added are in no row here, as they say so themselves (`first_revision`).
    """

    __tablename__ = "former_row"

    revision: int = Field(sa_type=Integer, primary_key=True)
    origin: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    network: str = Field(sa_type=SORTED_TEXT)
    stated: dict[str, Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)


class RefusedContentRow(SQLModel, table=True):
    """What a network stated that was undone or removed (why) in a revision: the same content is not loaded again unasked."""

    __tablename__ = "refused_content"

    network: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    revision: int = Field(sa_type=Integer)
    why: str = Field(sa_type=SORTED_TEXT)
    digest: str = Field(sa_type=SORTED_TEXT)
