"""Values that no record states but that follow from others (`schema.derivations`): made when
entities and edges are known.

They stand beside the stated ones, in the column `derived` of an entity and in its terms, so that nothing takes one
for a statement: by field the value, and from which field of which entity or network (`net_…`) it follows. A stated
value leaves no room for one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, select

from hub.derive import sets
from hub.derive.entities.differences import shown
from hub.derive.terms import add_terms, remove_terms
from hub.store.id_sets import IdSet
from hub.store.tables import ChangeRow
from hub.store.transaction import Transaction, table_of
from schema.derivations import DERIVATIONS_BY_KIND, Derivation
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import kind_of
from schema.values.countries import code_of
from schema.values.folding import fold
from schema.values.towns import country_of_town

BATCH = 1000
"""Entities whose values are derived together."""
Sources = Mapping[str, Sequence[tuple[str, Any]]]
"""By entity what its values may follow from: the ids of other entities, in order, with what these say."""
Derived = dict[str, dict[str, Any]]
"""The derived fields of an entity: of each its `value`, and `from` which field of which
entity or network it follows.
"""
Followed = tuple[Any, list[list[str]]]
"""A value and what it follows from."""
National = Mapping[str, str | None]
"""By network the country that its manifest declares."""


async def derive_values(entities: IdSet, ends: IdSet, revision: int) -> None:
    """Derive anew what follows from entities that were composed anew and from edges that came, went or changed.

    ends: the entities at the ends of these edges.
    """
    tx = entities.tx
    async with sets.FOLLOWING.scratch(tx) as following:
        for changed in (entities, ends):
            await following.add_selected(f"SELECT id FROM {changed.table} AS e")
        # In this order an owner's country reaches its products, and through them the news about these.
        for derivation in chain.from_iterable(DERIVATIONS_BY_KIND.values()):
            await following.add_selected(_following(derivation, following), **_roles(derivation))
        await following.analyse()
        national = {row.slug: row.country for row in await tx.rows("SELECT slug, country FROM network")}
        for kind, derivations in DERIVATIONS_BY_KIND.items():
            async with sets.DERIVING.scratch(tx) as deriving:
                await deriving.add_selected(f'SELECT id FROM "{KIND_BY_NAME[kind].table}" WHERE id IN {following}')
                async for batch in deriving.batches(BATCH):
                    await _write(tx, derivations, batch, national, revision)


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
    tx: Transaction, derivations: Sequence[Derivation], batch: Sequence[str], national: National, revision: int
) -> None:
    """Write the derived values of a batch of entities of one kind: those that differ, and all their terms."""
    table = table_of(KIND_BY_NAME[derivations[0].kind].model)
    rows = (await tx.execute(select(table).where(table.c.id.in_(batch)).order_by(table.c.id))).mappings().all()
    derived: dict[str, Derived] = {row["id"]: {} for row in rows}
    for derivation in derivations:
        await _derive(tx, derivation, rows, derived, national)
    before: dict[str, Derived] = {row["id"]: row["derived"] or {} for row in rows}
    if differing := [id_ for id_, fields in before.items() if fields != derived[id_]]:
        values = [{"entity": id_, "value": derived[id_] or None, "at": revision} for id_ in differing]
        written = table.update().where(table.c.id == bindparam("entity"))
        await tx.execute(written.values(derived=bindparam("value"), updated_revision=bindparam("at")), values)
        changed = {id_: _difference(before[id_], derived[id_]) for id_ in differing}
        await _write_changes(tx, table.name, changed, revision)
    names = {row["id"]: row["sort_name"] for row in rows}
    for derivation in derivations:
        theirs = f"derived AND field = '{derivation.field}' AND entity IN :ids"
        await remove_terms(tx, theirs, ids=batch)
        await add_terms(tx, list(_terms(derivation, derived, names)))


async def _derive(
    tx: Transaction,
    derivation: Derivation,
    rows: Sequence[Mapping[Any, Any]],
    derived: Mapping[str, Derived],
    national: National,
) -> None:
    """Note one derived field of those rows that state no value of it. derived: by entity, its derived fields."""
    lacking = [row for row in rows if row[derivation.field] is None]
    sources = await _sources(tx, derivation, [row["id"] for row in lacking])
    for row in lacking:
        value, origin = _followed(derivation, row, sources.get(row["id"], ()), national)
        if value:
            derived[row["id"]][derivation.field] = {"value": value, "from": origin}


def _terms(
    derivation: Derivation, derived: Mapping[str, Derived], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """The terms of a derived field. names: by entity, that by which it sorts."""
    if not derivation.fact.is_term:
        return
    for entity, fields in derived.items():
        value = fields.get(derivation.field, {}).get("value", ())
        for one in [value] if isinstance(value, str) else value:
            term = {"entity": entity, "field": derivation.field, "value": one, "kind": derivation.kind}
            yield term | {"sort_name": names[entity], "derived": True}


def _difference(before: Derived, after: Derived) -> list[dict[str, Any]]:
    """How derived fields differ, as `hub.derive.entities.differences` says it; no record states them."""
    values = {name: [side.get(name, {}).get("value") for side in (before, after)] for name in before | after}
    return [
        {"field": name, "from": shown(old), "to": shown(new), "records": []}
        for name, (old, new) in values.items()
        if old != new
    ]


async def _write_changes(tx: Transaction, table: str, changed: Mapping[str, Sequence[Any]], revision: int) -> None:
    """Store that entities changed of which nothing else did in this revision.

    changed: by entity, the fields that differ.
    """
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
    values = await _values(tx, derivation, {edge.source for edge in edges})
    sources: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for edge in edges:
        if (value := values.get(edge.source)) is not None:
            sources[edge.entity].append((edge.source, value))
    return sources


async def _values(tx: Transaction, derivation: Derivation, entities: set[str]) -> dict[str, Any]:
    """What entities say in the field from which it follows; those of a kind without it say nothing."""
    field, values = derivation.source_field, dict[str, Any]()
    for kind in (kind for kind in KINDS if field in kind.facts):
        ids, columns = sorted(id_ for id_ in entities if kind_of(id_) is kind), table_of(kind.model).c
        for start in range(0, len(ids), BATCH):
            wanted = columns.id.in_(ids[start : start + BATCH])
            for row in await tx.execute(select(columns.id, columns[field], columns.derived).where(wanted)):
                id_, stated, derived = tuple(row)
                if stated is None and derived is not None and _reads_derived(derivation, kind.name):
                    stated = derived.get(field, {}).get("value")
                values[id_] = stated
    return values


def _reads_derived(derivation: Derivation, kind: str) -> bool:
    """Whether derived values of a kind count: only where they are made before.

    Later ones are of the revision before, or new, by chance.
    """
    order = list(DERIVATIONS_BY_KIND)
    return kind in order and order.index(kind) < order.index(derivation.kind)


def _followed(
    derivation: Derivation, row: Mapping[Any, Any], sources: Sequence[tuple[str, Any]], national: National
) -> Followed:
    """What follows for an entity that states nothing: no value where nothing does."""
    field = (derivation.kind, derivation.field)
    if field == ("event", "countries"):
        for stated in ("place", "city"):
            if code := country_of_place(row[stated]):
                return [code], [[row["id"], stated]]
    if field == ("product", "countries") and not sources:
        return _of_networks(row["networks"], national)
    origin = [[source, derivation.source_field] for source, _ in sources]
    stated_values = {one for _, value in sources for one in ([value] if isinstance(value, str) else value)}
    values = {one if derivation.words is None else derivation.words.get(one) for one in stated_values}
    if derivation.fact.many:
        return sorted(value for value in values if value), origin
    return values.pop() if len(values) == 1 else None, origin


def _of_networks(networks: Sequence[str], national: National) -> Followed:
    """The country that networks declare.

    Where catalogues of two countries list a product, it says nothing of where that is from.
    """
    declaring = [slug for slug in networks if national.get(slug)]
    declared = sorted({str(national[slug]) for slug in declaring})
    return (declared, [[f"net_{slug}", "country"] for slug in declaring]) if len(declared) == 1 else ([], [])


def country_of_place(stated: str | None) -> str | None:
    """The country that a place names, or in which the town lies that it names; its last part counts first."""
    for part in reversed(re.split(r"[,;/()]|\s[-–—]\s", stated or "")):
        if (code := code_of(part.strip()) or country_of_town(part)) not in (None, "EU", "INT"):
            return code
    return None
