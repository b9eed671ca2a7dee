"""Judgements have the ids of their records beside the names, so that what was judged is found when a key was renamed."""

import sqlalchemy as sa
from alembic import op

from hub.identity.judgements import reference_id
from schema.kinds.facts import SORTED_TEXT

revision = "0175"
down_revision = "0172"
branch_labels = None
depends_on = None

_SIDES = ("left", "right")


def upgrade() -> None:
    # nodes of the version before go on writing judgements: they write none, and read by the names
    for side in _SIDES:
        op.add_column("judgement", sa.Column(f"{side}_record", SORTED_TEXT, nullable=True))
    judgement = sa.table(
        "judgement", *(sa.column(name) for name in ("id", *_SIDES, *(f"{side}_record" for side in _SIDES)))
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(judgement.c.id, judgement.c.left, judgement.c.right)).all():
        ids = {"left_record": reference_id(row.left), "right_record": reference_id(row.right)}
        connection.execute(sa.update(judgement).where(judgement.c.id == row.id).values(ids))


def downgrade() -> None:
    for side in _SIDES:
        op.drop_column("judgement", f"{side}_record")
