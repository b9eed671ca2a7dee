"""/: the entrance. What the hub holds, what is new, what the networks share, and who they are."""

from hub.web.pages.page import Page, PageValues, stored
from hub.web.pictures.map_tints import drawn, tinted, tints
from hub.web.pictures.overlap_matrix import Shared, shared_by_pair
from hub.web.visits import Visit

MOST_PAIRS = 8
"""Pairs of networks that the entrance shows; all of them are on a page of their own."""


MOST_NETWORKS = 12
"""Networks that are shown at once.

Those that speak of most kinds come first, as they are the communities, not registers.
"""


def page() -> Page:
    """The first page."""
    return Page("home", "/", stored("home"), present=_presented)


def _presented(answer: PageValues, _: Visit) -> PageValues:
    shared: list[Shared] = shared_by_pair(answer["overlap"]["matrix"])
    networks = sorted(answer["networks"]["nodes"], key=_breadth)
    counts = {bucket["value"]: bucket["count"] for bucket in answer["organisations"]["facets"][0]["buckets"]}
    return {
        **answer,
        "networks": networks,
        "most_networks": MOST_NETWORKS,
        "counts": counts,
        "countries": drawn("europe"),
        "tints": tinted(counts, tints(counts.values())),
        "titles": {network["slug"]: network["title"] for network in networks},
        "shared": shared[:MOST_PAIRS],
        "most": max((pair.total for pair in shared), default=1),
    }


def _breadth(network: PageValues) -> tuple[int, int, str]:
    held = [count["entities"] for count in network["counts"] if count["entities"]]
    return -len(held), -sum(held), network["slug"]
