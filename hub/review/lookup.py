"""Live records and entities as people name them: by id, network/kind/key, slug, address or name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from hub.derive.subjects import statements_of
from hub.errors import ErrorCode, HubError
from hub.identity import Subject, subject
from hub.load.dead_references import keys_of
from hub.store import Database
from hub.store.database import decoded
from schema.identifiers import ADDRESS_SCHEMES, SCHEME_BY_NAME, as_url
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import kind_of, of_first_kind, record_id
from schema.suggestions import KnownWords
from schema.values.folding import sort_key

COLUMNS = 'id, network, kind, "key", entity, name, stated, identifiers, statements, path, line, url'
_SLUGS_READ = 10_000
"""How many slugs are compared with one that is misspelt."""


class RecordDocument(TypedDict):
    """A record in JSON. reference: network/kind/key; path and line: where it is stated."""

    id: str
    reference: str
    entity: str
    name: str
    path: str
    line: int | None
    url: str | None


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """A record that is in its source, with all that is shown of it."""

    id: str
    network: str
    kind: str
    key: str
    entity: str
    name: str
    stated: dict[str, Any]
    identifiers: list[list[str]]
    statements: list[Any]
    path: str
    line: int | None
    url: str | None

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> "LiveRecord":
        """A record from a row of `COLUMNS`; without a name its key stands for it."""
        values = list(row)
        values[5] = values[5] or values[3]
        # Both drivers give JSON as text.
        values[6:9] = map(decoded, values[6:9])
        return cls(*values)

    @property
    def reference(self) -> str:
        """Its name in judgements: network/kind/key."""
        return f"{self.network}/{self.kind}/{self.key}"

    @property
    def place(self) -> str:
        """Where it is stated: network, file and line."""
        return f"{self.network}: {self.path}" + (f":{self.line}" if self.line else "")

    @property
    def subject(self) -> Subject:
        """What identity sees of it."""
        statements = statements_of(self.statements)
        return subject(self.id, self.network, self.kind, self.key, self.stated, self.identifiers, statements)

    def document(self) -> RecordDocument:
        """It in JSON."""
        return {
            "id": self.id,
            "reference": self.reference,
            "entity": self.entity,
            "name": self.name,
            "path": self.path,
            "line": self.line,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Referent:
    """What a name refers to: an entity with all its live records, or one record of it. records: not empty."""

    entity: str
    records: tuple[LiveRecord, ...]

    @property
    def founder(self) -> LiveRecord:
        """The record that stands for it: the founding one if it is among them."""
        return next((record for record in self.records if record.id == self.entity), self.records[0])


async def live_records(database: Database, condition: str, **values: object) -> tuple[LiveRecord, ...]:
    """Live records of entities under a condition, by id."""
    sql = (
        f"SELECT {COLUMNS} FROM record WHERE withdrawn_revision IS NULL AND entity IS NOT NULL AND {condition} ORDER"
        " BY id"
    )
    return tuple(LiveRecord.of_row(row) for row in await database.fetch_rows(sql, **values))


async def entity_names(database: Database, entities: Sequence[str]) -> dict[str, str]:
    """The names of entities, by id; at most some hundred at a time."""
    names: dict[str, str] = {}
    for table in sorted({kind_of(entity).table for entity in entities}):
        rows = await database.fetch_rows(f'SELECT id, name FROM "{table}" WHERE id IN :ids', ids=list(entities))
        names |= {row[0]: row[1] for row in rows}
    return names


async def look_up(database: Database, text: str) -> Referent:
    """What a text refers to. Raises `HubError` record-unknown for nothing, and for several things, which it lists."""
    network, kind, key = ([*text.split("/", 2), "", ""])[:3]
    if kind in KIND_BY_NAME:
        named = record_id(network, kind, key)
        if records := await live_records(database, "(id = :id OR alias = :id)", id=named):
            return Referent(records[0].entity, records)
    entities = await _entities(database, text)
    if len(entities) != 1:
        message, hint = f"Nothing in the store is called {text!r}.", ""
        if entities:
            message = f"{text!r} may be any of {len(entities)} things."
            hint = f"Name one by its id: {', '.join(entities[:5])}."
        raise HubError(ErrorCode.RECORD_UNKNOWN, message, hint or await _suggestion(database, text))
    # The id of a record that did not found its entity means that record alone.
    if text != entities[0] and (records := await live_records(database, "id = :id", id=text)):
        return Referent(entities[0], records)
    if records := await live_records(database, "entity = :entity", entity=entities[0]):
        return Referent(entities[0], records)
    message, hint = f"{text!r} was withdrawn by its network.", "It comes back when its source states it again."
    raise HubError(ErrorCode.RECORD_UNKNOWN, message, hint)


async def _entities(database: Database, text: str) -> list[str]:
    """The entities that a text may mean, in the first sense in which it means any."""
    for sql, values in _senses(text):
        if rows := await database.fetch_rows(sql, **values):
            entities = [row[0] for row in rows]
            return of_first_kind(entities) if "scheme" in values else entities
    return []


def _senses(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Queries for the entities of a text: as id or URI, then as slug, address and name."""
    identity = text.rstrip("/").rsplit("/", 1)[-1]
    yield "SELECT entity FROM record WHERE id = :id AND entity IS NOT NULL", {"id": identity}
    yield _in_every_kind("id", "slug = :slug"), {"slug": text}
    if "." in text:
        for scheme in ADDRESS_SCHEMES:
            if value := SCHEME_BY_NAME[scheme].normalise(as_url(text)).value:
                sql = "SELECT DISTINCT entity FROM identifier WHERE scheme = :scheme AND value = :value ORDER BY entity"
                yield sql, {"scheme": scheme, "value": value}
    yield _in_every_kind("id", "sort_name = :name"), {"name": sort_key(text)}


def _in_every_kind(column: str, condition: str) -> str:
    """A column of the entities of all kinds under a condition, in its order."""
    parts = (f'SELECT {column} FROM "{kind.table}" WHERE {condition}' for kind in KINDS)
    return f"{' UNION ALL '.join(parts)} ORDER BY {column}"


async def _suggestion(database: Database, text: str) -> str:
    """What somebody may have meant by a text that refers to nothing."""
    parts = text.split("/", 2)
    if len(parts) == 3 and parts[1] in KIND_BY_NAME:  # noqa: PLR2004 - network, kind and key
        return await _similar_key(database, *parts)
    word = parts[-1].rsplit("/", 1)[-1].lower()
    sql = f"{_in_every_kind('slug', 'slug BETWEEN :low AND :high')} LIMIT {_SLUGS_READ}"
    rows = await database.fetch_rows(sql, low=word[:2], high=f"{word[:2]}~")  # no slug has a letter behind the tilde
    if close := KnownWords(row[0] for row in rows).nearest_few(word, 3):
        return f"Did you mean {' or '.join(close)}?"
    return "Name it by id, network/kind/key, slug, address or name; `hub export --kind record --to -` lists all."


async def _similar_key(database: Database, network: str, kind: str, key: str) -> str:
    async with database.reading() as reader:
        keys = await keys_of(reader, network, kind)
    if not keys:
        return f"The network {network} has no {kind} in the store; `hub networks` lists what there is."
    if close := KnownWords(keys).nearest_few(key, 3):
        return f"Did you mean {' or '.join(f'{network}/{kind}/{similar}' for similar in close)}?"
    return f"Its keys look like {', '.join(keys[:3])}."
