"""Numbers of public registers, each checked by its form and, where it has one, its checksum."""

import re
from types import ModuleType

from stdnum import ean
from stdnum import lei as lei_number
from stdnum.dk import cvr as cvr_number
from stdnum.eu import vat as vat_number
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from schema.issues import IssueCode
from schema.values.cleaning import of_text, refused, shown, suspect
from schema.values.outcome import Normalised

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ITEM = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/|wd:)?(Q[1-9]\d{0,11})(?:[#?].*)?", re.IGNORECASE
)
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6})(\d{2})/?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_TOOI = re.compile(r"(?:[a-z]+/)*([a-z]{1,8}[0-9]{2,8})", re.IGNORECASE)
_NULL_UUID = "00000000-0000-0000-0000-000000000000"
_IPA = re.compile(r"[a-z0-9_-]{1,30}")
_GLN_LENGTH = 13
_SIRET_LENGTH = 14


def _refused(stated: str, what: str) -> Normalised[str]:
    return refused(IssueCode.IDENTIFIER_INVALID, f"{shown(stated)} is not a valid {what}")


def _checked(stated: str, register: ModuleType, what: str) -> Normalised[str]:
    try:
        return Normalised(str(register.validate(stated)))
    except (ValidationError, ValueError):
        return _refused(stated, what)


@of_text(IssueCode.IDENTIFIER_INVALID)
def wikidata(stated: str) -> Normalised[str]:
    """A Wikidata item such as Q42, also from its address."""
    match = _ITEM.fullmatch(stated)
    return Normalised(match[1].upper()) if match else _refused(stated, "Wikidata item")


@of_text(IssueCode.IDENTIFIER_INVALID)
def ror(stated: str) -> Normalised[str]:
    """A ROR id such as 03yrm5c26, also from its address; checksum by ISO 7064 mod 97-10 over Crockford's base 32."""
    match = _ROR.fullmatch(stated)
    if match is None:
        return _refused(stated, "ROR id")
    number = 0
    for letter in match[1].lower():
        number = number * 32 + _CROCKFORD.index(letter)
    if 98 - number * 100 % 97 != int(match[2]):
        return _refused(stated, "ROR id: its checksum is wrong")
    return Normalised((match[1] + match[2]).lower())


@of_text(IssueCode.IDENTIFIER_INVALID)
def lei(stated: str) -> Normalised[str]:
    """A Legal Entity Identifier (ISO 17442)."""
    return _checked(stated, lei_number, "LEI")


@of_text(IssueCode.IDENTIFIER_INVALID)
def cvr(stated: str) -> Normalised[str]:
    """A Danish CVR number of eight digits."""
    return _checked(stated, cvr_number, "CVR number")


@of_text(IssueCode.IDENTIFIER_INVALID)
def siren(stated: str) -> Normalised[str]:
    """A French SIREN of nine digits; of a SIRET its first nine."""
    digits = re.sub(r"[\s.]", "", stated)
    if len(digits) != _SIRET_LENGTH:
        return _checked(digits, siren_number, "SIREN")
    whole = _checked(digits, siret_number, "SIRET")
    return Normalised(whole.value[:9]) if whole.value else whole


@of_text(IssueCode.IDENTIFIER_INVALID)
def gln(stated: str) -> Normalised[str]:
    """A Global Location Number of thirteen digits."""
    number = _checked(stated, ean, "GLN")
    return _refused(stated, "GLN of thirteen digits") if number.value and len(number.value) != _GLN_LENGTH else number


@of_text(IssueCode.IDENTIFIER_INVALID)
def ipa(stated: str) -> Normalised[str]:
    """An Italian codice IPA in lower case, also from its URN."""
    bare = re.sub(r"^(urn:x-italian-pa:)+", "", stated.lower())
    return Normalised(bare) if _IPA.fullmatch(bare) else _refused(stated, "codice IPA")


@of_text(IssueCode.IDENTIFIER_INVALID)
def lannuaire(stated: str) -> Normalised[str]:
    """The UUID of a French public body, also from its address; the null UUID is a placeholder and gives nothing."""
    match = _UUID.search(stated)
    if match is None:
        return _refused(stated, "UUID")
    if match[0] == _NULL_UUID:
        return suspect(None, "the null UUID is a placeholder, not an identifier", "look the body up in the directory")
    return Normalised(match[0].lower())


@of_text(IssueCode.IDENTIFIER_INVALID)
def vat(stated: str) -> Normalised[str]:
    """A VAT number of the European Union with its country's prefix."""
    return _checked(stated, vat_number, "VAT number")


@of_text(IssueCode.IDENTIFIER_INVALID)
def tooi(stated: str) -> Normalised[str]:
    """A code of the Dutch register TOOI such as mnre1034, also behind the path of its address (ministerie/mnre1034)."""
    match = _TOOI.fullmatch(stated)
    return Normalised(match[1].lower()) if match else _refused(stated, "TOOI code such as mnre1034")
