"""One relation for a predicate and two entities; statements of records, and unresolved ends, beside it.

What records state is read anew by the next load of any network, for all networks: an empty manifest digest makes it news.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES: dict[str, dict[str, tuple[str, ...]]] = {
    "relation": {
        "subject": ("subject", "predicate", "object_name", "object"),
        "object": ("object", "predicate", "subject_name", "subject"),
    },
    "unresolved": {"owner": ("owner", "predicate", "outward", "sort_name")},
    "statement": {"record": ("record",), "relation": ("relation",), "unresolved": ("unresolved",)},
}
_TABLES = {
    "relation": (
        ("id", "predicate", "subject", "subject_kind", "subject_name", "object", "object_kind", "object_name"),
        ("since", "since_day", "until", "until_day"),
        (("roles", sa.JSON()), ("role_keys", sa.JSON()), ("confidence", sa.Float()), ("networks", sa.JSON()), ("network_count", sa.Integer())),
    ),
    "unresolved": (
        ("id", "owner", "owner_kind", "predicate", "sort_name"),
        ("label", "key"),
        (("outward", sa.Integer()), ("identifiers", sa.JSON())),
    ),
    "statement": (
        ("id", "record", "network", "predicate", "how"),
        ("relation", "unresolved", "subject", "object", "subject_label", "object_label", "role", "role_key", "since", "until", "key", "field"),
        (("confidence", sa.Float()), ("identifiers", sa.JSON())),
    ),
}  # fmt: skip


def _words() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_table("relation_record")
    op.drop_table("relation")
    for name, (words, optional, others) in _TABLES.items():
        places = [sa.Column(place, sa.Integer(), nullable=True) for place in ("start", "end") if name == "statement"]
        op.create_table(
            name,
            *(sa.Column(column, _words(), nullable=False) for column in words),
            *(sa.Column(column, _words(), nullable=True) for column in optional),
            *(sa.Column(column, type_, nullable=False) for column, type_ in others),
            *places,
            sa.PrimaryKeyConstraint("id"),
        )
        for index, columns in _INDEXES[name].items():
            op.create_index(f"ix_{name}_{index}", name, list(columns))
    op.execute("UPDATE network SET manifest_digest = ''")


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)
    relation = ("id", "predicate", "subject_label", "object_label")
    optional = ("subject", "subject_kind", "object", "object_kind", "role", "since", "until")
    op.create_table(
        "relation",
        *(sa.Column(column, _words(), nullable=False) for column in relation),
        *(sa.Column(column, _words(), nullable=True) for column in optional),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_relation_subject", "relation", ["subject", "predicate"])
    op.create_index("ix_relation_object", "relation", ["object", "predicate"])
    op.create_table(
        "relation_record",
        *(
            sa.Column(column, _words(), nullable=False)
            for column in ("relation", "record", "how", "subject_label", "object_label")
        ),
        *(sa.Column(column, _words(), nullable=True) for column in ("since", "until", "field")),
        sa.Column("confidence", sa.Float(), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=True) for column in ("start", "end")),
        sa.PrimaryKeyConstraint("relation", "record"),
    )
    op.create_index("ix_relation_record_record", "relation_record", ["record"])
    op.execute("UPDATE network SET manifest_digest = ''")
