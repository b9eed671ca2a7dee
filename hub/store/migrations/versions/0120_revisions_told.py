"""PostgreSQL tells each new revision to whoever listens, so that nodes that only read need not ask."""

from alembic import op

revision = "0120"
down_revision = "0111"
branch_labels = None
depends_on = None

_TOLD = """CREATE FUNCTION hub_tell_revision() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('hub_revision', NEW.revision::text); RETURN NULL; END $$"""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(_TOLD)
        op.execute(
            "CREATE TRIGGER hub_tell_revision AFTER INSERT ON load FOR EACH ROW EXECUTE FUNCTION hub_tell_revision()"
        )


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TRIGGER hub_tell_revision ON load")
        op.execute("DROP FUNCTION hub_tell_revision()")
