"""Entities as texts and labels name them, read from the store for the gazetteer of hub.identity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from hub.identity.names.label_words import label_key
from hub.identity.names.name_parts import profile
from hub.identity.texts.gazetteer import NamedEntity
from hub.store.id_sets import IdSet
from hub.store.transaction import table_of
from schema.kinds import KIND_BY_NAME

NAMED_KINDS = ("organisation", "ospo", "product")
"""Kinds that labels and texts can name; titles of events and news are no names."""

LINKED = ("account", "homepage", "repository")
"""Schemes of which a link in a text can be a value."""


def names_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """All names that an entity goes by, its own first."""
    names = (values.get("name"), values.get("acronym"), *(values.get("alternate_names") or ()))
    return tuple(dict.fromkeys(name for name in names if name))


def name_keys(names: Iterable[str]) -> set[str]:
    """The comparable spellings of names, as the gazetteer keys them."""
    profiles = [profile(name) for name in names]
    return {
        key for parts in profiles if parts.full for key in (parts.full, parts.count_key, label_key(parts.text)) if key
    }


async def named_among(entities: IdSet) -> list[NamedEntity]:
    """The entities of a set as texts may name them."""
    identifiers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = await entities.tx.rows(
        f"""SELECT DISTINCT entity, scheme, value FROM identifier WHERE entity IN {entities} AND scheme IN {LINKED}
            ORDER BY entity, scheme, value"""
    )
    for row in rows:
        identifiers[row.entity].append((row.scheme, row.value))
    return [named for kind in NAMED_KINDS for named in await _named_of(kind, entities, identifiers)]


async def _named_of(kind: str, entities: IdSet, identifiers: Mapping[str, list[tuple[str, str]]]) -> list[NamedEntity]:
    columns = table_of(KIND_BY_NAME[kind].model).columns
    wanted = [
        columns[name]
        for name in ("id", "name", "acronym", "alternate_names", "countries", "type", "networks")
        if name in columns
    ]
    query = select(*wanted).where(entities.holds(columns["id"])).order_by(columns["id"])
    return [
        NamedEntity(
            row["id"],
            kind,
            names_of(dict(row)),
            tuple(row["countries"] or ()),
            row.get("type"),
            tuple(identifiers.get(row["id"], ())),
            tuple(row["networks"] or ()),
        )
        for row in (await entities.tx.execute(query)).mappings()
    ]
