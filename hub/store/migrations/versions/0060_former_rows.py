"""What loads overwrite, so that they can be undone; loads of before this migration cannot."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT

revision = "0060"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_row",
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("origin", SORTED_TEXT, primary_key=True),
        sa.Column("id", SORTED_TEXT, primary_key=True),
        sa.Column("network", SORTED_TEXT, nullable=False),
        sa.Column("stated", OPTIONAL_JSON, nullable=True),
    )
    op.create_index("ix_former_row_network", "former_row", ["network", "origin"])
    op.create_table(
        "refused_content",
        sa.Column("network", SORTED_TEXT, primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("why", SORTED_TEXT, nullable=False),
        sa.Column("digest", SORTED_TEXT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("refused_content")
    op.drop_table("former_row")
