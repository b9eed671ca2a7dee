"""An entity composed of the records of its cluster, with all that hangs on it; the same rows whatever was there before.

Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.derive.entities.columns import columns, dates, terms, years
from hub.derive.entities.merge_policy import Member, Standing, unify
from hub.derive.entities.naming import name_keys, names_of
from hub.derive.entities.searched_texts import search_weight, searched_texts
from hub.store.database import encoded
from schema.kinds import Kind
from schema.records import kind_of
from schema.values.folding import slug, sort_key


@dataclass(frozen=True, slots=True)
class Composed:
    """The rows of one entity.

    row: its columns but for the slug and the revisions; first_revision: that of its oldest record.
    """

    id: str
    row: dict[str, Any]
    terms: list[dict[str, Any]]
    identifiers: list[dict[str, Any]]
    search: dict[str, Any]
    excerpts: dict[str, Any]
    dates: list[dict[str, Any]]
    name_keys: list[dict[str, Any]]
    first_revision: int

    @property
    def kind(self) -> Kind:
        """What it is."""
        return kind_of(self.id)


def compose(members: Sequence[Member], standings: Mapping[str, Standing], details: Sequence[Any] = ()) -> Composed:
    """The entity of the records of one cluster. details: what these say beside their fields."""
    entity, kind = members[0].entity, kind_of(members[0].entity)
    unified = unify(kind, members, standings)
    networks = sorted({member.network for member in members})
    values = unified.values
    identifiers = _identifiers(members, kind)
    assessed = sorted(f"{detail.name}:{detail.value}" for detail in details if detail.sort == "assessment")
    passages = [detail.texts for detail in details if detail.texts]
    texts = searched_texts(kind, values, sorted({row["value"] for row in identifiers}), passages)
    row = columns(kind, values) | {
        "id": entity,
        "base_slug": slug(values["name"]),
        "sort_name": sort_key(values["name"]),
        "networks": networks,
        "network_count": len(networks),
        "origins": unified.origins,
        "conflicts": unified.conflicts,
        "variants": unified.variants,
        "conflict_count": len(unified.conflicts),
    }
    found_by = terms(kind, values) | years(kind, row) | {"networks": networks, "assessments": assessed}
    found_by["shared"] = [encoded(networks)] if len(networks) > 1 else []
    found_by["joined"] = [str(len(members))] if len(members) > 1 else []
    document = texts.document()
    weight = search_weight(len(networks), row["sort_name"], document)
    names = name_keys(names_of(values)) if kind.is_named else ()
    return Composed(
        id=entity,
        row=row,
        terms=[
            {"entity": entity, "field": name, "value": value, "kind": kind.name}
            | {"sort_name": row["sort_name"], "derived": False}
            for name, listed in found_by.items()
            for value in dict.fromkeys(listed)
        ],
        identifiers=identifiers,
        search={"entity": entity, "kind": kind.name, "weight": weight, **document},
        excerpts={"entity": entity, "excerpts": texts.excerpts()},
        dates=[{"event": entity, "starts_at": start, "ends_at": end} for start, end in dates(kind, values)],
        name_keys=[{"entity": entity, "key": key} for key in sorted(names)],
        first_revision=min(member.first_revision for member in members),
    )


def _identifiers(members: Sequence[Member], kind: Kind) -> list[dict[str, Any]]:
    """Each once for every record that states it; a record may state one in several fields."""
    stated = {(member.id, scheme, value): member.entity for member in members for scheme, value in member.identifiers}
    return [
        {"record": record, "scheme": scheme, "value": value, "kind": kind.name, "entity": entity}
        for (record, scheme, value), entity in stated.items()
    ]
