"""The same federation as plain tables with the indexes that a careful author gives them: what the peers serve,
in SQLite and PostgreSQL.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg

from scripts.bench.federation import Federation

_ENTITY = ("id", "slug", "name", "description", "url")
TABLES: dict[str, tuple[str, ...]] = {
    "network": ("id", "slug", "title"),
    "organisation": (*_ENTITY, "country", "city", "type", "founded", "inhabitants", "updated_at"),
    "ospo": (*_ENTITY, "founded", "network"),
    "product": (*_ENTITY, "licence", "language", "repository", "version", "status", "network"),
    "event": (*_ENTITY, "country", "city", "starts_at", "network"),
    "news": (*_ENTITY, "published", "network"),
    "membership": ("organisation_id", "network_id", "fact"),
    "ospo_organisation": ("ospo_id", "organisation_id", "fact"),
    "product_maintainer": ("product_id", "organisation_id", "fact"),
    "product_user": ("product_id", "organisation_id", "fact"),
    "event_organiser": ("event_id", "organisation_id", "fact"),
    "news_organisation": ("news_id", "organisation_id", "fact"),
    "news_product": ("news_id", "product_id", "fact"),
    "search_document": ("id", "kind", "entity_id", "name", "body"),
}
_INDEXES = (
    ("organisation", "country, id"),
    ("organisation", "type, id"),
    ("membership", "network_id, organisation_id"),
    ("product", "network, id"),
    ("product", "licence, id"),
    ("ospo_organisation", "organisation_id, ospo_id"),
    ("product_maintainer", "organisation_id, product_id"),
    ("product_user", "organisation_id, product_id"),
    ("event_organiser", "organisation_id, event_id"),
    ("news_organisation", "organisation_id, news_id"),
    ("news_product", "product_id, news_id"),
)
_READ_MODELS = (
    "CREATE TABLE licence_count AS SELECT licence AS value, count(*) AS count FROM product GROUP BY 1",
    (
        "CREATE TABLE network_count AS SELECT n.slug AS value, count(*) AS count FROM product p JOIN network n ON n.id"
        " = p.network GROUP BY 1"
    ),
    "CREATE TABLE membership_count AS SELECT organisation_id, count(*) AS number FROM membership GROUP BY 1",
    "CREATE INDEX membership_count_order ON membership_count (number DESC, organisation_id)",
)
"""What the hub counts when it loads, for the peer that is given the same."""
_NUMBERS = {"id", "entity_id", "inhabitants", "network"}
_UPDATED_AT = "2026-01-01T00:00:00Z"
_POSTGRES_SEARCH = """
ALTER TABLE search_document ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', name || ' ' || body)) STORED;
CREATE INDEX search_document_words ON search_document USING gin (words);
CREATE FUNCTION search_page(query text, size int) RETURNS SETOF search_document LANGUAGE sql STABLE AS
 $$ SELECT d.* FROM search_document d, to_tsquery('simple', query) q WHERE d.words @@ q ORDER BY ts_rank(d.words, q) DESC, d.id LIMIT size $$;
CREATE FUNCTION search_count(query text) RETURNS int LANGUAGE sql STABLE AS
 $$ SELECT count(*)::int FROM search_document d WHERE d.words @@ to_tsquery('simple', query) $$;
CREATE FUNCTION overlap(minimum int, size int) RETURNS SETOF organisation LANGUAGE sql STABLE AS
 $$ SELECT o.* FROM organisation o JOIN (SELECT organisation_id, count(*) n FROM membership GROUP BY 1
    HAVING count(*) >= minimum ORDER BY 2 DESC, 1 LIMIT size) x ON x.organisation_id = o.id ORDER BY x.n DESC, o.id $$;
CREATE VIEW licence_facet AS SELECT licence AS value, count(*)::int AS count FROM product GROUP BY licence ORDER BY 2 DESC, 1;
CREATE VIEW network_facet AS
 SELECT n.slug AS value, count(*)::int AS count FROM product p JOIN network n ON n.id = p.network GROUP BY 1 ORDER BY 2 DESC, 1;
"""  # PostGraphile offers only what the database offers, so lists that are no tables are functions and views


def rows_of(federation: Federation) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """(table, its rows as tuples)."""
    stated = {"network": federation.networks, **federation.rows}
    for table, rows in stated.items():
        yield table, [tuple(row.get(column, _UPDATED_AT) for column in TABLES[table]) for row in rows]
    yield from federation.links.items()
    documents = [
        (kind, row["id"], row["name"], row["description"]) for kind, rows in federation.rows.items() for row in rows
    ]
    yield "search_document", [(number, *document) for number, document in enumerate(documents, 1)]


def write_sqlite(federation: Federation, path: Path) -> None:
    """Write the tables to a new SQLite file."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    for table, rows in rows_of(federation):
        tail = "" if "id" in TABLES[table] else " WITHOUT ROWID"
        database.execute(f"CREATE TABLE {table} ({_columns(table)}){tail}")
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(TABLES[table]))})", rows)
    for statement in (*_indexes(), *_READ_MODELS):
        database.execute(statement)
    database.execute("CREATE VIRTUAL TABLE search USING fts5(name, body, content=search_document, content_rowid=id)")
    database.execute("INSERT INTO search(search) VALUES ('rebuild')")
    database.execute("INSERT INTO search(search) VALUES ('optimize')")
    database.commit()
    database.execute("ANALYZE")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


async def write_postgresql(federation: Federation, url: str) -> None:
    """Write the tables to an empty PostgreSQL database."""
    connection = await asyncpg.connect(url)
    for table, rows in rows_of(federation):
        await connection.execute(f"CREATE TABLE {table} ({_columns(table)})")
        await connection.copy_records_to_table(table, records=rows, columns=TABLES[table])
    for statement in _indexes():
        await connection.execute(statement)
    for link in federation.links:
        for column in TABLES[link][:2]:
            await connection.execute(
                f"ALTER TABLE {link} ADD FOREIGN KEY ({column}) REFERENCES {column.removesuffix('_id')}"
            )
    await connection.execute(_POSTGRES_SEARCH)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


def _columns(table: str) -> str:
    columns = TABLES[table]
    declared = [
        f"{name} {'INTEGER' if name in _NUMBERS or name.endswith('_id') else 'TEXT'} NOT NULL" for name in columns
    ]
    if columns[0] == "id":
        declared[0] = "id INTEGER PRIMARY KEY"
    else:
        declared.append(f"PRIMARY KEY ({', '.join(columns[:2])})")
    return ", ".join(declared)


def _indexes() -> list[str]:
    return [f"CREATE INDEX {table}_{number} ON {table} ({columns})" for number, (table, columns) in enumerate(_INDEXES)]
