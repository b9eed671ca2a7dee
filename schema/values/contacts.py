"""Mail addresses of roles. Addresses of people are personal data and left out."""

import re
from pathlib import Path

from schema.issues import IssueCode
from schema.values.cleaning import of_text, refused, shown
from schema.values.folding import fold
from schema.values.outcome import Normalised
from schema.values.word_lists import listed_words

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,61}"
)
_DISGUISED_AT = re.compile(r"\s*[\[({<]\s*(?:at|arobase|@)\s*[\])}>]\s*|\s+at\s+|\s+@\s+", re.IGNORECASE)
_DISGUISED_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]\s*|\s+dot\s+", re.IGNORECASE)
_WRAPPED = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_SEPARATORS = re.compile(r"[._+]")
_ROLE_WORDS = frozenset(row["word"] for row in listed_words(Path(__file__).parent / "words", "role_words"))


@of_text(IssueCode.VALUE_INVALID, 1000)
def role_email(stated: str) -> Normalised[str]:
    """A role mail address, its domain in lower case.

    An address that seems to be personal gives nothing but the problem.
    """
    return _role_email(stated, frozenset())


def role_email_of(raw: object, owner: str) -> Normalised[str]:
    """As `role_email`, of a body of this name: its own name before the @ is no person's where it says that it is an
    office (`Comune di San Pietro`).
    """
    words = frozenset(re.findall(r"[^\W\d_]+", fold(owner)))
    outcome = role_email(raw)
    if outcome.problem is None or outcome.problem.code is not IssueCode.PERSONAL_DATA or not words & _ROLE_WORDS:
        return outcome
    return _role_email(str(raw), words)


def is_of_office(name: str) -> bool:
    """Whether a word of a name is one of offices, as in `Support team`."""
    return not _ROLE_WORDS.isdisjoint(re.findall(r"[^\W\d_]+", fold(name)))


def _role_email(stated: str, own_words: frozenset[str]) -> Normalised[str]:
    address = _repaired(stated)
    if not _ADDRESS.fullmatch(address) or ".." in address:
        return refused(IssueCode.VALUE_INVALID, "this is not a mail address", "write it as info@example.org")
    local, _, domain = address.rpartition("@")
    if _names_a_person(local, domain) and not own_words.issuperset(_SEPARATORS.split(fold(local))):
        return refused(
            IssueCode.PERSONAL_DATA,
            f"an address at {shown(domain.lower())} looks like a personal one",
            "use a role address such as info@…",
        )
    return Normalised(f"{local}@{domain.lower()}")


def _repaired(stated: str) -> str:
    wrapped = _WRAPPED.search(stated)
    bare = re.sub(r"^(?:mailto:)+", "", wrapped[1] if wrapped else stated, flags=re.IGNORECASE).split("?", 1)[0].strip()
    return (
        _DISGUISED_DOT.sub(".", _DISGUISED_AT.sub("@", bare, count=1))
        if " " in bare or "[" in bare or "(" in bare
        else bare
    )


def _names_a_person(local: str, domain: str) -> bool:
    """Two words before the @, none of which is a role or stands in the domain."""
    parts = [re.sub(r"\d+$", "", part) for part in _SEPARATORS.split(fold(local)) if part]
    words = {word for part in parts for word in (part, *part.split("-"))}
    known = words & _ROLE_WORDS or any(len(word) > 2 and word in domain.lower() for word in words)  # noqa: PLR2004 — shorter ones occur by chance
    return len(parts) > 1 and all(re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", part) for part in parts) and not known
