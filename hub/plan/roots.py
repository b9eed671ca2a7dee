"""The root fields: each becomes one statement that gives the JSON text of its value, or no row for null."""

from hub.plan import root_bookkeeping, root_entities, root_exploring
from hub.plan.compiler import Compiler
from hub.plan.selection import Selected

ROOTS = {**root_entities.ROOTS, **root_exploring.ROOTS, **root_bookkeeping.ROOTS}
PREPARED_ROOTS = ("neighbours", "path", "explain")
"""Root fields that an algorithm answers first; the statement builds what it found."""


def lower(c: Compiler, found: Selected) -> str:
    """The statement of a root field."""
    return ROOTS[found.name](c, found)
