"""The tables of the store. Text sorts by code point on both databases; moments are ISO 8601 text in UTC.

The tables of the kinds stand in schema/kinds. Everything here but judgements and what `operator_tables` and
`harvest_tables` declare can be rebuilt from seeds and judgements.
"""

from typing import Any

from sqlalchemy import JSON, Boolean, Float, Index, Integer, text
from sqlmodel import Field, SQLModel

from hub.store.former_tables import FormerRow
from hub.store.harvest_tables import HarvestRow
from hub.store.match_tables import MatchKeyRow
from hub.store.operator_tables import AuditEntryRow
from hub.store.read_models import TermRow
from hub.store.search_tables import SearchRow
from schema.kinds import EVENT, KINDS, NEWS_ITEM
from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT


def _text(*, primary_key: bool = False, index: bool = False) -> Any:
    return Field(sa_type=SORTED_TEXT, primary_key=primary_key, index=index)


def _optional(*, index: bool = False) -> Any:
    return Field(default=None, sa_type=SORTED_TEXT, nullable=True, index=index)


def _number(*, primary_key: bool = False, index: bool = False) -> Any:
    return Field(sa_type=Integer, primary_key=primary_key, index=index)


def _optional_number(*, index: bool = False) -> Any:
    return Field(default=None, sa_type=Integer, nullable=True, index=index)


def _json() -> Any:
    return Field(sa_type=JSON)


class LoadRow(SQLModel, table=True):
    """One load of one network (or of judgements): one transaction, one revision. status: accepted or rejected."""

    __tablename__ = "load"

    revision: int = _number(primary_key=True)
    network: str | None = _optional(index=True)
    status: str = _text()
    started_at: str = _text()
    finished_at: str = _text()
    counts: dict[str, Any] = _json()
    issues_digest: str = _text()


class NetworkRow(SQLModel, table=True):
    """A network as its manifest states it.

    counts: records by kind of the last accepted load; publisher_record: id of its record of the publisher.
    """

    __tablename__ = "network"

    slug: str = _text(primary_key=True)
    title: str = _text()
    homepage: str | None = _optional()
    publisher_name: str = _text()
    publisher_url: str | None = _optional()
    publisher_record: str | None = _optional()
    licence: str = _text()
    attribution: str = _text()
    country: str | None = _optional()
    description: dict[str, str] = _json()
    precedence: int = _number()
    authority: list[str] = _json()
    own: bool | None = Field(default=None, sa_type=Boolean, nullable=True)
    counts: dict[str, int] = _json()
    first_revision: int = _number()
    revision: int = _number()
    loaded_at: str = _text()
    manifest_digest: str = _text()


class FigureRow(SQLModel, table=True):
    """A dated figure that a network gives about itself."""

    __tablename__ = "figure"

    id: str = _text(primary_key=True)
    network: str = _text(index=True)
    name: str = _text()
    value: float = Field(sa_type=Float)
    unit: str | None = _optional()
    as_of: str | None = _optional()
    note: str | None = _optional()
    path: str = _text()
    line: int | None = _optional_number()
    url: str | None = _optional()


class DetailRow(SQLModel, table=True):
    """An assessment, figure or passage that a network states of one of its records (see schema.records.Detail)."""

    __tablename__ = "detail"

    id: str = _text(primary_key=True)
    network: str = _text(index=True)
    record: str = _text(index=True)
    sort: str = _text()
    name: str = _text()
    value: str | None = _optional()
    number: float | None = Field(default=None, sa_type=Float, nullable=True)
    unit: str | None = _optional()
    as_of: str | None = _optional()
    note: str | None = _optional()
    position: int | None = _optional_number()
    texts: dict[str, str] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)
    concerns: str | None = _optional(index=True)
    path: str = _text()
    line: int | None = _optional_number()
    url: str | None = _optional()


class RecordRow(SQLModel, table=True):
    """What one network states about one thing; never merged, never edited. entity: null for bare relations.

    withdrawn_revision: the load in which it left its source (a tombstone); it comes back when the source has it again.
    unlisted_revision: the load since which a source that lists only a part (see hub.load.windows) no longer lists it.
    alias: the id that a renamed key would give.
    """

    __tablename__ = "record"

    id: str = _text(primary_key=True)
    network: str = _text()
    kind: str = _text()
    key: str = _text()
    entity: str | None = _optional(index=True)
    name: str | None = _optional()
    stated: dict[str, Any] = _json()
    identifiers: list[Any] = _json()
    statements: list[Any] = _json()
    raw: dict[str, Any] = _json()
    path: str = _text()
    line: int | None = _optional_number()
    column: int | None = _optional_number()
    url: str | None = _optional()
    digest: str = _text()
    first_revision: int = _number()
    changed_revision: int = _number()
    withdrawn_revision: int | None = _optional_number()
    unlisted_revision: int | None = _optional_number()
    alias: str | None = _optional()


class IdentifierRow(SQLModel, table=True):
    """An identifier that a record states, and the entity it thereby identifies."""

    __tablename__ = "identifier"

    record: str = _text(primary_key=True)
    scheme: str = _text(primary_key=True)
    value: str = _text(primary_key=True)
    kind: str = _text()
    entity: str = _text(index=True)


class NameKeyRow(SQLModel, table=True):
    """A comparable spelling of an entity's name, by which labels of references find it."""

    __tablename__ = "name_key"

    entity: str = _text(primary_key=True)
    key: str = _text(primary_key=True)


class RelationRow(SQLModel, table=True):
    """What all records say of one predicate between two entities, merged by `hub.derive.edge_merging`; there
    is one row for the three.

    subject_name, object_name: folded, as the ends sort in lists. roles: as spelled; role_keys: the same, folded.
    since_day, until_day: the first and the last day of what may be a mere month or year. networks: who states it.
    confidence: 1 for a stated key or identifier, less for a name resolved by the engine or a mention found in text.
    """

    __tablename__ = "relation"

    id: str = _text(primary_key=True)
    predicate: str = _text()
    subject: str = _text()
    subject_kind: str = _text()
    subject_name: str = _text()
    object: str = _text()
    object_kind: str = _text()
    object_name: str = _text()
    roles: list[str] = _json()
    role_keys: list[str] = _json()
    since: str | None = _optional()
    since_day: str | None = _optional()
    until: str | None = _optional()
    until_day: str | None = _optional()
    confidence: float = Field(sa_type=Float)
    networks: list[str] = _json()
    network_count: int = _number()


class UnresolvedRow(SQLModel, table=True):
    """An end of a relation of an entity, the owner, that is not in the store: known by a label, by a key
    or by identifiers alone.

    outward: 1 where the owner is the subject. sort_name: the folded label, or what else the end is known by.
    """

    __tablename__ = "unresolved"

    id: str = _text(primary_key=True)
    owner: str = _text()
    owner_kind: str = _text()
    predicate: str = _text()
    outward: int = _number()
    label: str | None = _optional()
    sort_name: str = _text()
    key: str | None = _optional()
    identifiers: list[Any] = _json()


class StatementRow(SQLModel, table=True):
    """One statement of a relation by a record: of an edge, of an unresolved end, or, where neither end
    is in the store, of none.

    field, start, end: where in the record's text a mention was found (code points, end exclusive).
    key, identifiers: by which the record names an end that is not in the store.
    """

    __tablename__ = "statement"

    id: str = _text(primary_key=True)
    record: str = _text()
    network: str = _text()
    predicate: str = _text()
    relation: str | None = _optional()
    unresolved: str | None = _optional()
    subject: str | None = _optional()
    object: str | None = _optional()
    subject_label: str | None = _optional()
    object_label: str | None = _optional()
    role: str | None = _optional()
    role_key: str | None = _optional()
    since: str | None = _optional()
    until: str | None = _optional()
    how: str = _text()
    confidence: float = Field(sa_type=Float)
    key: str | None = _optional()
    identifiers: list[Any] = _json()
    field: str | None = _optional()
    start: int | None = _optional_number()
    end: int | None = _optional_number()


class ReferenceRow(SQLModel, table=True):
    """What a record's statements look for: `key:…`, `id:…` or `name:…`.

    Tells whose edges to derive anew when such a thing comes or goes.
    """

    __tablename__ = "reference"

    record: str = _text(primary_key=True)
    target: str = _text(primary_key=True)


class OccurrenceRow(SQLModel, table=True):
    """One date of an event: its own, or one that its recurrence rules give."""

    __tablename__ = "occurrence"

    event: str = _text(primary_key=True)
    starts_at: str = _text(primary_key=True)
    ends_at: str | None = _optional()


class ChangeRow(SQLModel, table=True):
    """What a revision did to an entity: added, changed, withdrawn, joined (into `other`) or split (off `other`).

    fields: of one that was changed {field, from, to, records} of each field (hub.derive.entities.differences);
    null in older revisions.
    slug: the one that it had before, by which old addresses are led on; null where it is new.
    """

    __tablename__ = "change"

    revision: int = _number(primary_key=True)
    entity: str = _text(primary_key=True)
    action: str = _text(primary_key=True)
    kind: str = _text()
    name: str = _text()
    other: str | None = _optional(index=True)
    slug: str | None = _optional(index=True)
    fields: list[Any] | None = Field(default=None, sa_type=OPTIONAL_JSON, nullable=True)


class IssueRow(SQLModel, table=True):
    """A finding of the last load of a network."""

    __tablename__ = "issue"

    id: str = _text(primary_key=True)
    revision: int = _number(index=True)
    position: int = _number()
    network: str = _text(index=True)
    code: str = _text()
    severity: str = _text()
    path: str = _text()
    line: int | None = _optional_number()
    column: int | None = _optional_number()
    field: str | None = _optional()
    value: str | None = _optional()
    message: str = _text()
    hint: str | None = _optional()


class MatchRow(SQLModel, table=True):
    """Two records that the engine holds for one (joined), or that wait for a person (candidate), or
    contradict (contradiction).
    """

    __tablename__ = "match"

    left: str = _text(primary_key=True)
    right: str = _text(primary_key=True)
    kind: str = _text()
    outcome: str = _text(index=True)
    score: float = Field(sa_type=Float)
    evidence: list[Any] = _json()


class JudgementRow(SQLModel, table=True):
    """What a person decided about two records, named as network/kind/key; the latest on a pair counts. origin: see
    hub.load.judgements.store.

    left_record, right_record: the ids that the names give, which are those of records, or of a key that a record has
    by now (`record.alias`).
    """

    __tablename__ = "judgement"

    id: str = _text(primary_key=True)
    left: str = _text()
    right: str = _text()
    verdict: str = _text()
    by: str = _text()
    at: str = _text()
    why: str = _text()
    evidence: list[Any] = _json()
    origin: str | None = _optional()
    left_record: str | None = _optional()
    right_record: str | None = _optional()


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
"""Of all tables: those here, those of the kinds, of search and of match keys."""
