"""File readings: what each file of a network gave when it was read last, so that one changed file has not all others read again."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0165"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_reading",
        sa.Column("network", SORTED_TEXT, primary_key=True),
        sa.Column("source", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("path", SORTED_TEXT, primary_key=True),
        sa.Column("stamp", SORTED_TEXT, nullable=False),
        sa.Column("digest", SORTED_TEXT, nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("file_reading")
