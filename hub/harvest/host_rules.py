"""Which hosts may be asked: by http(s) alone, and none that is private to this machine or its network
unless the operator says so.

A name is resolved once, its addresses are checked, and one of those is connected to: a name that means another address
a moment later (DNS rebinding) leads nowhere.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from hub.harvest.fetch_failures import NotFetchedError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_PORTS = {"http": 80, "https": 443}
_Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class CheckedHost:
    """Where to connect to: an address that was checked, for the host and port of a URL."""

    scheme: str
    host: str
    port: int
    address: str


@dataclass(frozen=True, slots=True)
class HostRules:
    """What may be asked. private: networks, as `127.0.0.0/8`, that may though they are private.

    resolve: gives the addresses of a name.
    """

    private: Sequence[str] = ()
    resolve: Resolve | None = None

    async def checked(self, url: str) -> CheckedHost:
        """Where the host of a URL is. Raises `NotFetchedError` for what may not be asked."""
        parts = _parts(url)
        host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
        addresses = await (self.resolve or _resolved)(host, port)
        for address in addresses:
            if not self._may_be_asked(ip_address(address.partition("%")[0])):
                raise NotFetchedError(
                    f"{host} is {address}, a private or local address (HUB_HARVEST_PRIVATE allows some)"
                )
        if not addresses:
            raise NotFetchedError(f"{host} has no address")
        return CheckedHost(parts.scheme, host, port, addresses[0])

    def _may_be_asked(self, address: _Address) -> bool:
        if any(address in ip_network(one) for one in self.private):
            return True
        inner = _inner(address)
        return all(one.is_global and not one.is_multicast for one in (address, *inner)) and not (
            isinstance(address, IPv6Address) and address.ipv4_mapped
        )


def require_private_way(host: CheckedHost, secret: str | None) -> None:
    """Raise `NotFetchedError` where others could read a credential on its way."""
    if secret is not None and host.scheme != "https" and ip_address(host.address.partition("%")[0]).is_global:
        raise NotFetchedError("a credential is only sent over https")


def _inner(address: _Address) -> list[IPv4Address]:
    """The IPv4 addresses to which a gateway would pass on what is sent to an IPv6 address."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in ip_network("64:ff9b::/96"):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise NotFetchedError("the address is not a URL") from None
    if not is_usable:
        raise NotFetchedError(f"only http and https are asked, not {parts.scheme or 'nothing'}")
    if parts.username is not None or parts.password is not None:
        raise NotFetchedError("the address holds a name or password; name a variable in `credential` instead")
    return parts


async def _resolved(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetchedError(f"{host} cannot be found: {getattr(error, 'strerror', None) or error}") from error
    return [str(entry[4][0]) for entry in found]
