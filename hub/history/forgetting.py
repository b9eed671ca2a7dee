"""Forgetting a person: what the store holds of a name, an address or a number is taken out of every
table, and a search proves it.

What networks state is rewritten in place, in former values too, as if it had been stated with "…" from the first;
what follows is derived anew. The digests of records stay, so that loading the same rows again brings nothing back,
as nothing in them is news.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Column, String, Table, Text

from hub.clock import Clock, now, stamp
from hub.derive import sets
from hub.derive.derivation import Cause, derive
from hub.derive.match_keys import key_anew, key_records, move_match_keys
from hub.history.person import Person
from hub.load import ERASURES, LoadReport
from hub.load.judgements import judgements_of
from hub.load.ledger import close_revision, next_revision
from hub.store import Database, upgrade
from hub.store.database import decoded
from hub.store.tables import METADATA
from hub.store.transaction import Transaction

_STATED = ("network", "figure", "detail", "record", "former_row", "change", "issue")
"""Tables that are rewritten; all others but judgements, tokens and the audit log follow from them."""
_REMEMBERED = ("reading", "file_reading")
"""Tables of what was read last, findings included: rows are deleted, and the next load reads anew. They are not
rewritten, as they say by which keys files are known.
"""
_KEPT = frozenset(
    {"digest", "manifest_digest", "issues_digest", "network", "origin", "key", "entity", "path", "concerns"}
)
"""Columns that say which rows belong together, or what a file is called: a row whose key names a
person stays, and is reported.
"""
_PLACE = ("network", "kind", "key", "path", "line")


@dataclass(frozen=True, slots=True)
class Trace:
    """A row that holds what is to be forgotten.

    place: of a record or its details: network, path and line of the seeds.
    """

    table: str
    row: str
    columns: tuple[str, ...]
    place: str | None


@dataclass(slots=True)
class Forgetting:
    """What was forgotten. revision: that it made, 0 where there was nothing to forget; found: what held it;
    left: what holds it still.
    """

    revision: int = 0
    found: list[Trace] = field(default_factory=list)
    left: list[Trace] = field(default_factory=list)


async def forget(database: Database, person: Person, *, is_rehearsal: bool = False, clock: Clock = now) -> Forgetting:
    """Take out of the store whatever names a person, in a revision of its own, and search all of it again."""
    await upgrade(database)
    forgetting, started = Forgetting(), stamp(clock)
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        forgetting.found = [trace async for trace in traces(tx, person)]
        if not any(trace.table in (*_STATED, *_REMEMBERED) for trace in forgetting.found):
            forgetting.left = forgetting.found
            return forgetting
        forgetting.revision = await next_revision(tx)
        touched = await _derived_without(tx, person, forgetting.revision)
        report = LoadReport(ERASURES, "accepted", forgetting.revision)
        await close_revision(tx, report, started, stamp(clock), detail=touched)
        forgetting.left = [trace async for trace in traces(tx, person)]
    if not is_rehearsal:
        await database.compact()
    return forgetting


async def traces(tx: Transaction, person: Person) -> AsyncIterator[Trace]:
    """All rows of the store that name a person."""
    for table in METADATA.sorted_tables:
        columns = _texts(table)
        async for row in _matching(tx, table, columns, person):
            held = tuple(one.name for one in columns if person.is_named_in(row[one.name]))
            key = "/".join(str(row[one.name]) for one in table.primary_key)
            yield Trace(table.name, key, held, _place(row))


async def _derived_without(tx: Transaction, person: Person, revision: int) -> list[str]:
    """Rewrite what is stated, and derive anew what follows; the ids of the records that stated it."""
    touched, former_keys = await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx)
    for name, column in (("record", "id"), ("detail", "record")):
        table = METADATA.tables[name]
        found = [str(row[column]) async for row in _matching(tx, table, _texts(table), person)]
        await touched.add(found)
    await touched.add_selected(
        f"SELECT id FROM record WHERE entity IN (SELECT entity FROM record WHERE id IN {touched})"
    )
    ids = [str(row.id) for row in await tx.rows(f"SELECT id FROM {touched} AS t ORDER BY id")]
    await key_records(tx)
    await move_match_keys(touched, former_keys)
    await _rewrite(tx, person)
    await key_anew(touched)
    await derive(Cause(revision, touched, former_keys), await judgements_of(tx), lambda *_: None)
    await _rewrite(tx, person)  # what became of entities, from the former value to the new
    await _forget_readings(tx, person)
    return ids


async def _rewrite(tx: Transaction, person: Person) -> None:
    """Put "…" in place of what names a person, wherever something is stated."""
    for name in _STATED:
        table = METADATA.tables[name]
        rows = [row async for row in _matching(tx, table, _texts(table), person)]
        for row in rows:
            key = [column == row[column.name] for column in table.primary_key]
            if values := _without(table, row, person):
                await tx.execute(table.update().where(*key).values(values))


async def _forget_readings(tx: Transaction, person: Person) -> None:
    """Forget what was read last, where it names a person."""
    for name in _REMEMBERED:
        table = METADATA.tables[name]
        rows = [row async for row in _matching(tx, table, _texts(table), person)]
        for row in rows:
            await tx.execute(table.delete().where(*(column == row[column.name] for column in table.primary_key)))


async def _matching(
    tx: Transaction, table: Table, columns: Sequence[Column[Any]], person: Person
) -> AsyncIterator[Mapping[str, Any]]:
    """The rows of a table that name a person, JSON decoded.

    All are looked at: databases fold case each in a way of its own.
    """
    wanted = {column.name for column in (*table.primary_key, *columns)} | {name for name in _PLACE if name in table.c}
    names = sorted(wanted)
    quoted = ", ".join(
        f'CAST("{name}" AS text)' if isinstance(table.c[name].type, JSON) else f'"{name}"' for name in names
    )
    async for page in tx.stream(f'SELECT {quoted} FROM "{table.name}"'):
        for values in page:
            row = {name: _decoded(table.c[name], value) for name, value in zip(names, values, strict=True)}
            if any(person.is_named_in(row[column.name]) for column in columns):
                yield row


def _texts(table: Table) -> list[Column[Any]]:
    """The columns that may hold words."""
    return [column for column in table.columns if isinstance(column.type, String | Text | JSON)]


def _decoded(column: Column[Any], value: Any) -> Any:
    return decoded(value) if isinstance(column.type, JSON) and value is not None else value


def _without(table: Table, row: Mapping[str, Any], person: Person) -> dict[str, Any]:
    """What of a row is to be rewritten, so that it does not name a person."""
    names = [one.name for one in _texts(table) if one.name in row and one.name not in _KEPT and not one.primary_key]
    return {name: _rewritten(row, name, person) for name in names if person.is_named_in(row[name])}


def _rewritten(row: Mapping[str, Any], name: str, person: Person) -> Any:
    """What a column of a row states, without a person."""
    stated = row[name]
    if name != "stated":
        return person.taken_out(stated)
    if "origin" in row:  # a former row, of which the same is kept as of the row itself
        return stated | _without(METADATA.tables[row["origin"]], stated, person)
    # a field that holds a number has no place for "…"
    numbers = {field for field, value in stated.items() if isinstance(value, int | float) and person.is_named_in(value)}
    return {field: person.taken_out(value) for field, value in stated.items() if field not in numbers}


def _place(row: Mapping[str, Any]) -> str | None:
    """Where the seeds of a network state it."""
    if row.get("path") is None or row.get("network") is None:
        return None
    return f"{row['network']} {row['path']}:{row['line']}" if row.get("line") else f"{row['network']} {row['path']}"
