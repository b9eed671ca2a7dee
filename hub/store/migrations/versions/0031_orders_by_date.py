"""An index per order by date, so that the latest events and news are read and not sorted; what has no date comes last."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_DATED = (("event", "starts_at"), ("news_item", "published"))


def upgrade() -> None:
    for table, name in _DATED:
        absent = sa.text(f"(CASE WHEN {name} IS NULL THEN 1 ELSE 0 END)")
        for way in ("asc", "desc"):
            op.create_index(f"ix_{table}_{name}_{way}", table, [absent, sa.text(f"(coalesce({name}, '')) {way}"), "id"])


def downgrade() -> None:
    for table, name in _DATED:
        for way in ("asc", "desc"):
            op.drop_index(f"ix_{table}_{name}_{way}", table_name=table)
