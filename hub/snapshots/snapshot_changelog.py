"""The changelog of a snapshot against the one before: rows of each table, networks and licences, and
what became of entities.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.exports.tabular import RowTable
from hub.snapshots.markdown_tables import markdown_table
from hub.snapshots.snapshot_manifest import SnapshotManifest

NAMED = 20
"""Entities that are named of each sort of change; the table `changes` has all."""


@dataclass(slots=True)
class CountedChanges:
    """What became of entities, counted by kind and action, with the first names of each."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, change: Mapping[str, Any]) -> None:
        """Count a row of the table of changes."""
        sort = (change["kind"], change["action"])
        self.counts[sort] += 1
        if len(self.names[sort]) < NAMED:
            self.names[sort].append(change["name"])


async def counted_changes(changes: RowTable) -> CountedChanges:
    """All changes of a table, read once."""
    counted = CountedChanges()
    async for row in changes.only("kind", "action", "name").rows():
        counted.add(row)
    return counted


def changelog(now: SnapshotManifest, before: SnapshotManifest | None, changes: CountedChanges | None) -> bytes:
    """The changelog, in Markdown.

    changes: None where the snapshot before is of another store, whose revisions mean something else.
    """
    parts = [f"# Changes of {now.version_title}\n"]
    if before is None:
        parts.append("There is no earlier snapshot.\n")
    else:
        parts += [
            f"Compared with {before.version_title} ({before.snapshot}).\n",
            _tables(now, before),
            *_networks(now, before),
        ]
        parts += _entities(changes) if changes else [_OF_ANOTHER_STORE]
    return "\n".join(parts).encode()


_OF_ANOTHER_STORE = (
    "## Entities\n\nThe snapshot before is of another store, so what became of each entity is not known; "
    "the table `changes` has all that this store knows.\n"
)


def _tables(now: SnapshotManifest, before: SnapshotManifest) -> str:
    old, new = before.rows(), now.rows()
    rows = [[name, old.get(name, 0), new.get(name, 0), new.get(name, 0) - old.get(name, 0)] for name in {**new, **old}]
    return "## Tables\n\n" + markdown_table(("table", "rows before", "rows now", "difference"), rows)


def _networks(now: SnapshotManifest, before: SnapshotManifest) -> Iterator[str]:
    old = {network.network: network for network in before.networks}
    new = {network.network: network for network in now.networks}
    lines = [
        *(f"{name} came." for name in sorted({*new} - {*old})),
        *(f"{name} left." for name in sorted({*old} - {*new})),
        *(
            f"The licence of {name} was {old[name].licence}, and is {new[name].licence}."
            for name in sorted({*old} & {*new})
            if old[name].licence != new[name].licence
        ),
    ]
    if lines:
        yield "## Networks\n\n" + _listed(lines)


def _entities(changes: CountedChanges) -> Iterator[str]:
    rows = [[kind, action, count] for (kind, action), count in sorted(changes.counts.items())]
    yield "## Entities\n\n" + (markdown_table(("kind", "action", "changes"), rows) if rows else "None changed.\n")
    for (kind, action), names in sorted(changes.names.items()):
        more = changes.counts[kind, action] - len(names)
        rest = [f"and {more:,} more, which the table `changes` has"] if more else []
        yield f"### {kind}: {action}\n\n" + _listed([*names, *rest])


def _listed(lines: Iterable[str]) -> str:
    return "".join(f"* {' '.join(line.split()).replace('<', '&lt;')}\n" for line in lines)
