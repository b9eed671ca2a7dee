"""Samples of what the hub is unsure of or found by itself, with what someone needs to label them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.identity.evaluation.stratification import stratified
from hub.review.candidates import waiting
from hub.review.explanation import Comparison
from hub.store import Database
from hub.store.database import decoded

_PAIR_COLUMNS = ("network", "kind", "id_or_url", "name", "country")
AROUND = 80
"""Letters of a text that are shown on both sides of a mention."""
_MENTIONS = """SELECT r.network, r.kind, r."key", s.field, s.start, s."end", r.stated, t.network, t.kind, t."key", t.name
    FROM statement AS s JOIN record AS r ON r.id = s.record JOIN record AS t ON t.id = s.object
    WHERE s.how = 'mention' AND r.withdrawn_revision IS NULL"""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention in a text. target: the founding record of the entity that is named."""

    text: tuple[str, str, str]
    field: str
    mention: str
    around: str
    target: tuple[str, str, str]
    target_name: str

    def as_row(self) -> dict[str, str]:
        """It as a row to label."""
        network, kind, key = self.text
        row = {"network": network, "kind": kind, "key": key, "field": self.field, "mention": self.mention}
        row |= dict(zip(("target_network", "target_kind", "target_key"), self.target, strict=True))
        return row | {"label": "", "why": "", "target_name": self.target_name, "around": self.around}

    @property
    def stratum(self) -> str:
        """What makes mentions right or wrong alike: the kinds, how many words were found, and
        the network of the text.
        """
        words = min(len(self.mention.split()), 3)
        return f"{self.target[1]} {words} {self.text[1]} {self.text[0]}"


async def sampled_candidates(database: Database, size: int, seed: str, kind: str | None = None) -> list[dict[str, str]]:
    """Rows of pairs that wait for a person, stratified by kinds and strongest evidence."""
    pairs = await waiting(database, kind)
    drawn = stratified(pairs, size, _stratum, lambda pair: f"{pair.left.reference} {pair.right.reference}", seed)
    return [_candidate_row(pair) for pair in drawn]


def _stratum(pair: Comparison) -> str:
    strongest = pair.evidence[0].name if pair.evidence else ""
    return f"{pair.left.kind} {pair.right.kind} {pair.outcome} {strongest}"


def _candidate_row(pair: Comparison) -> dict[str, str]:
    row: dict[str, str] = {}
    for side, record in (("left", pair.left), ("right", pair.right)):
        countries = " ".join(record.stated.get("countries") or ())
        values = (record.network, record.kind, record.key, record.name, countries)
        row |= {f"{side}_{column}": value for column, value in zip(_PAIR_COLUMNS, values, strict=True)}
    evidence = "; ".join(f"{piece.name} {piece.weight:+g} {piece.detail}".strip() for piece in pair.evidence)
    return row | {"label": "", "relation": "", "why": "", "difficulty": _stratum(pair), "evidence": evidence}


async def sampled_mentions(database: Database, size: int, seed: str, kind: str | None = None) -> list[dict[str, str]]:
    """Rows of mentions that were detected, each with the words around it. kind: of what is named."""
    found = [_found(row) for row in await database.fetch_rows(_MENTIONS)]
    found = [mention for mention in found if kind in (None, mention.target[1])]
    drawn = stratified(
        found, size, lambda mention: mention.stratum, lambda mention: f"{mention.text} {mention.target}", seed
    )
    return [mention.as_row() for mention in drawn]


def _found(row: Sequence[Any]) -> FoundMention:
    network, kind, key, field, start, end, stated, *target, target_name = row
    values = decoded(stated)
    name, _, language = field.partition(".")
    words = values[name][language] if language else values[name]
    around = " ".join(words[max(0, start - AROUND) : end + AROUND].split())
    return FoundMention((network, kind, key), field, words[start:end], around, tuple(target), target_name or target[2])
