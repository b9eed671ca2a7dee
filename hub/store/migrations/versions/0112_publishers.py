"""A network knows which of its records is about its publisher."""

import sqlalchemy as sa
from alembic import op

revision = "0112"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("network", sa.Column("publisher_record", text, nullable=True))


def downgrade() -> None:
    op.drop_column("network", "publisher_record")
