"""Other hubs: the format `hub`.

Its rows are looked at one by one here; what they say is read by `loaders.exchange`, a network at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.formats.table import json_lines
from loaders.manifest_model import Keeps, RecordMapping
from loaders.mapping.paths import Misdescribed
from loaders.rows import Finding, Option, Row
from loaders.source import Refused, SourceFile


@dataclass(frozen=True, slots=True)
class OtherHub:
    """The format `hub`."""

    name: str
    description: str
    mapping: tuple[RecordMapping, ...]
    options: Mapping[str, Option]
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:  # noqa: ARG002 - of the contract
        """One row per line."""
        try:
            yield from json_lines.rows(file, "utf-8")
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line, hint=refused.hint)


def _slugs(value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise Misdescribed(f"{value!r} is not a list of networks", "write their short names as a list")
    return value


FORMAT = OtherHub(
    name="hub",
    description=(
        "What another hub has, as its `/exchange.jsonl` says it: each of its networks stays a network of its own"
        " (docs/live.md)."
    ),
    mapping=(RecordMapping(kind="organisation", when="`false`", fields={"name": "name"}),),
    options={"networks": Option("The networks to take, by their short names; default: all.", _slugs)},
)
