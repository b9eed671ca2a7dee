"""`hub doctor`: whether the store is sound."""

import typer

from hub.cli.options import Json
from hub.cli.output import complain, counted, say, write_json


def doctor(as_json: Json = False) -> None:
    """Check that the store is sound: its file is whole, and what answers read instead of counting equals what it counts.

    Nothing is changed, and nobody can load meanwhile. Exits with 1 if something differs; `hub load` does not correct that, a new store does.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.soundness import examined

    checks = with_loaded_store(examined)
    wrong = [check for check in checks if check.differences]
    if as_json:
        from hub.cli.output_documents import SoundnessDocument

        write_json(SoundnessDocument(not wrong, list(checks)))
    else:
        for check in checks:
            say(
                f"{check.name}: ",
                "fine" if not check.differences else (counted(check.differences, "difference"), "red"),
            )
            for example in check.examples:
                say(f"  {example}")
    if wrong:
        complain("Load the seeds into a new store, and report this: no load should leave a store so.")
        raise typer.Exit(1)
