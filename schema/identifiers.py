"""Identifier schemes: outside ids by which things are known, and how far an equal value tells that two are one."""

import re
from dataclasses import dataclass
from typing import Any

from schema.values import registers
from schema.values.accounts import account, repository
from schema.values.outcome import Normalised, Normaliser
from schema.values.plain import key
from schema.values.urls import address


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of identifiers. strong: an equal value joins records of one kind unless something holds them apart.

    read: makes a bare value its normal form. labels: what people write before it, in lower case.
    """

    name: str
    title: str
    read: Normaliser
    strong: bool
    uri: str | None = None
    labels: tuple[str, ...] = ()

    def normalise(self, raw: object) -> Normalised[Any]:
        """The normal form of a value, also of one behind its label (`CVR-nr. 55133018`) or within the address of its scheme."""
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
        found = re.fullmatch(rf"(?:https?://)?{re.escape(start)}(.+)", text, re.IGNORECASE) if start else None
        return found[1] if found else stated


SCHEMES: tuple[Scheme, ...] = (
    Scheme("homepage", "Address of its own page, without scheme and www", address, True),
    Scheme("repository", "Source repository as host/owner/name", repository, True),
    Scheme("account", "Code host account as host/owner", account, True),
    Scheme("wikidata", "Wikidata item", registers.wikidata, True, "https://www.wikidata.org/entity/{}"),
    Scheme("ror", "Research Organization Registry", registers.ror, True, "https://ror.org/{}", ("ror",)),
    Scheme("lei", "Legal Entity Identifier (ISO 17442)", registers.lei, True, labels=("lei",)),
    Scheme(
        "cvr",
        "Danish business register CVR",
        registers.cvr,
        True,
        labels=("cvr-nr.", "cvr-nr", "cvr nr.", "cvr nr", "cvr-nummer", "cvr"),
    ),
    Scheme("siren", "French business register SIREN", registers.siren, True, labels=("siren", "siret")),
    Scheme(
        "gln",
        "Global Location Number; EAN location number in Denmark",
        registers.gln,
        True,
        labels=("gln", "ean-nr.", "ean-nr", "ean"),
    ),
    Scheme("ipa", "Italian index of public administrations, codice IPA", registers.ipa, True, labels=("ipa",)),
    Scheme(
        "tooi",
        "Dutch register of government organisations TOOI",
        key,
        True,
        "https://identifier.overheid.nl/tooi/id/{}",
        ("tooi",),
    ),
    Scheme("ld-admin", "Swiss linked data office id", key, True, "https://ld.admin.ch/office/{}", ("ld-admin",)),
    Scheme("lannuaire", "French public service directory UUID", registers.lannuaire, True),
    Scheme("sill", "Number in the French SILL", key, False, "https://code.gouv.fr/sill/detail?id={}"),
    Scheme("dpg", "Digital Public Goods registry id", key, False),
    Scheme("vat", "VAT number", registers.vat, True),
    Scheme("uid", "UID of an iCalendar event", key, True),
)

SCHEME_BY_NAME: dict[str, Scheme] = {scheme.name: scheme for scheme in SCHEMES}
