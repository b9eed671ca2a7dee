"""Who may change the hub over HTTP, who changed what, and which operations are trusted: none of it follows from records, and no load touches them."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT


class OperatorTokenRow(SQLModel, table=True):
    """A token of an operator. digest: SHA-256 of its secret, which is stored nowhere; networks: null for all; times in UTC."""

    __tablename__ = "operator_token"

    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    name: str = Field(sa_type=SORTED_TEXT)
    digest: str = Field(sa_type=SORTED_TEXT)
    rights: list[Any] = Field(sa_type=JSON)
    networks: list[Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)
    created_at: str = Field(sa_type=SORTED_TEXT)
    expires_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    revoked_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)


class AuditEntryRow(SQLModel, table=True):
    """One change: who did what to what, by which means (a token's id, the command line), in which revision. Triggers keep entries as written."""

    __tablename__ = "audit_entry"

    number: int = Field(sa_type=Integer, primary_key=True)
    at: str = Field(sa_type=SORTED_TEXT)
    who: str = Field(sa_type=SORTED_TEXT)
    means: str = Field(sa_type=SORTED_TEXT)
    action: str = Field(sa_type=SORTED_TEXT)
    subject: str = Field(sa_type=SORTED_TEXT)
    outcome: str = Field(sa_type=SORTED_TEXT)
    revision: int | None = Field(default=None, sa_type=Integer, nullable=True)
    detail: list[Any] = Field(sa_type=JSON)


class TrustedOperationRow(SQLModel, table=True):
    """A document that operators have listed. digest: SHA-256 of its UTF-8 text; uses: answers to it so far; times in UTC."""

    __tablename__ = "trusted_operation"

    digest: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    name: str = Field(sa_type=SORTED_TEXT)
    document: str = Field(sa_type=SORTED_TEXT)
    added_at: str = Field(sa_type=SORTED_TEXT)
    uses: int = Field(sa_type=BigInteger)
    last_used_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
