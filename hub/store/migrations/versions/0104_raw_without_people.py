"""What stored records and their former values hold of people in their raw part is taken out, as loads do from now on."""

from hub.store.migrations.redaction import redact_raw

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    redact_raw()


def downgrade() -> None:
    pass
