"""Items of RSS and Atom documents, read by feedparser from memory: nothing is fetched, no entity is expanded."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from loaders.formats.feed.recovery import readable
from loaders.rows import Finding, Removal
from schema.issues import IssueCode
from schema.values.plain import text

Item = tuple[int, int, dict[str, Any]]

_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def xml_items(document: str) -> Iterator[Item | Finding | Removal]:
    """Line, column and values of each item, and what the feed says was deleted.

    What is malformed costs a warning with its place, and what can be read is read.
    """
    feed = readable(document)
    yield from feed.findings
    if not feed.text:
        return
    parsed = _parsed(feed.text)
    if not parsed.get("version"):
        yield Finding(IssueCode.SYNTAX, "The document is not an RSS or Atom feed.", 1)
        return
    yield from (Removal(ref) for ref in feed.tombstones)
    for position, entry in enumerate(parsed["entries"]):
        line, column = feed.places[min(position, len(feed.places) - 1)] if feed.places else (1, 1)
        yield line, column, _item(entry, parsed["feed"])


def _parsed(document: str) -> Any:
    import feedparser  # noqa: PLC0415 - slow to import

    content = BytesIO(document.encode("utf-8", "replace"))
    try:
        return feedparser.parse(content, response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, AssertionError, TypeError, AttributeError, RecursionError):
        return {}


def _item(entry: Any, feed: Any) -> dict[str, Any]:
    language = entry.get("language") or (entry.get("title_detail") or {}).get("language") or feed.get("language")
    updated = dict.get(entry, "updated")
    content = _plain(" ".join(part.get("value") or "" for part in entry.get("content") or ()))
    summary = _plain(entry.get("summary")) or content
    return {
        "title": " ".join((_plain(entry.get("title")) or "").split()),
        "link": _absolute(entry.get("link"), feed),
        "id": entry.get("id"),
        "summary": summary,
        "description": {language or "und": summary} if summary else None,
        "content": content,
        "published": moment(entry.get("published") or updated),
        "updated": moment(updated),
        "categories": [
            tag.get("label") or tag.get("term")
            for tag in entry.get("tags") or ()
            if tag.get("label") or tag.get("term")
        ],
        "language": language,
        "collection": _plain(feed.get("title")),
        "enclosures": [
            {"url": link.get("href"), "type": link.get("type")}
            for link in entry.get("links") or ()
            if link.get("rel") == "enclosure"
        ],
        "image": _absolute(_image(entry), feed),
    }


def _plain(markup: object) -> str | None:
    return text(markup).value


def _image(entry: Any) -> str | None:
    media = [*(entry.get("media_thumbnail") or ()), *(entry.get("media_content") or ())]
    pictures = [
        part.get("url") for part in media if str(part.get("medium") or part.get("type") or "image").startswith("image")
    ]
    enclosed = [link.get("href") for link in entry.get("links") or () if str(link.get("type")).startswith("image/")]
    return next(filter(None, [*pictures, (entry.get("image") or {}).get("href"), *enclosed]), None)


def _absolute(link: str | None, feed: Any) -> str | None:
    try:
        return urljoin(feed.get("link") or "", link) if link else None
    except ValueError:
        return link


def moment(date: str | None) -> str | None:
    """An RFC 822 or ISO 8601 date-time as ISO 8601 with the offset it states; what is neither stays as it is."""
    if not date:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(date.strip()).isoformat()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return date
