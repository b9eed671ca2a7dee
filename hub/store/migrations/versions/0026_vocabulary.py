"""SQLite: the words of the full-text index with their frequencies, by which a query is corrected; PostgreSQL asks its index itself."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search_index_words USING fts5vocab('search_index', 'row')")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index_words")
