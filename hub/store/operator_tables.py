"""Who may change the hub over HTTP, who changed what, which operations are trusted, and who is notified of changes:
none of it follows from records, and no load touches it.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT


class OperatorTokenRow(SQLModel, table=True):
    """A token of an operator.

    digest: SHA-256 of its secret, which is stored nowhere; networks: null for all; times in UTC.
    """

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
    """One change: who did what to what, by which means (a token's id, the command line), in which revision.

    Triggers keep entries as written.
    """

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
    """A document that operators have listed.

    digest: SHA-256 of its UTF-8 text; uses: answers to it so far; times in UTC.
    """

    __tablename__ = "trusted_operation"

    digest: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    name: str = Field(sa_type=SORTED_TEXT)
    document: str = Field(sa_type=SORTED_TEXT)
    added_at: str = Field(sa_type=SORTED_TEXT)
    uses: int = Field(sa_type=BigInteger)
    last_used_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)


class WebhookRow(SQLModel, table=True):
    """Whom to tell of changes; times in UTC. shown_target: the address as it may be shown. kinds, networks: of which,
    null for all. position: the revision up to which messages were made.

    generation: how often its secret was made anew, which is stored nowhere; rotated_at: when it was last. failures:
    tries in a row; next_at: not before then. claimed_by, claimed_until: the process that notifies it now. off_at,
    off_why: since when and why it is no longer notified.
    """

    __tablename__ = "webhook"

    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    target: str = Field(sa_type=SORTED_TEXT)
    shown_target: str = Field(sa_type=SORTED_TEXT)
    kinds: list[Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)
    networks: list[Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)
    position: int = Field(sa_type=Integer)
    generation: int = Field(sa_type=Integer)
    created_at: str = Field(sa_type=SORTED_TEXT)
    rotated_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    failures: int = Field(sa_type=Integer)
    next_at: str = Field(sa_type=SORTED_TEXT)
    claimed_by: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    claimed_until: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    off_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    off_why: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)


class DeliveryRow(SQLModel, table=True):
    """A message to a webhook: what happened after `since` up to `revision`.

    state: pending, delivered or given-up; status: the last answer's.
    """

    __tablename__ = "webhook_delivery"

    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    webhook: str = Field(sa_type=SORTED_TEXT, index=True)
    number: int = Field(sa_type=Integer)
    since: int = Field(sa_type=Integer)
    revision: int = Field(sa_type=Integer)
    content: str = Field(sa_type=SORTED_TEXT)
    made_at: str = Field(sa_type=SORTED_TEXT)
    state: str = Field(sa_type=SORTED_TEXT)
    tries: int = Field(sa_type=Integer)
    status: int | None = Field(default=None, sa_type=Integer, nullable=True)
    error: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    ended_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
