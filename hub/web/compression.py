"""Compression of what people read: pages, styles, scripts, pictures.

Not of answers of the graph and downloads, which are streamed, resumed and asked for by programs; nor of
/review, whose pages hold a key
beside what an address may say: the length of such a page, compressed, gives its secret away byte by byte
(BREACH, CVE-2013-3587).
"""

import gzip

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

_LEVEL = 5
"""Of zlib. A record page is 3 % smaller at 9, in twice the time."""
COMPRESSED = [Middleware(GZipMiddleware, compresslevel=_LEVEL)]
"""The middleware of routes. What is compressed already passes it as it is."""


def compressed(body: bytes) -> bytes:
    """A body as it is kept: the same bytes whenever it is made."""
    return gzip.compress(body, _LEVEL, mtime=0)


def sent(kept: bytes, asked: Headers) -> tuple[bytes, dict[str, str]]:
    """A kept body as a client takes it, and the headers that say how it is packed."""
    if "gzip" not in asked.get("accept-encoding", ""):  # as the middleware reads it
        return gzip.decompress(kept), {}
    return kept, {"content-encoding": "gzip"}
