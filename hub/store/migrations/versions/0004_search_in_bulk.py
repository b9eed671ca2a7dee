"""SQLite: the full-text index is written by the hub, many documents at a time; a trigger made FTS5 write a segment for every row."""

from importlib import import_module

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TRIGGERS = ("inserted", "deleted", "updated")


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER search_document_{name}")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for statement in import_module("hub.store.migrations.versions.0002_search").SQLITE:
            if statement.startswith("CREATE TRIGGER"):
                op.execute(statement)
