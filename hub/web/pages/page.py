"""What a page is: a path, one stored GraphQL operation, and a template beside it.

`<name>.graphql` and `<name>.html` stand in this folder, and the page in `PAGES` of `hub.web.pages`. What the operation
answers goes to the template as it is, unless the page has a `present` of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hub.web.selections import FacetParameter, dated, facet_parameters
from hub.web.visits import Visit
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import Kind
from schema.relations import ends_of

PageValues = dict[str, Any]
"""What a template or an operation gets, by name."""
HERE = Path(__file__).parent
_DOCUMENTS = Environment(  # noqa: S701 - documents of GraphQL, made of what the code declares
    loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


class Elsewhere(Exception):
    """What was asked for has another address: a path within the hub and its parameters.

    is_for_good: it will always have that one.
    """

    def __init__(self, path: str, pairs: Iterable[tuple[str, str]] = (), *, is_for_good: bool = True) -> None:
        super().__init__(path)
        self.path = path
        self.pairs = tuple(pairs)
        self.is_for_good = is_for_good


class NothingFound(Exception):
    """The address names something that the graph does not have."""


def nothing(_: Visit) -> PageValues:
    """The variables of an operation that has none."""
    return {}


def as_answered(answer: PageValues, _: Visit) -> PageValues:
    """What a template gets where the answer is all it needs."""
    return answer


@dataclass(frozen=True, slots=True)
class Page:
    """A page as data. path: as routes write it. variables: of its operation, from the visit.

    present: what the template gets from the answer; it may give a `status`. Both may raise `RequestError`,
    `Elsewhere` and `NothingFound`.
    otherwise: the page shown in place of this one where nothing is found. refused: the status where the graph refuses
    the address; 404 where the path names what there is not.
    """

    name: str
    path: str
    document: str
    variables: Callable[[Visit], PageValues] = nothing
    present: Callable[[PageValues, Visit], PageValues] = as_answered
    otherwise: "Page | None" = None
    template: str = field(default="", kw_only=True)
    refused: HTTPStatus = field(default=HTTPStatus.BAD_REQUEST, kw_only=True)

    def __post_init__(self) -> None:
        if not self.template:
            object.__setattr__(self, "template", f"{self.name}.html")

    def asked(self, visit: Visit) -> PageValues:
        """What its operation gets for a visit; the day of the visit as `today`, where the operation declares it."""
        day = {"today": visit.today.isoformat()} if "$today:" in self.document else {}
        return {**self.variables(visit), **day}


def stored(name: str, **more: Any) -> str:
    """The text of a stored operation.

    more: what it says by name; documents for each kind are written once and filled in.
    """
    return _DOCUMENTS.get_template(f"{name}.graphql").render(**more).strip()


def stored_for(name: str, kind: Kind) -> str:
    """The text of an operation that each kind has, for one kind."""
    ends = list(ends_of(kind.name).values())
    column = dated(kind)
    years = f"{enum_name(column)}_YEAR" if column else ""
    facets: list[FacetParameter] = list(facet_parameters(kind).values())
    return stored(name, kind=kind, ends=ends, years=years, facets=facets, date=camel(column) if column else "")


__all__ = [
    "Elsewhere",
    "NothingFound",
    "Page",
    "PageValues",
    "as_answered",
    "nothing",
    "partial",
    "stored",
    "stored_for",
]
