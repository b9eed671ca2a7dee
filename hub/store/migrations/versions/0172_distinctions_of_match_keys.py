"""Match keys say what keeps their record apart from others. They are made anew from the records, as all of another edition are."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0172"
down_revision = "0170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # nodes of the version before go on loading: they write none
    op.add_column("match_key", sa.Column("distinctions", SORTED_TEXT, nullable=True))


def downgrade() -> None:
    op.drop_column("match_key", "distinctions")
