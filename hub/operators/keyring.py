"""Who a request is from: the grant behind a token that it states, or behind the sign-in that a token once opened."""

import hmac
import secrets
from hashlib import sha256
from time import time

from pydantic import SecretStr

from hub.operators.rights import Grant, Right
from hub.operators.tokens import moment, parted, stored_token, stored_tokens
from hub.store import Database

ENVIRONMENT = "HUB_OPERATOR_TOKEN"
"""What stands for the id of the token of the environment."""
TICKET = "Ticket"
"""The scheme of an authorization that is a sign-in and no token."""


class Keyring:
    """Knows the tokens of a store and that of the environment, which has all rights.

    sealing: what sign-ins are sealed with, beside the token; by default the token of the environment or, without one, a
    random secret. It is kept out of the store, so that nobody who has read a store can sign in.
    """

    def __init__(self, database: Database, of_environment: SecretStr | None = None, sealing: str | None = None) -> None:
        self._database = database
        self._of_environment = of_environment.get_secret_value().encode() if of_environment else b""
        self._sealing = (sealing or "").encode() or self._of_environment or secrets.token_bytes(32)

    async def is_open(self) -> bool:
        """Whether there is any token that holds."""
        if self._of_environment:
            return True
        at = moment()
        return any(token.holds(at) for token in await stored_tokens(self._database))

    async def grant(self, authorization: str | None) -> Grant | None:
        """What a header `authorization` allows now: a token, or a ticket; None for neither."""
        scheme, _, credentials = (authorization or "").partition(" ")
        if scheme.lower() == "bearer":
            return await self.grant_of_token(credentials.strip())
        return await self.grant_of_ticket(credentials, time()) if scheme == TICKET else None

    async def grant_of_token(self, token: str) -> Grant | None:
        """What a token allows now."""
        if self._of_environment and hmac.compare_digest(token.encode(), self._of_environment):
            return self._whole()
        stated = parted(token)
        if stated is None:
            return None
        stored = await stored_token(self._database, stated[0])
        return await self._stored(stated[0]) if stored and stored.is_made_of(stated[1]) else None

    async def grant_of_ticket(self, ticket: str, now: float) -> Grant | None:
        """What the bearer of a ticket may do, as their token holds still. now: seconds since 1970."""
        ends, _, rest = ticket.partition(".")
        id_, _, seal = rest.partition(".")
        grant = self._whole() if id_ == ENVIRONMENT and self._of_environment else await self._stored(id_)
        if grant is None or not hmac.compare_digest(seal.encode(), sealed(grant, "ticket", ends).encode()):
            return None
        return grant if int(ends) > now else None

    def _whole(self) -> Grant:
        return Grant(ENVIRONMENT, ENVIRONMENT, frozenset(Right), None, self._seal_of(b"environment"))

    async def _stored(self, id_: str) -> Grant | None:
        """What a stored token allows now."""
        stored = await stored_token(self._database, id_)
        if stored is None or not stored.holds(moment()):
            return None
        return Grant(stored.id, stored.name, stored.rights, stored.networks, self._seal_of(stored.digest.encode()))

    def _seal_of(self, digest: bytes) -> bytes:
        return hmac.new(self._sealing, digest, sha256).digest()


def sealed(grant: Grant, purpose: str, text: str) -> str:
    """The seal of a grant on a text."""
    return hmac.new(grant.seal, f"{purpose}:{text}".encode(), sha256).hexdigest()


def ticket_of(grant: Grant, ends: int) -> str:
    """A ticket for the bearer of a grant. ends: seconds since 1970."""
    return f"{ends}.{grant.token}.{sealed(grant, 'ticket', str(ends))}"
