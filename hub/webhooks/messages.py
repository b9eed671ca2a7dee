"""What a hook is sent: a CloudEvent (1.0, structured JSON) with the changes after a revision, the first hundred,
and where all of them are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from hub.store.transaction import Transaction

TYPE = "public-sector-open-source-hub.changes"
MOST = 100
"""Changes that a message lists; it says how many there are, and where to have the others."""
_CHANGES = """FROM change AS h WHERE h.revision > :since AND h.revision <= :revision"""
_OF_KINDS = " AND h.kind IN :kinds"
_OF_NETWORKS = " AND EXISTS (SELECT 1 FROM load AS l WHERE l.revision = h.revision AND l.network IN :networks)"


@dataclass(frozen=True, slots=True)
class ChangeSpan:
    """The changes of some kinds and networks (None: of all) after a revision, up to another."""

    since: int
    revision: int
    kinds: Sequence[str] | None
    networks: Sequence[str] | None

    @property
    def _among(self) -> tuple[str, dict[str, Any]]:
        values: dict[str, Any] = {"since": self.since, "revision": self.revision}
        chosen = {"kinds": (self.kinds, _OF_KINDS), "networks": (self.networks, _OF_NETWORKS)}
        conditions = {name: condition for name, (names, condition) in chosen.items() if names is not None}
        values |= {name: list(chosen[name][0] or ()) for name in conditions}
        return _CHANGES + "".join(conditions.values()), values

    async def count(self, tx: Transaction) -> int:
        """How many there are."""
        among, values = self._among
        return int(await tx.value(f"SELECT count(*) {among}", **values))

    async def first(self, tx: Transaction) -> list[dict[str, Any]]:
        """The first of them, oldest first."""
        among, values = self._among
        rows = await tx.rows(
            f"SELECT h.revision, h.action, h.kind, h.entity, h.name, h.other {among} "
            f"ORDER BY h.revision, h.entity, h.action LIMIT {MOST}",
            **values,
        )
        return [dict(zip(("revision", "action", "kind", "id", "name", "other"), row, strict=True)) for row in rows]


def cloud_event(
    message: str, span: ChangeSpan, changes: Sequence[dict[str, Any]], count: int, at: str, address: str
) -> str:
    """The body of a message. at: when it was made; address: of the hub, which is where it comes from."""
    stated = [
        {name: value for name, value in change.items() if value is not None}
        | {"uri": f"{address}/entity/{change['id']}"}
        for change in changes
    ]
    event = {
        "specversion": "1.0",
        "id": message,
        "source": address,
        "type": TYPE,
        "time": at,
        "datacontenttype": "application/json",
        "data": {
            "since": span.since,
            "revision": span.revision,
            "count": count,
            "changes": stated,
            "all": f"{address}/changes.jsonl?since={span.since}",
        },
    }
    return orjson.dumps(event).decode()
