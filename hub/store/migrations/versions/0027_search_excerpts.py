"""The excerpts in which search shows what it found, beside the index that finds it; made when entities are next composed."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_excerpt",
        sa.Column("entity", _TEXT, nullable=False, primary_key=True),
        sa.Column("excerpts", sa.JSON(), nullable=False),
    )
    op.execute("UPDATE network SET manifest_digest = ''")


def downgrade() -> None:
    op.drop_table("search_excerpt")
