"""Values that no record states but that follow from others (`schema.derivations`): made when entities and edges are known.

They stand beside the stated ones, in the column `derived` of an entity and in its terms, so that nothing takes one for a statement:
by field the value, and from which field of which entity or network (`net_…`) it follows. A stated value leaves no room for one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from hub.derive import sets
from hub.derive.entities.differences import shown
from hub.derive.terms import add_terms, remove_terms
from hub.store.id_sets import IdSet
from hub.store.tables import ChangeRow
from hub.store.transaction import Transaction, table_of
from schema.derivations import ARCHETYPE_OF_TYPE, DERIVATION_OF, DERIVATIONS, Derivation
from schema.kinds import KIND_BY_NAME
from schema.records import kind_of
from schema.values.countries import code_of
from schema.values.folding import fold
from schema.values.towns import country_of_town

BATCH = 1000
"""Entities whose values are derived together."""
Sources = Mapping[str, Sequence[tuple[str, Any]]]
"""By entity what its values may follow from: the ids of other entities, in order, with what these say."""


async def derive_values(entities: IdSet, ends: IdSet, revision: int) -> None:
    """Derive anew what follows from entities that were composed anew and from edges that came, went or changed.

    ends: the entities at the ends of these edges.
    """
    tx = entities.tx
    async with sets.FOLLOWING.scratch(tx) as following:
        for changed in (entities, ends):
            await following.add_selected(f"SELECT id FROM {changed.table} AS e")
        for _ in range(2):  # an owner's country reaches its products, and through them the news about these
            for derivation in DERIVATIONS:
                await following.add_selected(_following(derivation, following), **_roles(derivation))
        await following.analyse()
        national = {row.slug: row.country for row in await tx.rows("SELECT slug, country FROM network")}
        for derivation in DERIVATIONS:
            table = KIND_BY_NAME[derivation.kind].table
            async with sets.DERIVING.scratch(tx) as deriving:
                await deriving.add_selected(f'SELECT id FROM "{table}" WHERE id IN {following}')
                async for batch in deriving.batches(BATCH):
                    await _write(tx, derivation, batch, national, revision)


def _following(derivation: Derivation, sources: IdSet) -> str:
    return (
        f"SELECT DISTINCT {derivation.target} FROM relation WHERE {_edges(derivation)} "
        f"AND {derivation.source} IN {sources} AND {derivation.target} IS NOT NULL"
    )


def _edges(derivation: Derivation) -> str:
    of_role = "SELECT 1 FROM statement AS s WHERE s.relation = relation.id AND s.role_key IN :roles"
    roles = f" AND EXISTS ({of_role})" if derivation.roles else ""
    return f"predicate = '{derivation.predicate.name}' AND {derivation.target}_kind = '{derivation.kind}'{roles}"


def _roles(derivation: Derivation) -> dict[str, Any]:
    return {"roles": [fold(role) for role in derivation.roles]} if derivation.roles else {}


async def _write(
    tx: Transaction, derivation: Derivation, batch: Sequence[str], national: Mapping[str, str | None], revision: int
) -> None:
    """Write the derived values of a batch of entities of one kind: those that differ, and all their terms."""
    table = table_of(KIND_BY_NAME[derivation.kind].model)
    rows = (await tx.execute(select(table).where(table.c.id.in_(batch)).order_by(table.c.id))).mappings().all()
    sources = await _sources(tx, derivation, [row["id"] for row in rows if row[derivation.field] is None])
    derived = {row["id"]: _derived(derivation, dict(row), sources.get(row["id"], ()), national) for row in rows}
    before = {row["id"]: row["derived"] for row in rows}
    if differing := [id_ for id_, value in before.items() if value != derived[id_]]:
        values = [{"entity": id_, "value": derived[id_], "at": revision} for id_ in differing]
        written = table.update().where(table.c.id == bindparam("entity"))
        await tx.execute(written.values(derived=bindparam("value"), updated_revision=bindparam("at")), values)
        await _write_changes(
            tx, table.name, {id_: _difference(before[id_], derived[id_]) for id_ in differing}, revision
        )
    theirs = f"derived AND field = '{derivation.field}' AND entity IN :ids"
    await remove_terms(tx, theirs, ids=batch)
    names = {row["id"]: row["sort_name"] for row in rows}
    await add_terms(tx, list(_terms(derivation, derived, names)), theirs, ids=batch)


def _terms(
    derivation: Derivation, derived: Mapping[str, Mapping[str, Any] | None], names: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    """The terms of derived values. names: by entity, that by which it sorts."""
    fact = KIND_BY_NAME[derivation.kind].facts[derivation.field]
    if not fact.is_term:
        return
    for entity, fields in derived.items():
        value = fields[derivation.field]["value"] if fields else ()
        for one in value if fact.many or not value else [value]:
            term = {"entity": entity, "field": derivation.field, "value": one, "kind": derivation.kind}
            yield term | {"sort_name": names[entity], "derived": True}


def _difference(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """How derived values differ, as `hub.derive.entities.differences` says it; no record states them."""
    values = {
        name: [(side or {}).get(name, {}).get("value") for side in (before, after)] for name in before or after or ()
    }
    return [
        {"field": name, "from": shown(old), "to": shown(new), "records": []}
        for name, (old, new) in values.items()
        if old != new
    ]


async def _write_changes(tx: Transaction, table: str, changed: Mapping[str, Sequence[Any]], revision: int) -> None:
    """Store that entities changed of which nothing else did in this revision. changed: by entity, the fields that differ."""
    rows = await tx.rows(
        f"""SELECT id, name, slug FROM "{table}" AS t WHERE id IN :ids
            AND NOT EXISTS (SELECT 1 FROM change AS c WHERE c.revision = :revision AND c.entity = t.id)""",
        ids=list(changed),
        revision=revision,
    )
    of_all = {"revision": revision, "action": "changed", "other": None}
    stated = [
        {"entity": row.id, "kind": kind_of(row.id).name, "name": row.name, "slug": row.slug, "fields": changed[row.id]}
        for row in rows
    ]
    await tx.insert(ChangeRow, [of_all | row for row in stated])


async def _sources(tx: Transaction, derivation: Derivation, entities: Sequence[str]) -> Sources:
    """What values of some entities may follow from."""
    if not entities:
        return {}
    edges = await tx.rows(
        f"""SELECT DISTINCT {derivation.target} AS entity, {derivation.source} AS source FROM relation
            WHERE {_edges(derivation)} AND {derivation.target} IN :ids AND {derivation.source} IS NOT NULL
            ORDER BY 1, 2""",
        ids=entities,
        **_roles(derivation),
    )
    values = await _values(tx, derivation.source_field, {edge.source for edge in edges})
    sources: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for edge in edges:
        if (value := values.get(edge.source)) is not None:
            sources[edge.entity].append((edge.source, value))
    return sources


async def _values(tx: Transaction, field: str, entities: set[str]) -> dict[str, Any]:
    """What entities of any kind say in a field. Of news only what is stated, as news are derived together."""
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for entity in sorted(entities):
        by_kind[kind_of(entity).name].append(entity)
    values: dict[str, Any] = {}
    for kind, ids in by_kind.items():
        columns = table_of(KIND_BY_NAME[kind].model).c
        for start in range(0, len(ids), BATCH):
            wanted = select(columns.id, columns[field], columns.derived).where(
                columns.id.in_(ids[start : start + BATCH])
            )
            for row in await tx.execute(wanted):
                id_, stated, derived = tuple(row)
                is_derivable = derived is not None and kind != "news-item" and (kind, field) in DERIVATION_OF
                values[id_] = derived[field]["value"] if stated is None and is_derivable else stated
    return values


def _derived(
    derivation: Derivation,
    row: Mapping[str, Any],
    sources: Sequence[tuple[str, Any]],
    national: Mapping[str, str | None],
) -> dict[str, Any] | None:
    """The derived value of an entity with its origin, by field; None where one is stated or nothing follows."""
    if row[derivation.field] is not None:
        return None
    if derivation.field == "archetype":
        archetypes = {ARCHETYPE_OF_TYPE.get(type_) for _, type_ in sources}
        value: Any = archetypes.pop() if len(archetypes) == 1 else None
        origin = [[source, derivation.source_field] for source, _ in sources]
    else:
        value, origin = _countries(derivation, row, sources, national)
    return {derivation.field: {"value": value, "from": origin}} if value else None


def _countries(
    derivation: Derivation,
    row: Mapping[str, Any],
    sources: Sequence[tuple[str, Any]],
    national: Mapping[str, str | None],
) -> tuple[list[str], list[list[str]]]:
    if derivation.kind == "event":
        for field in ("place", "city"):
            if code := country_of_place(row[field]):
                return [code], [[row["id"], field]]
    if sources or derivation.kind != "product":
        codes = sorted({code for _, listed in sources for code in listed})
        return codes, [[source, derivation.source_field] for source, _ in sources]
    networks = [slug for slug in row["networks"] if national.get(slug)]
    declared = sorted({str(national[slug]) for slug in networks})
    # a product that catalogues of two countries list says nothing of where it comes from
    return (declared, [[f"net_{slug}", "country"] for slug in networks]) if len(declared) == 1 else ([], [])


def country_of_place(stated: str | None) -> str | None:
    """The country that a place names, or in which the town lies that it names; its last part counts first."""
    for part in reversed(re.split(r"[,;/()]|\s[-–—]\s", stated or "")):
        if (code := code_of(part.strip()) or country_of_town(part)) not in (None, "EU", "INT"):
            return code
    return None
