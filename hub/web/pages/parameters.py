"""What the parameters of several pages have in common: kinds, lists written with commas, and the pages of a list."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hub.plan.suggestions import checked
from hub.web.rendering import record_path, web_address
from hub.web.selections import PAGE_SIZE
from hub.web.visits import Visit
from schema.graphql.graphql_names import enum_name
from schema.kinds import KINDS
from schema.relations import PREDICATES

KIND_NAMES = {kind.plural: enum_name(kind.name) for kind in KINDS}
"""Kinds as addresses spell them, with their names in the graph."""
PREDICATE_NAMES = {predicate.name: enum_name(predicate.name) for predicate in PREDICATES}
"""Predicates, likewise."""
_BOXED = re.compile(r".*\[([^\[\]]+)\]")
_ID = re.compile(r"(?:rec_)?[a-z]+_[a-z2-7]{16}")


def listed(visit: Visit, name: str) -> list[str]:
    """The values of a parameter, each once, whether it is repeated or written with commas."""
    stated = (value for parameter, value in visit.pairs if parameter == name)
    return list(dict.fromkeys(word for value in stated for word in value.split(",") if word))


def chosen_kinds(visit: Visit) -> list[str]:
    """The kinds of `kind=` by their names in the graph. Raises `RequestError` for one that is not there."""
    plurals = listed(visit, "kind")
    checked("kind", plurals, KIND_NAMES)
    return [KIND_NAMES[plural] for plural in plurals]


def cursors(visit: Visit, size: int = PAGE_SIZE) -> dict[str, Any]:
    """The variables that say which page of a list is wanted."""
    if before := visit.value("before"):
        return {"last": size, "before": before}
    return {"first": size, "after": visit.value("after") or None}


def page_links(visit: Visit, info: Mapping[str, Any]) -> dict[str, str | None]:
    """The addresses of the pages before and after, by the `pageInfo` of a list; None where there is none."""
    pairs = [pair for pair in visit.pairs if pair[0] not in {"after", "before"}]
    return {
        "before": visit.link(visit.path, pairs, before=info["startCursor"]) if info["hasPreviousPage"] else None,
        "after": visit.link(visit.path, pairs, after=info["endCursor"]) if info["hasNextPage"] else None,
    }


def chosen_predicates(visit: Visit) -> list[str]:
    """The predicates of `predicate=` by their names in the graph. Raises `RequestError` for one that is not there."""
    names = listed(visit, "predicate")
    checked("predicate", names, PREDICATE_NAMES)
    return [PREDICATE_NAMES[name] for name in names]


def meant_by(words: str, found: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The thing that words mean without doubt: the only one that is found by them, or the only one that is
    called or addressed just so.
    """
    spelled = [thing for thing in found if words.casefold() in {thing["slug"].casefold(), thing["name"].casefold()}]
    certain = spelled or found
    return certain[0] if len(certain) == 1 else None


def boxed(thing: Mapping[str, Any]) -> str:
    """What a box holds for a thing: its name for people, and what it is found by."""
    return f"{thing['name']} [{record_path(thing)[1:]}]"


def thing_named(text: str) -> dict[str, str] | None:
    """How the graph finds what an address names: by `organisations/aarhus-kommune`, an id or a web
    address; None for mere words.

    What a box holds has a name before it: `Aarhus Kommune [organisations/aarhus-kommune]`.
    """
    if held := _BOXED.fullmatch(text):
        text = held[1]
    if web_address(text):
        return {"url": text}
    if _ID.fullmatch(text):
        return {"id": text}
    plural, _, slug = text.partition("/")
    return {"slug": text} if plural in KIND_NAMES and slug else None
