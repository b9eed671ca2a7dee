"""Raw parts of stored records and of their former values are redacted as those of loads are, when more of what names
people is known.
"""

from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

from loaders.privacy import may_name_people, without_people, without_personal_mail

_RECORD = sa.table("record", sa.column("id", sa.Text), sa.column("raw", sa.JSON))
_FORMER = sa.table(
    "former_row",
    *(sa.column(name, type_) for name, type_ in (("revision", sa.Integer), ("origin", sa.Text), ("id", sa.Text))),
    sa.column("stated", sa.JSON),
)


def redact_raw() -> None:
    """Take out of the store what names people in raw parts."""
    _rewrite(_RECORD, ("id",), "raw", _clean)
    _rewrite(_FORMER, ("revision", "origin", "id"), "stated", _clean_former)


def _rewrite(table: Any, key: tuple[str, ...], name: str, clean: Callable[[Any], Any]) -> None:
    """Write anew what `clean` changes. Keys alone are held, and only of the rows that change."""
    connection, column = op.get_bind(), table.c[name]
    columns = [table.c[part] for part in key]
    changed = [
        tuple(row[:-1])
        for row in connection.execute(sa.select(*columns, column).where(column.is_not(None)))
        if row[-1] and clean(row[-1]) != row[-1]
    ]
    for values in changed:
        place = sa.and_(*(one == value for one, value in zip(columns, values, strict=True)))
        stated = connection.execute(sa.select(column).where(place)).scalar_one()
        connection.execute(table.update().where(place).values({name: clean(stated)}))


def _clean_former(stated: Any) -> Any:
    return {**stated, "raw": _clean(stated["raw"])} if isinstance(stated, dict) and stated.get("raw") else stated


def _clean(raw: Any) -> Any:
    return without_personal_mail(without_people(raw)) if may_name_people(orjson.dumps(raw)) else raw
