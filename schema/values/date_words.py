"""Words of dates in English, Danish, French, German, Italian, Dutch and Spanish, from the list
`words/date_words.csv`, folded.
"""

from pathlib import Path

from schema.values.folding import fold
from schema.values.word_lists import listed_words

_ROWS = tuple(row | {"word": fold(row["word"])} for row in listed_words(Path(__file__).parent / "words", "date_words"))

MONTHS: dict[str, int] = {row["word"]: int(row["value"]) for row in _ROWS if row["sort"] == "month"}
FILLERS: frozenset[str] = frozenset(row["word"] for row in _ROWS if row["sort"] in {"weekday", "small"})
"""Weekdays and small words: they may stand in a date and say nothing of it."""
ZONES: dict[str, str] = {row["word"]: row["value"] for row in _ROWS if row["sort"] == "zone"}
"""Zone abbreviations and the zone whose clock they mean: «CET» is also printed in summer, so the season decides."""
