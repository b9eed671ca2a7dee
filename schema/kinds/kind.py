"""A kind as data: what the rest of the hub derives from one declared class."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import Fact


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity: its class, its table, its spellings and its facts by field name.

    name: as records and mappings spell it (`news-item`). singular, plural: the GraphQL root fields.
    family: kinds of one family are compared with each other when records are joined; by default a
    kind is alone in its own.
    is_named: whether labels and texts can name its things; titles of events and news are no names.
    """

    name: str
    model: type[EntityColumns]
    table: str
    graphql: str
    singular: str
    plural: str
    prefix: str
    family: str
    is_named: bool
    description: str
    facts: Mapping[str, Fact]

    @property
    def dated(self) -> tuple[str, ...]:
        """The fields that are dates of stated exactness, in the order of their declaration."""
        return tuple(name for name, fact in self.facts.items() if fact.precision)


def declared(
    model: type[EntityColumns],
    *,
    prefix: str,
    singular: str,
    plural: str,
    family: str | None = None,
    is_named: bool = False,
) -> Kind:
    """Read a kind off its declaring class."""
    name = str(model.__tablename__).replace("_", "-")
    return Kind(
        name=name,
        model=model,
        table=str(model.__tablename__),
        graphql=model.__name__,
        singular=singular,
        plural=plural,
        prefix=prefix,
        family=family or name,
        is_named=is_named,
        description=(model.__doc__ or "").strip(),
        facts=MappingProxyType(facts_of(model)),
    )


def facts_of(model: type[EntityColumns]) -> dict[str, Fact]:
    """The facts that a class declares or inherits, by field name."""
    stated: dict[str, Any] = {name: field.json_schema_extra for name, field in model.model_fields.items()}
    return {
        name: extra["fact"]
        for name, extra in stated.items()
        if isinstance(extra, dict) and isinstance(extra.get("fact"), Fact)
    }
