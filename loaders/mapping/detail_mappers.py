"""Rows as dated figures of the network, and as assessments, figures and passages of its records."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from loaders.mapping.origins import KEY_MISSING, NAME_MISSING, Draft, Origin
from loaders.mapping.paths import Read
from schema.details import PASSAGE_TOPICS, SCHEME_OF_ASSESSMENT
from schema.issues import IssueCode, Problem
from schema.records import Detail, Figure, record_id
from schema.values.dates import date
from schema.values.outcome import Normaliser
from schema.values.plain import decimal, integer, label, text, vocabulary
from schema.values.texts import localised_text


@dataclass(frozen=True, slots=True)
class FigureMapper:
    """Maps a row to dated figures of the network."""

    origin: Origin
    parts: dict[str, Read]

    def build(self, draft: Draft) -> Figure | Problem:
        """The figure of one item, or why there is none."""
        values = _part_values(self.parts, FIGURE_PARTS, draft)
        name, value = values.get("name"), values.get("value")
        if name is None:
            return NAME_MISSING
        if value is None:
            return Problem(
                IssueCode.ROW_SHAPE, "The figure has no value and is left out.", "give `fields.value` a number"
            )
        return Figure(
            draft.origin.network,
            name,
            float(value),
            draft.place(),
            values.get("unit"),
            values.get("as_of"),
            values.get("note"),
        )


@dataclass(frozen=True, slots=True)
class DetailMapper:
    """Maps a row to assessments, figures or passages of a record of the same network."""

    origin: Origin
    sort: str
    of: str
    parts: dict[str, Read]
    first_keys: Mapping[str, str] = field(default_factory=dict)

    def build(self, draft: Draft) -> Detail | Problem | None:
        """The detail of one item; None where the row has no value for it, as in columns that few rows fill."""
        values = _part_values(self.parts, DETAIL_PARTS[self.sort], draft)
        own_key = draft.key()
        if own_key is None:
            return KEY_MISSING
        about = record_id(draft.origin.network, self.of, self.first_keys.get(own_key, own_key))
        unnamed = Detail(draft.origin.network, self.sort, about, "", draft.place())
        if self.sort == "passage":
            return self._passage(unnamed, values)
        name, value = values.get("scheme") or values.get("name"), values.get("text")
        number = values.get("value") if self.sort == "figure" else None
        if self.sort == "assessment" and values.get("value"):
            value = self._assessed(draft, str(name), str(values["value"]))
        if not name or (number is None and not value):
            return None
        as_of, note, unit = values.get("as_of"), values.get("note"), values.get("unit")
        return replace(unnamed, name=name, value=value, number=number, unit=unit, as_of=as_of, note=note)

    def _passage(self, unnamed: Detail, values: dict[str, Any]) -> Detail | None:
        topic, texts = values.get("topic"), values.get("text")
        if not topic or not texts:
            return None
        scheme, value = values.get("scheme"), values.get("value")
        return replace(unnamed, name=topic, texts=texts, position=values.get("order"), concerns=scheme, value=value)

    def _assessed(self, draft: Draft, scheme: str, raw: str) -> str | None:
        """A value of the scheme."""
        declared = SCHEME_OF_ASSESSMENT.get(scheme)
        if declared is None or not declared.values:
            return raw
        outcome = vocabulary(declared.values, raw)
        draft.notes.add(outcome.problem, "value", raw, (("value",),))
        return outcome.value


def _part_values(parts: Mapping[str, Read], normalisers: Mapping[str, Normaliser], draft: Draft) -> dict[str, Any]:
    """The normalised value of each part of a figure or detail that is mapped."""
    values: dict[str, Any] = {}
    for name, read in parts.items():
        raw = read(draft.item, draft.scope)
        outcome = normalisers[name](raw)
        draft.notes.add(outcome.problem, name, raw, ((name,),))
        values[name] = draft.notes.without_people(outcome.value, name, ((name,),))
    return values


_SCHEME = partial(vocabulary, tuple(SCHEME_OF_ASSESSMENT))
DETAIL_PARTS: dict[str, dict[str, Normaliser]] = {
    "assessment": {"scheme": _SCHEME, "value": label, "as_of": date, "note": text},
    "figure": {"name": label, "value": decimal, "text": label, "unit": label, "as_of": date, "note": text},
    "passage": {
        "topic": partial(vocabulary, tuple(PASSAGE_TOPICS)),
        "text": localised_text,
        "order": integer,
        "scheme": _SCHEME,
        "value": label,
    },
}
FIGURE_PARTS = {name: read for name, read in DETAIL_PARTS["figure"].items() if name != "text"}
"""A figure of the network itself is a number; that of another thing may be a text."""
