"""`hub site`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.store import Database
    from hub.web.mirror import Mirror


def site(
    to: Annotated[Path, typer.Option("--to", help="Directory for the files.")] = Path("site"),
    language: Annotated[str, typer.Option("--language", help="Language of the pages: en, da or fr.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Write the pages as static files for a mirror. What needs a program links to the hub at HUB_BASE_URI."""
    from hub.cli.stores import with_loaded_store
    from hub.web.wording import LANGUAGES

    if language not in LANGUAGES:
        raise HubError(
            ErrorCode.USAGE, f"There are no pages in {language!r}.", f"Choose one of {', '.join(LANGUAGES)}."
        )
    pages, mirror = with_loaded_store(lambda database: _write(database, to, language))
    for address in mirror.faults:
        complain(f"{address} could not be made.")
    if as_json:
        from hub.cli.export_documents import SiteDocument

        write_json(SiteDocument(pages, list(mirror.faults)))
    else:
        say(f"{counted(pages, 'page')} written to {to}.")
    if mirror.faults:
        raise typer.Exit(1)


async def _write(database: "Database", folder: Path, language: str) -> "tuple[int, Mirror]":
    from hub.app import create_app
    from hub.config import settings
    from hub.web.mirror import Mirror

    mirror = Mirror(create_app(settings(), database), settings().address, language)
    try:
        return await mirror.write(folder), mirror
    except OSError as error:
        message = f"{error.filename or folder} cannot be written: {error.strerror}."
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Choose another directory with --to.") from error
