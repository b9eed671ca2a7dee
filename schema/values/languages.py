"""Languages as BCP 47 tags, from tags, ISO 639 codes, names and EU authority URIs.

And the order in which a reader prefers them.
"""

import gettext
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import pycountry

from schema.issues import IssueCode
from schema.suggestions import did_you_mean
from schema.values.cleaning import of_text, refused, shown, suspect
from schema.values.folding import fold
from schema.values.outcome import Normalised
from schema.values.word_lists import listed_words

_WORDS = Path(__file__).parent / "words"
_MISTAKEN = {row["code"]: row["language"] for row in listed_words(_WORDS, "mistaken_languages")}
_AUTHORITY = re.compile(
    r"https?://(?:publications\.europa\.eu/resource/authority/language|id\.loc\.gov/vocabulary/iso639-\d|lexvo\.org/id/iso639-\d)/([A-Za-z-]+)/?"
)
_PREFERENCE = re.compile(r"\s*([A-Za-z0-9-]{1,35}|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_TRANSLATIONS = (
    "da", "fr", "de", "it", "nl", "es", "bg", "cs", "el", "et", "fi", "ga", "hr", "hu", "is", "lt", "lv", "mt", "nb_NO", "pl",
    "pt", "ro", "sk", "sl", "sv", "tr",
)  # fmt: skip
"""Languages in which a language may be named beside English and itself."""
_QUALIFIED = re.compile(r"\s*[(,;]")
_MOST_PREFERENCES = 30
_LONGEST = 60


def language(raw: object) -> Normalised[str]:
    """A BCP 47 tag in its canonical form. False is Norwegian: YAML 1.1 reads the tag `no` so."""
    return Normalised("no") if raw is False else _language(raw)


@of_text(IssueCode.LANGUAGE_UNKNOWN)
def _language(stated: str) -> Normalised[str]:
    authority = _AUTHORITY.fullmatch(stated)
    word = authority[1] if authority else stated
    if word.casefold() in _MISTAKEN:
        tag = _MISTAKEN[word.casefold()]
        return suspect(tag, f"{shown(stated)} is the code of a country; read as the language {tag}")
    found = _tag(word) if len(word) <= _LONGEST else None
    return (
        Normalised(found)
        if found
        else refused(
            IssueCode.LANGUAGE_UNKNOWN, f"{shown(stated)} is not a language", did_you_mean(fold(word), _names())
        )
    )


@lru_cache(maxsize=4096)
def _tag(word: str) -> str | None:
    named = _names().get(fold(word))
    if named:
        return named
    import langcodes  # noqa: PLC0415 - its tables take 0.1 s to read, and most languages are named above

    try:
        tag = langcodes.standardize_tag(word.replace("_", "-"))
        if langcodes.tag_is_valid(tag):
            return str(tag)
    except ValueError:
        pass
    listed = pycountry.languages.get(name=word.title())
    return str(getattr(listed, "alpha_2", listed.alpha_3)) if listed else _foreign_names().get(fold(word))


@cache
def _names() -> dict[str, str]:
    tag_by_name = {row["name"]: row["language"] for row in listed_words(_WORDS, "language_names")}
    return {fold(tag): tag for tag in tag_by_name.values()} | {fold(name): tag for name, tag in tag_by_name.items()}


@cache
def _foreign_names() -> dict[str, str]:
    """Names in other languages than English, whole or before what qualifies them as in `Spanisch (Kastilisch)`.

    They take some tenths of a second to read, so they are read only for what nothing else knows. A name of two
    languages counts for none.
    """
    whole: defaultdict[str, set[str]] = defaultdict(set)
    short: defaultdict[str, set[str]] = defaultdict(set)
    for tag, name in (pair for translation in _TRANSLATIONS for pair in _names_in(translation)):
        whole[fold(name)].add(tag)
        short[fold(_QUALIFIED.split(name)[0])].add(tag)
    return {name: min(tags) for names in (short, whole) for name, tags in names.items() if len(tags) == 1}


def _names_in(translation: str) -> list[tuple[str, str]]:
    path = gettext.find("iso639-3", pycountry.LOCALES_DIR, [translation])
    if path is None:
        return []
    with Path(path).open("rb") as catalogue:  # not gettext.translation, which would keep all it reads
        words = gettext.GNUTranslations(catalogue)
    return [(one.alpha_2, words.gettext(one.name)) for one in pycountry.languages if hasattr(one, "alpha_2")]


def chain(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags with the broader ones they fall back to, each once: da-DK, en gives da-DK, da, en."""
    return tuple(dict.fromkeys(broader for tag in tags for broader in _broader(tag)))


def _broader(tag: str) -> Iterator[str]:
    parts = tag.split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])


def accept_language(header: str) -> tuple[str, ...]:
    """The tags of an Accept-Language header (RFC 9110), the most preferred first; what is no tag is passed over."""
    stated = [_PREFERENCE.fullmatch(part) for part in header[:1000].split(",")[:_MOST_PREFERENCES]]
    weighted = [(float(match[2] or 1), language(match[1]).value) for match in stated if match and match[1] != "*"]
    ranked = sorted((pair for pair in weighted if pair[0] > 0), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(tag for _, tag in ranked if tag))
