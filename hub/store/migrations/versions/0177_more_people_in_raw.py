"""What stored records and their former values hold of people under keys that were not known is taken out, too."""

from hub.store.migrations.redaction import redact_raw

revision = "0177"
down_revision = "0176"
branch_labels = None
depends_on = None


def upgrade() -> None:
    redact_raw()


def downgrade() -> None:
    pass
