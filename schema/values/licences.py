"""Licences as SPDX expressions. What is ambiguous stays unknown: a version or a choice is never guessed."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from license_expression import ExpressionError, ExpressionParseError, Licensing, get_spdx_licensing

from schema.issues import IssueCode, Problem
from schema.suggestions import did_you_mean
from schema.values.cleaning import of_text, refused, shown
from schema.values.folding import fold
from schema.values.outcome import Normalised
from schema.values.word_lists import listed_words, words_of_sort

_OPERATOR = re.compile(r"(\(|\)|(?<![\w.+-])(?:AND|OR|WITH)(?![\w.+-]))", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:and|or|with|et|und|og)\b(?! later\b)")
_ONLY = re.compile(r"[\s-]+only\b")
_WORDS = Path(__file__).parent / "words"
_FAMILIES = tuple((row["pattern"], row["short"]) for row in listed_words(_WORDS, "licence_names"))
"""Patterns of licence names and the short word that takes their place, applied in the order of the list:
longer names come first.
"""
_FILLERS = frozenset(words_of_sort(_WORDS, "licence_words", "filler"))
_OR, _ANY, _NEWER = ("|".join(words_of_sort(_WORDS, "licence_words", sort)) for sort in ("or", "any", "later"))
_LATER = re.compile(
    rf"[\s,(-]*\b(?:{_OR})[\s-]+(?:\(?at\s+your\s+option\)?\s+)?(?:(?:{_ANY})[\s-]+)*(?:{_NEWER})(?:[\s-]+versions?)?\b\)?"
)
_ALIASES = {row["words"]: row["spdx"] for row in listed_words(_WORDS, "licence_aliases")}
"""Names as `_words` leaves them (fillers gone, joined by hyphens) and the id or expression that they mean."""
_GNU = re.compile(r"(a?gpl|lgpl|gfdl)-(\d\.\d)(-only|-or-later|\+)?")
_OR_LATER = re.compile(r"(.+?)(?:-or-later|\+)")
_UNVERSIONED = frozenset(words_of_sort(_WORDS, "licence_words", "unversioned"))
"""Names of several versions of a licence: alone they mean none."""
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})/(\S+)", re.IGNORECASE)
_AT_SPDX = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([\w.-]+?)(?:\.html|\.json|\.txt)?/?", re.IGNORECASE)
_ISSUERS = {"creativecommons.org": "cc", "apache.org": "apache", "eupl.eu": "eupl", "nationalarchives.gov.uk": "uk"}
"""Sites whose addresses leave out whose licence it is."""
_GERMAN = re.compile(r"\bcc\b(?=.*[\s-][123]\.\d\b).*\bde\b")
"""The port of a Creative Commons licence to German law, before or behind the version; there are none of 4.0. Elsewhere
`de` is a word of French and Spanish.
"""
_ADDRESS_WORDS = re.compile(
    r"^(?:doc|def|resource/authority/licence|en-us|licen[sc]es?|legal|publicdomain|old-licenses|mit-license|collection/eupl|eupl|about|org|html|wiki)(?:/|$)"
)
_REFERENCE = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")
_PLAIN = Licensing([])
_MOST_PIECES = 60
_KINDS = {"AND": "o", "OR": "o", "WITH": "w", "(": "(", ")": ")"}


class _Id(NamedTuple):
    """An SPDX id or expression, and what to say about the word it came from."""

    spdx: str
    problem: Problem | None = None


@of_text(IssueCode.LICENCE_UNKNOWN, 1000)
def licence(stated: str) -> Normalised[str]:
    """The SPDX expression that a licence id, name, address or expression means.

    Deprecated GNU ids become their -only or -or-later form.
    """
    read = _read(stated)
    if read is not None:
        return Normalised(read.spdx, read.problem)
    return refused(
        IssueCode.LICENCE_UNKNOWN, f"{shown(stated)} is neither an SPDX expression nor a known alias", _hint(stated)
    )


def _hint(stated: str) -> str | None:
    return (
        "state the version, as the SPDX id does"
        if _words(stated) in _UNVERSIONED
        else did_you_mean(stated, _ids().values(), 80)
    )


@lru_cache(maxsize=2048)
def _read(stated: str) -> _Id | None:
    single = _single(stated)
    return single or _expression(stated)


def _expression(stated: str) -> _Id | None:
    pieces = [piece.strip() for piece in _OPERATOR.split(_LATER.sub("-or-later", stated)) if piece.strip()]
    if not 1 < len(pieces) < _MOST_PIECES or not _is_well_formed(
        "".join(_KINDS.get(piece.upper(), "i") for piece in pieces)
    ):
        return None
    read: list[str] = []
    problem: Problem | None = None
    for before, piece in zip(["", *pieces], pieces, strict=False):
        found = (
            _Id(piece.upper())
            if piece.upper() in _KINDS
            else _exception(piece)
            if before.upper() == "WITH"
            else _single(piece)
        )
        if found is None:
            return None
        read.append(found.spdx)
        problem = problem or found.problem
    return _rendered(" ".join(read), problem)


def _is_well_formed(kinds: str) -> bool:
    """Whether ids (i), operators (o), WITH (w) and brackets make one expression.

    The parser itself lets some others pass.
    """
    kinds = kinds.replace("iwi", "i")
    while (shorter := kinds.replace("(i)", "i").replace("ioi", "i")) != kinds:
        kinds = shorter
    return kinds == "i"


def _rendered(expression: str, problem: Problem | None) -> _Id | None:
    try:
        return _Id(str(_PLAIN.parse(expression).render()), problem)
    except (ExpressionError, ExpressionParseError):
        return None


def _exception(piece: str) -> _Id | None:
    found = _exceptions().get(re.sub(r"\s+", "-", piece.lower()))
    return _Id(found) if found else None


def _single(stated: str) -> _Id | None:
    """One licence: by its id, then by the words of its name or address."""
    if _REFERENCE.fullmatch(stated):
        return _Id(stated)
    at_spdx = _AT_SPDX.fullmatch(stated)
    bare = (at_spdx[1] if at_spdx else stated).lower()
    listed = _ids().get(bare) or _ALIASES.get(bare)
    if listed:
        return _Id(listed)
    words = _words(_from_address(stated))
    return _gnu(words) or _listed(words)


def _gnu(words: str) -> _Id | None:
    """GNU licences: a bare version means that version only, as SPDX reads the deprecated ids."""
    match = _GNU.fullmatch(words)
    if match is None:
        return None
    suffix = "-or-later" if match[3] in ("+", "-or-later") else "-only"
    spdx = _ids().get(f"{match[1]}-{match[2]}{suffix}")
    current = match[3] in ("-only", "-or-later")
    return (
        _Id(
            spdx,
            (
                None
                if current
                else Problem(
                    IssueCode.LICENCE_DEPRECATED, f"a deprecated or bare id is read as {spdx}", f"write {spdx}"
                )
            ),
        )
        if spdx
        else None
    )


def _listed(words: str) -> _Id | None:
    """A listed id by the words of its name; «or later» of licences without an id for it is SPDX's operator +."""
    found = _ALIASES.get(words) or _ids().get(words) or _ids().get(f"{words}.0")
    later = None if found else _OR_LATER.fullmatch(words)
    listed = _ids().get(later[1]) if later else None
    return _Id(found) if found else _Id(f"{listed}+") if listed else None


def _from_address(stated: str) -> str:
    match = _ADDRESS.fullmatch(stated)
    if match is None:
        return stated
    path = re.split(r"[?#]", match[2])[0].strip("/").lower()
    while _ADDRESS_WORDS.match(path):
        path = _ADDRESS_WORDS.sub("", path, count=1)
    path = re.sub(
        r"(?:[./](?:en|de|fr|it|da|es|nl))?\.(?:html?|txt|php|json|en\.html)$|/deed(?:\.\w+)?$|/legalcode$", "", path
    )
    path = re.sub(r"^(\d\.\d)/[a-z]{2}$", r"\1", path)
    by = next((f"{word} " for site, word in _ISSUERS.items() if match[1].lower().endswith(site)), "")
    return by + path.replace("/", " ").replace("license-", "")


def _words(stated: str) -> str:
    """The words of a name joined as an SPDX id would be: «GNU AGPL v3 or later» gives agpl-3.0-or-later."""
    text = " ".join(re.sub(r"[_,()\[\]«»\"“”\N{EN DASH}\N{EM DASH}-]|(?<=\D)/(?=\D)", " ", fold(stated)).split())
    text = re.sub(r"\b1([0-2])\b", r"1.\1", text) if "eupl" in text or "european union public" in text else text
    text = _ONLY.sub(" only", _LATER.sub(" or later", text)).replace("new or revised", "")
    if _CHOICE.search(text):
        return ""
    for pattern, short in _FAMILIES:
        text = re.sub(pattern, f" {short} ", text)
    text = re.sub(r"\bversion\s*|\bv\.?\s*(?=\d)|(?<=[a-z])v(?=\d)", " ", text)
    text = re.sub(r"(?<=\d)[\s-](?=\d\b)", ".", text)
    text = re.sub(r"(?<=[a-z])(?=\d\.\d)", "-", text) if not re.match(r"cc0", text) else text
    words = [word for word in re.split(r"[\s-]+", text) if word and word not in _FILLERS]
    joined = "-".join(dict.fromkeys([*words, *(["de"] if _GERMAN.search(text) else [])]))
    return re.sub(
        r"^(a?gpl|lgpl|gfdl|eupl|mpl|apache|epl|cc-by(?:-nc)?(?:-sa|-nd)?|etalab|asl)-?(\d)(?![\d.])",
        r"\1-\2.0",
        joined,
    )


@cache
def _ids() -> dict[str, str]:
    """Current SPDX licence ids by their lower case."""
    symbols = get_spdx_licensing().known_symbols.items()
    return {
        key.lower(): key for key, symbol in symbols if not symbol.is_exception and not key.startswith("LicenseRef-")
    }


@cache
def _exceptions() -> dict[str, str]:
    symbols = get_spdx_licensing().known_symbols.items()
    return {key.lower(): key for key, symbol in symbols if symbol.is_exception and "-with-" not in key}
