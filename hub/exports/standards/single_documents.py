"""Documents about single things: a YAML stream with one each.

What a format wants and no network states is named in a comment.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

import yaml

from hub.exports.described_entities import DescribedRow
from hub.exports.edition import Edition
from hub.exports.tabular import Head

SingleDocument = dict[str, Any]
_DAY = len("2026-05-31")
_WIDE = 120


async def yaml_documents(
    edition: Edition,
    document: Callable[[DescribedRow], SingleDocument],
    missing: Callable[[SingleDocument], Iterable[str]],
) -> AsyncIterator[bytes]:
    """The documents of what was chosen. missing: what a document lacks that its standard wants."""
    if edition.descriptions is None:
        return
    separator = b""
    async for row in edition.descriptions.rows():
        made = document(row)
        yield separator + comments(edition.head, row, missing(made)) + yaml_of(made)
        separator = b"---\n"


def comments(head: Head, row: DescribedRow, missing: Iterable[str]) -> bytes:
    """Where a document comes from, and what is not known."""
    lacking = ", ".join(missing)
    sources = "; ".join(source.removesuffix(".") for source in row["sources"])
    lines = [
        f"Made from {row['uri']}, revision {head.revision}. Sources: {sources}. Licences: {'; '.join(row['licences'])}"
    ]
    lines += [f"Wanted by the standard, but stated by no network: {lacking}"] if lacking else []
    return "".join(f"# {' '.join(line.split())}\n" for line in lines).encode()


def yaml_of(content: Mapping[str, Any]) -> bytes:
    """A YAML document, keys in the order given; what looks like a number or date and is text stands in quotes."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=_WIDE).encode()


def without_gaps(values: Mapping[str, Any]) -> SingleDocument:
    """What is known, at the first level."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def whole_day(value: str | None) -> str | None:
    """A date for formats that know no mere months or years."""
    return value if value and len(value) == _DAY else None
