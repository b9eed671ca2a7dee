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
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from hub.errors import ErrorCode, HubError
from hub.store.database import Database
from hub.store.failures import explained
from hub.store.tables import METADATA

FOLDER = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"
_NEWER = (
    "The database was made by a newer version of the hub.",
    "Update the hub, or give it another database in HUB_DATABASE_URL.",
)
_UNRELEASED = (
    "The database has tables that no released version of the hub has made, so it cannot be brought up to date.",
    "Give the hub a new database, or move this file away, and run `hub load`; judgements beside the seeds come back by themselves.",
)
_TABLES = {
    "sqlite": "SELECT min(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    "postgresql": "SELECT CAST(min(tablename) AS text) FROM pg_tables WHERE schemaname = current_schema()",
}
"""A table that somebody has made, by dialect."""


def configured(connection: Connection | None = None) -> Config:
    """Alembic for the hub's migrations, on a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database) -> None:
    """Bring an empty or older database to head; at head it writes nothing. Raises `HubError` for a file that is not the hub's."""
    if await stored_version(database) == head():
        return
    if database.path is not None and not database.path.parent.is_dir():
        message = f"There is no directory {database.path.parent} for the database."
        raise HubError(ErrorCode.STORE_UNREACHABLE, message, "Make it, or name another one in HUB_DATABASE_URL.")
    async with database.write() as tx:
        await tx.run_sync(_upgrade)


async def stored_version(database: Database) -> str | None:
    """The migration at which a database is; None for one that holds nothing, or is not there. Raises `HubError` for one that is not the hub's."""
    if database.path is not None and not database.path.exists():
        return None
    try:
        return str(await database.fetch_value(f"SELECT version_num FROM {VERSION_TABLE}"))
    except HubError as error:
        if error.code is not ErrorCode.STORE_OUTDATED:
            raise
    if stranger := await database.fetch_value(_TABLES[database.dialect]):
        raise _foreign(stranger)
    return None


async def require_head(database: Database) -> None:
    """Raise `HubError` for a database that this version of the hub cannot read: nothing is in it, or another version made it."""
    version = await stored_version(database)
    if version is None:
        hint = "Run `hub load` first; HUB_DATABASE_URL says where the store is."
        raise HubError(ErrorCode.STORE_OUTDATED, "There is nothing in the store yet.", hint)
    if version not in {one.revision for one in ScriptDirectory.from_config(configured()).walk_revisions()}:
        raise HubError(ErrorCode.STORE_FOREIGN, *_NEWER)
    if version != head():
        message = "The database was made by an older version of the hub."
        raise HubError(ErrorCode.STORE_OUTDATED, message, "Run `hub load`, which brings the database up to date.")


@cache
def head() -> str:
    """The newest revision of the migrations. Kept, as finding it runs all of them as modules; they do not change while a program runs."""
    return str(ScriptDirectory.from_config(configured()).get_current_head())


def _upgrade(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and VERSION_TABLE not in tables:
        raise _foreign(min(tables))
    script = ScriptDirectory.from_config(configured())
    stored = MigrationContext.configure(connection).get_current_heads()
    known = {revision.revision for revision in script.walk_revisions()}
    if not known.issuperset(stored):
        raise HubError(ErrorCode.STORE_FOREIGN, *_NEWER)
    try:
        command.upgrade(configured(connection), "head")
    except DBAPIError as error:
        failure = explained(error)
        # what is left unexplained of these two is a column that is missing or there already; other faults are ours
        is_of_tables = failure is None and isinstance(error, (OperationalError, ProgrammingError))
        if is_of_tables or (failure is not None and failure.code is ErrorCode.STORE_OUTDATED):
            raise HubError(ErrorCode.STORE_FOREIGN, *_UNRELEASED) from error
        raise


def _foreign(table: str) -> HubError:
    message = f"The database already holds other tables, such as {table}."
    return HubError(ErrorCode.STORE_FOREIGN, message, "Give the hub a database of its own in HUB_DATABASE_URL.")


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
