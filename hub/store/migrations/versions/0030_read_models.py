"""Read models: terms in the order of names, of single values too, and how many entities have each; an index per order of lists."""

import sqlalchemy as sa
from alembic import op

from schema.kinds.facts import SORTED_TEXT

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None

_SINGLE = {
    "organisation": ("type", "city", "region", "status"),
    "ospo": ("archetype", "status", "city"),
    "product": ("licence", "status", "software_type", "generic_name", "maintenance"),
    "event": ("type", "city", "mode", "status", "series"),
    "news_item": ("type", "collection"),
}
"""By table the columns of one value that are facets."""
_TOTALS = {"Stats.relations": "relation", "Stats.unresolvedEnds": "unresolved"}
_ARCHETYPE = {
    "sqlite": "json_extract(derived, '$.archetype.value')",
    "postgresql": "derived -> 'archetype' ->> 'value'",
}
_COUNTED = "count(*), count(CASE WHEN derived THEN NULL ELSE 1 END) FROM term GROUP BY kind, field, value"
_PRESENT = (
    "count(DISTINCT entity), count(DISTINCT CASE WHEN derived THEN NULL ELSE entity END) FROM term GROUP BY kind, field"
)


def upgrade() -> None:
    op.execute("CREATE TABLE former_term AS SELECT * FROM term")
    op.drop_table("term")
    op.create_table(
        "term",
        sa.Column("entity", SORTED_TEXT, primary_key=True),
        sa.Column("field", SORTED_TEXT, primary_key=True),
        sa.Column("value", SORTED_TEXT, primary_key=True),
        sa.Column("kind", SORTED_TEXT, nullable=False),
        sa.Column("sort_name", SORTED_TEXT, nullable=False),
        sa.Column("derived", sa.Boolean(), nullable=False, server_default=sa.false()),
        sqlite_with_rowid=False,
    )
    for table in _SINGLE:
        for terms in _terms(table):
            op.execute(f"INSERT INTO term (entity, field, value, kind, sort_name, derived) {terms}")
    op.drop_table("former_term")
    op.create_index("ix_term_value", "term", ["kind", "field", "value", "sort_name", "entity"])
    op.create_table(
        "value_count",
        sa.Column("kind", SORTED_TEXT, primary_key=True),
        sa.Column("field", SORTED_TEXT, primary_key=True),
        sa.Column("value", SORTED_TEXT, primary_key=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("stated", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO value_count SELECT kind, field, value, {_COUNTED}")
    op.execute(f"INSERT INTO value_count SELECT kind, field, '', {_PRESENT}")
    for place, table in _TOTALS.items():
        op.execute(f"INSERT INTO statistic SELECT '{place}', count(*), count(*) FROM {table}")
    for table in _SINGLE:
        op.drop_index(f"ix_{table}_sort_name", table_name=table)
        op.drop_index(f"ix_{table}_network_count", table_name=table)
        op.create_index(f"ix_{table}_network_count", table, [sa.text("network_count DESC"), "sort_name", "id"])


def _terms(table: str) -> list[str]:
    """Queries of all terms of a kind."""
    kind = table.replace("_", "-")
    named = f"'{kind}', t.sort_name"
    single = [
        f"SELECT id, '{name}', {name}, {named}, false FROM {table} t WHERE {name} <> ''" for name in _SINGLE[table]
    ]
    archetype = _ARCHETYPE[op.get_context().dialect.name]
    derived = f"SELECT id, 'archetype', {archetype}, {named}, true FROM {table} t WHERE archetype IS NULL AND {archetype} IS NOT NULL"
    several = f"SELECT id, 'shared', CAST(networks AS TEXT), {named}, false FROM {table} t WHERE network_count > 1"
    live = (
        "SELECT entity, count(*) AS n FROM record WHERE withdrawn_revision IS NULL GROUP BY entity HAVING count(*) > 1"
    )
    joined = f"SELECT id, 'joined', CAST(n AS TEXT), {named}, false FROM ({live}) r JOIN {table} t ON t.id = r.entity"
    listed = f"SELECT entity, field, value, {named}, m.derived FROM former_term m JOIN {table} t ON t.id = m.entity"
    return [listed, *single, *([derived] if table == "ospo" else []), several, joined]


def downgrade() -> None:
    for table in _SINGLE:
        op.drop_index(f"ix_{table}_network_count", table_name=table)
        op.create_index(f"ix_{table}_network_count", table, ["network_count"])
        op.create_index(f"ix_{table}_sort_name", table, ["sort_name"])
    op.execute("DELETE FROM statistic WHERE place LIKE 'Stats.%'")
    op.drop_table("value_count")
    op.drop_index("ix_term_value", table_name="term")
    names = ", ".join(
        f"'{name}'" for name in ("shared", "joined", *{name for single in _SINGLE.values() for name in single})
    )
    op.execute(f"DELETE FROM term WHERE field IN ({names})")
    op.drop_column("term", "sort_name")
    op.create_index("ix_term_value", "term", ["kind", "field", "value", "entity"])
