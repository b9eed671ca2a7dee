"""What one client may ask of the hub: cost within a minute, and how much at a time. Told in `rateLimit` and in the
headers of the IETF draft.

A client is an address (of IPv6 the /64 that one household has) or, with a token, the operator whose token it is. Who
asks from an address of HUB_UNMETERED, such as this machine, is not counted.
"""

import ipaddress
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from time import monotonic
from typing import NamedTuple

from starlette.requests import Request
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from hub.operators.keyring import Keyring
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.budget_memory import BudgetMemory, tag_of

WINDOW = 60
"""Seconds."""
PAGE_COST = 100
"""What a page or download counts as: about what the operation of a page costs."""
_KNOWN_FOR = 10
"""Seconds for which a token is known without asking the store: as long as one that is revoked keeps its
budget, and nothing else.
"""
_MOST_TOKENS = 1_000
Headers = list[tuple[bytes, bytes]]


class Budget(NamedTuple):
    """What `rateLimit` says of a client: cost within a minute, what is left of it, and in how many seconds
    all of it is there again.
    """

    cost: int
    remaining: int
    resets_in: int


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts what one client asks for. cost: that it may ask for within a minute."""

    memory: BudgetMemory
    client: str
    tag: int
    cost: int

    def budget(self) -> Budget:
        """What is left now."""
        return self._budget(self.memory.ahead(self.tag, monotonic()))

    def wait(self) -> int:
        """Seconds until something is left again; 0: something is."""
        ahead = self.memory.ahead(self.tag, monotonic())
        return (ceil(ahead - WINDOW) or 1) if ahead >= WINDOW else 0

    def check(self) -> None:
        """Raise RATE_LIMITED where nothing is left."""
        if wait := self.wait():
            message = f"This client has used up its budget of {self.cost} for this minute."
            raise limited(message, wait)

    def charged(self, cost: int) -> Headers:
        """Count what was asked for; the headers that tell what is left."""
        ahead = self.memory.spend(self.tag, cost * WINDOW / self.cost, monotonic())
        left = self._budget(ahead)
        return [
            (b"ratelimit-policy", b'"cost";q=%d;w=%d' % (left.cost, WINDOW)),
            (b"ratelimit", b'"cost";r=%d;t=%d' % (left.remaining, left.resets_in)),
        ]

    def _budget(self, ahead: float) -> Budget:
        return Budget(self.cost, max(0, int(self.cost * (1 - ahead / WINDOW))), ceil(ahead))


def limited(message: str, wait: int) -> RequestError:
    """RATE_LIMITED. wait: seconds after which it makes sense to ask again."""
    error = RequestError(RefusalCode.RATE_LIMITED, message)
    error.extensions = {**(error.extensions or {}), "retryAfter": wait}
    return error


def retry_after(error: RequestError) -> int:
    """The seconds that RATE_LIMITED tells."""
    return int((error.extensions or {}).get("retryAfter", WINDOW))


class Shares:
    """How much of something each client has at a time, in this process. most: that one may have; 0: any number."""

    def __init__(self, most: int, noun: str) -> None:
        self._most = most
        self._noun = noun
        self._taken: Counter[str] = Counter()

    @contextmanager
    def one(self, client: str | None) -> Iterator[None]:
        """One more for a client within a block. Raises RATE_LIMITED. client: None for whoever is not counted."""
        if not self.take(client):
            raise limited(f"This client has {self._most} {self._noun} at a time already.", 1)
        try:
            yield
        finally:
            self.give_back(client)

    def take(self, client: str | None) -> bool:
        """One more for a client; whether it may have it."""
        if client is None or not self._most:
            return True
        if self._taken[client] >= self._most:
            return False
        self._taken[client] += 1
        return True

    def give_back(self, client: str | None) -> None:
        """One less."""
        if client is not None and self._most:
            self._taken[client] -= 1
            if self._taken[client] <= 0:
                del self._taken[client]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the settings allow. operations, connections and downloads are of one worker."""

    cost: int = 0
    operator_cost: int = 0
    operations: int = 0
    connections: int = 0
    downloads: int = 0
    unmetered: Sequence[str] = ()
    trusted_proxies: Sequence[str] = ()


class Budgets:
    """Knows clients and what they may ask for. keyring: whose token a request states."""

    def __init__(self, bounds: Bounds, memory: BudgetMemory, keyring: Keyring | None = None) -> None:
        self._bounds = bounds
        self._memory = memory
        self._keyring = keyring
        self._unmetered = [ipaddress.ip_network(stated) for stated in bounds.unmetered]
        self._proxies = ProxyHeadersMiddleware(_no_application, list(bounds.trusted_proxies)).trusted_hosts
        self._operators: dict[str, tuple[float, Meter | None]] = {}
        self.operations = Shares(bounds.operations, "operations")
        self.connections = Shares(bounds.connections, "connections")
        self.downloads = Shares(bounds.downloads, "downloads")
        self.streams = Shares(bounds.connections, "streams and sockets")
        """Beside connections, as those of whoever stands behind a proxy are not told apart."""
        self.meter = lru_cache(maxsize=10_000)(self._meter)
        """By address: what counts for a client that states no token; None where nothing counts."""
        self._clients = lru_cache(maxsize=10_000)(self._client)
        self._forwarded = lru_cache(maxsize=10_000)(self._proxies.get_trusted_client_address)

    def address(self, peer: str | None, headers: Mapping[bytes, bytes]) -> str | None:
        """Who asks: the peer of the connection, or whom a trusted proxy names."""
        stated = headers.get(b"x-forwarded-for")
        if stated is None or peer not in self._proxies:
            return peer
        return self._forwarded(stated.decode("latin-1"))[0] or peer

    def connecting(self, peer: str | None) -> str | None:
        """Whose connection it is; None where it does not count: proxies have those of all."""
        if peer is None or peer in self._proxies:
            return None
        return self.client(peer)

    def client(self, address: str | None) -> str | None:
        """The client of an address; None where it is not counted.

        Known without a budget, too: there are bounds of what is had at a time.
        """
        return self._clients(address)

    def sharer(self, meter: Meter | None, address: str | None) -> str | None:
        """Whose share of what is had at a time counts: a meter's client's, else that of an address."""
        return meter.client if meter else self.client(address)

    async def meter_of(self, address: str | None, authorization: str | None) -> Meter | None:
        """What counts for a request that states a token."""
        if not authorization or self._keyring is None:
            return self.meter(address)
        known = self._operators.get(authorization)
        if known is None or known[0] < monotonic():
            grant = await self._keyring.grant(authorization)
            operator = f"operator {grant.name}" if grant else ""
            meter = self._made(operator, self._bounds.operator_cost) if grant else None
            if len(self._operators) >= _MOST_TOKENS:
                self._operators.clear()
            self._operators[authorization] = known = (monotonic() + _KNOWN_FOR, meter)
        return known[1] or self.meter(address)

    async def meter_of_request(self, request: Request) -> Meter | None:
        """What counts for a request of which an ASGI server knows the client."""
        client = request.client.host if request.client else None
        return await self.meter_of(client, request.headers.get("authorization"))

    def _client(self, address: str | None) -> str | None:
        try:
            stated = ipaddress.ip_address(address or "")
        except ValueError:  # a socket of the file system, or a name that a proxy has made up
            return address or None
        if isinstance(stated, ipaddress.IPv6Address) and stated.ipv4_mapped:
            stated = stated.ipv4_mapped
        if any(stated in network for network in self._unmetered):
            return None
        is_long = stated.version == 6  # noqa: PLR2004
        return str(ipaddress.ip_network(f"{stated}/64", strict=False)) if is_long else str(stated)

    def _meter(self, address: str | None) -> Meter | None:
        client = self._client(address)
        return self._made(client, self._bounds.cost) if client else None

    def _made(self, client: str, cost: int) -> Meter | None:
        return Meter(self._memory, client, tag_of(client), cost) if cost else None


async def _no_application(*_: object) -> None:
    """What uvicorn's middleware wraps here: only what it knows of proxies is asked."""


def unlimited() -> Budgets:
    """Budgets under which nothing counts."""
    return Budgets(Bounds(), BudgetMemory())
