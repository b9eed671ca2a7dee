"""Pictures made on the server: how the networks overlap, as a matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from hub.web.rendering import Wording

CELL = 64
HEAD = 130
NetworkPair = tuple[str, str]
_ENGLISH = Wording("en")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix: where it is drawn, how many, how strong its tint is (0 to 1), and in words."""

    x: int
    y: int
    count: int
    tint: float
    words: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A network's name beside its row and above its column."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The picture: the lower half of networks by networks, what each holds itself on the diagonal.

    It is square; sizes in pixels.
    """

    size: int
    cell: int
    rows: list[Label]
    columns: list[Label]
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two networks have in common, by kind; the picture's row in words."""

    left: str
    right: str
    kinds: dict[str, int]

    @property
    def total(self) -> int:
        """Entities in both."""
        return sum(self.kinds.values())


def shared_by_pair(cells: Sequence[Mapping[str, Any]]) -> list[Shared]:
    """The cells of `overlap.matrix` by pair of networks, the largest first.

    A pair counts once, whichever way it is stated.
    """
    pairs: dict[NetworkPair, dict[str, int]] = {}
    for cell in cells:
        left, right = sorted((cell["left"]["slug"], cell["right"]["slug"]))
        if left != right:
            pairs.setdefault((left, right), {})[cell["kind"]] = cell["count"]
    found = [Shared(left, right, kinds) for (left, right), kinds in pairs.items()]
    return sorted(found, key=lambda shared: (-shared.total, shared.left, shared.right))


def matrix(networks: Sequence[Mapping[str, Any]], shared: Sequence[Shared]) -> Matrix:
    """Draw networks (slug, title, counts) and what they share."""
    slugs = [network["slug"] for network in networks]
    kinds = {(network["slug"], network["slug"]): _held(network) for network in networks} | {
        (one.left, one.right): one.kinds for one in shared
    }
    most = max((one.total for one in shared), default=1)
    places = [(row, column) for row in range(len(slugs)) for column in range(row + 1)]
    cells = [
        _cell(slugs[column], slugs[row], kinds, most, (HEAD + column * CELL, HEAD + row * CELL))
        for row, column in places
    ]
    rows = [Label(slug, HEAD - 10, HEAD + index * CELL + CELL // 2) for index, slug in enumerate(slugs)]
    columns = [Label(slug, HEAD + index * CELL + CELL // 2, HEAD - 10) for index, slug in enumerate(slugs)]
    return Matrix(HEAD + CELL * len(slugs), CELL, rows, columns, cells)


def _held(network: Mapping[str, Any]) -> dict[str, int]:
    return {count["kind"]: count["entities"] for count in network["counts"]}


def _cell(
    one: str, other: str, found: Mapping[NetworkPair, Mapping[str, int]], most: int, place: tuple[int, int]
) -> Cell:
    left, right = sorted((one, other))
    is_own = left == right
    kinds = found.get((left, right), {})
    total = sum(kinds.values())
    return Cell(
        *place, total, 0 if is_own else sqrt(total / max(most, 1)), _words(left, right, kinds, is_own=is_own), is_own
    )


def _words(left: str, right: str, kinds: Mapping[str, int], *, is_own: bool) -> str:
    listed = ", ".join(_ENGLISH.counted(kind, count) for kind, count in kinds.items() if count) or "nothing"
    return f"{left} holds {listed}" if is_own else f"{left} and {right} share {listed}"
