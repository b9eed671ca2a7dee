"""`hub at`: the store of an earlier revision."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, write_json

if TYPE_CHECKING:
    from hub.history.rebuilding import Rebuilt
    from hub.store import Database


def at(
    moment: Annotated[
        str,
        typer.Argument(
            metavar="REVISION|DATE", help="A revision, or a date or time in UTC; a date means the end of that day."
        ),
    ],
    to: Annotated[
        str, typer.Option("--to", help="File for the old store, or the URL of an empty database.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Rebuild the store of an earlier revision. It has what networks and people stated then, and what follows.

    It exports what was exported then, but for what was erased since. Beyond the history that is kept it is refused, and
    the oldest revision that can be restored is named.
    """
    from hub.cli.stores import with_loaded_store

    url = to if "://" in to else f"sqlite+aiosqlite:///{Path(to).absolute()}"
    rebuilt = with_loaded_store(lambda database: _rebuilt(database, moment, url))
    if as_json:
        from hub.cli.history_documents import PastStoreDocument

        write_json(PastStoreDocument(to, rebuilt.revision, rebuilt.finished_at, rebuilt.records, rebuilt.erased))
        return
    records = counted(rebuilt.records, "record")
    say(f"{to} is the store as of revision {rebuilt.revision} ({rebuilt.finished_at}), with {records} in force.")
    if rebuilt.erased:
        complain(
            f"{counted(rebuilt.erased, 'record')} of that revision cannot be restored: what it stated was erased since."
        )


async def _rebuilt(database: "Database", moment: str, url: str) -> "Rebuilt":
    from hub.history.rebuilding import rebuild
    from hub.store import Database

    async with Database(url) as old:
        return await rebuild(database, moment, old)
