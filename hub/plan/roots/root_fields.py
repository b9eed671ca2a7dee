"""The root fields: each becomes one query that gives the JSON text of its value, or no row for null."""

from collections.abc import Callable

from hub.plan.roots import (
    batch_lookup,
    contested_roots,
    entity_roots,
    exploring_roots,
    hub_roots,
    identity_roots,
    occurrence_roots,
    operator_roots,
    subgraph_roots,
)
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler

ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    **entity_roots.ROOTS,
    "lookup": batch_lookup.lookup,
    **exploring_roots.ROOTS,
    **identity_roots.ROOTS,
    **contested_roots.ROOTS,
    **hub_roots.ROOTS,
    **occurrence_roots.ROOTS,
    **operator_roots.ROOTS,
    **subgraph_roots.ROOTS,
}
