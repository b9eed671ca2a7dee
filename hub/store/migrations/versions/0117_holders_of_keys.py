"""Which records have a match key is looked up; so are references that lead nowhere, and parts of wholes. Match keys are made anew."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0117"
down_revision = "0111"
branch_labels = None
depends_on = None

_PACKED = ("strong", "weak", "tokens", "identifiers", "names", "hosts")


def _made(*numbered: sa.Column[int], is_key: bool) -> None:
    op.create_table(
        "match_key",
        *numbered,
        sa.Column("record", SORTED_TEXT, primary_key=is_key, nullable=False, unique=not is_key),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("network", SORTED_TEXT, nullable=False),
        sa.Column("family", SORTED_TEXT, nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("lands", SORTED_TEXT, nullable=False),
        sa.Column("signature", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in _PACKED),
    )


def upgrade() -> None:
    op.drop_table("match_key")
    _made(sa.Column("number", sa.Integer(), primary_key=True), is_key=False)
    op.create_index("ix_match_key_family", "match_key", ["family", "network", "accounts", "record"])
    op.create_table(
        "key_holder",
        sa.Column("key", sa.BigInteger(), primary_key=True),
        sa.Column("holder", sa.Integer(), primary_key=True),
        sqlite_with_rowid=False,
    )
    renamed = sa.text("alias IS NOT NULL")
    op.drop_index("ix_record_alias", "record")
    op.create_index("ix_record_alias", "record", ["alias"], sqlite_where=renamed, postgresql_where=renamed)
    missing, part_of = sa.text("how = 'missing'"), sa.text("predicate = 'part-of'")
    op.create_index(
        "ix_statement_missing", "statement", ["record", "id"], sqlite_where=missing, postgresql_where=missing
    )
    op.create_index(
        "ix_relation_part_of", "relation", ["subject", "object"], sqlite_where=part_of, postgresql_where=part_of
    )


def downgrade() -> None:
    op.drop_index("ix_relation_part_of", "relation")
    op.drop_index("ix_statement_missing", "statement")
    op.drop_index("ix_record_alias", "record")
    op.create_index("ix_record_alias", "record", ["alias"])
    op.drop_table("key_holder")
    op.drop_table("match_key")
    _made(is_key=True)
