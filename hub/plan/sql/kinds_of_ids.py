"""The kind of an entity as its id tells it: ids begin with the prefix of their kind, so no table need be asked."""

from collections.abc import Iterable
from itertools import count

from hub.plan.sql.compiler import literal
from schema.kinds import KINDS, Kind

_TELLING = next(n for n in count(1) if len({f"{kind.prefix}_"[:n] for kind in KINDS}) == len(KINDS))
"""How many first characters suffice."""


def is_of_kind(identity: str, kinds: Iterable[Kind]) -> str:
    """That an id, given as an expression, is of one of some kinds."""
    tags = ", ".join(literal(f"{kind.prefix}_"[:_TELLING]) for kind in kinds)
    return f"substr({identity}, 1, {_TELLING}) IN ({tags})"
