"""The tables of match keys: what each record can meet others by, and which records have a key.

Made anew from records at will.
"""

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlmodel import Field, SQLModel

from schema.kinds.facts import SORTED_TEXT


class MatchKeyRow(SQLModel, table=True):
    """The keys by which a live record can meet others, as packed 64-bit numbers (see hub.identity.keys.packed_keys).

    number: by which `KeyHolderRow` calls the record. distinctions: its register numbers, countries and day as JSON,
    None without any. All rows are of one edition.
    """

    __tablename__ = "match_key"

    number: int | None = Field(default=None, sa_type=Integer, primary_key=True)
    record: str = Field(sa_type=SORTED_TEXT, unique=True)
    edition: int = Field(sa_type=Integer)
    network: str = Field(sa_type=SORTED_TEXT)
    family: str = Field(sa_type=SORTED_TEXT)
    accounts: int = Field(sa_type=Integer)
    lands: str = Field(sa_type=SORTED_TEXT)
    signature: int = Field(sa_type=BigInteger)
    distinctions: str | None = Field(default=None, sa_type=SORTED_TEXT)
    strong: bytes = Field(sa_type=LargeBinary)
    weak: bytes = Field(sa_type=LargeBinary)
    tokens: bytes = Field(sa_type=LargeBinary)
    identifiers: bytes = Field(sa_type=LargeBinary)
    names: bytes = Field(sa_type=LargeBinary)
    hosts: bytes = Field(sa_type=LargeBinary)


class KeyHolderRow(SQLModel, table=True):
    """A live record that has a match key among those that are strong, weak, tokens or hosts.

    holder: the number of its `MatchKeyRow`.
    """

    __tablename__ = "key_holder"
    # the key is all there is: with a rowid SQLite would store everything twice
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(sa_type=BigInteger, primary_key=True)
    holder: int = Field(sa_type=Integer, primary_key=True)
