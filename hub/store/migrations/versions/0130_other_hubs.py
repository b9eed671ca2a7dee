"""Networks may come by way of other hubs."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0130"
down_revision = "0125"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carried_network",
        sa.Column("network", SORTED_TEXT, primary_key=True),
        sa.Column("hubs", sa.JSON(), nullable=False),
        sa.Column("stated_at", SORTED_TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "known_hub",
        sa.Column("hub", SORTED_TEXT, primary_key=True),
        sa.Column("as_of", SORTED_TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("networks", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("known_hub")
    op.drop_table("carried_network")
