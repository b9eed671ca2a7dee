"""One message to one address: ten seconds, no redirect followed, and of the answer nothing read but its first bytes."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

import httpx

from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.host_rules import CheckedHost, HostRules

SECONDS = 10.0
"""For a delivery, from the look-up of the name to the answer."""
MOST_READ = 4096
"""Bytes of an answer that are read: what it says does not matter, but a receiver that writes it must not find
its connection cut at once.
"""
READING = 1.0
"""Seconds that reading them may take."""
GONE = 410
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(
        logging.WARNING
    )  # they write whole addresses, which may hold secrets of receivers


@dataclass(frozen=True, slots=True)
class DeliveryAnswer:
    """What came of a delivery. status: None where none came; error: why it failed, without the address."""

    status: int | None
    error: str | None

    @property
    def is_good(self) -> bool:
        """Whether the message has arrived."""
        return self.error is None


@dataclass(frozen=True, slots=True)
class Messenger:
    """Sends messages. rules: whom it may ask."""

    agent: str
    rules: HostRules = field(default_factory=HostRules)
    seconds: float = SECONDS

    async def send(self, target: str, headers: Mapping[str, str], body: str) -> DeliveryAnswer:
        """Send a message; whatever goes wrong is in the answer."""
        try:
            async with asyncio.timeout(self.seconds):
                return await self._sent(await self.rules.checked(target), target, headers, body)
        except TimeoutError:
            return DeliveryAnswer(None, f"no answer within {self.seconds:g} seconds")
        except NotFetchedError as error:
            return DeliveryAnswer(None, error.message)
        except httpx.HTTPError as error:
            return DeliveryAnswer(None, f"the connection failed: {type(error).__name__}")
        except httpx.InvalidURL:
            return DeliveryAnswer(None, "the address is not a URL")

    async def _sent(self, host: CheckedHost, target: str, headers: Mapping[str, str], body: str) -> DeliveryAnswer:
        """Send to the address that was checked, under the name for which it stands."""
        url = httpx.URL(target)
        stated = {**headers, "host": url.netloc.decode(), "user-agent": self.agent, "accept-encoding": "identity"}
        request = httpx.Request(
            "POST",
            url.copy_with(host=str(ip_address(host.address))),
            headers=stated,
            content=body.encode(),
            extensions={
                "sni_hostname": host.host,
                "timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.seconds),
            },
        )
        async with httpx.AsyncClient(trust_env=False, follow_redirects=False) as client:
            response = await client.send(request, stream=True)
            # the status says whether it has arrived, however the rest of the answer comes
            with contextlib.suppress(httpx.HTTPError, TimeoutError):
                async with asyncio.timeout(min(READING, self.seconds / 2)):
                    await _read_some(response)
            with contextlib.suppress(httpx.HTTPError):
                await response.aclose()
        is_good = response.is_success
        return DeliveryAnswer(response.status_code, None if is_good else f"it answers {response.status_code}")


async def _read_some(response: httpx.Response) -> None:
    read = 0
    async for chunk in response.aiter_raw():
        read += len(chunk)
        if read >= MOST_READ:
            return
