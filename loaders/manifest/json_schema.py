"""JSON Schemas (2020-12) that complete manifests and native tables in an editor.

Generated, committed, held by a test.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from loaders.formats import FORMATS
from loaders.manifest_model import Manifest
from loaders.mapping.compiling import LIST_SEPARATOR
from loaders.mapping.detail_mappers import DETAIL_PARTS, FIGURE_PARTS
from schema.identifiers import SCHEMES
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.kinds.facts import Fact
from schema.relations import PREDICATE_BY_NAME, ends_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_STORED = {
    "text": ["string", "null"],
    "integer": ["integer", "string", "null"],
    "number": ["number", "string", "null"],
    "boolean": ["boolean", "string", "null"],
}
_TEXTS = {
    "anyOf": [{"type": ["string", "null"]}, {"type": "object", "additionalProperties": {"type": ["string", "null"]}}]
}


def manifest_schema() -> dict[str, Any]:
    """The schema of network.yaml, with every kind, format, scheme, field and predicate there is."""
    schema = Manifest.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    fields = sorted(
        {name for kind in KINDS for name in kind.facts} | {part for parts in DETAIL_PARTS.values() for part in parts}
    )
    relations = sorted({field for kind in KINDS for field in ends_of(kind.name)})
    rows = [*KIND_BY_NAME, "relation", "figure", "assessment", "passage"]
    _name_choices(parts["Source"], "kind", rows)
    _name_choices(parts["Source"], "format", FORMATS)
    _name_choices(parts["RecordMapping"], "kind", rows)
    _name_choices(parts["RecordMapping"], "predicate", PREDICATE_BY_NAME)
    _name_choices(parts["ReferenceMapping"], "kind", KIND_BY_NAME)
    _name_keys(parts["RecordMapping"], "fields", fields)
    _name_keys(parts["Source"], "mapping", fields)
    _name_keys(parts["Source"], "defaults", fields)
    for part in ("RecordMapping", "ReferenceMapping", "Source"):
        _name_keys(parts[part], "identifiers", [scheme.name for scheme in SCHEMES])
    for part in ("RecordMapping", "Source"):
        _name_keys(parts[part], "relations", relations)
    _name_keys(schema, "expected", rows)
    return {"$schema": DIALECT} | schema


def _name_choices(part: dict[str, Any], name: str, values: Collection[str]) -> None:
    for place in _places(part, name, "string"):
        place["enum"] = list(values)


def _name_keys(part: dict[str, Any], name: str, values: Collection[str]) -> None:
    for place in _places(part, name, "object"):
        place["propertyNames"] = {"enum": list(values)}


def _places(part: dict[str, Any], name: str, sort: str) -> list[dict[str, Any]]:
    """Where the schema of a property says its type: itself, or the branch that is not null."""
    schema = part["properties"][name]
    return [place for place in (schema, *schema.get("anyOf", [])) if place.get("type") == sort]


def table_schemas() -> dict[str, dict[str, Any]]:
    """By kind the schema of its native table: a list of rows whose columns need no mapping.

    Figures and relations included.
    """
    return {kind.name: _table(kind.description, _columns(kind), ["key", "name"]) for kind in KINDS} | {
        "figure": _table(
            "Dated figures of a network.",
            {name: {"type": ["string", "number", "null"]} for name in FIGURE_PARTS},
            ["name", "value"],
        )
    }


def _table(description: str, columns: dict[str, Any], required: list[str]) -> dict[str, Any]:
    row = {"type": "object", "properties": columns, "required": required, "additionalProperties": False}
    return {"$schema": DIALECT, "description": description, "type": "array", "items": row}


def _columns(kind: Kind) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "key": {"type": ["string", "integer"], "description": "The network's own key."},
        "source_url": {"type": ["string", "null"], "description": "The page that states the row."},
    }
    columns |= {name: _column(fact) for name, fact in kind.facts.items()}
    ends = ends_of(kind.name)
    columns |= {
        name: _listed(f"Names of others, to this end of `{end.predicate.name}`.")
        for name, end in ends.items()
        if name not in kind.facts
    }
    return columns | {scheme.name: _listed(f"{scheme.title}.") for scheme in SCHEMES if scheme.name not in columns}


def _column(fact: Fact) -> dict[str, Any]:
    if fact.many:
        return _listed(fact.description, list(fact.value.vocabulary))
    if fact.value.storage == "json":
        return {"description": fact.description} | _TEXTS
    column: dict[str, Any] = {"type": _STORED[fact.value.storage], "description": fact.description}
    return column | ({"enum": [*fact.value.vocabulary, None]} if fact.value.vocabulary else {})


def _listed(description: str, values: list[str] | None = None) -> dict[str, Any]:
    item: dict[str, Any] = {"type": ["string", "number"]} | ({"enum": values} if values else {})
    text = {"type": ["string", "number", "null"], "description": f"Several values are separated by {LIST_SEPARATOR}"}
    return {"description": description, "anyOf": [text, {"type": "array", "items": item}]}


def write_schemas(directory: Path) -> list[Path]:
    """Write manifest.schema.json and tables/<kind>.schema.json; returns the files written."""
    (directory / "tables").mkdir(parents=True, exist_ok=True)
    texts = {directory / "manifest.schema.json": manifest_schema()}
    texts |= {directory / "tables" / f"{kind}.schema.json": schema for kind, schema in table_schemas().items()}
    for path, schema in texts.items():
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return list(texts)
