"""Entities as texts and labels name them, read from the store for the gazetteer of hub.identity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from hub.identity.names.label_words import label_key
from hub.identity.names.name_parts import profile
from hub.identity.texts.gazetteer import NamedEntity
from hub.store.database import decoded
from hub.store.id_sets import IdSet
from hub.store.transaction import Transaction, table_of
from schema.identifiers import ADDRESS_SCHEMES
from schema.kinds import KIND_BY_NAME, NAMED_KINDS


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
    return await _named(entities.tx, f"IN {entities}")


async def all_named(tx: Transaction) -> list[NamedEntity]:
    """All entities that texts may name."""
    return await _named(tx, "IS NOT NULL")


async def _named(tx: Transaction, is_chosen: str) -> list[NamedEntity]:
    """is_chosen: the end of an SQL condition, which stands after the column of the entity's id."""
    identifiers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = await tx.rows(
        f"""SELECT DISTINCT entity, scheme, value FROM identifier WHERE entity {is_chosen} AND scheme IN {ADDRESS_SCHEMES}
            ORDER BY entity, scheme, value"""
    )
    for entity, scheme, value in rows:
        identifiers[entity].append((scheme, value))
    return [named for kind in NAMED_KINDS for named in await _named_of(tx, kind, is_chosen, identifiers)]


async def _named_of(
    tx: Transaction, kind: str, is_chosen: str, identifiers: Mapping[str, list[tuple[str, str]]]
) -> list[NamedEntity]:
    table = table_of(KIND_BY_NAME[kind].model)
    plain, lists = ("id", "name", "acronym", "type"), ("alternate_names", "countries", "networks")
    forms = {name: name for name in plain} | {name: f"CAST({name} AS TEXT)" for name in lists}
    wanted = [form if name in table.columns else "NULL" for name, form in forms.items()]
    rows = await tx.rows(f'SELECT {", ".join(wanted)} FROM "{table.name}" WHERE id {is_chosen} ORDER BY id')
    return [
        NamedEntity(
            id_,
            kind,
            tuple(dict.fromkeys(filter(None, (name, acronym, *_listed(alternates))))),
            _listed(countries),
            type_,
            tuple(identifiers.get(id_, ())),
            _listed(networks),
        )
        for id_, name, acronym, type_, alternates, countries, networks in rows
    ]


@lru_cache(maxsize=4096)
def _listed(stored: str | None) -> tuple[str, ...]:
    # kept, as most entities have no other names, and few countries and networks
    return tuple(decoded(stored) or ()) if stored else ()
