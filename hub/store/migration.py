"""The migrations, run by alembic; and whether they still lead to the declared tables."""

import warnings
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from hub.errors import ErrorCode, HubError
from hub.store.database import Database
from hub.store.failures import explained
from hub.store.tables import METADATA
from hub.store.versions import FOLDER, NEWER, VERSION_TABLE, foreign, head, versions

_UNRELEASED = (
    "The database has tables that no released version of the hub has made, so it cannot be brought up to date.",
    (
        "Give the hub a new database, or move this file away, then run `hub load`; it also loads the judgements beside"
        " the seeds."
    ),
)


def configured(connection: Connection | None = None) -> Config:
    """Alembic for the hub's migrations, on a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def run_migrations(connection: Connection) -> None:
    """Bring an empty or older database to head. Raises `HubError` for one that is not the hub's."""
    tables = set(inspect(connection).get_table_names())
    if tables and VERSION_TABLE not in tables:
        raise foreign(min(tables))
    if not set(versions()).issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise HubError(ErrorCode.STORE_FOREIGN, *NEWER)
    try:
        command.upgrade(configured(connection), "head")
    except DBAPIError as error:
        failure = explained(error)
        # what is left unexplained of these two is a column that is missing or there already; other faults are ours
        is_of_tables = failure is None and isinstance(error, (OperationalError, ProgrammingError))
        if is_of_tables or (failure is not None and failure.code is ErrorCode.STORE_OUTDATED):
            raise HubError(ErrorCode.STORE_FOREIGN, *_UNRELEASED) from error
        raise


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
    """Write the migration that takes a database at head to the declared tables, under the
    next number; for developers.
    """
    number = f"{int(head()) + 1:04}"
    async with database.write() as tx:
        await tx.run_sync(lambda sync: command.revision(configured(sync), message, autogenerate=True, rev_id=number))
