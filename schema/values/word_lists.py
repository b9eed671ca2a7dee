"""Word lists: CSV files beside the code that people of the field can edit, each word with its source."""

import csv
from collections.abc import Iterator
from pathlib import Path

SOURCE = "source"
"""The column that every list has: where a word was seen, or who states it."""


def listed_words(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of `folder/name.csv` as columns by their header.

    Raises ValueError, with its line, for a row without word or source.
    """
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            word, *_ = row.values()
            if None in row or not word or not row.get(SOURCE):
                raise ValueError(f"{name}.csv, line {reader.line_num}: a row needs all its columns, word and source")
            yield row


def words_of_sort(folder: Path, name: str, sort: str) -> list[str]:
    """The words of one sort of a list with the columns word, sort, source."""
    return [row["word"] for row in listed_words(folder, name) if row["sort"] == sort]
