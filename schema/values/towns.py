"""Towns that mean one country wherever public bodies speak of them: large ones, in the spellings that events use.

The list is `words/towns.csv`: town, country, source. A town of which there are several, and none far
better known, is not in it.
"""

from pathlib import Path

from schema.values.folding import fold
from schema.values.word_lists import listed_words

_COUNTRIES = {fold(row["town"]): row["country"] for row in listed_words(Path(__file__).parent / "words", "towns")}


def country_of_town(name: str) -> str | None:
    """The country of a town that the list has, in any spelling of its letters."""
    return _COUNTRIES.get(fold(name).strip())
