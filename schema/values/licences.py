"""Licences as SPDX expressions. What is ambiguous stays unknown: a version or a choice is never guessed."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from license_expression import ExpressionError, ExpressionParseError, Licensing, get_spdx_licensing

from schema.issues import IssueCode, Problem
from schema.values.cleaning import closest, of_text, refused, shown
from schema.values.folding import fold
from schema.values.outcome import Normalised

_OPERATOR = re.compile(r"(\(|\)|(?<![\w.+-])(?:AND|OR|WITH)(?![\w.+-]))", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:and|or|with|et|und|og)\b(?! later\b)")
_LATER = re.compile(
    r"[\s,(-]*\b(?:or|ou|oder|of|eller)[\s-]+(?:\(?at\s+your\s+option\)?\s+)?(?:any[\s-]+)?(?:later|newer|ulterieure?|posterieure?|nyere|hoger)(?:[\s-]+versions?)?\)?"
)
_ONLY = re.compile(r"[\s-]+only\b")
_FAMILIES = (
    (r"gnu affero general public|affero general public|affero gpl|gnu affero|gnu agpl", "agpl"),
    (r"gnu (?:lesser|library) general public|(?:lesser|library) general public|lesser gpl|gnu lesser|gnu lgpl", "lgpl"),
    (r"gnu general public|general public license|gnu gpl", "gpl"),
    (r"gnu free documentation", "gfdl"),
    (r"european union public|union public", "eupl"),
    (r"mozilla public|mozilla", "mpl"),
    (r"eclipse public", "epl"),
    (r"common development and distribution", "cddl"),
    (r"open software license", "osl"),
    (r"open data commons open database|open database", "odbl"),
    (r"sil open font", "ofl"),
    (r"apache software", "apache"),
    (r"apache lizenz", "apache"),
    (r"creative commons zero", "cc zero"),
    (r"creative commons|\bccby\b", "cc"),
    (r"attribution", "by"),
    (r"share ?alike", "sa"),
    (r"non ?commercial", "nc"),
    (r"no ?deriv(?:ative)?s?", "nd"),
    (r"\bbysa\b", "by sa"),
    (
        r"licen[cs]e ouverte(?: open licen[cs]e)?|open licen[cs]e etalab|(?<=etalab )open licen[cs]e|(?<=etalab )licen[cs]e ouverte",
        "etalab",
    ),
)
_FILLERS = frozenset(
    {
        "the",
        "license",
        "licence",
        "licenses",
        "version",
        "ver",
        "licencia",
        "lizenz",
        "licens",
        "licenza",
        "la",
        "de",
        "international",
        "unported",
        "public",
        "gnu",
        "text",
        "universal",
    }
)
_ALIASES = {
    "etalab-etalab-2.0": "etalab-2.0", "etalab-2": "etalab-2.0", "lo-2.0": "etalab-2.0",
    "new-bsd": "BSD-3-Clause", "modified-bsd": "BSD-3-Clause", "revised-bsd": "BSD-3-Clause", "bsd-new": "BSD-3-Clause", "bsd-3": "BSD-3-Clause",
    "simplified-bsd": "BSD-2-Clause", "freebsd": "BSD-2-Clause", "bsd-2": "BSD-2-Clause", "bsd-simplified": "BSD-2-Clause", "expat": "MIT", "mit-expat": "MIT",
    "cc0": "CC0-1.0", "cc-0": "CC0-1.0", "cc-zero": "CC0-1.0", "cc-zero-1.0": "CC0-1.0", "cc-cc0-1.0": "CC0-1.0", "cc-0-1.0": "CC0-1.0", "zero-1.0": "CC0-1.0",
    "gpl-2.0+cpe": "GPL-2.0-only WITH Classpath-exception-2.0", "cecillb": "CECILL-B", "cecillc": "CECILL-C",
    "bsd-2-clause-freebsd": "BSD-2-Clause", "bsd-2-clause-netbsd": "BSD-2-Clause", "gpl-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "asl-2.0": "Apache-2.0", "al-2.0": "Apache-2.0", "apachev2": "Apache-2.0",
    "bsd-2-clause-simplified": "BSD-2-Clause", "bsd-3-clause-new": "BSD-3-Clause", "datenlizenz-deutschland-namensnennung-2.0": "DL-DE-BY-2.0", "ogl-3.0": "OGL-UK-3.0",
}  # fmt: skip
_GNU = re.compile(r"(a?gpl|lgpl|gfdl)-(\d\.\d)(-only|-or-later|\+)?")
_OR_LATER = re.compile(r"(.+?)(?:-or-later|\+)")
_UNVERSIONED = frozenset(
    {
        "gpl",
        "lgpl",
        "agpl",
        "gfdl",
        "eupl",
        "apache",
        "bsd",
        "mpl",
        "epl",
        "cddl",
        "cecill",
        "artistic",
        "etalab",
        "cc-by",
        "cc-by-sa",
        "odbl",
    }
)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})/(\S+)", re.IGNORECASE)
_ADDRESS_WORDS = re.compile(
    r"^(?:resource/authority/licence|en-us|licen[sc]es?|legal|publicdomain|old-licenses|mit-license|collection/eupl|eupl|about|org|html|wiki)(?:/|$)"
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
    """The SPDX expression that a licence id, name, address or expression means; deprecated GNU ids become their -only or -or-later form."""
    read = _read(stated)
    if read is not None:
        return Normalised(read.spdx, read.problem)
    return refused(
        IssueCode.LICENCE_UNKNOWN, f"{shown(stated)} is neither an SPDX expression nor a known alias", _hint(stated)
    )


def _hint(stated: str) -> str | None:
    if re.search(r"[,;/&]", stated) and "://" not in stated:
        return "join several licences by AND or OR"
    return (
        "state the version, as the SPDX id does"
        if _words(stated) in _UNVERSIONED
        else closest(stated, _ids().values(), 80)
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
    """Whether ids (i), operators (o), WITH (w) and brackets make one expression; the parser itself lets some others pass."""
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
    listed = _ids().get(stated.lower()) or _ALIASES.get(stated.lower())
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
            None
            if current
            else Problem(IssueCode.LICENCE_DEPRECATED, f"a deprecated or bare id is read as {spdx}", f"write {spdx}"),
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
    by = "cc " if match[1].endswith("creativecommons.org") else "apache " if match[1].endswith("apache.org") else ""
    return by + path.replace("/", " ").replace("license-", "")


def _words(stated: str) -> str:
    """The words of a name joined as an SPDX id would be: «GNU AGPL v3 or later» gives agpl-3.0-or-later."""
    text = " ".join(re.sub(r"[_,()\[\]«»\"“”-]|(?<=\D)/(?=\D)", " ", fold(stated)).split())
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
    joined = "-".join(dict.fromkeys(words))
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
