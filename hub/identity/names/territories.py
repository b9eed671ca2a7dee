"""Territories that have a country code of their own (ISO 3166-1), with the country that they are part of.

The list is `words/territories.csv`: one register counts an agency of Tahiti to French Polynesia, another to France.
"""

from collections.abc import Collection
from pathlib import Path

from schema.values.word_lists import listed_words

SOVEREIGN: dict[str, str] = {
    row["territory"]: row["country"] for row in listed_words(Path(__file__).parent / "words", "territories")
}
"""From the code of a territory to that of its country."""


def may_share_land(left: Collection[str], right: Collection[str]) -> bool:
    """Whether agents of these countries can be one: they name a common one, or one names a territory of the other's."""
    ours, theirs = set(left), set(right)
    if not ours or not theirs or ours & theirs:
        return True
    return bool({SOVEREIGN.get(land) for land in ours} & theirs or ours & {SOVEREIGN.get(land) for land in theirs})


def is_one_land(lands: Collection[str]) -> bool:
    """Whether there is one country at most, its territories aside."""
    return len({SOVEREIGN.get(land, land) for land in lands}) <= 1


SHARING_NAMES = frozenset(
    row["country"] for row in listed_words(Path(__file__).parent / "words", "countries_of_namesakes")
)
"""Countries in which towns of different states or provinces bear one name as a rule, so that
name and country tell none.
"""
