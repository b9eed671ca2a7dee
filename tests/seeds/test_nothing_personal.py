"""The seeds hold nothing about people: mail addresses are those of offices, and there is no telephone number and no
name of a contact person.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FILES = [path for path in sorted(SEEDS.rglob("*")) if path.is_file() and not path.name.endswith(".schema.json")]

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
# Written to be rung: with a country's code, or after a word for it. Bare digits are numbers of registers.
TELEPHONE = re.compile(
    r"\btel:|(?<![\w/+.-])\+\d{1,3}[ ()\d-]{7,}|\b(?:tel|tlf|telefon|phone|fax)\b\.?:? *[+(]?\d", re.IGNORECASE
)
PERSON = re.compile(r"^\s*-?\s*(?:contacts?|maintainers?|speakers?|authors?)\s*:", re.IGNORECASE | re.MULTILINE)

OF_OFFICES = frozenset(
    {"codes", "contact", "developer", "eole", "floss", "open", "opensource", "opentech", "os2", "osor", "ospo", "oss"}
)
"""What the part before the @ says of an office: one of these words."""


def is_of_an_office(address: str) -> bool:
    return not OF_OFFICES.isdisjoint(re.split(r"[.+_-]", address.split("@", maxsplit=1)[0].lower()))


def personal(text: str) -> Iterator[str]:
    yield from (address for address in MAIL.findall(text) if not is_of_an_office(address))
    yield from (found.group().strip() for pattern in (TELEPHONE, PERSON) for found in pattern.finditer(text))


def test_nothing_in_the_seeds_is_personal():
    assert [f"{path.relative_to(SEEDS)}: {found}" for path in FILES for found in personal(_text(path))] == []


def _text(path: Path) -> str:
    """What a file says; of a manifest not the names of its relations (`speakers:`)."""
    text = path.read_text(encoding="utf-8")
    return PERSON.sub("", text) if path.name == "network.yaml" else text


@pytest.mark.parametrize(
    "text",
    [
        "jens.hansen@ballerup.dk",
        "Ring til +45 12 34 56 78",
        "tlf. 12345678",
        "tel:+4512345678",
        "maintenance:\n  contacts:\n    - name: J. Hansen",
    ],
)
def test_a_person_would_be_found(text: str):
    assert list(personal(text))


@pytest.mark.parametrize(
    "text", ["os2@os2.eu", "EU-OSOR@ec.europa.eu", "CVR 41849983", "Opale@3.7", "2012-04-24", "+ 12 more"]
)
def test_what_is_of_an_office_or_a_register_is_no_person(text: str):
    assert list(personal(text)) == []
