"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout and nothing else.")]
Directories = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="DIR", help="Seed directories, or directories that contain them; default HUB_SEEDS.", show_default=False
    ),
]
MassDelete = Annotated[
    bool,
    typer.Option("--allow-mass-delete", help="Accept a load even if a source is empty or far smaller than before."),
]
Again = Annotated[
    bool,
    typer.Option("--again", help="Read all files even if none has changed, and load what was undone or removed."),
]
AllFindings = Annotated[
    bool, typer.Option("--all", help="Show every finding and join, not only the first few of each.")
]
By = Annotated[
    str, typer.Option("--by", envvar="HUB_BY", help="Who gives the judgement: a role or name that others know.")
]
Why = Annotated[str, typer.Option("--why", help="The reason, in a sentence.")]
JudgementFile = Annotated[
    Path | None,
    typer.Option(
        "--file", help="Judgements file to write; default judgements.jsonl beside the seeds.", show_default=False
    ),
]
