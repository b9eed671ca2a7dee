"""What a revision changed of an entity: each field with the value it had, the one it has, and the records that say so.

Pure.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from schema.kinds import Kind

LONGEST_VALUE = 500
"""Code points of a value that are kept, so that a change stays small; what is longer ends in …"""


def differences(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Fields of two rows of an entity whose values differ, as {field, from, to, records}; null where there is no value.

    records: those that the new value comes from; where there is none any more, those that the old one came from.
    """
    changed = []
    dates = {fact.precision: name for name, fact in kind.facts.items() if fact.precision}
    for name in kind.facts:
        old, new = before[name], after[name]
        if old != new:
            origins = (before if new is None else after)["origins"]
            records = origins.get(dates.get(name, name), {}).get("records", [])
            changed.append({"field": name, "from": shown(old), "to": shown(new), "records": records})
    return changed


def shown(value: Any) -> str | None:
    """A value as text; lists and texts by language as JSON text."""
    if value is None:
        return None
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
