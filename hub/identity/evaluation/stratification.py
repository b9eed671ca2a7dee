"""Samples to label: small, and of every sort of thing as large a part as it is of the whole."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeVar

Drawn = TypeVar("Drawn")


def stratified(
    things: Sequence[Drawn],
    size: int,
    stratum: Callable[[Drawn], str],
    identity: Callable[[Drawn], str],
    seed: str = "",
) -> list[Drawn]:
    """A systematic sample: the things by stratum, in each by chance, and of that row every n-th.

    Strata are drawn from in proportion (to within one), so shares of the sample estimate shares of the whole
    without weights. Chance is a hash of seed and identity, so that one seed draws the same things again,
    whatever order they come in.
    """

    def place(thing: Drawn) -> tuple[str, str]:
        return stratum(thing), sha256(f"{seed} {identity(thing)}".encode()).hexdigest()

    ordered = sorted(things, key=place)
    if size >= len(ordered):
        return ordered
    return [ordered[(2 * number + 1) * len(ordered) // (2 * size)] for number in range(size)]
