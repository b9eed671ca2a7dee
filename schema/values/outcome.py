"""The contract of all normalisers: a raw value in, a normalised value or nothing out, with what was wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from schema.issues import Problem

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Normalised(Generic[T_co]):
    """A value in its one normal form (None: absent or unusable) and the problem met on the way, if any."""

    value: T_co | None
    problem: Problem | None = None


Normaliser = Callable[[object], Normalised[Any]]
Storage = Literal["text", "integer", "number", "boolean", "json"]


@dataclass(frozen=True, slots=True)
class ValueType:
    """One type of value: its normaliser, how a column stores it and which GraphQL scalar shows it."""

    name: str
    normalise: Normaliser
    storage: Storage
    scalar: str
    description: str
    vocabulary: tuple[str, ...] = ()
