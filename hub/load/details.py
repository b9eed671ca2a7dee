"""What a network states beside its records: figures of its own, and assessments, figures and passages of
what its records are about.
"""

import hashlib
from collections.abc import Container, Mapping
from typing import Any

from sqlalchemy import select

from hub.load.former import keep_rows
from hub.store.database import encoded
from hub.store.id_sets import IdSet
from hub.store.tables import DetailRow, FigureRow
from hub.store.transaction import Transaction, chunks, table_of
from schema.issues import Place
from schema.records import Detail, Figure

DetailRows = Mapping[str, dict[str, Any]]
"""Rows of one table by their ids."""
_FIGURE_COLUMNS = ("network", "name", "value", "unit", "as_of", "note")
_DETAIL_COLUMNS = (
    "network", "sort", "name", "value", "number", "unit", "as_of", "note", "position", "texts", "concerns",
)  # fmt: skip


def figure_row(figure: Figure) -> dict[str, Any]:
    """A network's own figure as a row. Figures that differ in their value alone, on one line, are one."""
    stated = (figure.network, figure.name, figure.as_of, figure.unit, figure.place.path, figure.place.line)
    columns = {name: getattr(figure, name) for name in _FIGURE_COLUMNS}
    return {"id": f"fig_{_digest(stated)[:16]}"} | columns | _place_columns(figure.place)


def detail_row(detail: Detail) -> dict[str, Any]:
    """An assessment, figure or passage of a thing as a row; `record` is the id of the record
    that is about the thing.
    """
    columns = {name: getattr(detail, name) for name in _DETAIL_COLUMNS}
    stated = (*columns.values(), detail.about, detail.place.path, detail.place.line)
    return {"id": f"det_{_digest(stated)[:20]}", "record": detail.about} | columns | _place_columns(detail.place)


def _digest(stated: tuple[Any, ...]) -> str:
    return hashlib.sha256(encoded(stated).encode()).hexdigest()


def _place_columns(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "url": place.url}


async def replace_figures(
    tx: Transaction, network: str, revision: int, rows: DetailRows, unread: Container[str] = ()
) -> bool:
    """Store the figures of a network in place of those before, but for those of unread files; whether any differs."""
    return bool(await _replaced(tx, FigureRow, network, revision, rows, unread))


async def replace_details(
    touched: IdSet, network: str, revision: int, rows: DetailRows, unread: Container[str] = ()
) -> bool:
    """Store the details of a network in place of those before, but for those of unread files; whether any differs.

    Records whose details differ are touched: what they say is part of their entity's words and terms.
    """
    differing = await _replaced(touched.tx, DetailRow, network, revision, rows, unread)
    for records in chunks(sorted({row["record"] for row in differing})):
        await touched.add_selected("SELECT id FROM record WHERE id IN :ids", ids=records)
    return bool(differing)


async def _replaced(
    tx: Transaction,
    model: type[FigureRow | DetailRow],
    network: str,
    revision: int,
    rows: DetailRows,
    unread: Container[str],
) -> list[dict[str, Any]]:
    """Store rows of a network in place of those before, but for those of unread files.

    The rows that came, went or changed.
    """
    table = table_of(model)
    before = await tx.execute(select(table).where(table.c.network == network))
    stored = {row["id"]: dict(row) for row in before.mappings()}
    fresh = {id_: row for id_, row in stored.items() if row["path"] in unread} | dict(rows)
    differing = {id_: row for id_, row in (stored | fresh).items() if stored.get(id_) != fresh.get(id_)}
    if differing:
        await keep_rows(tx, revision, network, table.name, {id_: stored.get(id_) for id_ in differing})
        await tx.run(f"DELETE FROM {table.name} WHERE network = :network", network=network)
        await tx.insert(model, list(fresh.values()))
    return list(differing.values())
