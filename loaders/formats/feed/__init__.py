"""Feeds: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1, recognised by content."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.formats import option_checks
from loaders.formats.feed.json_items import json_items
from loaders.formats.feed.xml_items import Item, xml_items
from loaders.manifest_model import Expression, Keeps, RecordMapping
from loaders.rows import Finding, Format, Option, Removal, Row
from loaders.source import Refused, SourceFile, decoded
from loaders.xml_safety import xml_text
from schema.issues import IssueCode
from schema.values.urls import url

LIMIT = 16 * 1024 * 1024
NEWS_TYPES = {"News": "news", "Document": "document", "Discussion": "page", "Custom page": "page", "": "news"}
PREFIXES = (*filter(None, NEWS_TYPES), "Event", "Solution")

_FIELDS: dict[str, Any] = {"name": "title", "url": "link", "description": "description", "topics": "categories"}
_NEWS = {
    "type": Expression(path="type"),
    "published": "published",
    "languages": "language",
    "collection": "collection",
    "image_url": "image",
}


class Feed:
    """Items of feeds; Joinup's title prefixes distinguish news, events and solutions.

    Authors are people and not read.
    """

    name = "feed"
    description = (
        "RSS 2.0, RSS 1.0, Atom (RFC 4287) or JSON Feed 1.1; titles may carry Joinup's prefixes such as `News: `."
    )
    mapping: tuple[RecordMapping, ...] = (
        RecordMapping(kind="news-item", when="type", url="link", fields=_FIELDS | _NEWS),
        RecordMapping(kind="event", when="kind == 'Event'", url="link", fields=_FIELDS),
        RecordMapping(kind="product", when="kind == 'Solution'", url="link", fields=_FIELDS),
    )
    options: Mapping[str, Option] = {
        "prefixes": Option("Whether titles carry prefixes of kinds; default: true.", option_checks.truth)
    }
    keeps: Keeps = "all"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding | Removal]:
        """One row per item in file order; the key is the item's id, else its link with its date."""
        try:
            yield from _rows(file.read_bytes(LIMIT), file.path, options)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)


def _rows(content: bytes, path: str, options: Mapping[str, Any]) -> Iterator[Row | Finding | Removal]:
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    items = json_items(decoded(content, path)) if is_json else xml_items(xml_text(content, path))
    prefixes = () if options.get("prefixes") is False else PREFIXES
    for item in items:
        yield item if isinstance(item, Finding | Removal) else _row(item, prefixes)


def _row(placed: Item, prefixes: tuple[str, ...]) -> Row | Finding:
    line, column, item = placed
    kind, title = _kind_and_title(item.pop("title") or "", prefixes)
    if not (item["link"] or item["id"] or title):
        return Finding(IssueCode.ROW_SHAPE, "An item has neither title nor link.", line, column)
    values = {"title": title, "kind": kind, "type": NEWS_TYPES.get(kind), **item}
    return Row(values, line, column, _key(item, title), former_keys=_former_keys(item))


def _key(item: dict[str, Any], title: str) -> str:
    """The key of an item, made of the item alone: neither neighbours nor order may change it when the feed moves on.

    It is the item's id, in its canonical form if that is its link; without one, as a page may be linked from many
    items, the link or else the title with the date, or the link with the title where there is no date.
    """
    link = url(item["link"]).value
    if item["id"] and (":" in item["id"] or not link):
        return link if link and url(item["id"]).value == link else str(item["id"])
    if item["id"]:  # a mere number, which another feed of the network may have too
        return f"{link}#{item['id']}"
    return "#".join(filter(None, (link or title, item["published"] or (title if link else None))))


def _former_keys(item: dict[str, Any]) -> tuple[str, ...]:
    """Up to version 1.0 an item went by its link, unless an older item of the feed had the same link:
    then its date was added.
    """
    page = url(item["link"]).value or item["id"]
    return tuple(filter(None, (page, page and item["published"] and f"{page}#{item['published']}")))


def _kind_and_title(title: str, prefixes: tuple[str, ...]) -> tuple[str, str]:
    prefix, colon, rest = title.partition(":")
    return (prefix, rest.strip()) if colon and prefix in prefixes else ("", title)


FORMAT: Format = Feed()
