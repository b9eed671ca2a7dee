"""`hub new`: a first manifest for the files that lie in a directory."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.cli.load_documents import DraftDocument
    from loaders.drafts import ManifestDraft


def new(
    network: Annotated[
        str,
        typer.Argument(metavar="NETWORK", help="Short name of the network: lower-case letters, digits and hyphens."),
    ],
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The directory with the network's files; default the current one.", show_default=False
        ),
    ] = Path(),
    as_json: AsJson = False,
) -> None:
    """Write a network.yaml for the files in a directory. It recognises formats, guesses columns and says what to check.

    The draft can be loaded as it is. An existing network.yaml is never overwritten.
    """
    from hub.cli.directories import chosen
    from loaders.drafts import draft

    _require_slug(network)
    (root,) = chosen([directory])
    path = root / "network.yaml"
    if path.exists() or path.is_symlink():
        hint = "Edit it, or move it out of the way first."
        raise HubError(ErrorCode.FILE_UNUSABLE, f"{path} exists already.", hint)
    drafted = draft(network, root)
    if not drafted.sources:
        hint = "Copy the files of the network there; docs/formats.md lists the formats."
        raise HubError(ErrorCode.DIRECTORY_UNUSABLE, f"No file in {root} has a format that the hub reads.", hint)
    _write(path, drafted.text)
    if as_json:
        write_json(_document(path, network, drafted))
    else:
        _print(path, drafted)


def _require_slug(network: str) -> None:
    import re

    from loaders.manifest_model import BOOKS, SLUG

    if network in BOOKS:
        hint = "Give the network a name of its own, such as that of whoever publishes it."
        raise HubError(ErrorCode.USAGE, f"The hub uses the name {network!r} for its own {network}.", hint)
    if not re.fullmatch(SLUG, network):
        hint = "Use lower-case letters, digits and hyphens, such as os2 or code-for-water."
        raise HubError(ErrorCode.USAGE, f"{network!r} cannot be the short name of a network.", hint)


def _write(path: Path, text: str) -> None:
    """Write a file that is not there yet; one that came meanwhile stays as it is."""
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        hint = "Check the permissions of the directory."
        raise HubError(ErrorCode.FILE_UNUSABLE, f"{path} cannot be written: {error.strerror}.", hint) from error


def _document(path: Path, network: str, drafted: "ManifestDraft") -> "DraftDocument":
    from hub.cli.load_documents import DraftDocument, DraftedSource

    sources = [
        DraftedSource(
            name=source.name,
            path=source.pattern,
            format=source.file.format,
            options=source.file.options,
            kind=source.file.columns.kind if source.file.columns else None,
            mapping=source.file.columns.fields if source.file.columns else {},
            unused=list(source.file.columns.unused) if source.file.columns else [],
        )
        for source in drafted.sources
    ]
    return DraftDocument(network, str(path), sources, list(drafted.passed_over))


def _print(path: Path, drafted: "ManifestDraft") -> None:
    say(f"Wrote {path} with {counted(len(drafted.sources), 'source')}:")
    for source in drafted.sources:
        guess = source.file.columns
        meaning = f"{guess.kind} by {', '.join(guess.fields)}" if guess else "by the mapping of the format"
        say(f"  {source.pattern}: {source.file.format}, {meaning}")
    if drafted.passed_over:
        complain(f"Not read, because no format was recognised: {', '.join(drafted.passed_over[:10])}")
    say(f"Next: check the lines that have a comment, then run `hub check {path.parent}`.")
