"""Derived values beside the stated ones, and the country of a network; the next load of each network composes its entities anew."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = ("organisation", "ospo", "product", "event", "news_item")


def upgrade() -> None:
    for table in _KINDS:
        op.add_column(table, sa.Column("derived", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("term", sa.Column("derived", sa.Boolean(), nullable=False, server_default=sa.false()))
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("network", sa.Column("country", text, nullable=True))
    op.execute("UPDATE network SET manifest_digest = ''")


def downgrade() -> None:
    op.execute("DELETE FROM term WHERE derived")
    op.drop_column("network", "country")
    op.drop_column("term", "derived")
    for table in _KINDS:
        op.drop_column(table, "derived")
