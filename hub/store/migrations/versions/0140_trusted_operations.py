"""Documents that operators have listed, with how often each was answered."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0140"
down_revision = "0131"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trusted_operation",
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in ("digest", "name", "document", "added_at")),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", SORTED_TEXT, nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )


def downgrade() -> None:
    op.drop_table("trusted_operation")
