"""Identifier schemes: outside ids by which things are known, and what an equal or a
different value says of identity.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from schema.kinds import family_of
from schema.values import registers
from schema.values.accounts import account, repository
from schema.values.outcome import Normalised, Normaliser
from schema.values.plain import key
from schema.values.urls import address

ANY = "any"
"""In place of a family: every kind, also one that is yet to be declared."""


class Strength(StrEnum):
    """What the values of a scheme say about whether two records are one thing, from most to least."""

    NUMBER = "one thing has one: equal values join, different ones cannot link"
    OWN = "a thing may have several: equal values join, different ones say nothing"
    SHARED = "things that belong together may share it: equal values need something beside them"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of identifiers. speaks: how strongly, by family of kinds or `ANY`; for families
    not named it says nothing.

    read: makes a bare value its normal form. labels: what people write before it, in lower case.
    lent: whether directories also put it on a mere code account, where it is the number of the parent.
    is_address: whether its values are addresses on the web.
    """

    name: str
    title: str
    read: Normaliser
    speaks: Mapping[str, Strength] = field(default_factory=lambda: MappingProxyType({ANY: Strength.OWN}))
    uri: str | None = None
    labels: tuple[str, ...] = ()
    lent: bool = False
    is_address: bool = False

    def strength(self, kind: str) -> Strength | None:
        """How strongly it speaks for a kind; None if it says nothing about it."""
        return self.speaks.get(family_of(kind), self.speaks.get(ANY))

    def normalise(self, raw: object) -> Normalised[Any]:
        """The normal form of a value, also of one behind its label (`CVR-nr. 55133018`) or within
        the address of its scheme.
        """
        if not isinstance(raw, str):
            return self.read(raw)
        bare = raw
        while (shorter := self._unwrapped(bare)) != bare:
            bare = shorter
        return self.read(bare)

    def _unwrapped(self, stated: str) -> str:
        text = stated.strip()
        for label in self.labels:
            rest = text[len(label) :]
            if text.lower().startswith(label) and rest.startswith((" ", ":")):
                return rest.lstrip(" :")
        start = self.uri.partition("{}")[0].removeprefix("https://") if self.uri else ""
        match = re.fullmatch(rf"(?:https?://)?{re.escape(start)}(.+)", text, re.IGNORECASE) if start else None
        return match[1] if match else stated


def _only(strength: Strength, *families: str) -> Mapping[str, Strength]:
    return MappingProxyType(dict.fromkeys(families, strength))


_AGENT_NUMBER = _only(Strength.NUMBER, "agent")
_MUTE: Mapping[str, Strength] = MappingProxyType({})

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "homepage",
        "Address of its own page, without scheme and www",
        address,
        _only(Strength.SHARED, ANY),
        is_address=True,
    ),
    Scheme(
        "repository",
        "Source repository as host/owner/name",
        repository,
        _only(Strength.OWN, "product"),
        is_address=True,
    ),
    Scheme("account", "Code host account as host/owner", account, _only(Strength.OWN, "agent"), is_address=True),
    Scheme(
        "wikidata",
        "Wikidata item",
        registers.wikidata,
        _only(Strength.NUMBER, ANY),
        "https://www.wikidata.org/entity/{}",
    ),
    Scheme("ror", "Research Organization Registry", registers.ror, _AGENT_NUMBER, "https://ror.org/{}", ("ror",)),
    Scheme("lei", "Legal Entity Identifier (ISO 17442)", registers.lei, _AGENT_NUMBER, labels=("lei",)),
    Scheme(
        "cvr",
        "Danish business register CVR",
        registers.cvr,
        _AGENT_NUMBER,
        labels=("cvr-nr.", "cvr-nr", "cvr nr.", "cvr nr", "cvr-nummer", "cvr"),
    ),
    Scheme("siren", "French business register SIREN", registers.siren, _AGENT_NUMBER, labels=("siren", "siret")),
    Scheme(
        "gln",
        "Global Location Number; EAN location number in Denmark",
        registers.gln,
        # A Danish authority has a location number for each department that receives invoices.
        _only(Strength.OWN, "agent"),
        labels=("gln", "ean-nr.", "ean-nr", "ean"),
    ),
    Scheme("ipa", "Italian index of public administrations, codice IPA", registers.ipa, _AGENT_NUMBER, labels=("ipa",)),
    Scheme(
        "tooi",
        "Dutch register of government organisations TOOI",
        registers.tooi,
        _AGENT_NUMBER,
        "https://identifier.overheid.nl/tooi/id/{}",
        ("tooi",),
    ),
    Scheme(
        "ld-admin", "Swiss linked data office id", key, _AGENT_NUMBER, "https://ld.admin.ch/office/{}", ("ld-admin",)
    ),
    Scheme("lannuaire", "French public service directory UUID", registers.lannuaire, _AGENT_NUMBER, lent=True),
    # Numbers of one catalogue's own list, which no other network states: they are kept, but have nothing to meet.
    Scheme("sill", "Number in the French SILL", key, _MUTE, "https://code.gouv.fr/sill/detail?id={}"),
    Scheme("dpg", "Digital Public Goods registry id", key, _MUTE),
    Scheme("vat", "VAT number", registers.vat, _AGENT_NUMBER),
    Scheme("uid", "UID of an iCalendar event", key, _only(Strength.OWN, "event")),
)

SCHEME_BY_NAME: dict[str, Scheme] = {scheme.name: scheme for scheme in SCHEMES}
ADDRESS_SCHEMES: tuple[str, ...] = tuple(
    scheme.name
    for strength in Strength
    for scheme in SCHEMES
    if scheme.is_address and strength in scheme.speaks.values()
)
"""The schemes whose values are addresses, those that say most first: any address can be a page, few are a repository."""


def as_url(text: str) -> str:
    """An address with the scheme of URLs before it: https where it has none."""
    return text if "://" in text else f"https://{text}"


@cache
def schemes_for(kind: str, *strengths: Strength) -> tuple[str, ...]:
    """The names of the schemes that speak for a kind with one of these strengths (none given: with
    any), in declared order.
    """
    wanted = strengths or tuple(Strength)
    return tuple(scheme.name for scheme in SCHEMES if scheme.strength(kind) in wanted)
