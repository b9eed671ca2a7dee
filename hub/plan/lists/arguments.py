"""Values of arguments in the form in which the store holds them, and the closed sets that some of them are of."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked, hint_of_known
from schema.details import SCHEME_OF_ASSESSMENT
from schema.identifiers import SCHEME_BY_NAME, SCHEMES
from schema.kinds import KINDS
from schema.values.occurrences import HORIZON


def as_json(value: Any) -> str:
    """A list or mapping as JSON text, for one placeholder."""
    return orjson.dumps(value).decode()


def known_assessment(scheme: str) -> str:
    """The name of an assessment scheme.

    Raises BAD_USER_INPUT for one that is not declared, which would otherwise find nothing.
    """
    checked("assessment scheme", [scheme], SCHEME_OF_ASSESSMENT)
    return scheme


def normal_identifier(identifier: Mapping[str, Any]) -> str:
    """The normal form of {scheme, value}. Raises BAD_USER_INPUT for a scheme that does not exist."""
    scheme = SCHEME_BY_NAME.get(identifier["scheme"].lower())
    if scheme is None:
        message = f"There is no identifier scheme {identifier['scheme'][:60]!r}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint_of_known(identifier["scheme"], SCHEME_BY_NAME))
    return str(scheme.normalise(identifier["value"]).value or identifier["value"])


def _normal(normalise: Callable[[object], Any]) -> Callable[[Any], str]:
    return lambda value: str(normalise(value).value or value)


ADDRESSES = {scheme.name: _normal(scheme.normalise) for scheme in SCHEMES if scheme.is_address}
"""The schemes of identifiers that are addresses, each with what brings an address into its form."""


def within_horizon(moment: str) -> str:
    """A bound of a period. Raises BEYOND_HORIZON for one up to which series are not expanded, which
    would silently find none.
    """
    if moment > HORIZON:
        message = f"Dates are known up to {HORIZON}; this operation asks for {moment}."
        raise RequestError(RefusalCode.BEYOND_HORIZON, message)
    return moment


def in_order(period: list[str]) -> None:
    """Raise BAD_USER_INPUT for a period that ends before it begins, in which nothing can ever be."""
    begin, end = period
    if begin >= end:
        message = f"The period from {begin} to {end} is empty."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Give a `to` that is later than `from`.")


def slug_and_kind(text: str) -> tuple[str, str | None]:
    """A slug, and the kind that stands before it, as in organisations/aarhus-kommune.

    Raises BAD_USER_INPUT for one that does not exist.
    """
    before, slash, slug = text.rpartition("/")
    if not slash:
        return text, None
    kind = next((kind for kind in KINDS if before in {kind.plural, kind.singular, kind.name}), None)
    if kind is None:
        kinds = [kind.plural for kind in KINDS]
        hint = hint_of_known(before, kinds)
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"There is no kind {before!r} for the slug {text!r}.", hint)
    return slug, kind.name


def ascii_lower(text: str) -> str:
    """ASCII letters in lower case, others as they are: what lower() does in SQLite, and in
    PostgreSQL under collation C.
    """
    return "".join(chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in text)
