"""Custom scalars, each with the standard it follows. Plain data passes through: the store holds the normal form."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig

from schema.values.countries import country
from schema.values.languages import language
from schema.values.licences import licence
from schema.values.outcome import Normalised
from schema.values.urls import url
from schema.values.utc import utc_stamp

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
Url = NewType("Url", str)
CountryCode = NewType("CountryCode", str)
LanguageTag = NewType("LanguageTag", str)
SpdxExpression = NewType("SpdxExpression", str)
Json = NewType("Json", object)
Representation = NewType("Representation", object)


class RepresentedThing:
    """A thing as another graph names it: its type, and what that graph states of it, all of it text or null.

    No mapping, for to plans a mapping among the variables is structure: each number of
    representations would be another plan.
    """

    __slots__ = ("stated", "type_name")

    def __init__(self, type_name: str, stated: Mapping[str, Any]) -> None:
        self.type_name = type_name
        self.stated = stated


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError(f"Expected text, got {value!r}.")
    return value


def _date(value: Any) -> str:
    if not _is_day(_text(value)):
        raise GraphQLError(f"Expected a date such as 2026-05-31, got {value!r}.")
    return str(value)


def _is_day(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _moment(value: Any) -> str:
    text = _text(value)
    if _is_day(text):
        return f"{text}T00:00:00Z"
    if not _MOMENT.fullmatch(text):
        raise GraphQLError(f"Expected a time such as 2026-05-31T09:00:00Z, got {value!r}.")
    return _in_utc(text)


def _in_utc(text: str) -> str:
    try:
        return utc_stamp(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise GraphQLError(f"Expected a time such as 2026-05-31T09:00:00Z, got {text!r}.") from error


def _as_is(value: Any) -> Any:
    return value


def _country(value: Any) -> str:
    known = country(_text(value))
    if known.value is None:
        near = known.problem.hint if known.problem else None
        raise GraphQLError(f"Expected a country code such as DK, got {value[:60]!r}{f'; {near}' if near else '.'}")
    return known.value


def _language(value: Any) -> str:
    tag = language(_text(value)).value or (value if _TAG.fullmatch(value) else None)
    if tag is None:
        raise GraphQLError(f"Expected a language tag such as da, got {value!r}.")
    return str(tag)


def _normal(normalise: Callable[[object], Normalised[str]]) -> Callable[[Any], str]:
    """The form in which the store holds a value; what has no such form is looked for as it is."""
    return lambda value: normalise(_text(value)).value or str(value)


def _represented(value: Any) -> RepresentedThing | tuple[str, tuple[tuple[str, Any], ...]]:
    """A represented thing; as a tuple, into which plans look, where it may have values of variables in it."""
    is_object = value.__class__ is dict or isinstance(value, Mapping)
    if not is_object or not isinstance(name := value.get("__typename"), str):
        raise GraphQLError(f"Expected an object with __typename and a key, got {repr(value)[:80]}.")
    for stated in value.values():  # there may be a thousand of them: `all` takes three times as long
        if stated.__class__ is not str and stated is not None:
            return name, tuple(value.items())
    return RepresentedThing(name, value)


def _scalar(name: str, description: str, standard: str, parse: Any) -> Any:
    return strawberry.scalar(
        name=name, description=description, specified_by_url=standard, serialize=_as_is, parse_value=parse
    )


SCALARS: dict[object, Any] = {
    Date: _scalar(
        "Date",
        "A calendar date, YYYY-MM-DD. Where less is known, the precision field beside it says so.",
        "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        _date,
    ),
    DateTime: _scalar(
        "DateTime", "A time in UTC, YYYY-MM-DDThh:mm:ssZ.", "https://scalars.graphql.org/andimarek/date-time", _moment
    ),
    Url: _scalar("URL", "A canonical http(s) address.", "https://url.spec.whatwg.org/", _normal(url)),
    CountryCode: _scalar(
        "CountryCode",
        "ISO 3166-1 alpha-2; also EU for the European Union and INT for international organisations.",
        "https://www.iso.org/iso-3166-country-codes.html",
        _country,
    ),
    LanguageTag: _scalar(
        "LanguageTag",
        "A BCP 47 language tag; `und` where the language is not stated.",
        "https://www.rfc-editor.org/info/bcp47",
        _language,
    ),
    SpdxExpression: _scalar(
        "SpdxExpression",
        "An SPDX licence expression.",
        "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/",
        _normal(licence),
    ),
    Json: _scalar(
        "JSON",
        "The values of a record exactly as its source states them.",
        "https://www.rfc-editor.org/rfc/rfc8259",
        _as_is,
    ),
    Representation: _scalar(
        "_Any",
        "A thing as named by another subgraph: an object with `__typename` and the fields of one of its keys.",
        "https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec",
        _represented,
    ),
}
BY_NAME: dict[str, Any] = {
    "String": str,
    "Int": int,
    "Float": float,
    "Boolean": bool,
    "Date": Date,
    "DateTime": DateTime,
    "URL": Url,
    "CountryCode": CountryCode,
    "LanguageTag": LanguageTag,
    "SpdxExpression": SpdxExpression,
}
CONFIG = StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS)
