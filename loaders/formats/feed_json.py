"""Items of JSON Feed 1.1 documents."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Any

from loaders.formats.feed_xml import Item, moment
from loaders.rows import Finding
from schema.issues import IssueCode
from schema.values.plain import text

_VERSION = "https://jsonfeed.org/version/"
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_TRIES = 20
_SPACE = re.compile(r"[\s,]*")


def json_items(document: str) -> Iterator[Item | Finding]:
    """Line, column and values of each item, or a finding that says where the document breaks."""
    try:
        feed = json.loads(document)
    except json.JSONDecodeError as error:
        yield Finding(IssueCode.SYNTAX, f"Not JSON: {error.msg}.", error.lineno, error.colno)
        return
    except (RecursionError, ValueError):
        yield Finding(IssueCode.NESTING_TOO_DEEP, "The document is nested too deeply or holds a number without end.", 1)
        return
    if not str(feed.get("version")).startswith(_VERSION) or not isinstance(feed.get("items"), list):
        yield Finding(IssueCode.SYNTAX, "The document is no JSON Feed: version or items is missing.", 1)
        return
    for (line, column), item in zip(_places(document, len(feed["items"])), feed["items"], strict=True):
        yield (line, column, _item(item, feed)) if isinstance(item, dict) else Finding(IssueCode.ROW_SHAPE, "An item is no object.", line)


def _places(document: str, count: int) -> list[tuple[int, int]]:
    """Lines and columns at which the items start; 1 for all where the list is not found."""
    for match in islice(_ITEMS.finditer(document), _TRIES):
        starts = list(_starts(document, match.end(), count))
        if len(starts) == count:
            breaks = [-1, *(found.start() for found in re.finditer("\n", document))]
            return [(line, start - breaks[line - 1]) for start in starts for line in [bisect_left(breaks, start)]]
    return [(1, 1)] * count


def _starts(document: str, position: int, count: int) -> Iterator[int]:
    decoder = json.JSONDecoder()
    for _ in range(count):
        position = _after_space(document, position)
        try:
            _, end = decoder.raw_decode(document, position)
        except ValueError:
            return
        yield position
        position = end


def _after_space(document: str, position: int) -> int:
    match = _SPACE.match(document, position)
    return match.end() if match else position


def _item(item: dict[str, Any], feed: dict[str, Any]) -> dict[str, Any]:
    language = _string(item.get("language")) or _string(feed.get("language"))
    content = _plain(item.get("content_text")) or _plain(item.get("content_html"))
    summary = _plain(item.get("summary")) or content
    return {
        "title": " ".join((_plain(item.get("title")) or "").split()),
        "link": _string(item.get("url")) or _string(item.get("external_url")),
        "id": _string(item.get("id")),
        "summary": summary,
        "description": {language or "und": summary} if summary else None,
        "content": content,
        "published": moment(_string(item.get("date_published")) or _string(item.get("date_modified"))),
        "updated": moment(_string(item.get("date_modified"))),
        "categories": [tag for tag in _list(item.get("tags")) if isinstance(tag, str)],
        "language": language,
        "collection": _plain(feed.get("title")),
        "enclosures": [
            {"url": part.get("url"), "type": part.get("mime_type")} for part in _list(item.get("attachments")) if isinstance(part, dict)
        ],
        "image": _string(item.get("image")) or _string(item.get("banner_image")),
    }


def _plain(markup: object) -> str | None:
    return text(markup).value if isinstance(markup, str) else None


def _string(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
