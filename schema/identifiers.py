"""Identifier schemes: outside ids by which things are known, and how far an equal value tells that two are one."""

from dataclasses import dataclass

from schema.values import registers
from schema.values.accounts import account, repository
from schema.values.outcome import Normaliser
from schema.values.plain import key
from schema.values.urls import address


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of identifiers. strong: an equal value joins records of one kind unless something holds them apart."""

    name: str
    title: str
    normalise: Normaliser
    strong: bool
    uri: str | None = None


SCHEMES: tuple[Scheme, ...] = (
    Scheme("homepage", "Address of its own page, without scheme and www", address, True),
    Scheme("repository", "Source repository as host/owner/name", repository, True),
    Scheme("account", "Code host account as host/owner", account, True),
    Scheme("wikidata", "Wikidata item", registers.wikidata, True, "https://www.wikidata.org/entity/{}"),
    Scheme("ror", "Research Organization Registry", registers.ror, True, "https://ror.org/{}"),
    Scheme("lei", "Legal Entity Identifier (ISO 17442)", registers.lei, True),
    Scheme("cvr", "Danish business register CVR", registers.cvr, True),
    Scheme("siren", "French business register SIREN", registers.siren, True),
    Scheme("gln", "Global Location Number; EAN location number in Denmark", registers.gln, True),
    Scheme("ipa", "Italian index of public administrations, codice IPA", registers.ipa, True),
    Scheme("tooi", "Dutch register of government organisations TOOI", key, True, "https://identifier.overheid.nl/tooi/id/{}"),
    Scheme("ld-admin", "Swiss linked data office id", key, True, "https://ld.admin.ch/office/{}"),
    Scheme("lannuaire", "French public service directory UUID", registers.lannuaire, True),
    Scheme("sill", "Number in the French SILL", key, False, "https://code.gouv.fr/sill/detail?id={}"),
    Scheme("dpg", "Digital Public Goods registry id", key, False),
    Scheme("vat", "VAT number", registers.vat, True),
    Scheme("uid", "UID of an iCalendar event", key, True),
)

SCHEME_BY_NAME: dict[str, Scheme] = {scheme.name: scheme for scheme in SCHEMES}
