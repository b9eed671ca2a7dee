"""The assessments, figures and passages that a network states of its records: replaced as a whole, like its own figures."""

from collections.abc import Container, Mapping
from typing import Any

from sqlalchemy import select

from hub.store.id_sets import IdSet
from hub.store.tables import DetailRow
from hub.store.transaction import table_of
from schema.records import Detail

DETAIL_COLUMNS = (
    "network", "sort", "name", "value", "number", "unit", "as_of", "note", "position", "texts", "concerns", "about",
)  # fmt: skip


async def replace_details(
    touched: IdSet, network: str, details: Mapping[str, Detail], unread: Container[str] = ()
) -> bool:
    """Store the details of a network in place of those before, but for those of unread files; whether any differs.

    Records whose details differ are touched: what they say is part of their entity's words and terms.
    """
    tx, table = touched.tx, table_of(DetailRow)
    rows = await tx.execute(select(table).where(table.c.network == network))
    stored = {row["id"]: dict(row) for row in rows.mappings()}
    unread_rows = {id_: row for id_, row in stored.items() if row["path"] in unread}
    fresh = unread_rows | {id_: _row(id_, detail) for id_, detail in details.items()}
    if stored == fresh:
        return False
    differing = [row for id_, row in (stored | fresh).items() if stored.get(id_) != fresh.get(id_)]
    for record in sorted({row["record"] for row in differing}):
        await touched.add_selected("SELECT id FROM record WHERE id = :id", id=record)
    await tx.run("DELETE FROM detail WHERE network = :network", network=network)
    await tx.insert(DetailRow, list(fresh.values()))
    return True


def _row(id_: str, detail: Detail) -> dict[str, Any]:
    place = {"path": detail.place.path, "line": detail.place.line, "url": detail.place.url}
    stated = {name: getattr(detail, name) for name in DETAIL_COLUMNS if name != "about"}
    return {"id": id_, "record": detail.about} | stated | place
