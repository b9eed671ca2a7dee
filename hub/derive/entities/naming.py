"""Entities as texts and labels name them, read from the store for the gazetteer of hub.identity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.identity.names.name_parts import profile
from hub.identity.texts.gazetteer import NamedEntity
from hub.store.writing import rows, table_of
from schema.kinds import KIND_BY_NAME

NAMED_KINDS = ("organisation", "ospo", "product")
"""Kinds that labels and texts can name; titles of events and news are no names."""


def names_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """All names that an entity goes by, its own first."""
    stated = (values.get("name"), values.get("acronym"), *(values.get("alternate_names") or ()))
    return tuple(dict.fromkeys(name for name in stated if name))


def name_keys(names: Iterable[str]) -> set[str]:
    """The comparable spellings of names, as the gazetteer keys them."""
    profiles = [profile(name) for name in names]
    return {key for one in profiles if one.full for key in (one.full, one.count_key) if key}


async def named_among(connection: AsyncConnection, members: str) -> list[NamedEntity]:
    """The entities of a temporary set as texts may name them."""
    identifiers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    stated = f"SELECT DISTINCT entity, scheme, value FROM identifier WHERE entity IN (SELECT id FROM {members}) ORDER BY entity, scheme, value"
    for row in await rows(connection, stated):
        identifiers[row.entity].append((row.scheme, row.value))
    return [named for kind in NAMED_KINDS for named in await _named_of(connection, kind, members, identifiers)]


async def _named_of(
    connection: AsyncConnection, kind: str, members: str, identifiers: Mapping[str, list[tuple[str, str]]]
) -> list[NamedEntity]:
    table = table_of(KIND_BY_NAME[kind].model)
    wanted = [
        table.c[name] for name in ("id", "name", "acronym", "alternate_names", "countries", "type") if name in table.c
    ]
    found = await connection.execute(
        select(*wanted).where(table.c.id.in_(text(f"SELECT id FROM {members}"))).order_by(table.c.id)
    )
    return [
        NamedEntity(
            row["id"],
            kind,
            names_of(dict(row)),
            tuple(row["countries"] or ()),
            row.get("type"),
            tuple(identifiers.get(row["id"], ())),
        )
        for row in found.mappings()
    ]
