"""Stored records and entities as an operator names them: by id, network/kind/key, slug, address or name."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hub.derive.subjects import statements_of
from hub.errors import ErrorCode, HubError
from hub.identity import Subject, subject
from hub.store import Database
from hub.store.database import decoded
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import record_id
from schema.values.folding import sort_key

COLUMNS = 'id, network, kind, "key", entity, name, stated, identifiers, statements, path, line, url'
_ADDRESSES = ("repository", "account", "homepage")


@dataclass(frozen=True, slots=True)
class Stored:
    """A live record with all that is shown of it."""

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
        return subject(
            self.id, self.network, self.kind, self.key, self.stated, self.identifiers, statements_of(self.statements)
        )

    def document(self) -> dict[str, Any]:
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
class Named:
    """What an operator named: an entity with all its records, or one record of it. records: not empty."""

    entity: str
    records: tuple[Stored, ...]

    @property
    def founder(self) -> Stored:
        """The record that stands for it: the founding one if it is among them."""
        return next((one for one in self.records if one.id == self.entity), self.records[0])


def stored(row: Sequence[Any]) -> Stored:
    """A record from a row of `COLUMNS`."""
    plain = list(row)
    plain[5] = plain[5] or plain[3]
    plain[6:9] = [decoded(value) if isinstance(value, str | bytes) else value for value in plain[6:9]]
    return Stored(*plain)


async def records_where(database: Database, condition: str, **values: object) -> tuple[Stored, ...]:
    """Live records of entities under a condition, by id."""
    sql = f"SELECT {COLUMNS} FROM record WHERE withdrawn_revision IS NULL AND entity IS NOT NULL AND {condition} ORDER BY id"
    return tuple(stored(row) for row in await database.fetch_rows(sql, **values))


async def named(database: Database, text: str) -> Named:
    """What an operator named. Raises `HubError` record-unknown for nothing, or for several things, which it lists."""
    network, kind, key = ([*text.split("/", 2), "", ""])[:3]
    if kind in KIND_BY_NAME and (found := await records_where(database, "id = :id", id=record_id(network, kind, key))):
        return Named(found[0].entity, found)
    entities = await _entities(database, text)
    if len(entities) == 1:
        return await _entity(database, entities[0], text)
    if entities:
        raise HubError(
            ErrorCode.RECORD_UNKNOWN,
            f"{text!r} may be any of {len(entities)} things.",
            f"Name one by its id: {', '.join(entities[:5])}.",
        )
    raise HubError(
        ErrorCode.RECORD_UNKNOWN, f"Nothing in the store is called {text!r}.", await _suggestion(database, text)
    )


async def _entity(database: Database, entity: str, text: str) -> Named:
    if text != entity and (single := await records_where(database, "id = :id", id=text)):
        return Named(entity, single)
    found = await records_where(database, "entity = :entity", entity=entity)
    if not found:
        raise HubError(
            ErrorCode.RECORD_UNKNOWN,
            f"{text!r} was withdrawn by its network.",
            "It comes back when its source states it again.",
        )
    return Named(entity, found)


async def _entities(database: Database, text: str) -> list[str]:
    by_id = await database.fetch_rows(
        "SELECT entity FROM record WHERE id = :id AND entity IS NOT NULL", id=text.rstrip("/").rsplit("/", 1)[-1]
    )
    if by_id:
        return [by_id[0][0]]
    for column, value in (("slug", text), ("sort_name", sort_key(text))):
        found = [
            row[0]
            for kind in KINDS
            for row in await database.fetch_rows(
                f'SELECT id FROM "{kind.table}" WHERE {column} = :value ORDER BY id', value=value
            )
        ]
        if found:
            return found
        if column == "slug" and (addressed := await _addressed(database, text)):
            return addressed
    return []


async def _addressed(database: Database, text: str) -> list[str]:
    if "." not in text:
        return []
    url = text if "://" in text else f"https://{text}"
    for scheme in _ADDRESSES:
        value = SCHEME_BY_NAME[scheme].normalise(url).value
        found = (
            await database.fetch_rows(
                "SELECT DISTINCT entity FROM identifier WHERE scheme = :scheme AND value = :value ORDER BY entity",
                scheme=scheme,
                value=value,
            )
            if value
            else ()
        )
        if found:
            return [row[0] for row in found]
    return []


async def _similar_key(database: Database, network: str, kind: str, key: str) -> str:
    sql = 'SELECT "key" FROM record WHERE network = :network AND kind = :kind AND withdrawn_revision IS NULL ORDER BY "key" LIMIT 5000'
    keys = [row[0] for row in await database.fetch_rows(sql, network=network, kind=kind)]
    if not keys:
        return f"The network {network} has no {kind} in the store; `hub networks` lists what there is."
    close = get_close_matches(key, keys, 3)
    return (
        f"Did you mean {' or '.join(f'{network}/{kind}/{one}' for one in close)}?"
        if close
        else f"Its keys look like {', '.join(keys[:3])}."
    )


async def _suggestion(database: Database, text: str) -> str:
    parts = text.split("/", 2)
    if len(parts) == 3 and parts[1] in KIND_BY_NAME:  # noqa: PLR2004
        return await _similar_key(database, *parts)
    start = text.rsplit("/", 1)[-1].lower()[:2]
    slugs = [
        row[0]
        for kind in KINDS
        for row in await database.fetch_rows(
            f'SELECT slug FROM "{kind.table}" WHERE slug LIKE :start ORDER BY slug LIMIT 2000', start=f"{start}%"
        )
    ]
    close = get_close_matches(text.rsplit("/", 1)[-1].lower(), slugs, 3)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return "Name it by id, network/kind/key, slug, address or name; `hub export --kind record --to -` lists all."
