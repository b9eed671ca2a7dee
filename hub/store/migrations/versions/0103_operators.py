"""Tokens of operators, and the audit log: who changed what. Nothing that reaches the store through the hub can edit an entry."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import OPTIONAL_JSON, SORTED_TEXT

revision = "0103"
down_revision = "0095"
branch_labels = None
depends_on = None

_KEPT = "entries of the audit log stay as they are"
_ON_POSTGRESQL = f"""CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN RAISE EXCEPTION '{_KEPT}'; END$$"""


def upgrade() -> None:
    op.create_table(
        "operator_token",
        *(sa.Column(name, SORTED_TEXT, nullable=False) for name in ("id", "name", "digest")),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("networks", OPTIONAL_JSON, nullable=True),
        sa.Column("created_at", SORTED_TEXT, nullable=False),
        *(sa.Column(name, SORTED_TEXT, nullable=True) for name in ("expires_at", "revoked_at")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, SORTED_TEXT, nullable=False)
            for name in ("at", "who", "means", "action", "subject", "outcome")
        ),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_audit_entry_means", "audit_entry", ["means", "at"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{change.lower()} BEFORE {change} ON audit_entry BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
            )
    else:
        op.execute(_ON_POSTGRESQL)
        op.execute(
            "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry EXECUTE FUNCTION audit_entry_stays()"
        )


def downgrade() -> None:
    op.drop_table("audit_entry")
    op.drop_table("operator_token")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_entry_stays()")
