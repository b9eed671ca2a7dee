"""Bring a database to the newest form of the tables, and check whether migrations and tables still agree."""

import warnings
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from hub.errors import ErrorCode, HubError
from hub.store.database import Database
from hub.store.tables import METADATA

FOLDER = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"


def configured(connection: Connection | None = None) -> Config:
    """Alembic for the hub's migrations, on a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database) -> None:
    """Bring an empty or older database to head; at head it writes nothing. Raises `HubError` for a file that is not the hub's."""
    if await _is_at_head(database):
        return
    if database.path is not None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    async with database.write() as tx:
        await tx.run_sync(_upgrade)


async def _is_at_head(database: Database) -> bool:
    if database.path is not None and not database.path.exists():
        return False
    try:
        stored = await database.fetch_value(f"SELECT version_num FROM {VERSION_TABLE}")
    except HubError as error:
        if error.code is ErrorCode.STORE_OUTDATED:
            return False
        raise
    return bool(stored == head())


@cache
def head() -> str:
    """The newest revision of the migrations. Kept, as finding it runs all of them as modules; they do not change while a program runs."""
    return str(ScriptDirectory.from_config(configured()).get_current_head())


def _upgrade(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and VERSION_TABLE not in tables:
        message = f"The database already holds other tables, such as {min(tables)}."
        raise HubError(ErrorCode.STORE_FOREIGN, message, "Give the hub a database of its own in HUB_DATABASE_URL.")
    script = ScriptDirectory.from_config(configured())
    stored = MigrationContext.configure(connection).get_current_heads()
    known = {revision.revision for revision in script.walk_revisions()}
    if not known.issuperset(stored):
        message = "The database was made by a newer version of the hub."
        hint = "Update the hub, or give it another database in HUB_DATABASE_URL."
        raise HubError(ErrorCode.STORE_FOREIGN, message, hint)
    command.upgrade(configured(connection), "head")


def is_ours(_: object, name: str | None, type_: str, *__: object) -> bool:
    """Whether alembic compares it: not the full-text parts, which SQLAlchemy cannot describe, nor orders by date.

    Their indexes are over expressions, which no database gives back as they were written.
    """
    if type_ == "table":
        return not str(name).startswith("search_index")
    return name not in {"words", "ix_search_document_words"} and not str(name).endswith(("_asc", "_desc"))


async def drift(database: Database) -> list[Any]:
    """Differences between a database at head and the declared tables, as alembic names them; none is right."""
    async with database.write() as tx:
        return await tx.run_sync(_drift)


def _drift(connection: Connection) -> list[Any]:
    options = {"include_object": is_ours, "compare_type": True, "compare_server_default": True}
    with warnings.catch_warnings():
        # from SQLite, SQLAlchemy cannot read them back at all, and says so
        warnings.filterwarnings("ignore", ".*expression-based index")
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def revise(database: Database, message: str) -> None:
    """Write the migration that takes a database at head to the declared tables, under the next number; for developers."""
    number = f"{int(head()) + 1:04}"
    async with database.write() as tx:
        await tx.run_sync(lambda sync: command.revision(configured(sync), message, autogenerate=True, rev_id=number))
