"""How a kind declares its fields: one call states type, meaning and what follows from it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Integer, Text
from sqlmodel import Field

from schema.values.outcome import Storage, ValueType

OPTIONAL_JSON = JSON(none_as_null=True)
SORTED_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_COLUMN_TYPES: dict[Storage, Any] = {
    "text": SORTED_TEXT,
    "integer": Integer,
    "number": Float,
    "boolean": Boolean,
    "json": OPTIONAL_JSON,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What is declared of one field beside its name: table, GraphQL, filters, facets, exports and docs follow from it.

    many: a list of values. facet: counted on connections. identifies: the identifier scheme that each value also is.
    precision: the sibling field that keeps how exact a date is.
    """

    value: ValueType
    description: str
    many: bool = False
    facet: bool = False
    identifies: str | None = None
    precision: str | None = None

    @property
    def is_term(self) -> bool:
        """Whether its values are terms: rows of their own, by which entities are found and counted."""
        return self.many or self.facet


def fact(
    value: ValueType,
    description: str,
    *,
    facet: bool = False,
    identifies: str | None = None,
    precision: str | None = None,
) -> Any:
    """Declare a field that holds one value or none."""
    stated = Fact(value, description, False, facet, identifies, precision)
    return _field(stated, _COLUMN_TYPES[value.storage])


def facts(value: ValueType, description: str, *, facet: bool = False, identifies: str | None = None) -> Any:
    """Declare a field that holds a list of values, in stated order, without repeats."""
    return _field(Fact(value, description, True, facet, identifies), OPTIONAL_JSON)


def _field(stated: Fact, column_type: Any) -> Any:
    return Field(
        default=None,
        description=stated.description,
        sa_type=column_type,
        nullable=True,
        schema_extra={"json_schema_extra": {"fact": stated}},
    )
