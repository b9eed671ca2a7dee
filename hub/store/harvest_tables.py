"""What harvests did, and which process does them: neither follows from records, and no load touches them.

Moments in UTC.
"""

from sqlalchemy import JSON, Integer
from sqlmodel import Field, SQLModel

from schema.kinds.facts import SORTED_TEXT


class HarvestRow(SQLModel, table=True):
    """One harvest of one source. outcome: changed, unchanged, partial or failed; load: status
    of the load that followed.

    added, changed, withdrawn, unchanged: records; rejected: rows; failed: records or files of the source that
    were given up. misses: failures in a row up to this one, this included. message: why it failed. revision: of
    the load, where it made one.
    """

    __tablename__ = "harvest"

    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    number: int = Field(sa_type=Integer)
    network: str = Field(sa_type=SORTED_TEXT)
    source: str = Field(sa_type=SORTED_TEXT)
    way: str = Field(sa_type=SORTED_TEXT)
    started_at: str = Field(sa_type=SORTED_TEXT)
    finished_at: str = Field(sa_type=SORTED_TEXT)
    outcome: str = Field(sa_type=SORTED_TEXT)
    load: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    added: int = Field(sa_type=Integer)
    changed: int = Field(sa_type=Integer)
    withdrawn: int = Field(sa_type=Integer)
    unchanged: int = Field(sa_type=Integer)
    rejected: int = Field(sa_type=Integer)
    failed: int = Field(sa_type=Integer)
    bytes: int = Field(sa_type=Integer)
    milliseconds: int = Field(sa_type=Integer)
    misses: int = Field(sa_type=Integer)
    message: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    remarks: list[str] = Field(sa_type=JSON)
    fetched_at: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    failing_since: str | None = Field(default=None, sa_type=SORTED_TEXT, nullable=True)
    revision: int | None = Field(default=None, sa_type=Integer, nullable=True)


class LeaseRow(SQLModel, table=True):
    """What one process of many does at a time.

    holder: the process; until: when it is free again unless it is renewed.
    """

    __tablename__ = "lease"

    name: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    holder: str = Field(sa_type=SORTED_TEXT)
    until: str = Field(sa_type=SORTED_TEXT)
