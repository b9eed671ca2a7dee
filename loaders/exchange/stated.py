"""What a line of another hub says, as record, detail or figure.

Checked like what a file says, since that hub may be another version or lie.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec
from msgspec import convert

from loaders.mapping.fact_values import shortened
from loaders.mapping.mappers import Entry
from loaders.mapping.raw import trimmed
from loaders.privacy import without_mail
from schema.details import PASSAGE_TOPICS, SCHEME_OF_ASSESSMENT
from schema.identifiers import SCHEME_BY_NAME
from schema.issues import Issue, IssueCode, Place
from schema.kinds import KIND_BY_NAME
from schema.kinds.facts import Fact
from schema.records import Detail, Figure, Identifier, Record, Reference, Statement, record_id
from schema.relations import PREDICATE_BY_NAME
from schema.values.cleaning import null_word
from schema.values.contacts import role_email_of
from schema.values.countries import country
from schema.values.dates import date, moment_in
from schema.values.plain import key, label, text
from schema.values.texts import localised_text
from schema.values.urls import url

_Item = TypeVar("_Item", Detail, Figure)
RELATION = "relation"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID = re.compile(r"[a-z]{2,6}_[a-z2-7]{16}")
_LONGEST_PATH = 1000
_REFUSED = "This line of the other hub cannot be used: {}."


class _RecordBody(msgspec.Struct, frozen=True, kw_only=True):
    """A record as lines have it. Its place is where the network said it: in its own file, not in this one."""

    id: str
    kind: str
    key: str
    stated: dict[str, Any]
    path: str
    line: int | None = None
    column: int | None = None
    url: str | None = None
    identifiers: list[tuple[str, str]] = []
    statements: list[Statement] = []
    raw: dict[str, Any] = {}


class _Said(msgspec.Struct, frozen=True):
    """One of these. detail, figure: as `schema.records` has them, with their place as in a record."""

    record: _RecordBody | None = None
    detail: dict[str, Any] | None = None
    figure: dict[str, Any] | None = None


class _UnusableError(Exception):
    """What a line says cannot be used; its text says why."""


_DECODER = msgspec.json.Decoder(_Said)


@dataclass(slots=True)
class StatedLines:
    """Understands the lines of one network, in their order: records come before what is said of them.

    path: of the file that has the lines.
    """

    network: str
    path: str
    records: set[str] = field(default_factory=set)

    def entries(self, line: bytes, number: int) -> Iterator[Entry]:
        """What one line says, and an issue for whatever of it cannot be used."""
        place = Place(self.path, number)
        try:
            said = _DECODER.decode(line)
            if said.record is not None:
                yield from self._record(said.record, place)
            elif said.detail is not None:
                yield self._detail(said.detail)
            elif said.figure is not None:
                yield self._figure(said.figure)
        except (ValueError, RecursionError, _UnusableError) as error:
            yield Issue.of(IssueCode.ROW_SHAPE, self.network, place, _REFUSED.format(error))

    def _record(self, said: _RecordBody, place: Place) -> Iterator[Entry]:
        own_key = _same(key, said.key, "key")
        if said.kind != RELATION and said.kind not in KIND_BY_NAME:
            raise _UnusableError(f"there is no kind {said.kind[:40]!r}")
        values: dict[str, Any] = {}
        for name, value in sorted(said.stated.items(), key=lambda one: one[0] not in ("name", "time_zone")):
            fact = KIND_BY_NAME[said.kind].facts.get(name) if said.kind != RELATION else None
            usable = None if fact is None else _usable(fact, value, values)
            if usable is None:
                message = f"{name[:40]!r} of the {said.kind} {own_key[:80]!r} is left out."
                code = IssueCode.FIELD_UNKNOWN if fact is None else IssueCode.VALUE_INVALID
                yield Issue.of(code, self.network, place, message, field=name[:40], value=shortened(value))
            else:
                values[name] = usable
        if said.kind != RELATION and not values.get("name"):
            raise _UnusableError(f"the {said.kind} {own_key[:80]!r} has no name")
        identifiers = tuple(_identifier(scheme, value) for scheme, value in said.identifiers)
        statements = tuple(_statement(one, said.kind) for one in said.statements)
        given = _given_id(said, self.network)
        self.records.add(said.id)
        where = _checked(Place(said.path, said.line, said.column, said.url))
        raw = trimmed(said.raw)
        yield Record(
            self.network,
            said.kind,
            own_key,
            {name: values[name] for name in said.stated if name in values},
            where,
            identifiers,
            statements,
            raw,
            given_id=given,
        )

    def _detail(self, said: dict[str, Any]) -> Detail:
        detail = convert(said | {"network": self.network, "about": said.get("record"), "place": said}, Detail)
        is_known = detail.name in (PASSAGE_TOPICS if detail.sort == "passage" else SCHEME_OF_ASSESSMENT)
        if detail.about not in self.records or not (is_known or detail.sort == "figure"):
            raise _UnusableError(
                f"{detail.sort[:40]!r} {detail.name[:40]!r} is about something that this hub does not know"
            )
        if detail.concerns is not None and detail.concerns not in SCHEME_OF_ASSESSMENT:
            raise _UnusableError(f"there is no scheme {detail.concerns[:40]!r}")
        return replace(
            _usual(detail),
            value=_optional(label, detail.value, "value"),
            number=_finite(detail.number),
            texts=_optional(localised_text, detail.texts, "texts"),
        )

    def _figure(self, said: dict[str, Any]) -> Figure:
        figure = _usual(convert(said | {"network": self.network, "place": said}, Figure))
        return replace(figure, value=_finite(figure.value) or 0.0)


def _usual(said: _Item) -> _Item:
    """A detail or figure, its fields that both have in their normal form."""
    return replace(
        said,
        name=_same(label, said.name, "name"),
        place=_checked(said.place),
        unit=_optional(label, said.unit, "unit"),
        as_of=_optional(date, said.as_of, "as_of"),
        note=_optional(text, said.note, "note"),
    )


def _same(normalise: Any, value: Any, name: str) -> Any:
    """A value that is in its normal form, as all that a hub stores; words for "no value" may be names.

    Raises `_UnusableError`.
    """
    outcome = normalise(value)
    if outcome.value is None and null_word(value) is not None:
        return value
    if outcome.value is None:
        raise _UnusableError(f"{name} is {shortened(value)!r}")
    return outcome.value


def _optional(normalise: Any, value: Any, name: str) -> Any:
    return None if value is None else _same(normalise, value, name)


def _finite(number: float | None) -> float | None:
    if number is not None and not math.isfinite(number):
        raise _UnusableError("a number is not finite")
    return number


def _usable(fact: Fact, value: Any, values: dict[str, Any]) -> Any:
    """A value of a field in its normal form; None where it cannot be used. values: of the record so far."""
    if fact.many:
        if not isinstance(value, list):
            return None
        usable = [fact.value.normalise(one).value for one in value]
        return [one for one in dict.fromkeys(usable) if one is not None] or None
    name = values.get("name")
    if fact.value.name == "RoleEmail" and name:
        return role_email_of(value, name).value
    if fact.value.name == "Moment" and (zone := values.get("time_zone")):
        return moment_in(value, zone).value
    usable_value = fact.value.normalise(value).value
    return value if usable_value is None and fact.value.name == "Label" and null_word(value) else usable_value


def _given_id(said: _RecordBody, network: str) -> str | None:
    """The id of a record whose key was renamed, so that its key does not give it."""
    if said.id == record_id(network, said.kind, said.key):
        return None
    prefix = KIND_BY_NAME[said.kind].prefix if said.kind in KIND_BY_NAME else "rel"
    if not _ID.fullmatch(said.id) or not said.id.startswith(f"{prefix}_"):
        raise _UnusableError(f"{said.id[:40]!r} is not an id of {said.kind}")
    return said.id


def _identifier(scheme: str, value: str) -> Identifier:
    if scheme not in SCHEME_BY_NAME:
        raise _UnusableError(f"there is no scheme {scheme[:40]!r}")
    return Identifier(scheme, _same(SCHEME_BY_NAME[scheme].normalise, value, scheme))


def _statement(said: Statement, kind: str) -> Statement:
    if said.predicate not in PREDICATE_BY_NAME:
        raise _UnusableError(f"there is no predicate {said.predicate[:40]!r}")
    ends = [None if end is None else _reference(end) for end in (said.subject, said.object)]
    if sum(end is None for end in ends) != (kind != RELATION):
        raise _UnusableError("a relation lacks one of its ends")
    return Statement(
        said.predicate,
        ends[0],
        ends[1],
        _optional(label, said.role, "role"),
        _optional(date, said.since, "since"),
        _optional(date, said.until, "until"),
    )


def _reference(said: Reference) -> Reference:
    if said.kind is not None and said.kind not in KIND_BY_NAME:
        raise _UnusableError(f"there is no kind {said.kind[:40]!r}")
    if said.network is not None and not _SLUG.fullmatch(said.network):
        raise _UnusableError(f"{said.network[:40]!r} is not the name of a network")
    if said.key is None and said.label is None and not said.identifiers:
        raise _UnusableError("an end of a relation says nothing")
    return Reference(
        without_mail(_optional(label, said.label, "label")),
        said.kind,
        _optional(key, said.key, "key"),
        said.network,
        tuple(_identifier(one.scheme, one.value) for one in said.identifiers),
        _optional(country, said.country, "country"),
    )


def _checked(place: Place) -> Place:
    """A place that can be shown, and its page in its normal form."""
    if not place.path or len(place.path) > _LONGEST_PATH or any(not letter.isprintable() for letter in place.path):
        raise _UnusableError("its path is not a path")
    numbers = [number for number in (place.line, place.column) if number is not None]
    if any(not 0 < number < 2**31 for number in numbers):
        raise _UnusableError("its line is not a line number")
    return replace(place, url=_optional(url, place.url, "url"))
