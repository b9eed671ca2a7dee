"""Search orders what it finds by where the words stand and by a weight that is known beforehand, alike on both databases."""

import sqlalchemy as sa
from alembic import op

revision = "0110"
down_revision = "0104"
branch_labels = None
depends_on = None

_INDEX, _TABLE = "ix_search_document_hit", "search_document"
_KINDS = {kind: kind.replace("-", "_") for kind in ("organisation", "ospo", "product", "event", "news-item")}


def _least(number: str, most: int) -> str:
    return f"CASE WHEN {number} < {most} THEN {number} ELSE {most} END"


_NETWORKS, _NAME = _least("t.network_count", 99), _least("length(t.sort_name)", 99)
_TEXT = _least(f"length({_TABLE}.title) + length({_TABLE}.body)", 99_999)
_WEIGHT = f"({_NETWORKS}) * 10000000 + (99 - {_NAME}) * 100000 + 99999 - {_TEXT}"


def upgrade() -> None:
    op.add_column(_TABLE, sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    for kind, table in _KINDS.items():
        theirs = f"FROM {table} t WHERE t.id = {_TABLE}.entity"
        op.execute(
            f"UPDATE {_TABLE} SET weight = (SELECT {_WEIGHT} {theirs}) WHERE kind = '{kind}' AND EXISTS (SELECT 1 {theirs})"
        )
    op.drop_index(_INDEX, table_name=_TABLE)
    op.create_index(_INDEX, _TABLE, ["number", "entity", "kind", "weight"])


def downgrade() -> None:
    op.drop_index(_INDEX, table_name=_TABLE)
    op.create_index(_INDEX, _TABLE, ["number", "entity", "kind"])
    op.drop_column(_TABLE, "weight")
