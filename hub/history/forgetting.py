"""Forgetting a person: what the store holds of a name, an address or a number is taken out of every
table, and a search proves it.

What networks state is rewritten in place, in former values too, as if it had been stated with "…" from the first;
what follows is derived anew. The digests of records stay, so that loading the same rows again brings nothing back,
as nothing in them is news.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import JSON, Column, String, Table, Text

from hub.clock import Clock, now, stamp
from hub.derive import sets
from hub.derive.derivation import Cause, derive
from hub.derive.match_keys import key_anew, key_records, move_match_keys
from hub.errors import ErrorCode, HubError
from hub.load import ERASURES, LoadReport
from hub.load.judgements import judgements_of
from hub.load.ledger import close_revision, next_revision
from hub.store import Database, upgrade
from hub.store.tables import METADATA
from hub.store.transaction import Transaction
from loaders.privacy import REDACTED
from schema.values.folding import fold

SHORTEST = 4
"""Characters of what is searched for: less would take words apart that have nothing to do with a person."""
_STATED = ("network", "figure", "detail", "record", "former_row", "change", "issue")
"""Tables that are rewritten; all others but judgements, tokens and the audit log follow from them."""
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


def pattern_of(texts: Sequence[str]) -> re.Pattern[str]:
    """What matches any of some texts, in any case, with or without accents, and however its words are joined; no
    part of a longer word. Raises `HubError`.
    """
    wanted = sorted(
        {" ".join(text.split()) for stated in texts for text in (stated, fold(stated))}, key=len, reverse=True
    )
    if not wanted or any(len(text) < SHORTEST or set(text) & set('"\\') for text in wanted):
        message = f"A text to forget needs {SHORTEST} characters or more, without quotation marks or backslashes."
        raise HubError(ErrorCode.USAGE, message, "Give the full name of the person, or the whole address.")
    spelled = "|".join(r"[\s._+-]+".join(map(re.escape, text.split())) for text in wanted)
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)


async def forget(
    database: Database, pattern: re.Pattern[str], *, is_rehearsal: bool = False, clock: Clock = now
) -> Forgetting:
    """Take out of the store whatever a pattern matches, in a revision of its own, and search all of it again."""
    await upgrade(database)
    forgetting, started = Forgetting(), stamp(clock)
    async with database.write(is_rehearsal=is_rehearsal) as tx:
        forgetting.found = [trace async for trace in traces(tx, pattern)]
        if not any(trace.table in _STATED for trace in forgetting.found):
            forgetting.left = forgetting.found
            return forgetting
        forgetting.revision = await next_revision(tx)
        touched = await _derived_without(tx, pattern, forgetting.revision)
        report = LoadReport(ERASURES, "accepted", forgetting.revision)
        await close_revision(tx, report, started, stamp(clock), detail=touched)
        forgetting.left = [trace async for trace in traces(tx, pattern)]
    if not is_rehearsal:
        await database.compact()
    return forgetting


async def traces(tx: Transaction, pattern: re.Pattern[str]) -> AsyncIterator[Trace]:
    """All rows of the store that a pattern matches."""
    for table in METADATA.sorted_tables:
        columns = _texts(table)
        async for row in _matching(tx, table, columns, pattern):
            held = tuple(one.name for one in columns if _matches(row[one.name], pattern))
            key = "/".join(str(row[one.name]) for one in table.primary_key)
            yield Trace(table.name, key, held, _place(row))


async def _derived_without(tx: Transaction, pattern: re.Pattern[str], revision: int) -> list[str]:
    """Rewrite what is stated, and derive anew what follows; the ids of the records that stated it."""
    touched, former_keys = await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx)
    for name, column in (("record", "id"), ("detail", "record")):
        table = METADATA.tables[name]
        found = [str(row[column]) async for row in _matching(tx, table, _texts(table), pattern)]
        await touched.add(found)
    await touched.add_selected(
        f"SELECT id FROM record WHERE entity IN (SELECT entity FROM record WHERE id IN {touched})"
    )
    ids = [str(row.id) for row in await tx.rows(f"SELECT id FROM {touched} AS t ORDER BY id")]
    await key_records(tx)
    await move_match_keys(touched, former_keys)
    await _rewrite(tx, pattern)
    await key_anew(touched)
    await derive(Cause(revision, touched, former_keys), await judgements_of(tx), lambda *_: None)
    await _rewrite(tx, pattern)  # what became of entities, from the former value to the new
    return ids


async def _rewrite(tx: Transaction, pattern: re.Pattern[str]) -> None:
    """Put "…" in place of what a pattern matches, wherever something is stated."""
    for name in _STATED:
        table = METADATA.tables[name]
        columns = [column for column in _texts(table) if column.name not in _KEPT and not column.primary_key]
        rows = [row async for row in _matching(tx, table, columns, pattern)]
        for row in rows:
            key = [column == row[column.name] for column in table.primary_key]
            held = [column for column in columns if _matches(row[column.name], pattern)]
            values = {one.name: _without(row[one.name], pattern, is_json=isinstance(one.type, JSON)) for one in held}
            await tx.execute(table.update().where(*key).values(values))


async def _matching(
    tx: Transaction, table: Table, columns: Sequence[Column[Any]], pattern: re.Pattern[str]
) -> AsyncIterator[Mapping[str, Any]]:
    """The rows of a table that a pattern matches, JSON as text.

    All are looked at: databases fold case each in a way of its own.
    """
    wanted = {column.name for column in (*table.primary_key, *columns)} | {name for name in _PLACE if name in table.c}
    names = sorted(wanted)
    quoted = ", ".join(
        f'CAST("{name}" AS text)' if isinstance(table.c[name].type, JSON) else f'"{name}"' for name in names
    )
    async for page in tx.stream(f'SELECT {quoted} FROM "{table.name}"'):
        for values in page:
            row = dict(zip(names, values, strict=True))
            if any(_matches(row[column.name], pattern) for column in columns):
                yield row


def _texts(table: Table) -> list[Column[Any]]:
    """The columns that may hold words."""
    return [column for column in table.columns if isinstance(column.type, String | Text | JSON)]


def _matches(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.search(value) is not None


def _without(value: str, pattern: re.Pattern[str], *, is_json: bool) -> Any:
    """A value without what a pattern matches. It matches no quotation mark, so JSON stays JSON."""
    rewritten = pattern.sub(REDACTED, value)
    return orjson.loads(rewritten) if is_json else rewritten


def _place(row: Mapping[str, Any]) -> str | None:
    """Where the seeds of a network state it."""
    if row.get("path") is None or row.get("network") is None:
        return None
    return f"{row['network']} {row['path']}:{row['line']}" if row.get("line") else f"{row['network']} {row['path']}"
