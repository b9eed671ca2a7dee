"""Items of JSON Feed 1.1 documents."""

from collections.abc import Iterator
from typing import Any

from loaders.documents import parse_json
from loaders.formats.feed.xml_items import Item, moment
from loaders.rows import Finding
from schema.issues import IssueCode
from schema.values import plain

_VERSION = "https://jsonfeed.org/version/"


def json_items(text: str) -> Iterator[Item | Finding]:
    """Line, column and values of each item after what is wrong with the document.

    Of a document that breaks off nothing is read.
    """
    document = parse_json(text)
    yield from document.findings
    if not document.is_whole():
        return
    feed = document.value
    if (
        not isinstance(feed, dict)
        or not str(feed.get("version")).startswith(_VERSION)
        or not isinstance(feed.get("items"), list)
    ):
        yield Finding(IssueCode.SYNTAX, "The document is not a JSON Feed: version or items is missing.", 1)
        return
    for position, item in enumerate(feed["items"]):
        line, column = document.marks["items", position]
        yield (
            (line, column, _item(item, feed))
            if isinstance(item, dict)
            else Finding(IssueCode.ROW_SHAPE, "An item is not an object.", line)
        )


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
            {"url": part.get("url"), "type": part.get("mime_type")}
            for part in _list(item.get("attachments"))
            if isinstance(part, dict)
        ],
        "image": _string(item.get("image")) or _string(item.get("banner_image")),
    }


def _plain(markup: object) -> str | None:
    return plain.text(markup).value if isinstance(markup, str) else None


def _string(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
