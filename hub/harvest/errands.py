"""An errand: one fetch of one source, with all that a fetcher needs of the world: whom to ask, where
to write, what is known.
"""

import hashlib
import os
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

import orjson

from hub.harvest.fetch_failures import NotFetchedError
from hub.harvest.polite_client import Answered, PoliteClient, Validators
from loaders.fetch_model import Fetch
from loaders.fetched import KnownFile, SourceState

TRUSTED = timedelta(days=7)
"""For which "unchanged" is believed; then a file is asked for whole, as some servers give the same ETag for ever."""
MOST_GIVEN_UP = 20
"""Records of a list that may be given up; a list with more faults has failed."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


@dataclass(slots=True)
class Errand:
    """One fetch of one source.

    folder: new, where the files are to be; former: where those of the last time are, if there are any. state:
    of the source, which the fetcher may add to. now: the moment, ISO 8601. received: bytes so far; asked:
    addresses that were asked.
    """

    source: str
    fetch: Fetch
    folder: Path
    former: Path
    state: SourceState
    client: PoliteClient
    now: str
    received: int = 0
    asked: set[str] = field(default_factory=set)
    _written: set[str] = field(default_factory=set)

    async def ask(self, url: str, name: str = "") -> Answered:
        """What is at an address; without a body where the file of that name, from last time, is what it would be.

        Raises `NotFetchedError`.
        """
        known = self.state.known.get(url) if name else None
        if known is not None and not self._has(name, known.digest):
            known = None
        is_trusted = (
            known is not None and datetime.fromisoformat(self.now) - datetime.fromisoformat(known.taken_at) < TRUSTED
        )
        conditions = Validators(known.etag, known.last_modified) if known and is_trusted else None
        answer = await self.client.get(url, validators=conditions, secret=self.secret())
        return self.noted(url, name, answer)

    def noted(self, url: str, name: str, answer: Answered) -> Answered:
        """An answer, once it is remembered what it was and that it fits the bounds of the source."""
        self.asked.add(url)
        if answer.moved is not None:
            self.state.remarks.append(f"{shown(url)} has moved to {shown(answer.moved)}")
        if answer.body is None:
            return answer
        self.received += len(answer.body)
        if self.received > self.client.manners.size:
            raise NotFetchedError(f"all of it is more than {self.client.manners.size} bytes")
        if name:
            valid = answer.validators
            self.state.known[url] = KnownFile(digest_of(answer.body), self.now, name, valid.etag, valid.last_modified)
        return answer

    async def ask_json(self, url: str) -> tuple[Any, Answered]:
        """A JSON document at an address."""
        answer = await self.ask(url)
        return self.json_of(url, answer), answer

    @staticmethod
    def json_of(url: str, answer: Answered) -> Any:
        """The JSON document that an address answered with."""
        try:
            return orjson.loads(answer.body or b"")
        except orjson.JSONDecodeError as error:
            raise NotFetchedError(f"{shown(url)} is not JSON: {error}", is_of_page=True) from None

    def write(self, name: str, content: bytes) -> None:
        """Write a file. Raises `NotFetchedError` where JSON or XML is cut short, which a load would
        take for a shorter list.
        """
        if not content.strip():
            raise NotFetchedError(f"{name} is empty")
        require_whole(name, content)
        self.put(name, content)

    def put(self, name: str, content: bytes) -> None:
        """Write a file, whatever it holds."""
        self._place(name).write_bytes(content)

    def keep(self, name: str) -> bool:
        """Keep a file from last time; whether there is one."""
        former = self.former / name
        if not former.is_file():
            return False
        os.link(former, self._place(name))
        return True

    def _has(self, name: str, digest: str) -> bool:
        """Whether a file from last time is what its server sent then: only of that "unchanged" can be believed."""
        former = self.former / name
        return former.is_file() and digest_of(former.read_bytes()) == digest

    def _place(self, name: str) -> Path:
        if name in self._written or (self.folder / name).exists():
            raise NotFetchedError(f"two files would be called {name}")
        self._written.add(name)
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def give_up(self, what: str) -> None:
        """Leave something out and say so. Raises `NotFetchedError` where it is too much."""
        self.state.given_up.append(what)
        if len(self.state.given_up) > MOST_GIVEN_UP:
            raise NotFetchedError(f"more than {MOST_GIVEN_UP} records cannot be read, the last for: {what}")

    def secret(self) -> str | None:
        """The token to send, from the environment. Raises `NotFetchedError` where the variable is not set."""
        if self.fetch.credential is None:
            return None
        secret = os.environ.get(self.fetch.credential)
        if not secret:
            raise NotFetchedError(f"the variable {self.fetch.credential} is not set")
        return secret


Fetcher = Callable[[Errand], Awaitable[None]]
"""Writes the files of an errand into its folder, or raises `NotFetchedError`: then what was there before stays."""


def digest_of(content: bytes) -> str:
    """By which the content of a file is known again."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def shown(url: str) -> str:
    """An address as findings show it: without its query, a name or a password, which may be nobody's business."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:200]


def file_name(url: str, otherwise: str) -> str:
    """A safe file name made of the end of an address."""
    last = _UNSAFE.sub("-", unquote(PurePosixPath(urlsplit(url).path).name)).strip(".-")
    return last[-_LONGEST_NAME:] or otherwise


def require_whole(name: str, content: bytes) -> None:
    """Raise `NotFetchedError` where a document ends before its end."""
    try:
        if name.endswith(".json"):
            if not orjson.loads(content.removeprefix(b"\xef\xbb\xbf")):
                raise NotFetchedError(f"{name} is empty")
        elif name.endswith((".xml", ".rdf", ".rss", ".atom")):
            expat.ParserCreate().Parse(content, True)  # noqa: FBT003 - is final
        elif name.endswith(".ics") and not content.rstrip().upper().endswith(b"END:VCALENDAR"):
            raise NotFetchedError(f"{name} is cut short")
    except (orjson.JSONDecodeError, expat.ExpatError) as error:
        raise NotFetchedError(f"{name} is incomplete: {error}") from None
