"""How the statements of several records become one edge or one unresolved end: the merge rule of relations. Pure.

An edge is one predicate between two entities, whoever states it and however often. Of its statements

* `roles` are the distinct ones by folding (`Founder` is `founder`), in the spelling of the first record by id;
* `since` is the earliest stated, `until` the latest; a statement without `until` is open, and so is then the edge;
* `confidence` is the highest, and `networks` are all that state it.

Of dates, a year or month is the time from its first to its last day: `2015` begins before `2015-03` and ends after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schema.values.dates import first_day, last_day
from schema.values.folding import fold

UnmergedEdge = Mapping[str, Any]
"""A row of the table `statement`."""


def merged_edge(statements: Iterable[UnmergedEdge]) -> dict[str, Any]:
    """What the statements of one edge say together, by column of `relation`; the same in whatever order they come."""
    ordered = _in_order(statements)
    spellings: dict[str, str] = {}
    for statement in ordered:
        if statement["role_key"] is not None:
            spellings.setdefault(statement["role_key"], statement["role"])
    keys = sorted(spellings)
    since = min(
        (one["since"] for one in ordered if one["since"]), key=lambda date: (first_day(date), date), default=None
    )
    ends = [statement["until"] for statement in ordered]
    until = max(ends, key=lambda date: (last_day(date), date)) if all(ends) else None
    networks = sorted({statement["network"] for statement in ordered})
    return {
        "roles": [spellings[key] for key in keys],
        "role_keys": keys,
        "since": since,
        "since_day": first_day(since) if since else None,
        "until": until,
        "until_day": last_day(until) if until else None,
        "confidence": max(statement["confidence"] for statement in ordered),
        "networks": networks,
        "network_count": len(networks),
    }


def merged_end(statements: Iterable[UnmergedEdge]) -> dict[str, Any]:
    """What the statements of one unresolved end say together, by column of `unresolved`: the label and
    key of the first record.
    """
    ordered = _in_order(statements)
    labels = (one["object_label" if one["object"] is None else "subject_label"] for one in ordered)
    label = next((label for label in labels if label), None)
    key = next((statement["key"] for statement in ordered if statement["key"]), None)
    identifiers = sorted({tuple(pair) for statement in ordered for pair in statement["identifiers"]})
    known_by = key or (identifiers[0][1] if identifiers else "")
    return {
        "label": label,
        "sort_name": fold(label) if label else known_by,
        "key": key,
        "identifiers": [list(pair) for pair in identifiers],
    }


def _in_order(statements: Iterable[UnmergedEdge]) -> Sequence[UnmergedEdge]:
    return sorted(statements, key=lambda statement: (statement["record"], statement["id"]))
