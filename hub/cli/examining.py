"""`hub doctor`: whether the store is sound."""

from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, write_json

if TYPE_CHECKING:
    from hub.review.soundness import Check
    from hub.store import Database


Repair = Annotated[
    bool,
    typer.Option(
        "--repair", help="Where something differs, rebuild everything that is derived from records and judgements."
    ),
]
Quick = Annotated[
    bool,
    typer.Option("--quick", help="Skip rebuilding everything for comparison, which takes as long as a first load."),
]


def doctor(repair: Repair = False, quick: Quick = False, as_json: AsJson = False) -> None:
    """Check that the store is sound.

    Its file is intact, no reference leads nowhere, and what was derived equals what is derived again. Nothing is
    changed without --repair. Exits with 1 if something differs that was not repaired: a damaged file needs a backup or
    a new store.
    """
    from hub.cli.stores import with_loaded_store
    from hub.history.repairing import repair as repaired

    checks = with_loaded_store(lambda database: _examined(database, is_quick=quick))
    revision = None
    if repair and any(check.differences for check in checks):
        revision = with_loaded_store(repaired)
        checks = with_loaded_store(lambda database: _examined(database, is_quick=quick))
    wrong = [check for check in checks if check.differences]
    if as_json:
        from hub.cli.soundness_documents import SoundnessDocument

        write_json(SoundnessDocument(not wrong, revision, list(checks)))
    else:
        _print(checks, revision)
    if wrong:
        hint = "Load the seeds into a new store" if repair else "`hub doctor --repair` rebuilds what can be rebuilt"
        complain(f"{hint}; and please report this as a bug: no load should leave a store in this state.")
        raise typer.Exit(1)


async def _examined(database: "Database", *, is_quick: bool) -> "list[Check]":
    from hub.history.repairing import differing
    from hub.review.soundness import FILE, Check, examined

    checks = await examined(database)
    is_whole = not any(check.differences for check in checks if check.name == FILE)
    return checks if is_quick or not is_whole else [*checks, Check("what is derived", *await differing(database))]


def _print(checks: "list[Check]", revision: int | None) -> None:
    if revision is not None:
        say(f"Everything derived from records and judgements was rebuilt, as revision {revision}.")
    for check in checks:
        say(f"{check.name}: ", "fine" if not check.differences else (counted(check.differences, "difference"), "red"))
        for example in check.examples:
            say(f"  {example}")
