"""What a database driver complains about, as a `HubError` in the words of an operator where
something can be done about it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw
import asyncpg
from sqlalchemy.exc import DBAPIError

from hub.errors import ErrorCode, HubError

_RESTORE = (
    "Restore a copy, or move the file away and load the seeds again; judgements are kept in seeds/judgements.jsonl."
)
_SQLITE = (
    ("not a database", ErrorCode.STORE_DAMAGED, "The database file is not an SQLite database.", _RESTORE),
    ("malformed", ErrorCode.STORE_DAMAGED, "The database file is damaged.", _RESTORE),
    ("disk i/o error", ErrorCode.STORE_DAMAGED, "The database file cannot be read.", "Check the disk. " + _RESTORE),
    (
        "unable to open",
        ErrorCode.STORE_UNREACHABLE,
        "The database file cannot be opened.",
        "Check HUB_DATABASE_URL, and that its directory exists and is writable.",
    ),
    (
        "readonly",
        ErrorCode.STORE_UNREACHABLE,
        "The hub is not allowed to write the database file.",
        "Check the permissions of the file and its directory.",
    ),
    (
        "database is locked",
        ErrorCode.STORE_BUSY,
        "Another load is writing to the database.",
        "Wait until it has ended and try again.",
    ),
    ("full", ErrorCode.STORE_FULL, "The disk is full; nothing was changed.", "Free some space and try again."),
    (
        "interrupted",
        ErrorCode.STATEMENT_INTERRUPTED,
        "The statement was interrupted.",
        "Ask for less or raise HUB_TIMEOUT.",
    ),
    (
        "parser stack overflow",
        ErrorCode.STATEMENT_TOO_NESTED,
        "SQLite before 3.46 cannot run a statement nested this deeply.",
        "Ask for fewer levels, or run PostgreSQL or a newer SQLite.",
    ),
    (
        "nested too deep",
        ErrorCode.STATEMENT_TOO_NESTED,
        "SQLite cannot run a statement with this many parts.",
        "Ask for fewer fields or levels.",
    ),
    (
        "expression tree is too large",
        ErrorCode.STATEMENT_TOO_NESTED,
        "SQLite cannot run a statement this large.",
        "Ask for fewer fields or levels.",
    ),
    (
        "no such table",
        ErrorCode.STORE_OUTDATED,
        "A table that the hub needs is missing from the database.",
        "Run `hub load`, which brings the database up to date.",
    ),
)
_LOST = (
    OSError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.CannotConnectNowError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
    # what asyncpg says when a connection goes while something else is being read from it
    asyncpg.InternalClientError,
)


def explained(error: BaseException) -> HubError | None:
    """The error in the operator's words, or None for one that is a mistake in the hub itself."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return explained(error.orig.__cause__ or error.orig) or explained(error.orig)
    if isinstance(error, apsw.Error):
        return _explained_sqlite(str(error).lower())
    return _explained_postgresql(error)


def _explained_sqlite(message: str) -> HubError | None:
    for words, code, sentence, hint in _SQLITE:
        if words in message:
            return HubError(code, sentence, hint)
    return None


def _explained_postgresql(error: BaseException) -> HubError | None:
    if isinstance(error, asyncpg.LockNotAvailableError):
        return HubError(
            ErrorCode.STORE_BUSY, "Another load is writing to the database.", "Wait until it has ended and try again."
        )
    if isinstance(error, asyncpg.QueryCanceledError):
        return HubError(
            ErrorCode.STATEMENT_INTERRUPTED, "The statement was interrupted.", "Ask for less or raise HUB_TIMEOUT."
        )
    if isinstance(error, asyncpg.UndefinedTableError):
        return HubError(
            ErrorCode.STORE_OUTDATED,
            "A table that the hub needs is missing from the database.",
            "Run `hub load`, which brings the database up to date.",
        )
    if isinstance(error, asyncpg.DiskFullError):
        return HubError(
            ErrorCode.STORE_FULL,
            "The disk of the database is full; nothing was changed.",
            "Free some space and try again.",
        )
    if isinstance(error, _LOST):
        return HubError(
            ErrorCode.STORE_UNREACHABLE,
            "The database cannot be reached.",
            "Check HUB_DATABASE_URL and that the server runs.",
        )
    return None


@contextmanager
def explaining_failures() -> Iterator[None]:
    """Raise what happens inside as `HubError` where it can be explained."""
    try:
        yield
    except Exception as error:
        if (hub_error := explained(error)) is None:
            raise
        raise hub_error from error
