"""Match keys say what keeps their record apart from others, and are made anew as all of another edition are. Relations are found by their predicate."""

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
    op.drop_index("ix_relation_part_of", "relation")
    op.create_index("ix_relation_predicate", "relation", ["predicate", "subject", "object"])


def downgrade() -> None:
    op.drop_index("ix_relation_predicate", "relation")
    part_of = sa.text("predicate = 'part-of'")
    op.create_index(
        "ix_relation_part_of", "relation", ["subject", "object"], sqlite_where=part_of, postgresql_where=part_of
    )
    op.drop_column("match_key", "distinctions")
