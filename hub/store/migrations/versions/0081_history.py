"""The history of one record and of one entity are found by their ids."""

from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_former_row_id", "former_row", ["id", "origin", "revision"])
    op.create_index("ix_change_entity", "change", ["entity", "revision"])


def downgrade() -> None:
    op.drop_index("ix_change_entity", "change")
    op.drop_index("ix_former_row_id", "former_row")
