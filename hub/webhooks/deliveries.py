"""Messages on their way: made, claimed by one process, sent until they arrive, remembered for a while,
and sent again on demand.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson

from hub.clock import Clock, now, stamp
from hub.operators.audit import write_entry
from hub.store import Database
from hub.store.operator_tables import DeliveryRow
from hub.store.transaction import Transaction
from hub.webhooks.hooks import unknown_hook
from hub.webhooks.messages import ChangeSpan, cloud_event
from hub.webhooks.messenger import GONE, DeliveryAnswer
from schema.values.utc import utc_stamp

CLAIM = timedelta(seconds=60)
"""For which a process has a hook to itself: longer than a delivery takes, and short for those
who wait while it is dead.
"""
BACK_OFF = tuple(timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 73_495))
"""Before each further try: three days in all, then the hook is off."""
REMEMBERED = 1000
"""Messages of a hook that its log keeps."""
LATEST = timedelta(seconds=60)
"""After which changes are sent although others keep coming."""
_DUE = """SELECT w.id FROM webhook AS w WHERE w.off_at IS NULL AND w.next_at <= :now
    AND (w.claimed_until IS NULL OR w.claimed_until < :now)
    AND (w.position < (SELECT coalesce(max(l.revision), 0) FROM load AS l)
        OR EXISTS (SELECT 1 FROM webhook_delivery AS d WHERE d.webhook = w.id AND d.state = 'pending'))
    ORDER BY w.next_at, w.id"""
_CLAIM = """UPDATE webhook SET claimed_by = :holder, claimed_until = :until WHERE id = :id AND off_at IS NULL
    AND next_at <= :now AND (claimed_until IS NULL OR claimed_until < :now)"""
_FREE = "UPDATE webhook SET claimed_by = NULL, claimed_until = NULL WHERE id = :id AND claimed_by = :holder"
# a driver may read JSON by itself, but no text
_HOOK = """SELECT target, CAST(kinds AS text) AS kinds, CAST(networks AS text) AS networks, position, generation, rotated_at, failures
    FROM webhook WHERE id = :id"""
_NEXT = """SELECT id, content AS body FROM webhook_delivery WHERE webhook = :id AND state = 'pending' ORDER BY number LIMIT 1"""
_FORGET = """DELETE FROM webhook_delivery WHERE webhook = :id AND state <> 'pending' AND number <= (
    SELECT max(number) FROM webhook_delivery WHERE webhook = :id) - :most"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is to be sent now by this process. failures: of the hook, in a row."""

    hook: str
    target: str
    generation: int
    rotated_at: str | None
    failures: int
    message: str
    body: str


@dataclass(frozen=True, slots=True)
class ListedDelivery:
    """A message as the log shows it."""

    id: str
    webhook: str
    since: int
    revision: int
    made_at: str
    state: str
    tries: int
    status: int | None
    error: str | None
    ended_at: str | None


async def due_hooks(database: Database, clock: Clock) -> list[str]:
    """Hooks for which there may be something to send, and that nobody is sending to."""
    return [str(row[0]) for row in await database.fetch_rows(_DUE, now=stamp(clock))]


async def claimed(
    database: Database, hook: str, holder: str, pause: float, address: str, clock: Clock
) -> Letter | None:
    """The next message of a hook, which nobody else sends for a while; None where there is none, or
    another process has the hook.

    pause: seconds without further revisions before changes are sent.
    """
    until = utc_stamp(clock() + CLAIM)
    async with database.write() as tx:
        if not await tx.run(_CLAIM, id=hook, holder=holder, until=until, now=stamp(clock)):
            return None
        [row] = await tx.rows(_HOOK, id=hook)
        pending = await tx.rows(_NEXT, id=hook)
        if not pending and await _make(tx, hook, row, pause, address, clock):
            pending = await tx.rows(_NEXT, id=hook)
        if not pending:
            await tx.run(_FREE, id=hook, holder=holder)
            return None
        return Letter(hook, row.target, row.generation, row.rotated_at, row.failures, pending[0].id, pending[0].body)


async def _make(tx: Transaction, hook: str, row: Any, pause: float, address: str, clock: Clock) -> bool:
    """Make one message of all that changed since the last one, unless more is to be expected at
    once; whether there is one.

    There is never more than one that has not arrived: while a receiver is away, what it misses is one
    message when it is back.
    """
    newest = int(await tx.value("SELECT coalesce(max(revision), 0) FROM load"))
    if not await _is_quiet(tx, row.position, pause, clock):
        return False
    kinds, networks = (None if text is None else orjson.loads(text) for text in (row.kinds, row.networks))
    span = ChangeSpan(row.position, newest, kinds, networks)
    await tx.run("UPDATE webhook SET position = :newest WHERE id = :id", newest=newest, id=hook)
    count = await span.count(tx)
    if not count:
        return False
    last = await tx.value("SELECT max(number) FROM webhook_delivery WHERE webhook = :id", id=hook)
    number, at = int(last or 0) + 1, stamp(clock)
    message = f"msg_{hashlib.sha256(f'{hook} {number} {span.revision}'.encode()).hexdigest()[:24]}"
    body = cloud_event(message, span, await span.first(tx), count, at, address)
    stated = {"id": message, "webhook": hook, "number": number, "since": span.since, "revision": span.revision}
    await tx.insert(DeliveryRow, [stated | {"content": body, "made_at": at, "state": "pending", "tries": 0}])
    await tx.run(_FORGET, id=hook, most=REMEMBERED)
    return True


async def _is_quiet(tx: Transaction, position: int, pause: float, clock: Clock) -> bool:
    """Whether the last revision is some time ago, or the first that is not sent yet so long that it is
    to be sent all the same.
    """
    [times] = await tx.rows(
        "SELECT min(finished_at), max(finished_at) FROM load WHERE revision > :after", after=position
    )
    if times[1] is None:
        return False
    first, last = (datetime.fromisoformat(one) for one in times)
    moment = clock()
    return moment - last >= timedelta(seconds=pause) or moment - first >= LATEST


async def keep_answer(
    database: Database, letter: Letter, answer: DeliveryAnswer, holder: str, clock: Clock
) -> str | None:
    """Remember what came of a delivery; why the hook is off now, if it is."""
    at, off = stamp(clock), _off(letter, answer)
    state = "delivered" if answer.is_good else "given-up" if off else "pending"
    wait = timedelta() if answer.is_good or off else BACK_OFF[letter.failures]
    async with database.write() as tx:
        await tx.run(
            "UPDATE webhook_delivery SET tries = tries + 1, status = :status, error = :error, state = :state, ended_at"
            " = :ended WHERE id = :id",
            id=letter.message,
            status=answer.status,
            error=answer.error,
            state=state,
            ended=None if state == "pending" else at,
        )
        await tx.run(
            "UPDATE webhook SET failures = :failures, next_at = :next, off_at = :off_at, off_why = :off WHERE id = :id",
            id=letter.hook,
            failures=0 if answer.is_good else letter.failures + 1,
            next=utc_stamp(clock() + wait),
            off_at=at if off else None,
            off=off,
        )
        await tx.run(_FREE, id=letter.hook, holder=holder)
        if off:
            await write_entry(tx, at, f"webhook {letter.hook}", "off", detail=[off])
    return off


def _off(letter: Letter, answer: DeliveryAnswer) -> str | None:
    """Why a hook is no longer notified after an answer."""
    if answer.status == GONE:
        return "it answers 410: it wants to hear no more"
    if not answer.is_good and letter.failures >= len(BACK_OFF):
        return f"nothing has arrived for three days: {answer.error}"
    return None


async def deliveries(database: Database, hook: str | None = None, first: int = 100) -> list[ListedDelivery]:
    """The log, newest first: of one hook or of all. Raises `HubError` webhook-unknown."""
    if hook and await database.fetch_value("SELECT id FROM webhook WHERE id = :hook", hook=hook) is None:
        raise unknown_hook(hook)
    names = ", ".join(ListedDelivery.__slots__)
    among = "WHERE webhook = :hook" if hook else ""
    values: dict[str, Any] = {"hook": hook} if hook else {}
    order = "ORDER BY made_at DESC, number DESC, id"
    rows = await database.fetch_rows(
        f"SELECT {names} FROM webhook_delivery {among} {order} LIMIT :first", first=first, **values
    )
    return [ListedDelivery(*row) for row in rows]


async def replay(database: Database, id_: str, *, clock: Clock = now) -> Sequence[str]:
    """Send a message again, under the same id, or all that a hook has not got; a hook that is off is on again.
    What is to be sent, by id.

    Raises `HubError` webhook-unknown.
    """
    at = stamp(clock)
    async with database.write() as tx:
        [hook] = await _hook_of(tx, id_)
        column = "id" if hook != id_ else "webhook"
        among = f"{column} = :id" + ("" if column == "id" else " AND state <> 'delivered'")
        rows = await tx.rows(f"SELECT id FROM webhook_delivery WHERE {among} ORDER BY number", id=id_)
        await tx.run(f"UPDATE webhook_delivery SET state = 'pending', ended_at = NULL WHERE {among}", id=id_)
        await tx.run(
            "UPDATE webhook SET failures = 0, next_at = :at, off_at = NULL, off_why = NULL WHERE id = :id",
            at=at,
            id=hook,
        )
        await write_entry(tx, at, f"webhook {hook}", "replayed", detail=[row.id for row in rows])
    return [row.id for row in rows]


async def _hook_of(tx: Transaction, id_: str) -> list[str]:
    """The hook of an id: its own, or that of a message."""
    rows = await tx.rows(
        "SELECT id AS hook FROM webhook WHERE id = :id UNION SELECT webhook FROM webhook_delivery WHERE id = :id",
        id=id_,
    )
    if not rows:
        raise unknown_hook(id_)
    return [rows[0].hook]
