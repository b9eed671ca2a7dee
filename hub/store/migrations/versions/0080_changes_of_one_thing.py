"""Changes are found by the thing that they are about, and by the slug that it had; things by their dates."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT
from schema.values.folding import slug

revision = "0080"
down_revision = "0075"
branch_labels = None
depends_on = None
_DATES = {
    "organisation": ("founded", "dissolved"),
    "ospo": ("founded",),
    "product": ("released", "created", "last_activity"),
    "event": ("starts_at", "ends_at"),
    "news_item": ("published",),
}


def upgrade() -> None:
    op.add_column("change", sa.Column("slug", SORTED_TEXT, nullable=True))
    change = sa.table("change", *(sa.column(name) for name in ("revision", "entity", "action", "name", "slug")))
    gone = sa.select(change).where(change.c.action.in_(("withdrawn", "joined")))
    # the slug that each had is not kept, but nearly always follows from its name
    for row in op.get_bind().execute(gone).fetchall():
        same = (change.c[name] == getattr(row, name) for name in ("revision", "entity", "action"))
        op.get_bind().execute(sa.update(change).where(*same).values(slug=slug(row.name)))
    for name in ("other", "slug"):
        op.create_index(f"ix_change_{name}", "change", [name])
    for table, columns in _DATES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, columns in _DATES.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    for name in ("other", "slug"):
        op.drop_index(f"ix_change_{name}", "change")
    op.drop_column("change", "slug")
