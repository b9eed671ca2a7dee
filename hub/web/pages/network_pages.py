"""/networks, and /networks/<slug>: what brings an operator back.

What the network states and how fresh, what others add to it, and what is to be corrected.
"""

from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain
from typing import Any

from hub.web.pages.page import NothingFound, Page, PageValues, stored
from hub.web.pages.parameters import cursors, page_links
from hub.web.pages.record_pages import StatedFact, facts_of_record
from hub.web.pictures.charts import charts
from hub.web.pictures.overlap_matrix import Shared, shared_by_pair
from hub.web.rendering import kind_named
from hub.web.selections import check_parameters
from hub.web.visits import Visit
from schema.kinds import KINDS

_NETWORKS = 60
"""Networks on a page of all of them."""
MOST_ADDED = 12
"""Things shown to which other networks add something; the lists of the kinds have all."""


@dataclass(frozen=True, slots=True)
class Added:
    """A thing of the network, and what only others state of it."""

    entity: PageValues
    facts: list[StatedFact]


@dataclass(frozen=True, slots=True)
class SharedWith:
    """What the network has in common with another one."""

    slug: str
    title: str
    shared: Shared


def pages() -> tuple[Page, ...]:
    """All networks, and the page of each."""
    one = Page(
        "network",
        "/networks/{slug}",
        stored("network", kinds=KINDS),
        variables=_variables,
        present=_presented,
        refused=HTTPStatus.NOT_FOUND,
    )
    return (Page("networks", "/networks", stored("networks"), variables=_of_all, present=_all), one)


def _of_all(visit: Visit) -> PageValues:
    check_parameters(visit.pairs, ("after", "before"))
    return cursors(visit, _NETWORKS)


def _all(answer: PageValues, visit: Visit) -> PageValues:
    return {**answer, **page_links(visit, answer["networks"]["pageInfo"])}


def _variables(visit: Visit) -> PageValues:
    return {"slug": visit.parts["slug"]}


def _presented(answer: PageValues, _: Visit) -> PageValues:
    network = answer["network"]
    if network is None:
        raise NothingFound
    drawn, single = charts(network["figures"])
    return {
        **answer,
        "charts": drawn,
        "single": single,
        "shared": _shared(answer, network["slug"]),
        "added": _added(answer, network["slug"]),
    }


def _shared(found: PageValues, own: str) -> list[SharedWith]:
    titles = {network["slug"]: network["title"] for network in found["networks"]["nodes"]}
    pairs = [pair for pair in shared_by_pair(found["overlap"]["matrix"]) if own in {pair.left, pair.right}]
    others = [(pair.right if pair.left == own else pair.left, pair) for pair in pairs]
    return [SharedWith(slug, titles[slug], pair) for slug, pair in others]


def _added(found: PageValues, own: str) -> list[Added]:
    """The things to which others add the most first."""
    entities = chain.from_iterable(found[f"{kind.plural}Elsewhere"]["nodes"] for kind in KINDS)
    added = [Added(entity, _only_elsewhere(entity, own)) for entity in entities]
    return sorted((one for one in added if one.facts), key=lambda one: -len(one.facts))[:MOST_ADDED]


def _only_elsewhere(entity: dict[str, Any], own: str) -> list[StatedFact]:
    """What records of others alone state; a value that the hub derives is stated by none."""
    facts = facts_of_record(kind_named(entity["kind"]), entity)
    stating = [{record["network"]["slug"] for value in fact.stated for record in value.records} for fact in facts]
    return [fact for fact, networks in zip(facts, stating, strict=True) if networks and own not in networks]
