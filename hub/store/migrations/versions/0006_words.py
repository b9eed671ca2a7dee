"""The words of the field: match keys instead of marks, cannot-link instead of holding apart, accepted and rejected loads."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATUSES = (("taken", "accepted"), ("kept", "rejected"))


def upgrade() -> None:
    op.rename_table("mark", "match_key")
    op.alter_column("match_key", "firm", new_column_name="strong")
    op.alter_column("match_key", "loose", new_column_name="weak")
    _reword("match", "evidence", '"holds_apart"', '"cannot_link"')
    for old, new in _STATUSES:
        op.execute(sa.text("UPDATE load SET status = :new WHERE status = :old").bindparams(old=old, new=new))
    op.execute(sa.text("UPDATE issue SET code = 'load-rejected' WHERE code = 'load-kept'"))


def downgrade() -> None:
    op.execute(sa.text("UPDATE issue SET code = 'load-kept' WHERE code = 'load-rejected'"))
    for old, new in _STATUSES:
        op.execute(sa.text("UPDATE load SET status = :old WHERE status = :new").bindparams(old=old, new=new))
    _reword("match", "evidence", '"cannot_link"', '"holds_apart"')
    op.alter_column("match_key", "strong", new_column_name="firm")
    op.alter_column("match_key", "weak", new_column_name="loose")
    op.rename_table("match_key", "mark")


def _reword(table: str, column: str, old: str, new: str) -> None:
    """Rename a key in a column of JSON; both databases keep it as text or cast to it."""
    changed = f"replace(CAST({column} AS TEXT), :old, :new)"
    if op.get_bind().dialect.name == "postgresql":
        changed = f"CAST({changed} AS JSON)"
    op.execute(sa.text(f'UPDATE "{table}" SET {column} = {changed}').bindparams(old=old, new=new))
