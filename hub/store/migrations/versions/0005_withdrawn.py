"""No index on what nearly every record shares: SQLite took it for the one that tells records apart, and read them all for a few.

Nor on the revision of the last change, by which nothing asks.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("withdrawn_revision", "changed_revision"):
        op.drop_index(f"ix_record_{name}", table_name="record")


def downgrade() -> None:
    for name in ("withdrawn_revision", "changed_revision"):
        op.create_index(f"ix_record_{name}", "record", [name])
