"""Countries as ISO 3166-1 alpha-2 codes, with EU for the Union, INT for international bodies and XK for Kosovo."""

import gettext
import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import pycountry

from schema.issues import IssueCode
from schema.suggestions import nearest
from schema.values.cleaning import of_text, refused, shown
from schema.values.folding import fold
from schema.values.outcome import Normalised
from schema.values.word_lists import listed_words

_AUTHORITY = re.compile(r"https?://publications\.europa\.eu/resource/authority/country/(\w+)/?")
_TIER = re.compile(r"(U\.S\.|U\.K\.) \w")
_CODES_OF_TIERS = {"U.S.": "US", "U.K.": "GB"}
_EXTRA_NAMES = {"EU": "European Union", "INT": "International", "XK": "Kosovo"}
_WORDS = Path(__file__).parent / "words"
_CODES = {row["code"]: row["country"] for row in listed_words(_WORDS, "country_codes")}
_ALIASES = {row["name"]: row["country"] for row in listed_words(_WORDS, "country_names")}
_ENGLISH = "en"
_TRANSLATIONS = (
    "da", "fr", "de", "it", "nl", "es", "bg", "cs", "el", "et", "fi", "ga", "hr", "hu", "is", "lt", "lv", "mt", "nb", "pl",
    "pt", "ro", "sk", "sl", "sv", "tr",
)  # fmt: skip
"""Languages in which a country may be named beside English."""


@of_text(IssueCode.COUNTRY_UNKNOWN)
def country(stated: str) -> Normalised[str]:
    """An alpha-2 code from a code in any case, a name in English or an EU language, or an EU authority URI."""
    authority = _AUTHORITY.fullmatch(stated)
    code = _code(authority[1] if authority else stated)
    if code:
        return Normalised(code)
    return refused(IssueCode.COUNTRY_UNKNOWN, f"{shown(stated)} is not a known country", _hint(stated))


def _hint(stated: str) -> str | None:
    near = nearest(_folded(stated), _names(), 85)
    return f"did you mean {name_of(_names()[near])} (`{_names()[near]}`)?" if near else None


def code_of(stated: str) -> str | None:
    """The code that a name or code of a country means; None where it is none."""
    return _code(stated)


@lru_cache(maxsize=2048)
def name_of(code: str) -> str:
    """The common English name of a country code; the code itself where it is not known."""
    listed = pycountry.countries.get(alpha_2=code)
    return _EXTRA_NAMES.get(code) or str(getattr(listed, "common_name", getattr(listed, "name", code)))


@lru_cache(maxsize=2048)
def _code(stated: str) -> str | None:
    bare = stated.casefold()
    if bare in _CODES:
        return _CODES[bare]
    if re.fullmatch("[a-z]{2,3}", bare):
        listed = pycountry.countries.get(alpha_2=bare.upper()) or pycountry.countries.get(alpha_3=bare.upper())
        if listed:
            return str(listed.alpha_2)
    tier = _TIER.match(stated)
    return _names().get(_folded(stated)) or (_CODES_OF_TIERS[tier[1]] if tier else None)


def _folded(name: str) -> str:
    return (
        " ".join(re.findall(r"[^\W_]+", fold(name).replace("&", " and ")))
        .removeprefix("the ")
        .replace("u k", "uk")
        .replace("u s", "us")
    )


@cache
def _names() -> dict[str, str]:
    """Folded name → code. English counts first; a name that means two countries in other languages counts for none."""
    foreign: defaultdict[str, set[str]] = defaultdict(set)
    for tag in _TRANSLATIONS:
        for code, name in _names_in(tag):
            foreign[_folded(name)].add(code)
    names = {name: min(codes) for name, codes in foreign.items() if len(codes) == 1}
    names |= {_folded(name): code for code, name in _names_in(_ENGLISH)}
    return names | {_folded(name): code for name, code in _ALIASES.items()}


def _names_in(tag: str) -> list[tuple[str, str]]:
    words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[tag], fallback=True)
    forms = ("name", "common_name", "official_name")
    listed = chain.from_iterable(((c.alpha_2, getattr(c, form, None)) for form in forms) for c in pycountry.countries)
    stated = [(code, words.gettext(name)) for code, name in listed if name]
    return stated + [(code, " ".join(reversed(name.split(", ")))) for code, name in stated if ", " in name]
