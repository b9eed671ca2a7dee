"""Text by language: what the source says in each language, keyed by BCP 47 tag."""

from collections.abc import Mapping

from schema.issues import IssueCode, Problem
from schema.values.cleaning import is_absent, refused, shown
from schema.values.languages import language
from schema.values.outcome import Normalised
from schema.values.plain import text

UNDETERMINED = "und"


def localised_text(raw: object) -> Normalised[dict[str, str]]:
    """A map of BCP 47 tag to text. A bare text stands under `und`; lists are joined by lines; empty texts are dropped.

    A key that is no language is kept under `und` where that is free, and reported.
    """
    if is_absent(raw):
        return Normalised(None)
    if not isinstance(raw, Mapping):
        return _of_pairs([(UNDETERMINED, raw)], None)
    pairs, problem = _tagged(raw)
    return _of_pairs(pairs, problem)


def _tagged(raw: Mapping[object, object]) -> tuple[list[tuple[str, object]], Problem | None]:
    pairs: list[tuple[str, object]] = []
    strays: list[tuple[str, object]] = []
    problem: Problem | None = None
    for stated, value in raw.items():
        tag = language(stated)
        if tag.value is None:
            strays.append((UNDETERMINED, value))
        else:
            pairs.append((tag.value, value))
        problem = problem or tag.problem
    return pairs + strays, problem


def _of_pairs(pairs: list[tuple[str, object]], problem: Problem | None) -> Normalised[dict[str, str]]:
    texts: dict[str, str] = {}
    for tag, value in pairs:
        stated = _joined(value)
        problem = problem or stated.problem
        if stated.value is not None:
            texts.setdefault(tag, stated.value)
    return Normalised(texts or None, problem)


def _joined(value: object) -> Normalised[str]:
    if not isinstance(value, list | tuple):
        return text(value)
    lines = [text(part) for part in value]
    stated = [line.value for line in lines if line.value is not None]
    if not stated and value and any(line.problem for line in lines):
        return refused(IssueCode.VALUE_INVALID, f"{shown(value)} contains no text")
    return Normalised("\n".join(stated) or None, next((line.problem for line in lines if line.problem), None))
