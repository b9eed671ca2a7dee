"""Several licences as one SPDX expression: lists, codemeta's and code.json's objects, and texts
such as `MIT/Apache-2.0`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from schema.issues import IssueCode, Problem
from schema.values.cleaning import is_absent, scalar_text, shown
from schema.values.folding import fold
from schema.values.licences import licence
from schema.values.outcome import Normalised

_MEMBERS = (
    "@id",
    "spdx",
    "spdx_id",
    "identifier",
    "id",
    "license",
    "expression",
    "name",
    "title",
    "url",
    "URL",
    "href",
)
"""Where objects name a licence: codemeta (`@id`, `url`), CycloneDX (`id`, `expression`), code.json
(`name`, `URL`), CKAN (`title`).
"""
_MOST = 30
_SEPARATOR = re.compile(
    r"[;\n|]|\s*/\s*|\s&\s|,(?!\s*(?:version|v\.?\s?\d))|\b(?:or|and|oder|und|ou|et|eller|og)\b(?!\s*-?\s*(?:any\s+)?(?:later|newer))",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"/|\||\b(?:or|oder|ou|eller|dual|either|choice)\b", re.IGNORECASE)
_LATER_VERSIONS = re.compile(r"\b(?:or|oder|ou|eller)[\s-]+(?:any[\s-]+)?(?:later|newer)", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"^\s*(?:dual(?:ly)?|multi)[\s-]licen[sc]ed?(?:\s+under)?\s*:?|\b(?:either|both)\b", re.IGNORECASE
)


def licences(raw: object) -> Normalised[str]:
    """The SPDX expression of one licence or several: OR where the text tells alternatives, else AND.

    A part of a list that is no known licence stands as `LicenseRef-…` made of its words, so that the expression does
    not promise less than the source demands; it is reported. A text is taken apart only if all its parts are known.
    """
    if isinstance(raw, Mapping):
        return _of_object(raw)
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return _of_list(raw)
    whole = licence(raw)
    stated = scalar_text(raw)
    if whole.value is not None or stated is None or "://" in stated:
        return whole
    parts = [part for part in _SEPARATOR.split(_INTRODUCTION.sub(" ", stated)) if part.strip()]
    read = [licence(part) for part in parts[:_MOST]]
    unread = [part for part, outcome in zip(parts, read, strict=False) if outcome.value is None]
    if len(parts) > _MOST or len(unread) == len(parts) or whole.problem is None:
        return whole
    if unread:
        return Normalised(None, replace(whole.problem, hint=f"of its parts {shown(unread[0].strip())} is not known"))
    return _joined(read, "OR" if _ALTERNATIVES.search(_LATER_VERSIONS.sub("", stated)) else "AND")


def _of_object(raw: Mapping[object, object]) -> Normalised[str]:
    outcomes = [licences(raw[name]) for name in _MEMBERS if isinstance(raw.get(name), str) and not is_absent(raw[name])]
    read = next((outcome for outcome in outcomes if outcome.value is not None), None)
    return read or (outcomes[0] if outcomes else licence(dict(raw)))


def _of_list(raw: Sequence[object]) -> Normalised[str]:
    stated = [part for part in raw if not is_absent(part)]
    if len(stated) <= 1:
        return licences(stated[0]) if stated else Normalised(None)
    read = [licences(part) for part in stated[:_MOST]]
    if not any(part.value for part in read):
        return next(part for part in read if part.problem)
    return _joined([part if part.value else _kept(part, own) for part, own in zip(read, stated, strict=False)], "AND")


def _kept(outcome: Normalised[str], raw: object) -> Normalised[str]:
    """A licence that SPDX does not know, as a reference of the document's own (SPDX 2.3, annex D)."""
    named = (
        next((raw[name] for name in _MEMBERS if isinstance(raw.get(name), str)), "")
        if isinstance(raw, Mapping)
        else raw
    )
    words = re.sub(r"[^a-z0-9.]+", "-", fold(scalar_text(named) or "")).strip("-.")[:60] or "unnamed"
    message = f"{shown(named)} is not a known licence and is stored as LicenseRef-{words}"
    return Normalised(
        f"LicenseRef-{words}",
        Problem(IssueCode.LICENCE_UNKNOWN, message, outcome.problem.hint if outcome.problem else None),
    )


def _joined(read: Sequence[Normalised[str]], operator: str) -> Normalised[str]:
    problem = next((part.problem for part in read if part.problem), None)
    expressions = list(dict.fromkeys(part.value for part in read if part.value))
    expression = f" {operator} ".join(_bracketed(expression, operator) for expression in expressions)
    return Normalised(expressions[0] if len(expressions) == 1 else licence(expression).value, problem)


def _bracketed(expression: str, operator: str) -> str:
    return f"({expression})" if {"AND", "OR"} - {operator} & set(expression.split()) else expression
