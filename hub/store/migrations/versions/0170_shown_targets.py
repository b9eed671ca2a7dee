"""The addresses of webhooks as they may be shown: without what may be a secret of their receivers."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0170"
down_revision = "0165"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webhook", sa.Column("shown_target", SORTED_TEXT, nullable=False, server_default=""))
    connection = op.get_bind()
    for id_, target in connection.execute(sa.text("SELECT id, target FROM webhook")).all():
        values = {"id": id_, "shown": _shown(target)}
        connection.execute(sa.text("UPDATE webhook SET shown_target = :shown WHERE id = :id"), values)
    with op.batch_alter_table("webhook") as table:
        table.alter_column("shown_target", server_default=None)


def downgrade() -> None:
    op.drop_column("webhook", "shown_target")


def _shown(target: str) -> str:
    """As `hub.harvest.errands.shown` did at that time."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:200]
