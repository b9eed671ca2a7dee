"""Signing in to /review: a ticket in a cookie, which proves that its bearer once stated the operator's token.

Nothing is stored. A ticket says until when it holds and is sealed with the token, so any worker can check it, and a new token ends
all tickets. The cookie is sent to /review alone, never to scripts, and never with a request that another site has started.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from pydantic import SecretStr
from starlette.responses import Response

COOKIE = "hub_review"
PATH = "/review"
LASTS = 8 * 60 * 60
"""Seconds: a working day."""


@dataclass(frozen=True, slots=True)
class TicketOffice:
    """Issues and checks tickets. token: the operator's secret; without one nobody signs in."""

    token: SecretStr | None

    def accepts(self, stated: str) -> bool:
        """Whether somebody has stated the operator's token."""
        return self.token is not None and hmac.compare_digest(stated.encode(), self._secret)

    def ticket(self, now: float) -> str:
        """A ticket of this moment. now: seconds since 1970."""
        ends = str(int(now) + LASTS)
        return f"{ends}.{self._seal('ticket', ends)}"

    def holds(self, ticket: str, now: float) -> bool:
        """Whether a ticket was issued here and has not ended."""
        ends, _, seal = ticket.partition(".")
        is_issued = self.token is not None and hmac.compare_digest(seal.encode(), self._seal("ticket", ends).encode())
        return is_issued and int(ends) > now

    def form_key(self, ticket: str) -> str:
        """What each form of a signed-in page holds: no other site can know it (OWASP: signed double submit)."""
        return self._seal("form", ticket)

    def is_from_form(self, ticket: str, stated: str) -> bool:
        """Whether a form of ours, shown to the bearer of the ticket, was sent."""
        return hmac.compare_digest(stated.encode(), self.form_key(ticket).encode())

    @property
    def _secret(self) -> bytes:
        return self.token.get_secret_value().encode() if self.token else b""

    def _seal(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{text}".encode(), sha256).hexdigest()


def remember(response: Response, ticket: str, *, is_secure: bool) -> None:
    """Give the browser a ticket. is_secure: the hub is reached by https."""
    response.set_cookie(COOKIE, ticket, max_age=LASTS, path=PATH, secure=is_secure, httponly=True, samesite="strict")


def forget(response: Response) -> None:
    """Take the ticket back."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")
