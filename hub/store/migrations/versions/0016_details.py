"""Assessments, figures and passages of records, in place of columns that belonged to one network."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_FORMER = {
    "product": ("stage", "level", "level_date", "level_date_precision"),
    "organisation": ("size_group", "membership_fee"),
}


def upgrade() -> None:
    op.create_table(
        "detail",
        *(
            sa.Column(name, _TEXT, nullable=False, primary_key=name == "id")
            for name in ("id", "network", "record", "sort", "name")
        ),
        sa.Column("value", _TEXT, nullable=True),
        sa.Column("number", sa.Float(), nullable=True),
        *(sa.Column(name, _TEXT, nullable=True) for name in ("unit", "as_of", "note")),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("texts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("concerns", _TEXT, nullable=True),
        sa.Column("path", _TEXT, nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("url", _TEXT, nullable=True),
    )
    for column in ("network", "record", "concerns"):
        op.create_index(f"ix_detail_{column}", "detail", [column])
    for table, columns in _FORMER.items():
        for column in columns:
            op.drop_column(table, column)
    op.execute("UPDATE network SET manifest_digest = ''")


def downgrade() -> None:
    for table, columns in _FORMER.items():
        for column in columns:
            op.add_column(table, sa.Column(column, _TEXT, nullable=True))
    op.drop_table("detail")
