"""Values of arguments in the form in which the store holds them, and the closed sets that some of them are of."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from hub.plan.refusals import RefusalCode, RequestError
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KINDS
from schema.relations import PREDICATE_BY_NAME
from schema.values.cleaning import closest


def as_json(value: Any) -> str:
    """A list or mapping as JSON text, for one placeholder."""
    return orjson.dumps(value).decode()


def stored_word(enum_value: Any) -> str:
    """A value of a GraphQL enum as the store spells it: NEWS_ITEM is news-item."""
    return str(enum_value.name).lower().replace("_", "-")


def known_predicates(names: Sequence[str]) -> Sequence[str]:
    """The names themselves. Raises BAD_USER_INPUT for one that is no predicate, which would otherwise just find nothing."""
    for name in names:
        if name not in PREDICATE_BY_NAME:
            hint = closest(name, PREDICATE_BY_NAME) or f"Use one of: {', '.join(PREDICATE_BY_NAME)}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, f"There is no predicate {name!r}.", hint)
    return names


def normal_identifier(identifier: Mapping[str, Any]) -> str:
    """The normal form of {scheme, value}. Raises BAD_USER_INPUT for a scheme that does not exist."""
    scheme = SCHEME_BY_NAME.get(identifier["scheme"].lower())
    if scheme is None:
        known = ", ".join(SCHEME_BY_NAME)
        message = f"There is no identifier scheme {identifier['scheme']!r}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, f"Use one of: {known}.")
    return str(scheme.normalise(identifier["value"]).value or identifier["value"])


def bare_slug(text: str) -> str:
    """A slug without the kind that may stand before it."""
    return text.rpartition("/")[2]


def slug_and_kind(text: str) -> tuple[str, str | None]:
    """A slug, and the kind that stands before it, as in organisations/aarhus-kommune. Raises BAD_USER_INPUT for one that does not exist."""
    before, slash, slug = text.rpartition("/")
    if not slash:
        return text, None
    kind = next((kind for kind in KINDS if before in {kind.plural, kind.singular, kind.name}), None)
    if kind is None:
        kinds = {kind.plural: kind for kind in KINDS}
        hint = closest(before, kinds) or f"Use one of: {', '.join(kinds)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"There is no kind {before!r} for the slug {text!r}.", hint)
    return slug, kind.name


def ascii_lower(text: str) -> str:
    """ASCII letters in lower case, others as they are: what lower() does in SQLite, and in PostgreSQL under collation C."""
    return "".join(chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in text)
