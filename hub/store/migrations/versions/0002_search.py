"""Full-text search over search_document: FTS5 on SQLite, tsvector on PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_document', content_rowid='number',
       tokenize="unicode61 remove_diacritics 0", prefix='2 3')""",
    "INSERT INTO search_index(search_index, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",  # of what a store of 0001 already holds
    """CREATE TRIGGER search_document_inserted AFTER INSERT ON search_document BEGIN
       INSERT INTO search_index(rowid, title, body) VALUES (new.number, new.title, new.body); END""",
    """CREATE TRIGGER search_document_deleted AFTER DELETE ON search_document BEGIN
       INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.number, old.title, old.body); END""",
    """CREATE TRIGGER search_document_updated AFTER UPDATE ON search_document BEGIN
       INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', old.number, old.title, old.body);
       INSERT INTO search_index(rowid, title, body) VALUES (new.number, new.title, new.body); END""",
)
POSTGRESQL = (
    """ALTER TABLE search_document ADD COLUMN words tsvector GENERATED ALWAYS AS
       (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B')) STORED""",
    "CREATE INDEX ix_search_document_words ON search_document USING gin (words)",
)


def upgrade() -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for name in ("inserted", "deleted", "updated"):
            op.execute(f"DROP TRIGGER search_document_{name}")
        op.execute("DROP TABLE search_index")
        return
    op.execute("DROP INDEX ix_search_document_words")
    op.execute("ALTER TABLE search_document DROP COLUMN words")
