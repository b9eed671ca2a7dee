"""Tokens of operators, as the store keeps them: `hub_<id>_<secret>`, of which the secret is shown once and
stored as a digest alone.

A secret has 256 random bits, so a plain SHA-256 suffices: there is nothing to guess that a slow hash would protect.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict

import orjson

from hub.errors import ErrorCode, HubError
from hub.operators.audit import write_entry
from hub.operators.rights import Right
from hub.store import Database
from hub.store.operator_tables import OperatorTokenRow
from hub.store.transaction import Transaction
from schema.values.utc import utc_stamp

_FORM = re.compile(r"hub_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_SELECT = """SELECT id, name, digest, rights, networks, created_at, expires_at, revoked_at,
    (SELECT max(a.at) FROM audit_entry AS a WHERE a.means = t.id) FROM operator_token AS t"""


class ListedToken(TypedDict):
    """What may be shown of a token: all but its digest. networks: None for all."""

    id: str
    name: str
    rights: list[str]
    networks: list[str] | None
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A token but for its secret.

    networks: None for all; last_used_at: when it last changed anything, as the audit log says.
    """

    id: str
    name: str
    digest: str
    rights: frozenset[Right]
    networks: frozenset[str] | None
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None

    def holds(self, at: str) -> bool:
        """Whether it is neither revoked nor expired at a moment."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)

    def is_made_of(self, secret: str) -> bool:
        """Whether this is its secret."""
        return hmac.compare_digest(self.digest, _digest(secret))

    def document(self) -> ListedToken:
        """What may be shown of it."""
        return {
            "id": self.id,
            "name": self.name,
            "rights": sorted(self.rights),
            "networks": None if self.networks is None else sorted(self.networks),
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "revoked_at": self.revoked_at,
            "last_used_at": self.last_used_at,
        }


async def new_token(
    database: Database,
    name: str,
    rights: Collection[Right],
    networks: Collection[str] | None,
    *,
    days: int | None,
) -> str:
    """Make a token; its text, which is not to be had again.

    networks: None for all; days: for how long it holds, None for ever. Raises `HubError`.
    """
    if not name.strip() or not rights:
        raise HubError(ErrorCode.USAGE, "A token needs a name and at least one right.", "Give --name and --right.")
    id_, secret, at = secrets.token_hex(4), secrets.token_urlsafe(32), moment()
    row = {
        "id": id_,
        "name": name.strip(),
        "digest": _digest(secret),
        "rights": sorted(rights),
        "networks": None if networks is None else sorted(networks),
        "created_at": at,
        "expires_at": None if days is None else moment(days),
        "revoked_at": None,
    }
    async with database.write() as tx:
        await tx.insert(OperatorTokenRow, [row])
        await write_entry(tx, at, f"token {id_}", "made", detail=sorted(rights) + sorted(networks or ()))
    return f"hub_{id_}_{secret}"


async def revoke_token(database: Database, id_: str) -> None:
    """Have a token hold no more; one that is revoked already stays as it is. Raises `HubError` token-unknown."""
    async with database.write() as tx:
        if await _one(tx, id_) is None:
            raise HubError(ErrorCode.TOKEN_UNKNOWN, f"There is no token {id_}.", "`hub token list` shows their ids.")
        at = moment()
        changed = await tx.run(
            "UPDATE operator_token SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL", at=at, id=id_
        )
        if changed:
            await write_entry(tx, at, f"token {id_}", "revoked")


async def stored_tokens(database: Database) -> list[StoredToken]:
    """All tokens, oldest first."""
    return [_token(row) for row in await database.fetch_rows(f"{_SELECT} ORDER BY created_at, id")]


async def stored_token(database: Database, id_: str) -> StoredToken | None:
    """A token by its id."""
    return next((_token(row) for row in await database.fetch_rows(f"{_SELECT} WHERE id = :id", id=id_)), None)


def parted(token: str) -> tuple[str, str] | None:
    """The id and the secret that a token says; None for what is no token of ours."""
    found = _FORM.fullmatch(token)
    return (found[1], found[2]) if found else None


def moment(days: int = 0) -> str:
    """The moment so many days from now, as the store keeps it."""
    return utc_stamp(datetime.now(UTC) + timedelta(days=days))


async def _one(tx: Transaction, id_: str) -> Any:
    return await tx.value("SELECT id FROM operator_token WHERE id = :id", id=id_)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: Any) -> StoredToken:
    id_, name, digest, rights, networks, *moments = row
    allowed = frozenset(map(Right, orjson.loads(rights)))
    return StoredToken(id_, name, digest, allowed, frozenset(orjson.loads(networks)) if networks else None, *moments)
