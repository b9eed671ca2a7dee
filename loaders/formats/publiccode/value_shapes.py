"""The shapes that values of publiccode.yml have.

A shape knows what is allowed below it; `shaping` holds a value against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """One scalar. words: its closed vocabulary, if no value type of ours checks it.

    at_least, at_most: length in characters.
    """

    words: frozenset[str] | None = None
    at_least: int = 0
    at_most: int | None = None
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list of items of one shape.

    lone: the standard allows one item without the list. named: texts stand for {name}.
    """

    item: "Shape"
    lone: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping with named keys.

    renamed: spellings of dialects and drafts by the key of the standard that they mean.
    """

    keys: Mapping[str, "Shape"]
    required: tuple[str, ...] = ()
    deprecated: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A mapping from language tag to sections."""

    section: Section
    required_once: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """Known and not read: what the standard has dropped, or personal data."""


Shape = Text | Many | Section | ByLanguage | Ignored
