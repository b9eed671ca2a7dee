"""Texts with gaps: where an entity belongs stands only its id, to be filled in with bytes
that are known from before.
"""

from collections.abc import Callable
from typing import Any

import orjson

from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, Gap, literal
from hub.store.revision_moments import NEWEST

MARK, IS = "\x1f", "\x1e"
"""On both sides of a gap, and between the key of a fragment and its text.

JSON has no bare control characters (RFC 8259, section 7).
"""
WANTED = "wanted"
IDS = Carried(WANTED)
"""What queries for fragments are asked for: the ids of entities."""
_REVISION = f"(SELECT CAST({NEWEST} AS text) FROM load)"


def gap(c: Compiler, identity: str, read: Callable[[Compiler, str], str]) -> str | None:
    """The text `MARK number:id MARK` that stands for an entity; None where the text is to have the entity itself.

    identity: the expression of its id. read: lowers the entity of an id for a compiler, NULL where there is none.
    """
    if c.gaps is None:
        return None
    own, key = Compiler(c.dialect, c.base_uri, c.includes_derived), f"{len(c.gaps)}:"
    ids = own.dialect.items(own.bind(IDS, "json", _as_json), WANTED)
    pair = f"{literal(MARK + key)} || {WANTED}.value || {literal(IS)} || {read(own, f'{WANTED}.value')}"
    sql = own.complete(f"SELECT {_REVISION} || {own.dialect.joined(f'SELECT {pair} AS j FROM {ids}')}")
    if own.parameters.carries("now"):  # it would be another one every second
        return None
    c.gaps.append(Gap(own.parameters.renumbered(sql), own.parameters))
    return f"{literal(MARK + key)} || {identity} || {literal(MARK)}"


def stamped(sql: str) -> str:
    """The query of a root field with the revision it has read and a mark before its text."""
    return f"SELECT {_REVISION} || {literal(MARK)} || ({sql})"


def _as_json(ids: Any) -> str:
    return orjson.dumps(ids).decode()
