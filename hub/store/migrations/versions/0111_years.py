"""The years of dates are terms, so that groups by year are counted by loads."""

from alembic import op

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None

_DATED = {
    "organisation": ("founded", "dissolved"),
    "ospo": ("founded",),
    "product": ("released", "created", "last_activity"),
    "event": ("starts_at", "ends_at"),
    "news_item": ("published",),
}
"""By table its columns of dates."""
_FIELDS = sorted({f"{name}_year" for names in _DATED.values() for name in names})
_IS_YEAR = "field IN ({})".format(", ".join(f"'{field}'" for field in _FIELDS))


def upgrade() -> None:
    for table, names in _DATED.items():
        for name in names:
            year = f"'{name}_year', substr({name}, 1, 4), '{table.replace('_', '-')}', sort_name, false"
            op.execute(
                "INSERT INTO term (entity, field, value, kind, sort_name, derived) "
                f"SELECT id, {year} FROM {table} WHERE {name} IS NOT NULL"
            )
    for value in ("value", "''"):
        counted = f"SELECT kind, field, {value}, count(*), count(*) FROM term WHERE {_IS_YEAR}"
        grouped = "GROUP BY kind, field" + (", value" if value == "value" else "")
        op.execute(f"INSERT INTO value_count (kind, field, value, total, stated) {counted} {grouped}")


def downgrade() -> None:
    for table in ("term", "value_count"):
        op.execute(f"DELETE FROM {table} WHERE {_IS_YEAR}")
