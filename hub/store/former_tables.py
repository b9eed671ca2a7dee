"""What revisions overwrote, so that they can be undone and looked back to.

Which content is not to be taken again, which was read last, and whence it came.
"""

from typing import Any

from sqlalchemy import JSON, Boolean, Integer, Text
from sqlmodel import Field, SQLModel

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT

ERASED = ""
"""The digest of a record whose values are erased."""


class FormerRow(SQLModel, table=True):
    """A row of `origin` (network, figure, detail, record or judgement) as it was before a revision wrote it.

    stated: the columns that the revision wrote (all of a record whose values it did); null where there was no row, but
    for records: those that a revision added are in no row here, as they say so themselves (`first_revision`).
    """

    __tablename__ = "former_row"

    revision: int = Field(sa_type=Integer, primary_key=True)
    origin: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    id: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    network: str = Field(sa_type=SORTED_TEXT)
    stated: dict[str, Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)


class RefusedContentRow(SQLModel, table=True):
    """What a network stated that was undone or removed (why) in a revision: the same content is
    not loaded again unasked.
    """

    __tablename__ = "refused_content"

    network: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    revision: int = Field(sa_type=Integer)
    why: str = Field(sa_type=SORTED_TEXT)
    digest: str = Field(sa_type=SORTED_TEXT)


class ReadingRow(SQLModel, table=True):
    """What the files of a network were when they were read last, and what their load said (see hub.load.readings);
    may be lost at any time.

    revision: of the network's last load, which this reading is of. reader: digest of the code that read. stamps,
    is_at_rest, content: see loaders.fingerprints. report: counts, issues and numbers of the load.
    """

    __tablename__ = "reading"

    network: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    revision: int = Field(sa_type=Integer)
    reader: str = Field(sa_type=SORTED_TEXT)
    stamps: str = Field(sa_type=SORTED_TEXT)
    is_at_rest: bool = Field(sa_type=Boolean)
    content: str = Field(sa_type=SORTED_TEXT)
    report: dict[str, Any] = Field(sa_type=JSON)


class FileReadingRow(SQLModel, table=True):
    """What one file was and gave when it was read last, of a network whose `reading` holds; may be lost at any time.

    source: its number in the manifest. stamp, digest: see loaders.fingerprints. given: JSON of
    loaders.file_memory.FileReading.
    """

    __tablename__ = "file_reading"

    network: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    source: int = Field(sa_type=Integer, primary_key=True)
    path: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    stamp: str = Field(sa_type=SORTED_TEXT)
    digest: str = Field(sa_type=SORTED_TEXT)
    given: str = Field(sa_type=Text)


class CarriedNetworkRow(SQLModel, table=True):
    """By which hubs the last accepted load of a network came; a network without a row is loaded
    from its own directory here.

    hubs: the way, from the hub that loads it from its own directory to the one that was asked. stated_at, revision:
    when the former stored this state, and as which of its revisions.
    """

    __tablename__ = "carried_network"

    network: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    hubs: list[str] = Field(sa_type=JSON)
    stated_at: str = Field(sa_type=SORTED_TEXT)
    revision: int = Field(sa_type=Integer)


class KnownHubRow(SQLModel, table=True):
    """Another hub: which networks it loads from its own directories, when that was so, and its revision then."""

    __tablename__ = "known_hub"

    hub: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    as_of: str = Field(sa_type=SORTED_TEXT)
    revision: int = Field(sa_type=Integer)
    networks: list[str] = Field(sa_type=JSON)
