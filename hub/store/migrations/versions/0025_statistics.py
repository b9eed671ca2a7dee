"""What the store holds, list by list, for the prices of operations; the next load counts it."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0025"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statistic",
        sa.Column("place", SORTED_TEXT, primary_key=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("statistic")
