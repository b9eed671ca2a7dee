"""What pydantic says of a manifest, put into words with the path in the document and a did-you-mean."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from loaders.fetch_model import BRANCH, EVERY, FILE_NAME, VARIABLE, WEB
from loaders.manifest.checks import Fault
from loaders.manifest_model import (
    COUNTRY,
    RESERVED,
    SLUG,
    Expected,
    Expression,
    Manifest,
    Publisher,
    RecordMapping,
    ReferenceMapping,
    Source,
)
from loaders.pydantic_words import in_own_words
from loaders.rows import ValuePath
from schema.suggestions import did_you_mean_one_of

_MODELS: dict[str, type[BaseModel]] = {
    model.__name__: model
    for model in (Expected, Expression, Manifest, Publisher, RecordMapping, ReferenceMapping, Source)
}
_FIELD_MODELS: dict[str, type[BaseModel]] = {
    "sources": Source,
    "publisher": Publisher,
    "expected": Expected,
    "records": RecordMapping,
    "extend": RecordMapping,
    "subject": ReferenceMapping,
    "object": ReferenceMapping,
    "relations": ReferenceMapping,
}
SPELLINGS = {
    SLUG: "use lower-case letters, digits and single hyphens",
    COUNTRY: "use the two capital letters of ISO 3166-1",
    EVERY: "write a number and minutes, hours, days or weeks, such as `6 hours`",
    WEB: "write an address that begins with http:// or https:// and has no name or password in it",
    FILE_NAME: "use letters, digits, dots, hyphens and underscores",
    BRANCH: "write the name of a branch or tag, such as `main`",
    VARIABLE: "write the name of an environment variable, in capital letters",
}
"""How to write what a pattern asks for, by each pattern that a manifest may have."""


def validation_faults(error: ValidationError, value: dict[str, Any]) -> list[Fault]:
    """One fault per place."""
    return [_fault(path, detail) for path, detail in faulty_places(error, value)]


def faulty_places(error: ValidationError, value: dict[str, Any]) -> list[tuple[ValuePath, dict[str, Any]]]:
    """Each place with the first of its faults, as pydantic tells it.

    Of the alternatives of a union only those that got furthest.
    """
    placed = [
        (_document_path(detail["loc"], value, missing=detail["type"] == "missing"), dict(detail))
        for detail in error.errors(include_url=False)
    ]
    by_path: dict[ValuePath, dict[str, Any]] = {}
    for path, detail in placed:
        if not any(_above(path, other) for other, _ in placed):
            by_path.setdefault(path, detail)
    return list(by_path.items())


def _document_path(loc: Sequence[str | int], value: Any, *, missing: bool) -> ValuePath:
    """The part of pydantic's location that is in the document: names of models and union branches are left out."""
    path: list[str | int] = []
    for step in loc:
        inner = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if step in inner:
            path.append(step)
            value = inner[step]
    return (*path, loc[-1]) if missing else tuple(path)


def _above(path: ValuePath, other: ValuePath) -> bool:
    return len(path) < len(other) and other[: len(path)] == path


def _fault(path: ValuePath, detail: dict[str, Any]) -> Fault:
    name = str(path[-1]) if path else "the manifest"
    message = f"`{name}` {in_own_words(detail)}."
    if detail["type"] == "extra_forbidden":
        return Fault(path, message, did_you_mean_one_of(name, _keys_beside(detail["loc"])))
    if detail["type"] == "string_pattern_mismatch":
        return Fault(path, message, SPELLINGS[detail["ctx"]["pattern"]])
    if detail["type"] == RESERVED:
        return Fault(path, message, "give the network another name")
    return Fault(path, message)


def _keys_beside(loc: tuple[str | int, ...]) -> list[str]:
    """The keys allowed where an unknown one stands: those of the innermost model on the way to it."""
    for step in reversed(loc[:-1]):
        model = _MODELS.get(str(step)) or _FIELD_MODELS.get(str(step))
        if model is not None:
            return [field.alias or name for name, field in model.model_fields.items()]
    return [field.alias or name for name, field in Manifest.model_fields.items()]
