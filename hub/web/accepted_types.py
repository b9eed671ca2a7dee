"""What an Accept header asks for (RFC 9110, 12.5.1)."""

import re
from collections.abc import Iterable, Mapping

HTML = "text/html"
_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)")
_MOST = 50
"""Media types that are looked at: browsers name some ten."""


def accepted_types(accept: str) -> dict[str, float]:
    """The media types of an Accept header in its order, each with its weight: 0 is for what is not acceptable."""
    parts = (part.lower().partition(";") for part in accept.split(",", _MOST)[:_MOST])
    return {name.strip(): _weight(f";{parameters}") for name, _, parameters in parts}


def most_wanted(weights: Mapping[str, float], offered: Iterable[str]) -> str | None:
    """The type that is wanted most of those offered, the first of several; None where none is acceptable.

    weights: as of `accepted_types`.
    """
    best = max(offered, key=lambda name: weights.get(name, 0.0), default="")
    return best if weights.get(best, 0.0) > 0 else None


def _weight(parameters: str) -> float:
    stated = _WEIGHT.search(parameters)
    return float(stated[1]) if stated else 1.0
