"""Match keys say the countries of their record. They are made anew from the records, as all of another edition are."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0040"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM match_key")
    with op.batch_alter_table("match_key", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lands", SORTED_TEXT, nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM match_key")
    with op.batch_alter_table("match_key", schema=None) as batch_op:
        batch_op.drop_column("lands")
