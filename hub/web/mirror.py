"""The pages as files for a mirror: any web server serves them, from any folder, without the hub.

Followed are links that a file can answer: pages without parameters, and the pages of lists and years. Links to all else
(narrowed lists, search, downloads, the graph itself) lead to the hub; so does each page's canonical address.
"""

import asyncio
import re
import shutil
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from html import escape, unescape
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.types import ASGIApp, Message

from hub.web.guide import PICTURES, pictures
from hub.web.rendering import STATIC

_FOLLOWED = ({"after"}, {"before"}, set[str]())
"""The parameters that a mirrored address may have; years only those of the timeline."""
_OF_THE_HUB = (
    "/entity",
    "/graphiql",
    "/graphql",
    "/health",
    "/questions/",  # whether there is an answer depends on the networks that the hub has
    "/review",
    "/search",
    "/snapshots",
)
_FILES = ("/static/", f"{PICTURES}/")
"""What is no page and is mirrored as it is."""
_ADDRESS = re.compile(r'(?P<name>href|src|action)="(?P<address>/[^"]*)"')
_DRAWN = re.compile(r'href="/static/(?P<file>[a-z]+)\.svg#')
"""A part of a drawing that a page uses."""
_SCRIPT = re.compile(r'<script type="module"[^>]*></script>')
"""Scripts ask the graph, which a mirror does not have; every page works without them."""


@dataclass(slots=True)
class Mirror:
    """Writes the pages of an application as files. root: the hub's public address; language: a tag of `LANGUAGES`."""

    app: ASGIApp
    root: str
    language: str = "en"
    faults: list[str] = field(default_factory=list)
    """Addresses that could not be made."""

    async def write(self, folder: Path) -> int:
        """Write all files; how many pages there are. Raises `OSError`."""
        shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
        for name, picture in pictures().items():
            _copy(picture, folder / PICTURES.strip("/") / name)
        waiting, seen = deque(["/"]), {"/"}
        while waiting:
            address = waiting.popleft()
            status, text = await self._page(address)
            if status != HTTPStatus.OK:
                self.faults.append(address)
                continue
            path = folder / file_of(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.rewritten(text, address), encoding="utf-8")
            found = {unescape(match["address"]).partition("#")[0] for match in _ADDRESS.finditer(text)}
            fresh = sorted(one for one in found - seen if is_mirrored(one))
            seen.update(fresh)
            waiting.extend(fresh)
        return len(seen) - len(self.faults)

    def rewritten(self, text: str, address: str) -> str:
        """A page with its links to other files relative to its own, and all others to the hub."""
        here = str(PurePosixPath(file_of(address)).parent)

        def link(match: re.Match[str]) -> str:
            target, _, part = unescape(match["address"]).partition("#")
            is_file = target.startswith(_FILES) or (is_mirrored(target) and match["name"] != "action")
            there = relpath(file_of(target), here) if is_file else f"{self.root}{target}"
            return f'{match["name"]}="{escape(there + (f"#{part}" if part else ""))}"'

        return _ADDRESS.sub(link, _with_drawings(_SCRIPT.sub("", text)))

    async def _page(self, address: str) -> tuple[int, str]:
        """The status and text of a page, asked of the application itself."""
        headers = {"accept": "text/html", "accept-language": self.language, "host": urlsplit(self.root).netloc}
        sent: list[Message] = []
        unread: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            # a client that has sent all and stays says nothing more; who waits for it to leave must not be kept busy
            return unread.pop() if unread else await asyncio.Future()

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(_scope(address, headers), receive, send)
        body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
        return int(sent[0]["status"]), body.decode()


def _with_drawings(text: str) -> str:
    """A page that holds the drawings of which it uses parts: browsers take no parts of other files for pages
    that are opened from a disk.
    """
    files = sorted({match["file"] for match in _DRAWN.finditer(text)})
    return _DRAWN.sub(r'href="#\g<file>-', text).replace("<body>", f"<body>\n{''.join(map(_sprite, files))}", 1)


@cache
def _sprite(file: str) -> str:
    drawing = (STATIC / f"{file}.svg").read_text(encoding="utf-8").replace(' id="', f' id="{file}-')
    return drawing.replace("<svg ", '<svg class="unseen" aria-hidden="true" ', 1)


def is_mirrored(address: str) -> bool:
    """Whether a file can answer an address of the hub."""
    parts = urlsplit(address)
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    # pages have no suffix; downloads, feeds and files for programs have
    is_page = not parts.path.startswith(_OF_THE_HUB) and not PurePosixPath(parts.path).suffix
    return is_page and (names in _FOLLOWED or (parts.path == "/timeline" and names == {"year"}))


def file_of(address: str) -> str:
    """The file for an address, relative to the mirror: `organisations/index.html`,
    `news/after-1a2b3c4d5e6f.html`, `static/hub.css`.
    """
    parts = urlsplit(address)
    path = unquote(parts.path).strip("/")
    if parts.path.startswith(_FILES):
        return path
    pairs = parse_qsl(parts.query)
    # cursors are long, and not every file system tells capitals from small letters
    name = f"{pairs[0][0]}-{sha256(pairs[0][1].encode()).hexdigest()[:12]}" if pairs else "index"
    return f"{path}/{name}.html".lstrip("/")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _scope(address: str, headers: Mapping[str, str]) -> Message:
    """A GET in the terms of ASGI (https://asgi.readthedocs.io/en/latest/specs/www.html)."""
    parts = urlsplit(address)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("localhost", 80),
        "client": None,
    }
