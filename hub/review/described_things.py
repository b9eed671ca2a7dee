"""Things as somebody outside the hub describes them: a name and a few properties, read as records are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.identity import Subject, subject
from schema.identifiers import SCHEME_BY_NAME, SCHEMES
from schema.kinds import KIND_BY_NAME, NAMED_KINDS
from schema.values.countries import code_of

LONGEST_NAME = 1000
"""Characters of a name; a longer one is a text and names nothing."""
MOST_PROPERTIES = 50
"""Values beside a name; each is compared with those of every candidate."""
_ID = re.compile(r"[a-z]{2,6}_[a-z2-7]{16}")
_TYPES = {"organisation": "type", "ospo": "archetype", "product": "software_type"}
"""The field of a kind that says of what sort a thing is."""
PROPERTIES: Mapping[str, str] = {
    "country": "Country, by its ISO 3166-1 code or its name.",
    "type": "Type of organisation or software, as the lists of the hub have it.",
    "url": "Address of its own page, or of its account or repository on a code host.",
    "identifier": "An identifier as scheme:value, such as wikidata:Q1748.",
    **{scheme.name: f"{scheme.title}." for scheme in SCHEMES if scheme.name not in {"homepage", "uid"}},
}
"""The properties by which a description may say more than a name, with what each means."""


@dataclass(frozen=True, slots=True)
class ThingDescription:
    """A thing as somebody describes it. kinds: what it may be; identifiers: scheme and normal value; type: as stated.

    unread: properties whose values could not be read, which therefore count for nothing.
    """

    name: str = ""
    kinds: tuple[str, ...] = NAMED_KINDS
    countries: tuple[str, ...] = ()
    type: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def identity(self) -> str | None:
        """The id of an entity or record, where its name is one or the address of one."""
        last = self.name.rstrip("/").rpartition("/")[2]
        return last if len(self.name) <= LONGEST_NAME and _ID.fullmatch(last) else None

    @property
    def is_named(self) -> bool:
        """Whether it has a name that can be compared."""
        return 0 < len(self.name) <= LONGEST_NAME

    def subject(self, kind: str) -> Subject:
        """What identity sees of it as a thing of a kind: a record of no network, that has no namesakes of its own."""
        values = {
            "name": self.name if self.is_named else None,
            "countries": self.countries,
            "type": self._type_of(kind),
        }
        return subject("", "", kind, "", values, self.identifiers)

    def _type_of(self, kind: str) -> str | None:
        fact = KIND_BY_NAME[kind].facts.get(_TYPES[kind])
        return fact.value.normalise(self.type).value if fact and self.type else None


def described(name: str, kinds: Iterable[str] = (), properties: Iterable[tuple[str, Any]] = ()) -> ThingDescription:
    """A description from a name and properties as somebody writes them.

    kinds: none for all that are matched; properties: those of `PROPERTIES`.
    """
    countries: list[str] = []
    identifiers: list[tuple[str, str]] = []
    types: list[str] = []
    unread: list[str] = []
    for number, (stated, value) in enumerate(properties):
        found: list[Any] = []
        if number < MOST_PROPERTIES and stated == "country":
            found = [code] if (code := code_of(str(value))) else []
            countries += found
        elif number < MOST_PROPERTIES and stated == "type":
            found = [str(value)]
            types += found
        elif number < MOST_PROPERTIES:
            found = list(_identifiers(stated, value))
            identifiers += found
        unread += [] if found else [stated]
    return ThingDescription(
        name.strip(),
        tuple(kinds) or NAMED_KINDS,
        tuple(dict.fromkeys(countries)),
        next(iter(types), None),
        tuple(dict.fromkeys(identifiers)),
        tuple(dict.fromkeys(unread)),
    )


def _identifiers(stated: str, value: Any) -> Iterator[tuple[str, str]]:
    """The identifier that a property states, if it is one: by its scheme, as scheme:value, or as an address."""
    if stated == "identifier":
        stated, _, value = str(value).partition(":")
    scheme = SCHEME_BY_NAME.get("homepage" if stated == "url" else stated.strip().lower())
    normal = scheme.normalise(value).value if scheme else None
    if scheme and normal:
        yield scheme.name, str(normal)
