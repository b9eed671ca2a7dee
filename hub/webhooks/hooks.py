"""Hooks as the store keeps them: added, listed, rotated, removed.

Their secrets are shown once, and their whole addresses never.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import orjson
from pydantic import SecretStr

from hub.clock import Clock, now, stamp
from hub.errors import ErrorCode, HubError
from hub.harvest.errands import shown
from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.host_rules import HostRules
from hub.operators.audit import write_entry
from hub.store import Database
from hub.store.operator_tables import WebhookRow
from hub.store.transaction import Transaction
from hub.webhooks.hook_secrets import secret_of
from schema.kinds import KIND_BY_NAME

_COLUMNS = (
    "id, shown_target, kinds, networks, position, generation, created_at, rotated_at, failures, next_at, off_at,"
    " off_why"
)
_PENDING = "(SELECT count(*) FROM webhook_delivery d WHERE d.webhook = w.id AND d.state = 'pending')"


class ListedHook(TypedDict):
    """What may be shown of a hook.

    target: without its query, which may hold what is nobody's business; pending: messages to be sent.
    """

    id: str
    target: str
    kinds: list[str] | None
    networks: list[str] | None
    position: int
    created_at: str
    rotated_at: str | None
    failures: int
    next_at: str
    off_at: str | None
    off_why: str | None
    pending: int


@dataclass(frozen=True, slots=True)
class NewHook:
    """A hook that was made, or whose secret was: the secret is not shown again."""

    id: str
    secret: str


async def add_hook(
    database: Database,
    key: SecretStr,
    target: str,
    *,
    kinds: Sequence[str] | None = None,
    networks: Sequence[str] | None = None,
    rules: HostRules,
    clock: Clock = now,
) -> NewHook:
    """Have an address be notified of what changes from now on.

    Raises `HubError` for one that may not be asked, and for unknown kinds and networks.
    """
    try:
        await rules.checked(target)
    except NotFetchedError as error:
        raise HubError(
            ErrorCode.USAGE, f"Nothing can be sent to this address: {error.message}.", "Give another one."
        ) from None
    if unknown := sorted(set(kinds or ()) - KIND_BY_NAME.keys()):
        raise HubError(ErrorCode.USAGE, f"There is no kind {unknown[0]!r}.", f"Name {', '.join(KIND_BY_NAME)}.")
    id_, at = f"hook_{secrets.token_hex(6)}", stamp(clock)
    async with database.write() as tx:
        await _require_networks(tx, networks or ())
        row = {
            "id": id_,
            "target": target,
            "shown_target": shown(target),
            "kinds": None if kinds is None else sorted(set(kinds)),
            "networks": None if networks is None else sorted(set(networks)),
            "position": int(await tx.value("SELECT coalesce(max(revision), 0) FROM load")),
            "generation": 0,
            "created_at": at,
            "failures": 0,
            "next_at": at,
        }
        await tx.insert(WebhookRow, [row])
        await write_entry(tx, at, f"webhook {id_}", "added", detail=[shown(target)])
    return NewHook(id_, secret_of(key, id_, 0))


async def rotate_hook(database: Database, key: SecretStr, id_: str, *, clock: Clock = now) -> NewHook:
    """Give a hook another secret; messages are signed with both for a day. Raises `HubError` webhook-unknown."""
    at = stamp(clock)
    async with database.write() as tx:
        generation = await _generation(tx, id_) + 1
        await tx.run(
            "UPDATE webhook SET generation = :new, rotated_at = :at WHERE id = :id", new=generation, at=at, id=id_
        )
        await write_entry(tx, at, f"webhook {id_}", "rotated")
    return NewHook(id_, secret_of(key, id_, generation))


async def remove_hook(database: Database, id_: str, *, clock: Clock = now) -> None:
    """Forget a hook and what it was sent. Raises `HubError` webhook-unknown."""
    async with database.write() as tx:
        await _generation(tx, id_)
        await tx.run("DELETE FROM webhook_delivery WHERE webhook = :id", id=id_)
        await tx.run("DELETE FROM webhook WHERE id = :id", id=id_)
        await write_entry(tx, stamp(clock), f"webhook {id_}", "removed")


async def listed_hooks(database: Database) -> list[ListedHook]:
    """All hooks, oldest first."""
    columns = ", ".join(f"w.{name.strip()}" for name in _COLUMNS.split(","))
    rows = await database.fetch_rows(f"SELECT {columns}, {_PENDING} FROM webhook w ORDER BY w.created_at, w.id")
    return [_listed(*row) for row in rows]


def _listed(  # noqa: PLR0913, PLR0917 - the columns of a row
    id_: str,
    target: str,
    kinds: str | None,
    networks: str | None,
    position: int,
    _: int,
    created_at: str,
    rotated_at: str | None,
    failures: int,
    next_at: str,
    off_at: str | None,
    off_why: str | None,
    pending: int,
) -> ListedHook:
    return {
        "id": id_,
        "target": target,
        "kinds": orjson.loads(kinds) if kinds else None,
        "networks": orjson.loads(networks) if networks else None,
        "position": position,
        "created_at": created_at,
        "rotated_at": rotated_at,
        "failures": failures,
        "next_at": next_at,
        "off_at": off_at,
        "off_why": off_why,
        "pending": pending,
    }


async def _generation(tx: Transaction, id_: str) -> int:
    found = await tx.value("SELECT generation FROM webhook WHERE id = :id", id=id_)
    if found is None:
        raise unknown_hook(id_)
    return int(found)


def unknown_hook(id_: str) -> HubError:
    """The error of a hook or delivery that there is not."""
    return HubError(
        ErrorCode.WEBHOOK_UNKNOWN, f"There is no webhook or delivery {id_[:60]}.", "`hub webhook list` shows them."
    )


async def _require_networks(tx: Transaction, networks: Sequence[str]) -> None:
    known = {row.slug for row in await tx.rows("SELECT slug FROM network")}
    if unknown := sorted(set(networks) - known):
        message = f"There is no network {unknown[0]!r} in the store."
        raise HubError(ErrorCode.NETWORK_UNKNOWN, message, "`hub networks` lists the networks in the store.")
