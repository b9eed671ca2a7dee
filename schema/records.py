"""Records: what one network states about one thing, with its place. The common currency of loaders and hub."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from schema.issues import Place
from schema.kinds import KIND_BY_NAME, KIND_BY_PREFIX, KINDS, Kind

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
# Two letters at a time: base64.b32encode, which is written in Python, takes five times as long, and
# every reference asks for ids.
_BASE32 = tuple(first + second for first in _LETTERS for second in _LETTERS)
_SHIFTS = range(70, -1, -10)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An outside id, its value already in the scheme's normal form."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The other end of a relation as a record names it: by key in its own (or a named) network,
    identifiers or just a label.

    At least one of key, identifiers and label is given. kind is needed only where the predicate allows several.
    """

    label: str | None = None
    kind: str | None = None
    key: str | None = None
    network: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation as one record states it. The end that is None is the record itself; a relation record gives both."""

    predicate: str
    subject: Reference | None
    object: Reference | None
    role: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What one network states about one thing.

    kind: the name of a kind, or `relation` for a row that states only relations between others.
    values: by field name of the kind, normalised (lists for `many`, language maps for localised text).
    raw: what the source said, for readers; JSON values only. url of the place: the page it came from.
    former_keys: by which earlier versions of the hub may have stored it. first_key: the key that it had
    before its network renamed it.
    given_id: the id by which another hub knows a record whose key was renamed, where the first key is not known.
    """

    network: str
    kind: str
    key: str
    values: dict[str, Any]
    place: Place
    identifiers: tuple[Identifier, ...] = ()
    statements: tuple[Statement, ...] = ()
    raw: dict[str, Any] = field(default_factory=dict)
    former_keys: tuple[str, ...] = ()
    first_key: str | None = None
    given_id: str | None = None

    @property
    def id(self) -> str:
        """Short opaque id tagged by kind, derived from network, kind and first key alone: the same on every machine."""
        return self.given_id or record_id(self.network, self.kind, self.first_key or self.key)

    @property
    def alias(self) -> str | None:
        """The id that its key would give if it had had no other before: who refers to it by that key means it."""
        return record_id(self.network, self.kind, self.key) if self.first_key or self.given_id else None

    def digest(self) -> str:
        """SHA-256 over everything stated but the line: moving a row in its file is no change of what it states."""
        stated: tuple[Any, ...] = (
            self.values,
            self.identifiers,
            self.statements,
            self.raw,
            self.place.path,
            self.place.url,
        )
        if self.first_key or self.given_id:
            stated = (*stated, self.key)
        return hashlib.sha256(msgspec.json.encode(stated, order="sorted")).hexdigest()


@dataclass(frozen=True, slots=True)
class Detail:
    """What a network says of one of its things beside the fields: an assessment, a figure or a passage.

    sort: which of these. about: the id of the record. name: scheme, name of the figure, or topic.
    value: text of the former two;
    number: of a figure. concerns: the scheme and value of which a passage gives the criteria. texts:
    of a passage, by language.
    """

    network: str
    sort: str
    about: str
    name: str
    place: Place
    value: str | None = None
    number: float | None = None
    unit: str | None = None
    as_of: str | None = None
    note: str | None = None
    position: int | None = None
    texts: dict[str, str] | None = None
    concerns: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated figure that a network gives about itself, such as its number of members.

    as_of: ISO date as exact as stated, or None. source: the page that says so.
    """

    network: str
    name: str
    value: float
    place: Place
    unit: str | None = None
    as_of: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A file that lists only a part of what its source ever listed.

    keeps: what stays when it leaves the file, `all` or `future` (see `Source.keeps`).
    """

    path: str
    keeps: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """What a file says was deleted: the key of a record, or the id that the format gave it."""

    path: str
    key: str


def record_id(network: str, kind: str, key: str) -> str:
    """The id of a record: the kind's prefix and 80 bits of SHA-256 over network, kind and key, in lower-case base32."""
    prefix = KIND_BY_NAME[kind].prefix if kind in KIND_BY_NAME else "rel"
    number = int.from_bytes(hashlib.sha256(f"{network}\0{kind}\0{key}".encode()).digest()[:10], "big")
    return f"{prefix}_{''.join([_BASE32[number >> shift & 1023] for shift in _SHIFTS])}"


def kind_of(id_: str) -> Kind:
    """The kind with which the id of a record or entity is tagged."""
    return KIND_BY_PREFIX[id_.partition("_")[0]]


def of_first_kind(ids: Iterable[str]) -> list[str]:
    """Those ids whose kind is declared first, in their order.

    A body and its office often go by one page or account: who names them by it means the body.
    """
    by_kind: dict[str, list[str]] = {}
    for id_ in ids:
        by_kind.setdefault(kind_of(id_).name, []).append(id_)
    return next((by_kind[kind.name] for kind in KINDS if kind.name in by_kind), [])
