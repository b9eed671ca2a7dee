"""The audit log: who changed what, by which means, when.

An entry is written in the transaction of its change, and never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from hub.operators.actors import ACTOR
from hub.store import Database
from hub.store.operator_tables import AuditEntryRow
from hub.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. subject: the network, or what else was changed; detail: ids of what was changed, where
    a revision does not tell.
    """

    number: int
    at: str
    who: str
    means: str
    action: str
    subject: str
    outcome: str
    revision: int | None
    detail: Sequence[Any]


async def write_entry(
    tx: Transaction, at: str, subject: str, outcome: str, revision: int | None = None, detail: Sequence[Any] = ()
) -> None:
    """Write what the actor of this context changes. at: the moment; it shares the fate of the transaction."""
    actor = ACTOR.get()
    number = int(await tx.value("SELECT coalesce(max(number), 0) FROM audit_entry")) + 1
    row = AuditEntry(number, at, actor.who, actor.means, actor.action, subject, outcome, revision, list(detail))
    await tx.insert(AuditEntryRow, [{name: getattr(row, name) for name in AuditEntry.__slots__}])


async def audit_entries(
    database: Database, *, first: int = 100, subjects: Sequence[str] | None = None
) -> list[AuditEntry]:
    """The newest entries, newest first. subjects: those about some networks alone; None: all."""
    about = "" if subjects is None else "WHERE subject IN :subjects"
    rows = await database.fetch_rows(
        f"SELECT number, at, who, means, action, subject, outcome, revision, detail FROM audit_entry {about} ORDER BY"
        " number DESC LIMIT :first",
        first=first,
        **({} if subjects is None else {"subjects": list(subjects)}),
    )
    return [AuditEntry(*row) for row in ((*row[:-1], orjson.loads(row[-1])) for row in rows)]
