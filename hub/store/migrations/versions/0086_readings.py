"""Readings: what the last load of each network read and said, so that unchanged files need not be read again."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading",
        sa.Column("network", SORTED_TEXT, primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reader", SORTED_TEXT, nullable=False),
        sa.Column("stamps", SORTED_TEXT, nullable=False),
        sa.Column("is_at_rest", sa.Boolean(), nullable=False),
        sa.Column("content", SORTED_TEXT, nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("reading")
