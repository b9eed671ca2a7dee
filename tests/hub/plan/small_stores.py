"""Small stores that are made without a load, entity by entity, for tests of what is read."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.pool import StaticPool

from hub.derive.edge_merging import merged_edge
from hub.derive.entities.composing import Composed
from hub.derive.terms import VALUE_COUNTS
from hub.store.tables import METADATA
from schema.records import kind_of


def store(entities: Iterable[Composed], edges: Iterable[tuple[str, str, str]], networks: Sequence[str]) -> Engine:
    """An SQLite store in memory of some entities and edges (predicate, subject, object), with
    the read models of a load.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    METADATA.create_all(engine)
    tables, made = METADATA.tables, {one.id: one for one in entities}
    with engine.begin() as connection:
        for one in made.values():
            more = {"slug": one.row["base_slug"], "created_revision": 1, "updated_revision": 1}
            connection.execute(insert(tables[one.kind.table]), one.row | more)
            connection.execute(insert(tables["term"]), one.terms)
        connection.execute(insert(tables["record"]), [_record(one) for one in made.values()])
        connection.execute(insert(tables["network"]), [_network(slug, len(made)) for slug in networks])
        for edge in edges:
            connection.execute(insert(tables["relation"]), _relation(made, *edge))
        connection.exec_driver_sql(f"INSERT INTO value_count {VALUE_COUNTS.format(condition='true')}")
    return engine


def _record(one: Any) -> dict[str, Any]:
    row = {"id": one.id, "network": one.row["networks"][0], "kind": one.kind.name, "key": one.id, "entity": one.id}
    row |= {
        "name": one.row["name"],
        "stated": {"name": one.row["name"]},
        "identifiers": [],
        "statements": [],
        "raw": {},
    }
    return row | {"path": "a.csv", "digest": "", "first_revision": 1, "changed_revision": 1}


def _network(slug: str, size: int) -> dict[str, Any]:
    texts = dict.fromkeys(("title", "homepage", "publisher_name", "licence", "attribution", "loaded_at"), slug)
    row = {"slug": slug, "description": {}, "precedence": 50, "authority": [], "counts": {"organisation": size}}
    return row | texts | {"first_revision": 1, "revision": 1, "manifest_digest": ""}


def _relation(made: dict[str, Any], predicate: str, subject: str, object_: str) -> dict[str, Any]:
    said = {
        "id": "",
        "record": "",
        "role": None,
        "role_key": None,
        "since": None,
        "until": None,
        "confidence": 1.0,
        "network": "north",
    }
    row = {"id": f"{predicate} {subject} {object_}", "predicate": predicate, "subject": subject, "object": object_}
    for end, id_ in (("subject", subject), ("object", object_)):
        row |= {f"{end}_kind": kind_of(id_).name, f"{end}_name": made[id_].row["sort_name"]}
    return row | merged_edge([said])
