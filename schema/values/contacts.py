"""Mail addresses of roles. Addresses of people are personal data and left out."""

import re

from schema.issues import IssueCode
from schema.values.cleaning import of_text, refused, shown
from schema.values.folding import fold
from schema.values.outcome import Normalised

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,61}"
)
_DISGUISED_AT = re.compile(r"\s*[\[({<]\s*(?:at|arobase|@)\s*[\])}>]\s*|\s+at\s+|\s+@\s+", re.IGNORECASE)
_DISGUISED_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]\s*|\s+dot\s+", re.IGNORECASE)
_WRAPPED = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_SEPARATORS = re.compile(r"[._+]")
_ROLE_WORDS = frozenset(
    """
    accounts admin administration agency akademie amt anfragen api app archive assistance association board borger bureau center centre centro city
    code codegouv collaboration communication communications community comune conference consult contact contacto contact-us contatti contribute cooperation
    data desk dev developer developers development digital digitaal digitalisering digitalisierung direction direktion div division dept department
    eu event events feedback forge foss free github gitlab gov governance gouv group hello help helpdesk hotline hub info informatica information
    informatique informatik innovation international it kommune kontakt lab legal libre libres licence licenses list logiciel logiciels mail mailbox
    maintainer maintainers manager media mission national network news newsletter no noreply nyheder office open opencode opendata opensource open-source
    operations org oss osor ospo poste post postmaster presse press privacy programme program project projects projekt projekte protocollo public publiccode
    redaktion registrar reply research riuso secretariat secretary security segreteria sekretariat service services servizi software solutions source
    staff stelle support supporto team tech technical transformation trasparenza ufficio urp uff verwaltung web webmaster welcome
    """.split()  # noqa: SIM905 — a list this long reads best as words
)


@of_text(IssueCode.VALUE_INVALID, 1000)
def role_email(stated: str) -> Normalised[str]:
    """A role mail address, its domain in lower case; an address that seems to be personal gives nothing but the problem."""
    address = _repaired(stated)
    if not _ADDRESS.fullmatch(address) or ".." in address:
        return refused(IssueCode.VALUE_INVALID, "this is not a mail address", "write it as info@example.org")
    local, _, domain = address.rpartition("@")
    if _names_a_person(local, domain):
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
