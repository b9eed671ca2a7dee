"""SQLite: the marks of Indic, Thai and like scripts are part of the word in the full-text index; PostgreSQL's parser keeps them anyhow."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def _rebuild(tokenizer: str) -> None:
    if op.get_context().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE search_index_words")
    op.execute("DROP TABLE search_index")
    op.execute(
        f"""CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_document', content_rowid='number',
            tokenize="{tokenizer}", prefix='2 3')"""
    )
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('hashsize', 16777216)")
    op.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    op.execute("CREATE VIRTUAL TABLE search_index_words USING fts5vocab('search_index', 'row')")


def upgrade() -> None:
    _rebuild("unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")


def downgrade() -> None:
    _rebuild("unicode61 remove_diacritics 0")
