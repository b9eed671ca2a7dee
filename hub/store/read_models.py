"""Read models: what answers read instead of counting or sorting whole kinds. Each is written in the transaction of
the load that changes it.

All of them follow from other tables; `hub doctor` counts them anew and compares.
"""

from sqlalchemy import Boolean, Integer, false
from sqlmodel import Field, SQLModel

from schema.kinds.facts import SORTED_TEXT


class TermRow(SQLModel, table=True):
    """One value by which an entity is found and counted, beside the name by which lists sort: a page of a
    list is one range of them.

    field: one whose values are terms (`Fact.is_term`), `networks` or `assessments`; besides `founded_year` and the
    like, the years of dates; `shared`, the networks of what is in several of them, as one JSON array, and `joined`, the
    number of its records where it has several.
    derived: no record states it.
    """

    __tablename__ = "term"
    # the key is all there is: with a rowid SQLite would store every term twice
    __table_args__ = {"sqlite_with_rowid": False}

    entity: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    field: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    value: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    kind: str = Field(sa_type=SORTED_TEXT)
    sort_name: str = Field(sa_type=SORTED_TEXT)
    derived: bool = Field(sa_type=Boolean, sa_column_kwargs={"server_default": false()})


class ValueCountRow(SQLModel, table=True):
    """How many entities of a kind have a term: in all, and those of which a record states it.

    value: "" counts those with any.
    """

    __tablename__ = "value_count"
    __table_args__ = {"sqlite_with_rowid": False}

    kind: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    field: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    value: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    total: int = Field(sa_type=Integer)
    stated: int = Field(sa_type=Integer)


class StatisticRow(SQLModel, table=True):
    """How many items the lists at one place of the schema (`Product.users`) hold: all of them
    together, and the longest.
    """

    __tablename__ = "statistic"

    place: str = Field(sa_type=SORTED_TEXT, primary_key=True)
    total: int = Field(sa_type=Integer)
    most: int = Field(sa_type=Integer)
