"""Compression of what people read: pages, styles, scripts, pictures.

Not of answers of the graph and downloads, which are streamed, resumed and asked for by programs; nor of /review, whose pages hold a key
beside what an address may say: the length of such a page, compressed, gives its secret away byte by byte (BREACH, CVE-2013-3587).
"""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

_LEVEL = 5
"""Of zlib. A record page is 3 % smaller at 9, in twice the time."""
COMPRESSED = [Middleware(GZipMiddleware, compresslevel=_LEVEL)]
"""The middleware of routes."""
