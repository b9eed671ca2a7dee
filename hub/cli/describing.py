"""`hub networks` and `hub schema`: what the hub holds, and what can be asked."""

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.options import Json
from hub.cli.output import complain, say, stdout, table, write_json

if TYPE_CHECKING:
    from hub.store import Database

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"
_NETWORKS = """SELECT n.slug, n.title, n.homepage, n.licence, n.attribution, n.precedence, n.counts, n.revision, n.loaded_at, l.status, l.finished_at
    FROM network AS n JOIN load AS l ON l.revision = (SELECT max(revision) FROM load WHERE network = n.slug) ORDER BY n.slug"""
_FINDINGS = "SELECT network, severity, count(*) FROM issue GROUP BY network, severity"
_COLUMNS = (
    "network",
    "title",
    "homepage",
    "licence",
    "attribution",
    "precedence",
    "counts",
    "revision",
    "loaded_at",
    "last_load",
    "last_load_at",
)


def networks(as_json: Json = False) -> None:
    """List the networks in the store: how many records of each kind, when loaded, and how many findings."""
    from hub.cli.stores import with_store

    found = with_store(_read_networks)
    if as_json:
        write_json({"command": "networks", "networks": found})
        return
    kinds = sorted({kind for one in found for kind in one["counts"]})
    rows = [
        (one["network"], one["title"], *(one["counts"].get(kind, 0) for kind in kinds), *_load_cells(one))
        for one in found
    ]
    stdout().print(
        table(
            ("Network", "Title", *(f"{kind}#" for kind in kinds), "Errors#", "Warnings#", "Loaded", "Last load"), rows
        )
    )


def _load_cells(network: dict[str, Any]) -> tuple[object, ...]:
    findings = network["findings"]
    return findings.get("error", 0), findings.get("warning", 0), network["loaded_at"], network["last_load"]


async def _read_networks(database: "Database") -> list[dict[str, Any]]:
    from hub.store.database import decoded

    async with database.reading() as reader:
        found = [dict(zip(_COLUMNS, row, strict=True)) for row in await reader.rows(_NETWORKS)]
        findings = await reader.rows(_FINDINGS)
    for one in found:
        one["counts"] = decoded(one["counts"])
        one["findings"] = {severity: count for network, severity, count in findings if network == one["network"]}
    return found


def schema(
    check: Annotated[
        bool, typer.Option("--check", help="Compare with the committed file instead; exit 1 if they differ.")
    ] = False,
    path: Annotated[Path, typer.Option("--file", help="The committed file.", show_default=False)] = COMMITTED,
    as_json: Json = False,
) -> None:
    """Print the GraphQL schema in its definition language (SDL)."""
    from schema.graphql import sdl

    text = sdl()
    differences = _differences(text, path) if check else []
    if as_json:
        write_json({"command": "schema", "sdl": text} | ({"up_to_date": not differences} if check else {}))
    elif not check:
        sys.stdout.write(text)
    else:
        _tell_drift(differences, path)
    raise typer.Exit(1 if differences else 0)


def _differences(text: str, path: Path) -> list[str]:
    committed = path.read_text(encoding="utf-8") if path.is_file() else ""
    return list(difflib.unified_diff(committed.splitlines(), text.splitlines(), str(path), "hub schema", lineterm=""))


def _tell_drift(differences: list[str], path: Path) -> None:
    if not differences:
        say(f"{path} is up to date.")
        return
    sys.stdout.write("".join(f"{line}\n" for line in differences))
    complain(f"{path} differs from what kinds and predicates declare. If that is meant: hub schema > {path}")
