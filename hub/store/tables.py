"""The tables of the store. Text sorts by code point on both databases; moments are ISO 8601 text in UTC.

The tables of the kinds stand in schema/kinds. Everything here but judgements and what `operator_tables` and
`harvest_tables` declare can be rebuilt from seeds and judgements.
"""

from typing import Any

from sqlalchemy import Boolean, Float, Index, text
from sqlmodel import Field, SQLModel

from hub.store.former_tables import FormerRow
from hub.store.harvest_tables import HarvestRow
from hub.store.match_tables import MatchKeyRow
from hub.store.operator_tables import AuditEntryRow
from hub.store.read_models import TermRow
from hub.store.relation_tables import ReferenceRow, RelationRow, StatementRow, UnresolvedRow
from hub.store.search_tables import SearchRow
from hub.store.table_columns import json_column, number_column, optional_number, optional_text, text_column
from schema.kinds import EVENT, KINDS, NEWS_ITEM
from schema.kinds.facts import OPTIONAL_JSON


class LoadRow(SQLModel, table=True):
    """One load of one network (or of judgements): one transaction, one revision. status: accepted or rejected."""

    __tablename__ = "load"

    revision: int = number_column(primary_key=True)
    network: str | None = optional_text(index=True)
    status: str = text_column()
    started_at: str = text_column()
    finished_at: str = text_column()
    counts: dict[str, Any] = json_column()
    issues_digest: str = text_column()


class NetworkRow(SQLModel, table=True):
    """A network as its manifest states it.

    counts: records by kind of the last accepted load; publisher_record: id of its record of the publisher.
    """

    __tablename__ = "network"

    slug: str = text_column(primary_key=True)
    title: str = text_column()
    homepage: str | None = optional_text()
    publisher_name: str = text_column()
    publisher_url: str | None = optional_text()
    publisher_record: str | None = optional_text()
    licence: str = text_column()
    attribution: str = text_column()
    country: str | None = optional_text()
    description: dict[str, str] = json_column()
    precedence: int = number_column()
    authority: list[str] = json_column()
    own: bool | None = Field(default=None, sa_type=Boolean, nullable=True)
    counts: dict[str, int] = json_column()
    first_revision: int = number_column()
    revision: int = number_column()
    loaded_at: str = text_column()
    manifest_digest: str = text_column()


class FigureRow(SQLModel, table=True):
    """A dated figure that a network gives about itself."""

    __tablename__ = "figure"

    id: str = text_column(primary_key=True)
    network: str = text_column(index=True)
    name: str = text_column()
    value: float = Field(sa_type=Float)
    unit: str | None = optional_text()
    as_of: str | None = optional_text()
    note: str | None = optional_text()
    path: str = text_column()
    line: int | None = optional_number()
    url: str | None = optional_text()


class DetailRow(SQLModel, table=True):
    """An assessment, figure or passage that a network states of one of its records (see schema.records.Detail)."""

    __tablename__ = "detail"

    id: str = text_column(primary_key=True)
    network: str = text_column(index=True)
    record: str = text_column(index=True)
    sort: str = text_column()
    name: str = text_column()
    value: str | None = optional_text()
    number: float | None = Field(default=None, sa_type=Float, nullable=True)
    unit: str | None = optional_text()
    as_of: str | None = optional_text()
    note: str | None = optional_text()
    position: int | None = optional_number()
    texts: dict[str, str] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)
    concerns: str | None = optional_text(index=True)
    path: str = text_column()
    line: int | None = optional_number()
    url: str | None = optional_text()


class RecordRow(SQLModel, table=True):
    """What one network states about one thing; never merged, never edited. entity: null for bare relations.

    withdrawn_revision: the load in which it left its source (a tombstone); it comes back when the source has it again.
    unlisted_revision: the load since which a source that lists only a part (see hub.load.windows) no longer lists it.
    alias: the id that a renamed key would give.
    """

    __tablename__ = "record"

    id: str = text_column(primary_key=True)
    network: str = text_column()
    kind: str = text_column()
    key: str = text_column()
    entity: str | None = optional_text(index=True)
    name: str | None = optional_text()
    stated: dict[str, Any] = json_column()
    identifiers: list[Any] = json_column()
    statements: list[Any] = json_column()
    raw: dict[str, Any] = json_column()
    path: str = text_column()
    line: int | None = optional_number()
    column: int | None = optional_number()
    url: str | None = optional_text()
    digest: str = text_column()
    first_revision: int = number_column()
    changed_revision: int = number_column()
    withdrawn_revision: int | None = optional_number()
    unlisted_revision: int | None = optional_number()
    alias: str | None = optional_text()


class IdentifierRow(SQLModel, table=True):
    """An identifier that a record states, and the entity it thereby identifies."""

    __tablename__ = "identifier"

    record: str = text_column(primary_key=True)
    scheme: str = text_column(primary_key=True)
    value: str = text_column(primary_key=True)
    kind: str = text_column()
    entity: str = text_column(index=True)


class NameKeyRow(SQLModel, table=True):
    """A comparable spelling of an entity's name, by which labels of references find it."""

    __tablename__ = "name_key"

    entity: str = text_column(primary_key=True)
    key: str = text_column(primary_key=True)


class OccurrenceRow(SQLModel, table=True):
    """One date of an event: its own, or one that its recurrence rules give."""

    __tablename__ = "occurrence"

    event: str = text_column(primary_key=True)
    starts_at: str = text_column(primary_key=True)
    ends_at: str | None = optional_text()


class ChangeRow(SQLModel, table=True):
    """What a revision did to an entity: added, changed, withdrawn, joined (into `other`) or split (off `other`).

    fields: of one that was changed {field, from, to, records} of each field (hub.derive.entities.differences);
    null in older revisions.
    slug: the one that it had before, by which old addresses are led on; null where it is new.
    """

    __tablename__ = "change"

    revision: int = number_column(primary_key=True)
    entity: str = text_column(primary_key=True)
    action: str = text_column(primary_key=True)
    kind: str = text_column()
    name: str = text_column()
    other: str | None = optional_text(index=True)
    slug: str | None = optional_text(index=True)
    fields: list[Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)


class IssueRow(SQLModel, table=True):
    """A finding of the last load of a network."""

    __tablename__ = "issue"

    id: str = text_column(primary_key=True)
    revision: int = number_column(index=True)
    position: int = number_column()
    network: str = text_column(index=True)
    code: str = text_column()
    severity: str = text_column()
    path: str = text_column()
    line: int | None = optional_number()
    column: int | None = optional_number()
    field: str | None = optional_text()
    value: str | None = optional_text()
    message: str = text_column()
    hint: str | None = optional_text()


class MatchRow(SQLModel, table=True):
    """Two records that the engine holds for one (joined), or that wait for a person (candidate), or
    contradict (contradiction).
    """

    __tablename__ = "match"

    left: str = text_column(primary_key=True)
    right: str = text_column(primary_key=True)
    kind: str = text_column()
    outcome: str = text_column(index=True)
    score: float = Field(sa_type=Float)
    evidence: list[Any] = json_column()


class JudgementRow(SQLModel, table=True):
    """What a person decided about two records, named as network/kind/key; the latest on a pair counts. origin: see
    hub.load.judgements.store.

    left_record, right_record: the ids that the names give, which are those of records, or of a key that a record has
    by now (`record.alias`).
    """

    __tablename__ = "judgement"

    id: str = text_column(primary_key=True)
    left: str = text_column()
    right: str = text_column()
    verdict: str = text_column()
    by: str = text_column()
    at: str = text_column()
    why: str = text_column()
    evidence: list[Any] = json_column()
    origin: str | None = optional_text()
    left_record: str | None = optional_text()
    right_record: str | None = optional_text()


def _columns(model: type[SQLModel], *names: str) -> list[Any]:
    return [getattr(model, name) for name in names]


def _widest_first(model: type[SQLModel]) -> list[Any]:
    return [_columns(model, "network_count")[0].desc(), *_columns(model, "sort_name", "id")]


def _partial(name: str, columns: list[Any], condition: str) -> Index:
    """An index over the rows that meet a condition; queries have to say the condition in the same words."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


# None on record.withdrawn_revision: nearly all share its null, and SQLite walked all records by
# such an index to find a few.
INDEXES = (
    Index("ix_audit_entry_means", *_columns(AuditEntryRow, "means", "at")),
    Index("ix_harvest_source", *_columns(HarvestRow, "network", "source", "number")),
    Index("ix_former_row_network", FormerRow.network, FormerRow.origin),
    Index("ix_former_row_id", *_columns(FormerRow, "id", "origin", "revision")),
    Index("ix_change_entity", *_columns(ChangeRow, "entity", "revision")),
    Index("ix_record_place", RecordRow.network, RecordRow.kind, RecordRow.key),
    Index("ix_identifier_value", IdentifierRow.scheme, IdentifierRow.value),
    Index("ix_term_value", *_columns(TermRow, "kind", "field", "value", "sort_name", "entity")),
    Index("ix_relation_subject", *_columns(RelationRow, "subject", "predicate", "object_name", "object")),
    Index("ix_relation_object", *_columns(RelationRow, "object", "predicate", "subject_name", "subject")),
    # what has a relation at all, without looking at each thing
    Index("ix_relation_predicate", *_columns(RelationRow, "predicate", "subject", "object")),
    Index("ix_unresolved_owner", *_columns(UnresolvedRow, "owner", "predicate", "outward", "sort_name")),
    *(Index(f"ix_statement_{name}", *_columns(StatementRow, name)) for name in ("record", "relation", "unresolved")),
    Index("ix_name_key_key", NameKeyRow.key),
    Index("ix_reference_target", ReferenceRow.target),
    Index("ix_occurrence_start", OccurrenceRow.starts_at),
    Index("ix_match_right", MatchRow.right),
    # which records each network has, and with how many accounts, is known without reading a key
    Index("ix_match_key_family", *_columns(MatchKeyRow, "family", "network", "accounts", "record")),
    # of nearly all records it is null: by a whole index SQLite would rather walk all records
    _partial("ix_record_alias", _columns(RecordRow, "alias"), "alias IS NOT NULL"),
    # few of many: what is looked for at the end of each load
    _partial("ix_statement_missing", _columns(StatementRow, "record", "id"), "how = 'missing'"),
    *(Index(f"ix_{kind.table}_name", kind.model.sort_name, kind.model.id) for kind in KINDS),
    # the most widely known first: both directions of one order, so that a page of it is read and nothing sorted
    *(Index(f"ix_{kind.table}_network_count", *_widest_first(kind.model)) for kind in KINDS),
    *(Index(f"ix_{kind.table}_{name}", *_columns(kind.model, name)) for kind in KINDS for name in kind.dated),
    # the latest and the earliest first, as `hub.plan.lists.orders` spells it; what has no date comes last
    *(
        Index(
            f"ix_{kind.table}_{name}_{way}",
            text(f"(CASE WHEN {name} IS NULL THEN 1 ELSE 0 END)"),
            text(f"(coalesce({name}, '')) {way}"),
            kind.model.id,
        )
        for kind, name in ((EVENT, "starts_at"), (NEWS_ITEM, "published"))
        for way in ("asc", "desc")
    ),
)
METADATA = SearchRow.metadata
"""Of all tables: those here, those of the modules beside this one, and those of the kinds."""
