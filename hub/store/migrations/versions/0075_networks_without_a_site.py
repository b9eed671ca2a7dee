"""A network may have no site of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0061"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.alter_column("homepage", existing_type=_TEXT, nullable=True)


def downgrade() -> None:
    op.execute("UPDATE network SET homepage = '' WHERE homepage IS NULL")
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.alter_column("homepage", existing_type=_TEXT, nullable=False)
