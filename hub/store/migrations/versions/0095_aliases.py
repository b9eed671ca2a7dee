"""Records whose key their network renamed keep their id, and are found by the one that the new key gives."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0095"
down_revision = "0093"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("record", sa.Column("alias", SORTED_TEXT, nullable=True))
    op.create_index("ix_record_alias", "record", ["alias"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_record_alias", table_name="record")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_column("alias")
