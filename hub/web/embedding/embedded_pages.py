"""/embed/<list or thing>: what the page of the same address shows, for the frames of other sites."""

from functools import partial

from hub.web.pages.page import NothingFound, Page, PageValues, stored, stored_for
from hub.web.rendering import record_path
from hub.web.selections import selected
from hub.web.visits import Visit
from schema.kinds import KINDS, Kind

PATH = "/embed"
_SHOWN = 10
"""Things of a list that a frame shows; its heading leads to all."""
_TEMPLATE = "embedded.html"


def pages() -> tuple[Page, ...]:
    """Lists and things of each kind by the addresses of their pages, and anything by its id."""
    entity = Page(
        "embedded entity",
        f"{PATH}/entity/{{id}}",
        stored("embedded_entity"),
        variables=lambda visit: {"id": visit.parts["id"]},
        present=_thing,
        template=_TEMPLATE,
    )
    return (entity, *(page for kind in KINDS for page in _pages(kind)))


def _pages(kind: Kind) -> tuple[Page, Page]:
    of_list = Page(
        f"embedded {kind.plural}",
        f"{PATH}/{kind.plural}",
        stored_for("embedded_list", kind),
        variables=lambda visit: selected(kind, visit.pairs, visit.today).variables(_SHOWN),
        present=partial(_list, kind),
        template=_TEMPLATE,
    )
    of_thing = Page(
        f"embedded {kind.singular}",
        f"{PATH}/{kind.plural}/{{slug}}",
        stored_for("embedded_thing", kind),
        variables=lambda visit: {"by": {"slug": visit.parts["slug"]}},
        present=_thing,
        template=_TEMPLATE,
    )
    return of_list, of_thing


def _list(kind: Kind, answer: PageValues, visit: Visit) -> PageValues:
    listed = answer["list"]
    whole = f"{visit.root}{visit.link(f'/{kind.plural}', visit.pairs)}"
    return {"kind": kind, "found": listed, "things": listed["nodes"], "whole": whole}


def _thing(answer: PageValues, visit: Visit) -> PageValues:
    thing = answer["thing"]
    if not thing or "name" not in thing:
        raise NothingFound
    whole = f"{visit.root}{visit.link(record_path(thing))}"
    return {"kind": None, "found": thing, "things": [thing], "whole": whole}
