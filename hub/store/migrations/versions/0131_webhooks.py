"""Whom to tell of changes, and what they were told."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT

revision = "0131"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", SORTED_TEXT, primary_key=True),
        sa.Column("target", SORTED_TEXT, nullable=False),
        *(sa.Column(name, OPTIONAL_JSON, nullable=True) for name in ("kinds", "networks")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("position", "generation", "failures")),
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in ("created_at", "next_at")),
        *(
            sa.Column(name, SORTED_TEXT, nullable=True)
            for name in ("rotated_at", "claimed_by", "claimed_until", "off_at", "off_why")
        ),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", SORTED_TEXT, primary_key=True),
        sa.Column("webhook", SORTED_TEXT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "since", "revision", "tries")),
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in ("content", "made_at", "state")),
        sa.Column("status", sa.Integer(), nullable=True),
        *(sa.Column(name, SORTED_TEXT, nullable=True) for name in ("error", "ended_at")),
    )
    op.create_index("ix_webhook_delivery_webhook", "webhook_delivery", ["webhook"])


def downgrade() -> None:
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
