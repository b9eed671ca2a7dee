"""The client that asks other people's servers: one request at a time per host, bounded in size, time
and redirects, and patient.

Each host has a client of its own with one connection, to an address that `HostRules` has checked. What a redirect leads
to is checked like anything else, and never gets the credential of another host.
"""

import asyncio
import contextlib
import email.utils
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from hub.harvest.addresses import joined
from hub.harvest.crawl_rules import EVERYBODY, NOBODY, CrawlRules
from hub.harvest.fetch_failures import BusyError, NotFetchedError
from hub.harvest.host_rules import CheckedHost, HostRules, require_private_way
from hub.harvest.response_bodies import as_utf8, bounded_body, is_html

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_MAY_BE_OF_PAGE = frozenset({500, 502, 504})
_OK, _UNCHANGED, _FORBIDDEN, _MISSING = 200, 304, 403, frozenset({404, 410})
LONGEST_WAIT = 7 * 24 * 3600.0
"""Seconds for which a server is left alone at most, whatever it says."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a client behaves. agent: how it calls itself, with a contact. size: bytes of a file at most.
    seconds: for one exchange.

    patience: seconds that are waited at most before it asks again within one harvest; tries: how often it asks; pause:
    before the second try, doubled for each further one. redirects: how many are followed.
    """

    agent: str = "public-sector-open-source-hub"
    size: int = 64 * 1024 * 1024
    seconds: float = 300.0
    patience: float = 60.0
    tries: int = 3
    pause: float = 2.0
    redirects: int = 5
    hosts: HostRules = field(default_factory=HostRules)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server is asked whether something has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Conditions of a request."""
        stated = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        return {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered.

    body: None where what is known has not changed. moved: new address, if it says that it has moved for good.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes | None
    moved: str | None = None

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))


class PoliteClient:
    """Asks servers. Use `async with`. wait: sleeps; a test need not."""

    def __init__(self, manners: Manners, *, wait: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.manners = manners
        self._wait = wait
        self._turns: dict[str, asyncio.Lock] = {}
        self._clients: dict[CheckedHost, httpx.AsyncClient] = {}
        self._checked: dict[str, CheckedHost] = {}
        self._rules: dict[str, CrawlRules] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def get(
        self, url: str, *, validators: Validators | None = None, secret: str | None = None, html: bool = False
    ) -> Answered:
        """What is at an address; asked again a few times where the server is busy. Raises `NotFetchedError`.

        secret: sent as a bearer token, to this host alone. html: whether a page for people may be it.
        """
        pause = self.manners.pause
        for attempt in range(1, self.manners.tries + 1):
            try:
                return await self._followed(url, validators, secret, html=html)
            except BusyError as busy:
                wait = busy.wait if busy.wait is not None else pause
                if attempt == self.manners.tries or wait > self.manners.patience:
                    raise
                pause *= 2
                await self._wait(wait)
        raise AssertionError("the last try returns or raises")

    async def get_page(self, url: str) -> Answered:
        """A page of a site, if its robots.txt lets programs read it. Raises `NotFetchedError`."""
        rules = await self.rules_of(url)
        if not rules.allow(url):
            raise NotFetchedError(f"robots.txt of {urlsplit(url).hostname} does not allow programs to read it")
        if rules.pause:
            await self._wait(rules.pause)
        return await self.get(url, html=True)

    async def rules_of(self, url: str) -> CrawlRules:
        """What the robots.txt of a site says, asked for once; nothing may be read where it cannot be known."""
        site = urljoin(url, "/robots.txt")
        if site not in self._rules:
            try:
                text = ((await self.get(site)).body or b"").decode(errors="replace")
            except NotFetchedError as error:
                text = EVERYBODY if error.is_missing else NOBODY
            self._rules[site] = CrawlRules(text, self.manners.agent.split("/")[0])
        return self._rules[site]

    async def _followed(self, url: str, validators: Validators | None, secret: str | None, *, html: bool) -> Answered:
        """The answer at the end of the redirects."""
        asked, moved = urldefrag(url).url, None
        for _ in range(self.manners.redirects + 1):
            own = secret if urlsplit(asked)[:2] == urlsplit(url)[:2] else None
            answer, status = await self._exchanged(asked, validators, own)
            if status not in _REDIRECTS:
                self._require_kind(answer, html=html)
                return Answered(asked, answer.headers, answer.body, moved)
            target = joined(asked, answer.headers.get("location", ""))
            if urlsplit(asked).scheme == "https" and urlsplit(target).scheme != "https":
                raise NotFetchedError("it redirects from https to an address without https")
            asked = target
            moved = asked if status in _FOR_GOOD else None
        raise NotFetchedError(f"it is redirected more than {self.manners.redirects} times")

    @staticmethod
    def _require_kind(answer: Answered, *, html: bool) -> None:
        if not html and answer.body is not None and is_html(answer.body):
            raise NotFetchedError("the server sent an HTML page instead")

    async def _exchanged(self, url: str, validators: Validators | None, secret: str | None) -> tuple[Answered, int]:
        """One request and its response, while no other is under way to the host; both within the time allowed."""
        host = await self._host(url)
        async with self._turns.setdefault(host.host, asyncio.Lock()):
            try:
                async with asyncio.timeout(self.manners.seconds):
                    return await self._exchange(host, url, validators, secret)
            except TimeoutError:
                raise BusyError(f"{host.host} took longer than {self.manners.seconds:g} seconds") from None
            except httpx.TimeoutException:
                raise BusyError(f"{host.host} does not answer") from None
            except httpx.ConnectError as error:
                raise BusyError(f"there is no connection to {host.host}: {str(error)[:200]}") from None
            except httpx.HTTPError as error:
                raise BusyError(f"{host.host} broke off: {str(error)[:200] or type(error).__name__}") from None
            except httpx.InvalidURL:
                raise NotFetchedError("the address is not a URL") from None

    async def _host(self, url: str) -> CheckedHost:
        """The checked host of a URL: resolved once, and the same for as long as this client lives."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._checked:
            self._checked[origin] = await self.manners.hosts.checked(url)
        return self._checked[origin]

    async def _exchange(
        self, host: CheckedHost, url: str, validators: Validators | None, secret: str | None
    ) -> tuple[Answered, int]:
        require_private_way(host, secret)
        request = self._request(host, url, validators, secret)
        response = await self._client(host).send(request, stream=True)
        try:
            headers, status = response.headers, response.status_code
            if status in _REDIRECTS or (status == _UNCHANGED and validators is not None):
                return Answered(url, headers, None), status
            self._require_good(response)
            body = await bounded_body(response.aiter_raw(), headers, self.manners.size)
            return Answered(url, headers, as_utf8(body, headers.get("content-type", ""))), status
        finally:
            with contextlib.suppress(httpx.HTTPError):
                await response.aclose()

    def _request(self, host: CheckedHost, url: str, validators: Validators | None, secret: str | None) -> httpx.Request:
        """A request to the checked address that names the host in its header and in TLS, where
        its certificate is checked.
        """
        target = httpx.URL(url)
        headers = {"host": target.netloc.decode(), "user-agent": self.manners.agent, "accept-encoding": "gzip"}
        headers |= {"accept": "*/*"} | (validators.headers() if validators else {})
        if secret is not None:
            headers["authorization"] = f"Bearer {secret}"
        pinned = target.copy_with(host=host.address)
        return httpx.Request(
            "GET", pinned, headers=headers, extensions={"sni_hostname": host.host, "timeout": self._timeouts()}
        )

    def _timeouts(self) -> dict[str, float]:
        most = self.manners.seconds
        return {"connect": min(most, 15.0), "read": min(most, 60.0), "write": min(most, 15.0), "pool": most}

    def _client(self, host: CheckedHost) -> httpx.AsyncClient:
        """The client of a host.

        Not one for all: connections are told apart by address, which two hosts with
        different certificates may share.
        """
        if host not in self._clients:
            limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
            self._clients[host] = httpx.AsyncClient(limits=limits, trust_env=False, follow_redirects=False)
        return self._clients[host]

    @staticmethod
    def _require_good(response: httpx.Response) -> None:
        """Raise where a status says that nothing usable comes."""
        status = response.status_code
        if status == _OK:
            return
        message = f"the server answers {status}"
        wait = _wait(response.headers)
        if status in _BUSY or (status == _FORBIDDEN and wait is not None):
            raise BusyError(message, wait=wait, is_of_page=status in _MAY_BE_OF_PAGE)
        raise NotFetchedError(message, is_missing=status in _MISSING)


def _wait(headers: Mapping[str, str]) -> float | None:
    """The seconds for which a server wants to be left alone; None where it does not say.

    By Retry-After (RFC 9110), or as GitHub and GitLab do, whose allowance is used up until a moment.
    """
    wait = _seconds(headers.get("retry-after"))
    for name in ("x-ratelimit", "ratelimit"):
        if wait is None and headers.get(f"{name}-remaining") == "0":
            wait = _until(headers.get(f"{name}-reset", ""))
    return None if wait is None else min(max(wait, 0.0), LONGEST_WAIT)


def _seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After, which has them as such or as a date.

    None where it says nothing that can be read.
    """
    stated = (retry_after or "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        until = email.utils.parsedate_to_datetime(stated)
    except ValueError:
        return None
    moment = until if until.tzinfo else until.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()


def _until(reset: str) -> float | None:
    """The seconds until a moment in seconds since 1970."""
    return float(reset) - time.time() if reset.isascii() and reset.isdigit() else None
