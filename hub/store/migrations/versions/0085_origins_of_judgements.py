"""Judgements remember the file that they came from; the next file that states one that is stored already takes it over."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0085"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("judgement", sa.Column("origin", SORTED_TEXT, nullable=True))


def downgrade() -> None:
    op.drop_column("judgement", "origin")
