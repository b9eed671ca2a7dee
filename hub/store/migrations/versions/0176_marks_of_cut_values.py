"""What was too long to be kept of a publiccode.yml has a mark of its own in `raw`; it had that of what names people."""

from alembic import op

revision = "0176"
down_revision = "0175"
branch_labels = None
depends_on = None


def _mark(before: str, after: str) -> None:
    # which of the two a mark stands for is no longer known: until its file is read again, a document counts as cut
    marked = f"replace(CAST(raw AS text), '\"{before}\"', '\"{after}\"')"
    raw = f"CAST({marked} AS json)" if op.get_bind().dialect.name == "postgresql" else marked
    op.execute(f"UPDATE record SET raw = {raw} WHERE CAST(raw AS text) LIKE '%publiccodeYmlVersion%'")


def upgrade() -> None:
    _mark("…", "[…]")


def downgrade() -> None:
    _mark("[…]", "…")
