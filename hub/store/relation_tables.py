"""The tables of relations: edges, the ends that are not resolved, the statements behind both, and what these look for.

Made from records at will.
"""

from typing import Any

from sqlalchemy import Float
from sqlmodel import Field, SQLModel

from hub.store.table_columns import json_column, number_column, optional_number, optional_text, text_column


class RelationRow(SQLModel, table=True):
    """What all records say of one predicate between two entities, merged by `hub.derive.edge_merging`; there
    is one row for the three.

    subject_name, object_name: folded, as the ends sort in lists. roles: as spelled; role_keys: the same, folded.
    since_day, until_day: the first and the last day of what may be a mere month or year. networks: who states it.
    confidence: 1 for a stated key or identifier, less for a name resolved by the engine or a mention found in text.
    """

    __tablename__ = "relation"

    id: str = text_column(primary_key=True)
    predicate: str = text_column()
    subject: str = text_column()
    subject_kind: str = text_column()
    subject_name: str = text_column()
    object: str = text_column()
    object_kind: str = text_column()
    object_name: str = text_column()
    roles: list[str] = json_column()
    role_keys: list[str] = json_column()
    since: str | None = optional_text()
    since_day: str | None = optional_text()
    until: str | None = optional_text()
    until_day: str | None = optional_text()
    confidence: float = Field(sa_type=Float)
    networks: list[str] = json_column()
    network_count: int = number_column()


class UnresolvedRow(SQLModel, table=True):
    """An end of a relation of an entity, the owner, that is not in the store: known by a label, by a key
    or by identifiers alone.

    outward: 1 where the owner is the subject. sort_name: the folded label, or what else the end is known by.
    """

    __tablename__ = "unresolved"

    id: str = text_column(primary_key=True)
    owner: str = text_column()
    owner_kind: str = text_column()
    predicate: str = text_column()
    outward: int = number_column()
    label: str | None = optional_text()
    sort_name: str = text_column()
    key: str | None = optional_text()
    identifiers: list[Any] = json_column()


class StatementRow(SQLModel, table=True):
    """One statement of a relation by a record: of an edge, of an unresolved end, or, where neither end
    is in the store, of none.

    field, start, end: where in the record's text a mention was found (code points, end exclusive).
    key, identifiers: by which the record names an end that is not in the store.
    """

    __tablename__ = "statement"

    id: str = text_column(primary_key=True)
    record: str = text_column()
    network: str = text_column()
    predicate: str = text_column()
    relation: str | None = optional_text()
    unresolved: str | None = optional_text()
    subject: str | None = optional_text()
    object: str | None = optional_text()
    subject_label: str | None = optional_text()
    object_label: str | None = optional_text()
    role: str | None = optional_text()
    role_key: str | None = optional_text()
    since: str | None = optional_text()
    until: str | None = optional_text()
    how: str = text_column()
    confidence: float = Field(sa_type=Float)
    key: str | None = optional_text()
    identifiers: list[Any] = json_column()
    field: str | None = optional_text()
    start: int | None = optional_number()
    end: int | None = optional_number()


class ReferenceRow(SQLModel, table=True):
    """What a record's statements look for: `key:…`, `id:…` or `name:…`.

    Tells whose edges to derive anew when such a thing comes or goes.
    """

    __tablename__ = "reference"

    record: str = text_column(primary_key=True)
    target: str = text_column(primary_key=True)
