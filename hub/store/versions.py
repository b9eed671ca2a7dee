"""Which version of the tables a database has, and which is the newest: the number of the last migration."""

from functools import cache
from pathlib import Path

from hub.errors import ErrorCode, HubError
from hub.store.database import Database

FOLDER = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"
NEWER = (
    "The database was made by a newer version of the hub.",
    "Update the hub, or give it another database in HUB_DATABASE_URL.",
)
_TABLES = {
    "sqlite": "SELECT min(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    "postgresql": "SELECT CAST(min(tablename) AS text) FROM pg_tables WHERE schemaname = current_schema()",
}
"""A table that somebody has made, by dialect."""


async def stored_version(database: Database) -> str | None:
    """The migration at which a database is; None for one that holds nothing, or is not there.

    Raises `HubError` for one that is not the hub's.
    """
    if database.path is not None and not database.path.exists():
        return None
    try:
        return str(await database.fetch_value(f"SELECT version_num FROM {VERSION_TABLE}"))
    except HubError as error:
        if error.code is not ErrorCode.STORE_OUTDATED:
            raise
    if stranger := await database.fetch_value(_TABLES[database.dialect]):
        raise foreign(stranger)
    return None


async def require_head(database: Database) -> None:
    """Raise `HubError` for a database that this version of the hub cannot read: nothing is in it, or
    another version made it.
    """
    version = await stored_version(database)
    if version is None:
        hint = "Run `hub load` first; HUB_DATABASE_URL says where the store is."
        raise HubError(ErrorCode.STORE_OUTDATED, "The store is empty.", hint)
    if version not in versions():
        raise HubError(ErrorCode.STORE_FOREIGN, *NEWER)
    if version != head():
        message = "The database was made by an older version of the hub."
        raise HubError(ErrorCode.STORE_OUTDATED, message, "Run `hub load`, which brings the database up to date.")


@cache
def versions() -> tuple[str, ...]:
    """The versions of the tables, oldest first: the numbers by which the files of the migrations begin."""
    return tuple(sorted(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The newest version of the tables."""
    return versions()[-1]


def foreign(table: str) -> HubError:
    """What to say of a database that holds a table that is not the hub's."""
    message = f"The database already holds other tables, such as {table}."
    return HubError(ErrorCode.STORE_FOREIGN, message, "Give the hub a database of its own in HUB_DATABASE_URL.")
