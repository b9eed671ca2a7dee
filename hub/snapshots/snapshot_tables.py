"""The tables of a snapshot: one for each kind, and edges, statements, records, judgements, networks
and changes beside them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hub.exports import entity_tables
from hub.exports.datasets import DATASETS
from hub.exports.store_tables import StoreTables
from hub.exports.tabular import Column, RowTable
from hub.snapshots.snapshot_manifest import SnapshotFile
from schema.kinds import KIND_BY_NAME, KINDS, Kind

Content = Kind | Callable[[StoreTables], RowTable]


@dataclass(frozen=True, slots=True)
class SnapshotTable:
    """A table that every snapshot has. name: of its files. key: the columns that tell its rows
    apart, where there are such.

    refers: by column the table and the column in which each of its values stands.
    """

    name: str
    description: str
    content: Content
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table as it was written. columns: all that it has; CSV leaves out the details."""

    table: SnapshotTable
    columns: tuple[Column, ...]
    files: tuple[SnapshotFile, ...]

    def columns_of(self, form: str) -> tuple[Column, ...]:
        """The columns that its file of a format has."""
        return tuple(column for column in self.columns if form != "csv" or not column.is_detail)


def snapshot_tables(since: int) -> tuple[SnapshotTable, ...]:
    """All tables. since: the revision after which changes are listed."""
    return (*(_of_kind(kind) for kind in KINDS), *_BOOKS, _changes(since))


def meaning(table: SnapshotTable, column: str) -> str:
    """What a column holds."""
    if isinstance(table.content, Kind) and column in table.content.model.model_fields:
        return str(table.content.model.model_fields[column].description)
    return _MEANINGS.get(f"{table.name}.{column}") or _MEANINGS[column]


def _of_kind(kind: Kind) -> SnapshotTable:
    return SnapshotTable(kind.plural, kind.description.splitlines()[0], kind, ("id",))


def _content(dataset: str) -> Content:
    return DATASETS[dataset].content


def _changes(since: int) -> SnapshotTable:
    description = f"What became of entities after revision {since}, oldest first."
    return SnapshotTable(
        "changes",
        description,
        lambda tables: entity_tables.changes(tables, since),
        ("revision", "entity", "action"),
    )


_BOOKS = (
    SnapshotTable("edges", "Relations between entities, with the names of both ends.", entity_tables.edges, ("id",)),
    SnapshotTable(
        "statements",
        "What each record says of an entity, a row for each value: who says what of whom, and where it stands.",
        entity_tables.stated_values,
        refers={"record": ("records", "id"), "network": ("networks", "slug")},
    ),
    SnapshotTable(
        "records",
        "What one network states about one thing, as it states it; nothing is merged here.",
        _content("record"),
        ("id",),
        {"network": ("networks", "slug")},
    ),
    SnapshotTable("judgements", "What people decided about two records.", _content("judgement")),
    SnapshotTable("networks", "The networks whose statements these are.", _content("network"), ("slug",)),
)
_MEANINGS = {
    "id": "Short opaque id, the same on every machine.",
    "uri": "Address that names the entity.",
    "licences": "Licences of the networks that state something of it.",
    "sources": "Whom to name as the source of it.",
    "networks": "Networks that state it.",
    "network": "Network that states it.",
    "entity": "Id of the entity.",
    "entity_name": "Name of the entity.",
    "kind": "Kind of the thing: " + ", ".join(KIND_BY_NAME) + ".",
    "name": "Name as the record states it.",
    "subject": "Id of the entity that the predicate is said of.",
    "subject_name": "Name of the subject.",
    "subject_kind": "Kind of the subject.",
    "predicate": "Type of the relation.",
    "object": "Id of the entity at the other end.",
    "object_name": "Name of the object.",
    "object_kind": "Kind of the object.",
    "roles": "In which roles, as the networks spell them.",
    "since": "Since when, as exact as stated.",
    "until": "Until when, as exact as stated.",
    "confidence": "1 for a stated key or identifier, less for a resolved name or a mention found in a text.",
    "field": "Field of which it is a value.",
    "language": "Language of the value (BCP 47), where it has one.",
    "value": "The value; as JSON where it is not text.",
    "record": "Id of the record that states it.",
    "path": "File in the seed directory of the network.",
    "line": "Line in that file.",
    "column": "Column in that line.",
    "url": "Page on which the network states it.",
    "key": "The network's own id of the thing.",
    "stated": "Values by field, as read from the file.",
    "identifiers": "Identifiers from outside: scheme and value.",
    "statements": "Relations that the record states.",
    "raw": "What the file has, before it was read.",
    "left": "One record, as network/kind/key.",
    "right": "The other record, as network/kind/key.",
    "verdict": "same, different or unsure.",
    "by": "Who decided.",
    "at": "When, in UTC.",
    "why": "The reason.",
    "evidence": "What spoke for and against it.",
    "slug": "Readable id, unique among networks.",
    "title": "Name of the network.",
    "homepage": "Its website.",
    "publisher_name": "Who publishes it.",
    "publisher_url": "Website of the publisher.",
    "publisher_record": "The network's record of the publisher.",
    "licence": "Licence of what it states.",
    "attribution": "Whom to name as its source.",
    "country": "Country that it is about, if it is one.",
    "description": "What it is, by language.",
    "precedence": "Where networks differ, the value of the one with the higher precedence wins.",
    "own": "Whether it is the network of the hub's own editors.",
    "authority": "Fields for which it is the authority, as kind.field.",
    "counts": "Records by kind.",
    "revision": "Revision in which it happened.",
    "action": "added, changed, withdrawn, joined or split.",
    "changes.name": "Name of the entity.",
    "other": "Entity that it was joined into or split off.",
    "fields": "Of what was changed: each field with the value before and after, and the records that say so.",
}
"""What columns hold that are no field of a kind: by name, or by table and name."""
