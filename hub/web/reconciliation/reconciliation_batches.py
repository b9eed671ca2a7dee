"""Batches of reconciliation queries in both versions of the protocol, read strictly and within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import msgspec

from hub.identity import Evidence
from hub.review.described_things import (
    LONGEST_NAME,
    MOST_PROPERTIES,
    PROPERTIES,
    ThingDescription,
    described,
)
from hub.review.thing_matching import FoundThing
from schema.identifiers import ADDRESS_SCHEMES
from schema.kinds import NAMED_KINDS

MOST_QUERIES = 100
"""Queries of a batch: a third of a second of work, at 300 a second."""
MOST_CANDIDATES = 25
USUAL_CANDIDATES = 5
MOST_UNWANTED_NAMES = 10
"""Names that a query excludes; each costs as much as a query."""
_SAME_NAME = frozenset(
    {"name", "name-common", "name-long", "name-specific", "name-typed", "name-typed-abroad", "product-name-long"}
)
"""Evidence that two names say the same; a name that is near, shorter or corrected says something else."""
_ADDRESSED = {
    "url": ADDRESS_SCHEMES,
    "account": ("account",),
    "repository": ("repository",),
}
"""Which evidence speaks of an address, by the property that states it."""


class UnusableBatch(Exception):
    """A batch that is refused as a whole. status: of the response; hint: what to do."""

    def __init__(self, message: str, hint: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a candidate must not be (the quantifier `none` of 1.0-draft).

    by_name: whether it is its name that rules it out, or all but its name.
    """

    described: ThingDescription
    by_name: bool

    def covers(self, candidate: FoundThing) -> bool:
        """Whether a thing that fits the description agrees in what is excluded."""
        pieces = {piece.name for piece in candidate.evidence}
        if self.by_name:
            return not _SAME_NAME.isdisjoint(pieces) and "name-corrected" not in pieces
        return any(_tells_of(name, piece) for name in PROPERTIES for piece in candidate.evidence)


@dataclass(frozen=True, slots=True)
class ReconciliationQuery:
    """One query. key: under which its answer stands; limit: of candidates; note: why nothing can
    be found, "" where it can.

    required: properties that a candidate must have in common with the query; excluded: what it must not be (1.0-draft).
    """

    key: str
    described: ThingDescription
    limit: int
    note: str = ""
    required: tuple[str, ...] = ()
    excluded: tuple[Exclusion, ...] = ()

    def admits(self, candidate: FoundThing) -> bool:
        """Whether a candidate agrees in all that is required of it, by the evidence on it."""
        return all(any(_tells_of(name, piece) for piece in candidate.evidence) for name in self.required)


def _tells_of(name: str, piece: Evidence) -> bool:
    """Whether a piece of evidence says that a property agrees."""
    if name in {"country", "type"}:
        return piece.name == name
    is_number = piece.name.partition("-")[0] in {"register", "identifier"} and piece.weight > 0
    is_named = name == "identifier" or piece.detail.startswith(f"{name} ")
    return (is_number and is_named) or piece.name.partition("-")[0] in _ADDRESSED.get(name, ())


class _Value(msgspec.Struct):
    """A property value that is itself an entity."""

    id: str
    name: str | None = None


_Values = str | int | float | bool | _Value | list[str | int | float | bool | _Value]


class _Property(msgspec.Struct):
    pid: str
    v: _Values


class _Query(msgspec.Struct):
    """A query of 0.2."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int | float | None = None
    properties: list[_Property] = []
    type_strict: str | None = None


class _Condition(msgspec.Struct, rename="camel"):
    match_type: str
    v: _Values
    pid: str | None = None
    required: bool = False
    match_quantifier: str = "any"
    match_qualifier: str | None = None


class _DraftQuery(msgspec.Struct):
    """A query of 1.0-draft."""

    conditions: list[_Condition]
    type: str | None = None
    limit: int | float | None = None
    lang: str | None = None
    dir: str | None = None


class _DraftBatch(msgspec.Struct):
    queries: list[_DraftQuery]


_BATCH = msgspec.json.Decoder(dict[str, _Query])
_DRAFT_BATCH = msgspec.json.Decoder(_DraftBatch)


def batch(text: str) -> list[ReconciliationQuery]:
    """The queries of a batch of 0.2, an object by their keys. Raises `UnusableBatch`."""
    queries = _bounded(_decoded(_BATCH, text.encode(errors="replace")))
    return [
        _query(key, query.query, query.type, query.limit, [(value.pid, value.v) for value in query.properties])
        for key, query in queries.items()
    ]


def draft_batch(body: bytes) -> list[ReconciliationQuery]:
    """The queries of a batch of 1.0-draft, in their order. Raises `UnusableBatch`."""
    queries = _bounded(_decoded(_DRAFT_BATCH, body).queries)
    return [_draft_query(str(number), query) for number, query in enumerate(queries)]


def _draft_query(key: str, query: _DraftQuery) -> ReconciliationQuery:
    wanted = [one for one in query.conditions if one.match_quantifier != "none"]
    unwanted = [one for one in query.conditions if one.match_quantifier == "none"]
    name = next(_names(wanted), "")

    def described_by(name: str, properties: list[tuple[str, _Values]]) -> ReconciliationQuery:
        return _query(key, name, query.type, query.limit, properties)

    made = described_by(name, _properties_of(wanted))
    unwanted_names = list(dict.fromkeys(_names(unwanted)))
    by_properties = [described_by(name, stated)] if (stated := _properties_of(unwanted)) else []
    by_name = [described_by(one, []) for one in unwanted_names[:MOST_UNWANTED_NAMES]]
    notes = [one.note for one in (made, *by_properties, *by_name)]
    if len(unwanted_names) > MOST_UNWANTED_NAMES:
        notes.append(f"At most {MOST_UNWANTED_NAMES} names are excluded; there are {len(unwanted_names):,}.")
    return replace(
        made,
        note=next(filter(None, notes), ""),
        required=tuple(one.pid or "" for one in wanted if one.match_type == "property" and one.required),
        excluded=tuple(
            Exclusion(one.described, by_name=of_name)
            for of_name, ones in ((False, by_properties), (True, by_name))
            for one in ones
        ),
    )


def _names(conditions: list[_Condition]) -> Iterator[str]:
    return (name for condition in conditions if condition.match_type == "name" for name in _texts(condition.v))


def _properties_of(conditions: list[_Condition]) -> list[tuple[str, _Values]]:
    return [(condition.pid or "", condition.v) for condition in conditions if condition.match_type == "property"]


def _query(
    key: str,
    name: str,
    type_: str | list[str] | None,
    limit: float | None,
    properties: list[tuple[str, _Values]],
) -> ReconciliationQuery:
    types = [type_] if isinstance(type_, str) else type_ or []
    kinds = [kind for kind in types if kind in NAMED_KINDS]
    values = [(property_, text) for property_, value in properties for text in _texts(value)]
    description = described(name[: LONGEST_NAME + 1], kinds, values[: MOST_PROPERTIES + 1])
    if types and not kinds:
        note = f"There is no type {types[0][:60]!r}; there are {', '.join(NAMED_KINDS)}."
    elif len(name) > LONGEST_NAME:
        note = f"A name has at most {LONGEST_NAME} characters; this one has {len(name):,}."
    elif description.unread:
        note = f"Not read: {', '.join(property_[:60] for property_ in description.unread)}."
    else:
        note = ""
    is_hopeless = (types and not kinds) or len(name) > LONGEST_NAME
    bounded = min(MOST_CANDIDATES, max(1, int(limit))) if limit else USUAL_CANDIDATES
    return ReconciliationQuery(key, ThingDescription() if is_hopeless else description, bounded, note)


def _texts(value: _Values) -> Iterator[str]:
    """The values as texts; an entity counts as its id, which for a country is its code."""
    for part in value if isinstance(value, list) else [value]:
        yield part.id if isinstance(part, _Value) else str(part)


def _bounded(queries: Any) -> Any:
    if len(queries) > MOST_QUERIES:
        message = f"A batch has at most {MOST_QUERIES} queries; this one has {len(queries):,}."
        hint = "Send several batches; batchSize in the manifest tells how many queries one may have."
        raise UnusableBatch(message, hint, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return queries


def _decoded(decoder: Any, text: bytes) -> Any:
    try:
        return decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        hint = (
            f"A query has a name or properties, which are {', '.join(PROPERTIES)}; see the documentation that the"
            " manifest names."
        )
        raise UnusableBatch(f"The batch cannot be read: {error}.", hint) from error
