"""The marks of live records; the next load makes those of the records that are stored."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mark",
        sa.Column("record", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("network", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("family", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("signature", sa.BigInteger(), nullable=False),
        sa.Column("firm", sa.LargeBinary(), nullable=False),
        sa.Column("loose", sa.LargeBinary(), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.Column("identifiers", sa.LargeBinary(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.Column("hosts", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("record"),
    )


def downgrade() -> None:
    op.drop_table("mark")
