"""Bodies of responses, bounded while they arrive: bytes as sent and as unpacked, whole or not at all, text as UTF-8."""

import codecs
import re
import zlib
from collections.abc import AsyncIterator, Mapping

from hub.harvest.fetch_failures import NotFetchedError

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""`wbits` of zlib, by the content coding of HTTP."""
_PIECE = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TEXT = re.compile(r"^(text/|application/(.+\+)?(json|yaml|x-yaml|csv|ld\+json))")
_MARKUP = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


async def bounded_body(pieces: AsyncIterator[bytes], headers: Mapping[str, str], limit: int) -> bytes:
    """The body as its server meant it.

    Raises `NotFetchedError` for one that is too large, cut short or coded in another way.
    """
    coding = headers.get("content-encoding", "identity").strip().lower() or "identity"
    stated = headers.get("content-length", "")
    if coding == "identity" and stated.isdigit() and int(stated) > limit:
        raise NotFetchedError(f"it is {stated} bytes long, more than {limit}")
    if coding == "identity":
        return await _plain(pieces, limit)
    if coding not in _WINDOWS:
        raise NotFetchedError(f"it is encoded as {coding[:40]!r}, which was not asked for")
    return await _unpacked(pieces, zlib.decompressobj(_WINDOWS[coding]), limit)


async def _plain(pieces: AsyncIterator[bytes], limit: int) -> bytes:
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > limit:
            raise NotFetchedError(f"it continues beyond {limit} bytes")
    return bytes(body)


async def _unpacked(pieces: AsyncIterator[bytes], unpacking: "zlib._Decompress", limit: int) -> bytes:
    """Unpacked a piece at a time, so that a bomb is noticed at the limit and not when memory has run out."""
    body = bytearray()
    try:
        async for piece in pieces:
            waiting = piece
            while waiting and not unpacking.eof:
                body += unpacking.decompress(waiting, _PIECE)
                waiting = unpacking.unconsumed_tail
                if len(body) > limit:
                    raise NotFetchedError(f"unpacked, it continues beyond {limit} bytes")
    except zlib.error as error:
        raise NotFetchedError(f"it cannot be unpacked: {error}") from error
    if not unpacking.eof or unpacking.unused_data:
        raise NotFetchedError("the compressed data is cut short, or continues after its end")
    return bytes(body)


def is_html(body: bytes) -> bool:
    """Whether a body is a page for people, as a site shows one where something is missing or somebody is to log in."""
    return _MARKUP.match(body[:2000]) is not None


def as_utf8(body: bytes, content_type: str) -> bytes:
    """A text in UTF-8 whatever its server sent it in; XML states its own encoding.

    Raises `NotFetchedError` where it is not what it says.
    """
    named = _CHARSET.search(content_type)
    if named is None or not _TEXT.match(content_type.strip().lower()):
        return body
    try:
        encoding = codecs.lookup(named[1]).name
        return body if encoding in {"utf-8", "ascii"} and body.decode() is not None else body.decode(encoding).encode()
    except (LookupError, UnicodeError):
        raise NotFetchedError(f"it is not in {named[1][:40]}, as its server says") from None
