"""Signing in to /review: a ticket in a cookie, which proves that its bearer once stated an operator's token.

Nothing is stored. A ticket says until when it holds and for which token, and is sealed; the token is looked up with
each request, so that revoking it ends all its tickets. The cookie is sent to /review alone, never to scripts, and never
with a request that another site has started.
"""

import hmac
from dataclasses import dataclass

from starlette.responses import Response

from hub.operators.keyring import TICKET, Keyring, sealed, ticket_of
from hub.operators.rights import Grant, Right

COOKIE = "hub_review"
PATH = "/review"
LASTS = 8 * 60 * 60
"""Seconds: a working day."""
_SIGN_IN = {Right.JUDGE, Right.WEBHOOKS}


@dataclass(frozen=True, slots=True)
class SignIn:
    """A ticket with what its bearer may do."""

    ticket: str
    grant: Grant

    @property
    def form_key(self) -> str:
        """What each form of a signed-in page holds: no other site can know it (OWASP: signed double submit)."""
        return sealed(self.grant, "form", self.ticket)

    @property
    def authorization(self) -> str:
        """How operations say who asks them."""
        return f"{TICKET} {self.ticket}"

    def is_from_form(self, key: str) -> bool:
        """Whether a form of ours, shown to the bearer of the ticket, was sent."""
        return hmac.compare_digest(key.encode(), self.form_key.encode())


class TicketOffice:
    """Issues and checks tickets. keyring: knows whose tokens hold."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    async def is_open(self) -> bool:
        """Whether anybody can sign in."""
        return await self._keyring.is_open()

    async def ticket(self, token: str, now: float) -> str | None:
        """A ticket of this moment for whoever states a token with which one may judge or see webhooks.

        now: seconds since 1970.
        """
        grant = await self._keyring.grant_of_token(token)
        return ticket_of(grant, int(now) + LASTS) if grant and grant.rights & _SIGN_IN else None

    async def signed_in(self, ticket: str, now: float) -> SignIn | None:
        """Who signed in with a ticket, unless it or its token has ended."""
        grant = await self._keyring.grant_of_ticket(ticket, now)
        return SignIn(ticket, grant) if grant else None


def remember(response: Response, ticket: str, *, is_secure: bool) -> None:
    """Give the browser a ticket. is_secure: the hub is reached by https."""
    response.set_cookie(COOKIE, ticket, max_age=LASTS, path=PATH, secure=is_secure, httponly=True, samesite="strict")


def forget(response: Response) -> None:
    """Take the ticket back."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")
