"""Bring a database to the newest version of the tables, where it is not there yet."""

from hub.errors import ErrorCode, HubError
from hub.store.database import Database
from hub.store.versions import head, stored_version


async def upgrade(database: Database) -> None:
    """Bring an empty or older database to head; at head it writes nothing.

    Raises `HubError` for a file that is not the hub's.
    """
    if await stored_version(database) == head():
        return
    if database.path is not None and not database.path.parent.is_dir():
        message = f"There is no directory {database.path.parent} for the database."
        raise HubError(ErrorCode.STORE_UNREACHABLE, message, "Create it, or name another one in HUB_DATABASE_URL.")
    # alembic and what it needs are a tenth of the start of a command, and most commands find the store at head
    from hub.store.migration import run_migrations  # noqa: PLC0415

    async with database.write() as tx:
        await tx.run_sync(run_migrations)
