"""What a search needs of each document it finds, apart from the texts, so that to rank hits no text is read."""

from alembic import op

revision = "0070"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_document_hit", "search_document", ["number", "entity", "kind"])


def downgrade() -> None:
    op.drop_index("ix_search_document_hit", table_name="search_document")
