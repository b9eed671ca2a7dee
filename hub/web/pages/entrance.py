"""/: the entrance. What the hub holds, what is new, what the networks share, and who they are."""

from hub.web.pages.page import Page, Values, stored
from hub.web.pictures import Shared, shared_by_pair
from hub.web.visits import Visit

MOST_PAIRS = 8
"""Pairs of networks that the entrance shows; all of them are on a page of their own."""


def page() -> Page:
    """The first page."""
    return Page("home", "/", stored("home"), variables=_variables, present=_presented)


def _variables(visit: Visit) -> Values:
    return {"today": visit.today.isoformat()}


def _presented(found: Values, _: Visit) -> Values:
    shared: list[Shared] = shared_by_pair(found["overlap"]["matrix"])
    networks = found["networks"]["nodes"]
    return {
        **found,
        "networks": networks,
        "titles": {network["slug"]: network["title"] for network in networks},
        "shared": shared[:MOST_PAIRS],
        "most": max((pair.total for pair in shared), default=1),
    }
