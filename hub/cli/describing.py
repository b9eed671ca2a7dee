"""`hub networks` and `hub schema`: what the hub holds, and what can be asked."""

import difflib
import sys
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, say, stdout, table, write_json

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"


def networks(as_json: AsJson = False) -> None:
    """List the networks in the store. Each has its records per kind, its last accepted load and its findings."""
    from hub.cli.stores import with_loaded_store
    from hub.review.holdings import networks

    summaries = with_loaded_store(networks)
    if as_json:
        from hub.cli.review_documents import NetworksDocument

        write_json(NetworksDocument(summaries))
        return
    kinds = sorted({kind for summary in summaries for kind in summary.counts})
    columns = ("Network", "Title", *(f"{kind}#" for kind in kinds), "Errors#", "Warnings#", "Accepted", "Last load")
    rows = [
        (
            *(summary.network, summary.title),
            *(summary.counts.get(kind, 0) for kind in kinds),
            *(summary.findings.get(severity, 0) for severity in ("error", "warning")),
            *(summary.loaded_at, summary.last_load),
        )
        for summary in summaries
    ]
    stdout().print(table(columns, rows))


def schema(
    check: Annotated[
        bool, typer.Option("--check", help="Compare with the committed file instead; exit with 1 if they differ.")
    ] = False,
    path: Annotated[Path, typer.Option("--file", help="The committed file.", show_default=False)] = COMMITTED,
    as_json: AsJson = False,
) -> None:
    """Print the GraphQL schema in its definition language (SDL)."""
    from schema.graphql import sdl

    text = sdl()
    differences: list[str] = []
    if check:
        committed = path.read_text(encoding="utf-8") if path.is_file() else ""
        lines = (committed.splitlines(), text.splitlines())
        differences = list(difflib.unified_diff(*lines, str(path), "hub schema", lineterm=""))
    if as_json:
        from hub.cli.serving_documents import SdlDocument

        write_json(SdlDocument(text, not differences if check else None))
    elif not check:
        sys.stdout.write(text)
    elif not differences:
        say(f"{path} is up to date.")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in differences))
        complain(f"{path} differs from what kinds and predicates declare. To update it: hub schema > {path}")
    raise typer.Exit(1 if differences else 0)
