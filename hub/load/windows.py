"""Files that list only a part of what their source ever listed: which records stay when they leave such a file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.subjects import RECORD
from hub.load.former import keep_records
from hub.store.id_sets import IdSet
from schema.records import Deletion, Window
from schema.values.dates import last_day
from schema.values.occurrences import MOST_DATES, occurrences

_UNSEEN = select(
    RECORD.c.id, RECORD.c.kind, RECORD.c.path, RECORD.c.key, RECORD.c.stated, RECORD.c.raw, RECORD.c.unlisted_revision
)
_MARK = "UPDATE record SET unlisted_revision = :revision WHERE unlisted_revision IS NULL AND id IN {}"
_YEARS = 100
"""Longer than any series with an end that the hub expands (`MOST_DATES`)."""


@dataclass(slots=True)
class Windows:
    """The windows of one reading. keeps: by path. deleted: by path the keys of which the file
    says that they were deleted.

    unlisted: how many records this reading found to be listed no longer.
    """

    keeps: dict[str, str] = field(default_factory=dict)
    deleted: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unlisted: int = 0

    def add(self, entry: Window | Deletion) -> None:
        """Take in what a file says of itself."""
        if isinstance(entry, Window):
            self.keeps[entry.path] = entry.keeps
        else:
            self.deleted[entry.path].add(entry.key)

    async def unlist(self, gone: IdSet, moment: str, revision: int, network: str) -> Mapping[str, int]:
        """Take those of the gone that stay out of the set, marked with the revision since which no file lists
        them; how many, by kind.

        moment: of the load; what was over before it stays where a file lists what is still to come.
        """
        tx, counts = gone.tx, dict[str, int]()
        async with sets.UNLISTED.scratch(tx) as unlisted:
            async for ids in gone.batches():
                rows = await tx.execute(_UNSEEN.where(RECORD.c.id.in_(ids)))
                staying = [row for row in rows if self._stays(row, moment)]
                # those that left in an earlier load are not written again
                leaving = [row.id for row in staying if row.unlisted_revision is None]
                await keep_records(tx, revision, network, leaving, "unlisted_revision")
                await unlisted.add(row.id for row in staying)
            for kind, count in await tx.rows(f"SELECT kind, count(*) FROM record WHERE id IN {unlisted} GROUP BY kind"):
                counts[kind] = count
            self.unlisted += await tx.run(_MARK.format(unlisted), revision=revision)
            await tx.run(f"DELETE FROM {gone.table} WHERE id IN {unlisted}")
        return counts

    def _stays(self, row: Any, moment: str) -> bool:
        """Whether a record that is no longer listed stays: not if its source deleted it, or an event was called off."""
        keeps, deleted = self.keeps.get(row.path), self.deleted.get(row.path, set())
        if keeps is None or {row.key, row.raw.get("id")} & deleted or row.stated.get("status") == "cancelled":
            return False
        return keeps == "all" or row.kind != "event" or is_over(row.stated, moment)


def is_over(event: Mapping[str, Any], moment: str) -> bool:
    """Whether an event, and every date of its series, has ended before a moment (ISO 8601, UTC).

    One without dates has.
    """
    rules = [line for line in (event.get("recurrence") or "").splitlines() if "FREQ=" in line]
    if any("UNTIL=" not in rule and "COUNT=" not in rule for rule in rules):
        return False
    found = occurrences(
        event.get("starts_at"),
        event.get("ends_at"),
        event.get("all_day"),
        event.get("time_zone"),
        event.get("recurrence"),
        horizon_years=_YEARS,
        limit=MOST_DATES,
    )
    ends = [end or start for start, end in found]
    return all((f"{last_day(end)}T23:59:59Z" if "T" not in end else end) < moment for end in ends)
