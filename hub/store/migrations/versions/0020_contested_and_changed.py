"""How many fields of an entity are contested, which only differ in spelling, and which fields a revision changed.

What is stored already keeps its conflicts until its records are loaded anew, and older changes name no fields.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = ("organisation", "ospo", "product", "event", "news_item")


def upgrade() -> None:
    for table in _KINDS:
        op.add_column(table, sa.Column("variants", sa.JSON(), nullable=True))
        op.add_column(table, sa.Column("conflict_count", sa.Integer(), nullable=False, server_default="0"))
        op.execute(sa.text(f"UPDATE {table} SET conflict_count = json_array_length(conflicts)"))
        op.create_index(f"ix_{table}_conflict_count", table, ["conflict_count"])
    op.add_column("change", sa.Column("fields", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("change", "fields")
    for table in _KINDS:
        op.drop_index(f"ix_{table}_conflict_count", table_name=table)
        op.drop_column(table, "conflict_count")
        op.drop_column(table, "variants")
