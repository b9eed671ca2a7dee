"""Data extension: the values of properties of entities, each read by one field of the graph.

What there is follows from the kinds.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.web.reconciliation.reconciliation_batches import UnusableBatch
from hub.web.wording import in_words
from schema.graphql.graphql_names import camel
from schema.identifiers import SCHEMES
from schema.kinds import KIND_BY_NAME, NAMED_KINDS
from schema.relations import ends_of

MOST_ENTITIES, MOST_PROPERTIES, MOST_ENDS = 100, 20, 25
"""What one request may ask for; and the ends of a relation that are given of each entity, the first by name."""
_MISSHAPEN = 'Send {"ids": […], "properties": [{"id": "countries"}]}.'
_SCHEMES = {scheme.name for scheme in SCHEMES}
Extension = dict[str, list[dict[str, Any]]]
"""The values by property."""


def _facts(kind: str) -> Mapping[str, str]:
    return {
        camel(name): fact.description
        for name, fact in KIND_BY_NAME[kind].facts.items()
        if not fact.value.scalar.startswith("Localised")
    }


def proposed(kind: str) -> dict[str, str]:
    """The properties of a kind with their meanings: its fields, its relations, identifiers by scheme,
    the networks that state it.
    """
    relations = {field: f"{in_words(field).capitalize()}, as things." for field in ends_of(kind)}
    schemes = {scheme.name: f"{scheme.title}." for scheme in SCHEMES}
    return {**_facts(kind), **relations, **schemes, "networks": "The networks that state it."}


PROPOSED = {kind: proposed(kind) for kind in NAMED_KINDS}
NAMES = {name: in_words(name).capitalize() or name for properties in PROPOSED.values() for name in properties}
"""What properties are called."""


def extension_question(question: Any) -> tuple[list[str], list[str], str]:
    """The ids, the properties and the operation that reads them.

    question: what a client sent. Raises `UnusableBatch`.
    """
    if (
        not isinstance(question, dict)
        or not isinstance(question.get("ids"), list)
        or not isinstance(question.get("properties"), list)
    ):
        raise UnusableBatch("The extension query has no lists of ids and properties.", _MISSHAPEN)
    ids = [one for one in question["ids"] if isinstance(one, str)]
    properties = list(dict.fromkeys(str(one.get("id")) for one in question["properties"] if isinstance(one, dict)))
    if len(ids) > MOST_ENTITIES or len(properties) > MOST_PROPERTIES:
        message = f"A request extends at most {MOST_ENTITIES} entities by {MOST_PROPERTIES} properties."
        raise UnusableBatch(message, "Send several requests.")
    if unknown := [name for name in properties if name not in NAMES]:
        hint = "Ask /extend/propose?type=organisation for those that there are."
        raise UnusableBatch(f"There is no property {unknown[0][:60]!r}.", hint)
    return ids, properties, _operation(properties)


def _operation(properties: Sequence[str]) -> str:
    """An operation of declared names only: what a client sends is looked up in them before."""
    fragments = " ".join(_fragment(kind, properties) for kind in NAMED_KINDS)
    return (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { identifiers { scheme value } networks {"
        f" slug }} }} {fragments} }} }}"
    )


def _fragment(kind: str, properties: Sequence[str]) -> str:
    facts, ends = _facts(kind), ends_of(kind)
    fields = [f"{kind}_{name}: {name}" for name in properties if name in facts]
    fields += [
        f"{kind}_{name}: {name}(first: {MOST_ENDS}) {{ nodes {{ id name }} }}" for name in properties if name in ends
    ]
    return f"... on {KIND_BY_NAME[kind].graphql} {{ __typename {' '.join(fields)} }}"


def extended(entity: Mapping[str, Any] | None, properties: Sequence[str]) -> Extension:
    """The values of one entity by property. entity: what the operation answers of it; None where there is none."""
    return {name: list(_values(entity or {}, name)) for name in properties}


def _values(entity: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    if name in _SCHEMES:
        yield from ({"str": part["value"]} for part in entity.get("identifiers", ()) if part["scheme"].lower() == name)
        return
    if name == "networks":
        yield from ({"str": part["slug"]} for part in entity.get("networks", ()))
        return
    value = next((entity[key] for kind in NAMED_KINDS if (key := f"{kind}_{name}") in entity), None)
    if isinstance(value, dict):
        yield from ({"id": part["id"], "name": part["name"]} for part in value["nodes"])
    else:
        yield from map(_value, value if isinstance(value, list) else [] if value is None else [value])


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"str": "true" if value else "false"}
    if isinstance(value, int):
        return {"int": value}
    return {"float": value} if isinstance(value, float) else {"str": str(value)}
