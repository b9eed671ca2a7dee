"""A network may be that of the hub's own editors."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("network", sa.Column("own", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("network", "own")
