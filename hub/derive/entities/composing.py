"""An entity composed of the records of its cluster, with all that hangs on it; the same rows whatever was there before. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.derive.entities.columns import columns, dates, search_document, terms
from hub.derive.entities.merge_policy import Member, Standing, unify
from hub.derive.entities.naming import NAMED_KINDS, name_keys, names_of
from schema.kinds import KIND_BY_PREFIX, Kind
from schema.values.folding import slug, sort_key


@dataclass(frozen=True, slots=True)
class Stated:
    """A live record, as far as entities go. first_revision: the load in which it was first seen."""

    id: str
    network: str
    entity: str
    values: Mapping[str, Any]
    identifiers: Sequence[Sequence[str]]
    first_revision: int


@dataclass(frozen=True, slots=True)
class Composed:
    """The rows of one entity. row: its columns but for the slug and the revisions; first_revision: that of its oldest record."""

    id: str
    kind: Kind
    row: dict[str, Any]
    terms: list[dict[str, Any]]
    identifiers: list[dict[str, Any]]
    search: dict[str, Any]
    dates: list[dict[str, Any]]
    name_keys: list[dict[str, Any]]
    first_revision: int


def kind_of(record_id: str) -> Kind:
    """The kind with which the id of a record or entity is tagged."""
    return KIND_BY_PREFIX[record_id.partition("_")[0]]


def compose(records: Sequence[Stated], standings: Mapping[str, Standing]) -> Composed:
    """The entity of the records of one cluster."""
    entity, kind = records[0].entity, kind_of(records[0].entity)
    unified = unify(kind, [Member(one.id, one.network, one.values) for one in records], standings)
    networks = sorted({one.network for one in records})
    values = unified.values
    identifiers = _identifiers(records, kind)
    title, body = search_document(kind, values, sorted({row["value"] for row in identifiers}))
    row = columns(kind, values) | {
        "id": entity,
        "base_slug": slug(values["name"]),
        "sort_name": sort_key(values["name"]),
        "networks": networks,
    }
    row |= {"network_count": len(networks), "origins": unified.origins, "conflicts": unified.conflicts}
    listed = terms(kind, values) | {"networks": networks}
    return Composed(
        id=entity,
        kind=kind,
        row=row,
        terms=[
            {"entity": entity, "field": name, "value": value, "kind": kind.name}
            for name, found in listed.items()
            for value in dict.fromkeys(found)
        ],
        identifiers=identifiers,
        search={"entity": entity, "kind": kind.name, "title": title, "body": body},
        dates=[{"event": entity, "starts_at": start, "ends_at": end} for start, end in dates(kind, values)],
        name_keys=[{"entity": entity, "key": key} for key in sorted(name_keys(names_of(values)))]
        if kind.name in NAMED_KINDS
        else [],
        first_revision=min(one.first_revision for one in records),
    )


def _identifiers(records: Sequence[Stated], kind: Kind) -> list[dict[str, Any]]:
    stated = {(one.id, scheme, value): one.entity for one in records for scheme, value in one.identifiers}
    return [
        {"record": record, "scheme": scheme, "value": value, "kind": kind.name, "entity": entity}
        for (record, scheme, value), entity in stated.items()
    ]
