"""/findings: what the loads found to be wrong or doubtful in the networks' files, and how to correct it."""

from typing import Any

from hub.plan.suggestions import checked
from hub.web.pages.list_pages import Choice, Choices
from hub.web.pages.page import Page, PageValues, stored
from hub.web.pages.parameters import cursors, page_links
from hub.web.selections import check_parameters
from hub.web.visits import Visit
from schema.graphql.graphql_names import enum_name
from schema.issues import IssueCode, Severity

PAGE_SIZE = 50
NARROWING = ("severity", "network", "code")
_PARAMETERS = (*NARROWING, "after", "before")
_WORDS = {"severity": [word.value for word in Severity], "code": [word.value for word in IssueCode]}


def page() -> Page:
    """The page of findings."""
    return Page("findings", "/findings", stored("findings"), variables=_variables, present=_presented)


def narrowed(visit: Visit) -> PageValues:
    """The variables that say which findings an address is about. Raises `RequestError` for what there is not."""
    check_parameters(visit.pairs, _PARAMETERS)
    stated = {name: visit.value(name) for name in NARROWING if visit.value(name)}
    for name, words in _WORDS.items():
        checked(name, [stated[name]] if name in stated else [], words)
    return {name: value if name == "network" else enum_name(value) for name, value in stated.items()}


def _variables(visit: Visit) -> PageValues:
    return narrowed(visit) | cursors(visit, PAGE_SIZE)


def _presented(answer: PageValues, visit: Visit) -> PageValues:
    stated = [(name, visit.value(name)) for name in NARROWING if visit.value(name)]
    groups = [_group(facet, visit) for facet in answer["issues"]["facets"]]
    return {
        "found": answer["issues"],
        "groups": groups,
        "chosen": [_choice(name, value, None, visit) for name, value in stated],
        "table": visit.link("/findings.csv", stated),
        **page_links(visit, answer["issues"]["pageInfo"]),
    }


def _group(facet: dict[str, Any], visit: Visit) -> Choices:
    field = facet["field"]
    choices = [_choice(field, _word(field, bucket["value"]), bucket["count"], visit) for bucket in facet["buckets"]]
    return Choices(field, choices, facet["otherCount"])


def _word(field: str, value: str) -> str:
    return value if field == "network" else value.lower().replace("_", "-")


def _choice(name: str, value: str, count: int | None, visit: Visit) -> Choice:
    """A value as a link that takes the place of the one chosen, or drops it."""
    is_chosen = visit.value(name) == value
    rest = [(other, visit.value(other)) for other in NARROWING if other != name]
    address = visit.link(visit.path, rest if is_chosen else [*rest, (name, value)])
    return Choice(name, value, value, count, address, is_chosen)
