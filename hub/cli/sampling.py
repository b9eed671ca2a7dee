"""`hub identity sample`: pairs or mentions to label."""

import csv
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.output import complain, counted

if TYPE_CHECKING:
    from hub.store import Database


class Sampled(StrEnum):
    """What there is to label."""

    CANDIDATES = "candidates"
    MENTIONS = "mentions"


def sample(
    what: Annotated[
        Sampled, typer.Argument(help="What to draw: pairs that wait for a person, or entities found in texts.")
    ],
    size: Annotated[int, typer.Option("--size", min=1, help="How many rows to draw.")] = 200,
    seed: Annotated[
        str, typer.Option("--seed", help="Seed of the random draw: the same seed draws the same sample.")
    ] = "1",
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="Only this kind; for mentions, the kind of what is named.", show_default=False),
    ] = None,
) -> None:
    """Draw a stratified sample to label, as CSV on stdout. Fill in `label` and measure it with `hub identity evaluate`.

    Every sort (kinds and strongest evidence of pairs; kinds, words and network of mentions) has the part that it has of
    the whole, so shares of the sample estimate those of the whole. The label of a pair is `same` or `not_same`, that of
    a mention `right` or `wrong`; rows without one do not count.
    """
    from hub.cli.stores import with_loaded_store

    rows = with_loaded_store(lambda database: _drawn(database, what, size, seed, kind))
    if not rows:
        complain(f"There are no {what.value} to draw from.")
        return
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    complain(f"{counted(len(rows), 'row')} to label.")


async def _drawn(database: "Database", what: Sampled, size: int, seed: str, kind: str | None) -> list[dict[str, str]]:
    from hub.review.label_samples import sampled_candidates, sampled_mentions

    draw = sampled_candidates if what is Sampled.CANDIDATES else sampled_mentions
    return await draw(database, size, seed, kind)
