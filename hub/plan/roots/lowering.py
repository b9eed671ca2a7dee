"""The root fields: each becomes one statement that gives the JSON text of its value, or no row for null."""

from hub.plan.roots import about_hub, entity_roots, exploring
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler

ROOTS = {**entity_roots.ROOTS, **exploring.ROOTS, **about_hub.ROOTS}
PREPARED_ROOTS = ("neighbours", "path", "explain")
"""Root fields that an algorithm answers first; the statement builds what it found."""


def lower(c: Compiler, found: Selected) -> str:
    """The statement of a root field."""
    return ROOTS[found.name](c, found)
