"""Things that are parts of each other, in a circle: one of the statements is the wrong way round, and no
tree of them has a root.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hub.store.reading import Reader
from hub.store.transaction import Transaction
from schema.issues import Issue, IssueCode, Place

MOST = 1000
"""Statements that are reported at most."""
_EDGES = "SELECT subject, object FROM relation WHERE predicate = 'part-of' ORDER BY subject, object"
_STATED = """SELECT r.network, r.path, r.line, r."column", r.url, r.name
    FROM statement AS s JOIN record AS r ON r.id = s.record
    WHERE s.predicate = 'part-of' AND s.subject IN :members AND s.object IN :members
    ORDER BY r.network, r.path, r.line, s.id"""


async def part_of_cycles(store: Transaction | Reader) -> list[Issue]:
    """An issue for each statement by which things are part of each other in a circle."""
    members = circling(await store.rows(_EDGES))
    rows = await store.rows(_STATED, members=sorted(members)[:MOST]) if members else []
    return [
        Issue.of(
            IssueCode.PART_OF_CYCLE,
            network,
            Place(path, line, column, url),
            f"{str(name)[:80]!r} is stated to be part of something that is, in the end, part of it.",
            field="part-of",
        )
        for network, path, line, column, url, name in rows[:MOST]
    ]


def circling(edges: Iterable[Sequence[str]]) -> set[str]:
    """The members of circles among edges from a part to its whole, and what lies between two circles.

    It is what is left when whatever has no part, or no whole, is taken away again and again; linear in the edges.
    """
    wholes, parts = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for part, whole in edges:
        wholes[part].add(whole)
        parts[whole].add(part)
    left = set(wholes) | set(parts)
    for onward, back in ((wholes, parts), (parts, wholes)):
        ends = [one for one in left if not onward[one] & left]
        while ends:
            end = ends.pop()
            left.discard(end)
            ends += [one for one in back[end] & left if not onward[one] & left]
    return left
