"""JSON Schemas of what commands print with --json: docs/schemas, written by `make generated`."""

import json
from pathlib import Path
from typing import Any

import msgspec

from hub.cli.error_documents import ErrorDocument
from hub.cli.output_documents import OUTPUTS

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def output_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each command's document by the name of the file that holds it."""
    return {file_name(command): _schema(command, (*types, ErrorDocument)) for command, types in OUTPUTS.items()}


def file_name(command: str) -> str:
    """The file in docs/schemas of a command."""
    return f"{command.replace(' ', '-')}.schema.json"


def _schema(command: str, types: tuple[type, ...]) -> dict[str, Any]:
    choices, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = " ".join(part.get("description", "").split())
    title = f"What `hub {command} --json` prints"
    schema = {"$schema": _DIALECT, "title": title, "anyOf": list(choices), "$defs": parts}
    plain: dict[str, Any] = json.loads(json.dumps(schema))
    return plain


def write_output_schemas() -> None:
    """Write docs/schemas anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in output_schemas().items():
        (FOLDER / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
