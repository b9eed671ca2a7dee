"""/overlap: what several networks know, as a matrix of pairs and as the list behind each of its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from hub.web.pages.page import Page, PageValues, stored
from hub.web.pages.parameters import KIND_NAMES, chosen_kinds, cursors, listed, page_links
from hub.web.pictures.overlap_matrix import shared_by_pair
from hub.web.selections import check_parameters
from hub.web.visits import Visit

TINTS = 5
"""Steps of the tint of a field, as `exploring.css` has them."""


@dataclass(frozen=True, slots=True)
class MatrixField:
    """What two networks share, or one holds itself: a number, the strength of its tint (0 to
    `TINTS`) and the list behind it.
    """

    network: str
    count: int
    tint: int = 0
    address: str = ""


def page() -> Page:
    """The page of overlaps."""
    return Page("overlap", "/overlap", stored("overlap"), variables=_variables, present=_presented)


def _variables(visit: Visit) -> PageValues:
    check_parameters(visit.pairs, ("networks", "kind", "after", "before"))
    return {"networks": listed(visit, "networks") or None, "kinds": chosen_kinds(visit) or None, **cursors(visit)}


def _presented(answer: PageValues, visit: Visit) -> PageValues:
    chosen, networks = listed(visit, "networks"), answer["networks"]["nodes"]
    shown = [network for network in networks if network["slug"] in chosen] or networks
    return {
        "chosen": chosen,
        "kind_chosen": visit.value("kind"),
        "kinds": KIND_NAMES,
        "networks": networks,
        "shown": shown,
        "rows": _rows(shown, answer["overlap"]["matrix"], visit),
        "found": answer["overlap"]["entities"],
        **page_links(visit, answer["overlap"]["entities"]["pageInfo"]),
    }


def _rows(
    networks: Sequence[Mapping[str, Any]], matrix: Sequence[Mapping[str, Any]], visit: Visit
) -> list[tuple[Mapping[str, Any], list[MatrixField]]]:
    """Each network with its fields, in the order of the networks."""
    totals = {frozenset((one.left, one.right)): one.total for one in shared_by_pair(matrix)}
    most, kinds = max(totals.values(), default=1), chosen_kinds(visit)
    address = visit.links_by(visit.path, after=[("kind", visit.value("kind"))])

    def matrix_field(row: Mapping[str, Any], column: Mapping[str, Any]) -> MatrixField:
        if row is column:
            own = sum(one["entities"] for one in row["counts"] if not kinds or one["kind"] in kinds)
            return MatrixField(row["slug"], own)
        count = totals.get(frozenset((row["slug"], column["slug"])), 0)
        if not count:
            return MatrixField(column["slug"], 0)
        # Areas are compared by eye, not lengths: the root keeps small overlaps visible beside a large one.
        tint = ceil(TINTS * sqrt(count / most))
        return MatrixField(column["slug"], count, tint, address("networks", f"{row['slug']},{column['slug']}"))

    return [(row, [matrix_field(row, column) for column in networks]) for row in networks]
