"""How a raw value becomes the value of a declared field: corrections, defaults, normaliser, problems."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from loaders.mapping.expressions import Change, Tables, as_text, compiled, correction, is_empty
from loaders.mapping.paths import Reading, Scope
from loaders.privacy import texts_without_personal_mail
from loaders.rows import ValuePath
from schema.identifiers import SCHEME_BY_NAME
from schema.issues import IssueCode, Problem
from schema.kinds import Kind
from schema.kinds.facts import Fact
from schema.records import Identifier
from schema.values.cleaning import is_damaged, suspect
from schema.values.contacts import role_email_of
from schema.values.dates import moment_in
from schema.values.outcome import Normalised, Normaliser, ValueType
from schema.values.plain import DAMAGE

VALUE_LIMIT = 120
_WHOLE_LISTS = frozenset({"Licence", "LocalisedText", "Recurrence", "Text"})
_TEXTS = frozenset({"Label", "LocalisedText", "Text"})
_PERSONAL = Problem(
    IssueCode.PERSONAL_DATA,
    "The text has an email address that looks personal; it is replaced by “…”.",
    "name a role address such as info@… instead",
)
_SEVERAL = Problem(
    IssueCode.VALUE_SUSPECT,
    "Several values are given for a field that holds one; the first counts.",
    "choose one of them in the mapping",
)


@dataclass(frozen=True, slots=True)
class Note:
    """A problem met while a row was mapped: in which field, with which value, standing where in the row."""

    problem: Problem
    field: str
    value: str | None
    place: ValuePath


@dataclass(slots=True)
class Notes:
    """The problems of one record in the making."""

    scope: Scope
    all: list[Note] = field(default_factory=list)

    def add(self, problem: Problem | None, name: str, raw: Any, places: tuple[ValuePath, ...] = ()) -> None:
        """Note a problem, if there is one; the address of a private individual is not repeated."""
        if problem is not None:
            shown = None if problem.code is IssueCode.PERSONAL_DATA else shortened(raw)
            self.all.append(Note(problem, name, shown, self._place(places)))

    def without_people(self, value: Any, name: str, places: tuple[ValuePath, ...]) -> Any:
        """Texts without mail addresses of people; that there were some is noted."""
        plain = texts_without_personal_mail(value)
        if plain != value:
            self.add(_PERSONAL, name, None, places)
        return plain

    def _place(self, places: tuple[ValuePath, ...]) -> ValuePath:
        known = self.scope.row.marks
        absolute = [self.scope.base + place for place in places]
        return next((place for place in absolute if place in known), absolute[0] if absolute else self.scope.base)


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads one field of a record off a row."""

    name: str
    fact: Fact
    reading: Reading
    correct: Change | None
    default: Any
    normalise: Normaliser

    def may_fill(self, item: Any) -> bool:
        """Whether an item with these keys can give the field a value."""
        return self.default is not None or self.reading.may_read(item)

    def read(self, item: Any, scope: Scope, notes: Notes, owner: str | None, zone: str | None) -> Any:
        """The normalised value; None for an empty or unusable one.

        owner: the name of the record, by which a mail address is judged. zone: its time zone, in which a moment is
        read that names none.
        """
        raw = self.raw(item, scope)
        if is_empty(raw):
            return None
        value: Any = self._many(raw, notes) if self.fact.many else self._single(raw, notes, owner, zone)
        if self.fact.value.name in _TEXTS:
            value = notes.without_people(value, self.name, self.reading.places)
        return value

    def raw(self, item: Any, scope: Scope) -> Any:
        """What the row states for the field after corrections, else its default."""
        raw = self.reading.read(item, scope)
        if self.correct is not None and raw is not None:
            raw = self.correct(raw)
        return self.default if is_empty(raw) else raw

    def _single(self, raw: Any, notes: Notes, owner: str | None, zone: str | None) -> Any:
        if isinstance(raw, list) and self.fact.value.name not in _WHOLE_LISTS:
            raw = self._first(raw, notes)
        if self.fact.value.name == "Moment" and zone:
            outcome = moment_in(raw, zone)
        elif self.fact.value.name == "RoleEmail" and owner:
            outcome = role_email_of(raw, owner)
        else:
            outcome = self.normalise(raw)
        if outcome.problem is not None:
            notes.add(outcome.problem, self.name, raw, self.reading.places)
        return outcome.value

    def _first(self, raw: list[Any], notes: Notes) -> Any:
        values = [value for value in raw if not is_empty(value)]
        if any(value != values[0] for value in values[1:]):
            notes.add(_SEVERAL, self.name, raw, self.reading.places)
        return values[0] if values else None

    def _many(self, raw: Any, notes: Notes) -> list[Any] | None:
        values: list[Any] = []
        for value in flat(raw):
            outcome = self.normalise(value)
            if outcome.problem is not None:
                notes.add(outcome.problem, self.name, value, self.reading.places)
            if outcome.value is not None and outcome.value not in values:
                values.append(outcome.value)
        return values or None


@dataclass(frozen=True, slots=True)
class IdentifierReader:
    """Reads the identifiers of one scheme off a row."""

    scheme: str
    reading: Reading
    normalise: Normaliser

    def read(self, item: Any, scope: Scope, notes: Notes) -> list[Identifier]:
        """All usable values in stated order."""
        return identifiers(self.scheme, self.reading.read(item, scope), notes, self.scheme, self.reading.places)


def field_reader(kind: Kind, name: str, mapped: Any, default: Any, tables: Tables) -> FieldReader:
    """Compile one field of a kind; mapped: None where only its default counts. Raises `Misdescribed`."""
    fact = kind.facts[name]
    reading = compiled(mapped, tables) if mapped is not None else Reading(lambda _item, _scope: None)
    return FieldReader(
        name, fact, reading, _corrections(kind.name, name, fact, tables), default, remembered(fact.value)
    )


def identifier_reader(scheme: str, mapped: Any, tables: Tables) -> IdentifierReader:
    """Compile the mapping of one identifier scheme. Raises `Misdescribed`."""
    return IdentifierReader(scheme, compiled(mapped, tables), SCHEME_BY_NAME[scheme].normalise)


def identifiers(scheme: str, raw: Any, notes: Notes, name: str, places: tuple[ValuePath, ...] = ()) -> list[Identifier]:
    """The usable identifiers among raw values, in the scheme's normal form."""
    normalise = SCHEME_BY_NAME[scheme].normalise
    usable: list[Identifier] = []
    for value in flat(raw):
        outcome = normalise(value)
        if outcome.problem is not None:
            notes.add(outcome.problem, name, value, places)
        if outcome.value is not None:
            usable.append(Identifier(scheme, outcome.value))
    return usable


def _corrections(kind: str, name: str, fact: Fact, tables: Tables) -> Change | None:
    changes = [correction(tables[key]) for key in (f"{kind}.{name}", fact.value.name) if key in tables]
    if not changes:
        return None

    def correct(raw: Any) -> Any:
        for change in changes:
            raw = raw if raw is None else change(raw)
        return raw

    return correct


def flat(raw: Any) -> list[Any]:
    """A value as a list: one level of nested lists opened, empty ones dropped."""
    if not isinstance(raw, list):
        return [] if is_empty(raw) else [raw]
    opened = [inner for part in raw for inner in (part if isinstance(part, list) else [part])]
    return [part for part in opened if not is_empty(part)]


@lru_cache(maxsize=256)
def remembered(value: ValueType) -> Normaliser:
    """The normaliser of a value type, which remembers what it made of short texts; language maps may not be shared."""
    if value.storage == "json":
        return value.normalise

    def plain(raw: object) -> Normalised[Any]:
        outcome = value.normalise(raw)
        is_silent = outcome.value is not None and outcome.problem is None and is_damaged(raw)
        return suspect(outcome.value, *DAMAGE) if is_silent else outcome

    on_text = lru_cache(maxsize=4096)(plain)
    return lambda raw: on_text(raw) if isinstance(raw, str) and len(raw) <= VALUE_LIMIT else plain(raw)


_LINE_ENDS = re.compile(r"\s+")


def shortened(raw: Any) -> str | None:
    """A value for a finding: one line of at most 120 characters."""
    if raw is None:
        return None
    shown = as_text(raw)
    shown = _LINE_ENDS.sub(" ", (_glimpse(raw) if shown is None else shown)[: VALUE_LIMIT * 2])
    return shown if len(shown) <= VALUE_LIMIT else shown[: VALUE_LIMIT - 1] + "…"


def _glimpse(raw: Any) -> str:
    """The beginning of a list or object, whatever its size."""
    if isinstance(raw, dict):
        return repr(dict(islice(raw.items(), 3)))[: VALUE_LIMIT * 2]
    return repr(raw[:3] if isinstance(raw, list) else raw)
