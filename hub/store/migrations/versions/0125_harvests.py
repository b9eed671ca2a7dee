"""Harvests of sources, and the lease under which one process of many does them."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0125"
down_revision = "0111"
branch_labels = None
depends_on = None

_WORDS = ("id", "network", "source", "way", "started_at", "finished_at", "outcome")
_NUMBERS = (
    "number",
    "added",
    "changed",
    "withdrawn",
    "unchanged",
    "rejected",
    "failed",
    "bytes",
    "milliseconds",
    "misses",
)


def upgrade() -> None:
    op.create_table(
        "harvest",
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in _WORDS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _NUMBERS),
        *(sa.Column(name, SORTED_TEXT, nullable=True) for name in ("load", "message", "fetched_at", "failing_since")),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_harvest_source", "harvest", ["network", "source", "number"])
    op.create_table(
        "lease",
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in ("name", "holder", "until")),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    op.drop_table("lease")
    op.drop_index("ix_harvest_source", "harvest")
    op.drop_table("harvest")
