"""Keeping what sources hold about people out of records: names, mail addresses, telephone numbers, owners
of private repositories.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from schema.issues import IssueCode
from schema.values.contacts import is_of_office, role_email
from schema.values.folding import fold

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
_WORDS = re.compile(r"[^a-z]+")
_PEOPLE = frozenset(
    [
        "author",
        "authors",
        "contact",
        "contacts",
        "contactperson",
        "contactpoint",
        "contributor",
        "contributors",
        "creator",
        "creators",
        "editor",
        "editors",
        "maintainer",
        "maintainers",
        "person",
        "people",
        "presenter",
        "presenters",
        "publicist",
        "speaker",
        "speakers",
        "submitter",
        "technicalcontact",
        "technicalcontacts",
        "ansprechpartner",
        "ansprechpartnerin",
        "contatti",
        "contatto",
        "kontakt",
        "kontaktperson",
        "kontaktpersoner",
        "referente",
        "responsable",
        "responsabile",
        "verantwortlich",
    ]
)
"""Keys, as letters alone, below which people stand; and, before a word such as `name`, columns about them."""
_NAMES = frozenset(
    [
        "name",
        "fullname",
        "displayname",
        "login",
        "username",
        "givenname",
        "givennames",
        "familyname",
        "familynames",
        "firstname",
        "lastname",
        "alias",
        "fn",
    ]
)
_OF_PEOPLE_ALONE = frozenset(
    [
        "givenname",
        "givennames",
        "familyname",
        "familynames",
        "firstname",
        "lastname",
        "orcid",
        "personname",
        "fornavn",
        "efternavn",
        "vorname",
        "nachname",
        "prenom",
        "cognome",
    ]
)
_TELEPHONES = frozenset(
    [
        "phone",
        "phonenumber",
        "telephone",
        "telephonenumber",
        "tel",
        "mobile",
        "mobilephone",
        "cell",
        "fax",
        "faxnumber",
        "telefon",
        "telefonnummer",
        "mobil",
        "telefono",
        "telephoneno",
    ]
)
_BODIES = frozenset(["organization", "organisation", "governmentorganization", "company", "bot", "group", "team"])
_TYPES = ("type", "ownertype")
_USER = "user"
_PLACES = frozenset(("url", "htmlurl", "avatarurl"))
"""Addresses that name the account of a user."""
_ABOUT_PEOPLE = _PEOPLE | {f"{word}{name}" for word in _PEOPLE for name in _NAMES | _TELEPHONES}
"""Keys below which persons stand, or what names one: `maintainers`, `maintainername`."""
_KEY_LENGTH = 60
"""Letters of keys whose folded form is kept: the keys of one source are few, and those that matter short."""
_SUSPECT = re.compile(
    rb'"[^"]*(?:author|contact|contatt|kontakt|contribut|creator|editor|maintain|person|people|presenter|publicist|speaker|submitter|ansprech|referent|'
    rb'responsa|verantwort|phone|tel|mobil|cell|fax|name|nom|orcid|type)[^"]*":',
    re.IGNORECASE,
)
REDACTED = "…"
"""What stands for what names people, here and where a person is forgotten."""
_IN_LABEL = re.compile(r"[<(\[]?(?:mailto:)?" + _ADDRESS.pattern + r"[>)\]]?")


def without_mail(text: str | None) -> str | None:
    """A label without mail addresses; None if nothing else is left."""
    if text is None or "@" not in text:
        return text
    return " ".join(_IN_LABEL.sub(" ", text).split()).strip(" ,;:-\N{EN DASH}") or None


def without_personal_mail(value: Any) -> Any:
    """JSON values in which "…" stands for each mail address that is not a role's."""
    return _rewritten(value, _role_only)


def texts_without_personal_mail(value: Any) -> Any:
    """A text, texts or texts by language in which "…" stands for each mail address that looks personal.

    What is no address, such as `tool@1.2.3` or a handle, stays, as do values that are no text.
    """
    return _rewritten(value, _unless_personal)


def _rewritten(value: Any, replace: Callable[[re.Match[str]], str]) -> Any:
    """JSON values in which each mail address is what a function makes of it."""
    if isinstance(value, str):
        return _ADDRESS.sub(replace, value) if "@" in value else value
    if isinstance(value, dict):
        return {key: _rewritten(part, replace) for key, part in value.items()}
    return [_rewritten(part, replace) for part in value] if isinstance(value, list) else value


def _unless_personal(match: re.Match[str]) -> str:
    problem = role_email(match.group()).problem
    is_handle = match.string[max(match.start() - 1, 0) : match.start()] == "@"
    is_personal = problem is not None and problem.code is IssueCode.PERSONAL_DATA and not is_handle
    return REDACTED if is_personal else match.group()


def _role_only(match: re.Match[str]) -> str:
    return role_email(match.group()).value or REDACTED


def may_name_people(encoded: bytes) -> bool:
    """Whether JSON text has a key below which people may stand: nearly all of it need not be walked."""
    return _SUSPECT.search(encoded) is not None


def without_people(value: Any) -> Any:
    """JSON values in which "…" stands for what they say of people by their keys; offices and bodies stay.

    That is names below contacts, maintainers and the like, telephone numbers anywhere, and what names an owner whom
    the source calls a user.
    """
    if isinstance(value, list):
        return [without_people(part) for part in value]
    if not isinstance(value, dict):
        return value
    if _USER in _types(value):
        return {key: _of_user(_letters(key), part) for key, part in value.items()}
    return {key: _redacted(_letters(key), part) for key, part in value.items()}


def _of_user(key: str, value: Any) -> Any:
    """A value of an account that is a user's, or of a repository whose owner is."""
    if key.removeprefix("owner") in _NAMES | _PLACES:
        return REDACTED
    return _redacted(key, value)


def _redacted(key: str, value: Any) -> Any:
    """A value without people, by its key."""
    if key in _TELEPHONES or key in _OF_PEOPLE_ALONE:
        return REDACTED if value not in (None, "") else value
    return _of_person(value) if key in _ABOUT_PEOPLE else without_people(value)


def _of_person(value: Any) -> Any:
    """What stands for a person, without what names them; a body or an office stays as it is."""
    if isinstance(value, list):
        return [_of_person(part) for part in value]
    if isinstance(value, dict):
        return (
            without_people(value)
            if _is_body(value)
            else {key: _part(_letters(key), part) for key, part in value.items()}
        )
    return REDACTED if isinstance(value, str) and value.strip() and not _is_role(value) else value


def _part(key: str, value: Any) -> Any:
    """A value of a person, by its key."""
    if key in _PLACES:
        return REDACTED
    is_mail = isinstance(value, str) and "@" in value
    return _of_person(value) if key in _NAMES or is_mail else _redacted(key, value)


def _is_body(value: Mapping[str, Any]) -> bool:
    return not _BODIES.isdisjoint(_types(value))


def _types(value: Mapping[str, Any]) -> set[str]:
    """What a value says that it is, or that its owner is."""
    return {_letters(part) for key, part in value.items() if isinstance(part, str) and _letters(key) in _TYPES}


def _is_role(text: str) -> bool:
    """Whether a text under such a key says who is no person: a page, or a name or mail
    address with a word of offices.
    """
    return "://" in text or is_of_office(text.partition("@")[0])


def _letters(key: object) -> str:
    text = str(key)
    return _kept_letters(text) if len(text) <= _KEY_LENGTH else _WORDS.sub("", fold(text))


@lru_cache(maxsize=4096)
def _kept_letters(text: str) -> str:
    return _WORDS.sub("", fold(text))
