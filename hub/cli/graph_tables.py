"""What a rehearsed load would do to the graph: a summary, then the first of each sort."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hub.cli.output import say, stdout, table
from hub.load import LoadReport
from hub.load.graph_diff import EdgeChange, EntityChange

SHOWN = 10
"""Entities and edges of each sort that are shown unless all are wanted."""
_ENTITIES = {
    "added": "added",
    "changed": "changed",
    "withdrawn": "withdrawn",
    "joined": "joined into another",
    "split": "parted from another",
}
_EDGES = {"gained": "edges gained", "lost": "edges lost"}


def print_graph(reports: Sequence[LoadReport], *, show_all: bool) -> None:
    """Print what loads would do to the graph; nothing of loads that were not rehearsed."""
    diffs = [report.graph for report in reports if report.graph is not None]
    counts: Counter[str] = Counter()
    for diff in diffs:
        counts.update(diff.counts)
    if not counts:
        return
    reported = (f"{counts[action]:,} {words}" for action, words in (_ENTITIES | _EDGES).items() if counts[action])
    say("")
    say(("In the graph: ", "bold"), ", ".join(reported))
    for action in _ENTITIES:
        changes = [change for diff in diffs for change in diff.entities if change.action == action]
        rows = [row for change in (changes if show_all else changes[:SHOWN]) for row in _entity_rows(change)]
        if rows:
            stdout().print(table(("", "Name", "Kind", "Field", "From", "To"), rows))
            _say_rest(len(changes if show_all else changes[:SHOWN]), counts[action])
    for action in _EDGES:
        edges = [edge for diff in diffs for edge in diff.edges if edge.action == action]
        shown = edges if show_all else edges[:SHOWN]
        if shown:
            stdout().print(table(("", "Subject", "Predicate", "Object"), map(_edge_row, shown)))
            _say_rest(len(shown), counts[action])


def _entity_rows(change: EntityChange) -> Iterator[tuple[str | None, ...]]:
    """A row for each field that changes, or one for the entity; `other` stands where the values would."""
    head = (change.action, change.name, change.kind)
    for field in change.fields or [{"field": "", "from": "", "to": change.other or ""}]:
        yield (*head, field["field"], field["from"], field["to"])


def _edge_row(edge: EdgeChange) -> tuple[str, ...]:
    return (edge.action, edge.subject_name, edge.predicate, edge.object_name)


def _say_rest(shown: int, number: int) -> None:
    if shown < number:
        say((f"… and {number - shown:,} more; --all shows the first ten thousand, and --json lists them.", "dim"))
