"""Feeds: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1, recognised by content."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.formats.feed.json_items import json_items
from loaders.formats.feed.xml_items import Item, xml_items
from loaders.manifest_model import Expression, Keeps, RecordMapping
from loaders.rows import Finding, Format, Removal, Row
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
    """Items of feeds; Joinup's title prefixes distinguish news, events and solutions. Authors are people and not read."""

    name = "feed"
    description = (
        "RSS 2.0, RSS 1.0, Atom (RFC 4287) or JSON Feed 1.1; titles may carry Joinup's prefixes such as `News: `."
    )
    mapping: tuple[RecordMapping, ...] = (
        RecordMapping(kind="news-item", when="type", url="link", fields=_FIELDS | _NEWS),
        RecordMapping(kind="event", when="kind == 'Event'", url="link", fields=_FIELDS),
        RecordMapping(kind="product", when="kind == 'Solution'", url="link", fields=_FIELDS),
    )
    options: Mapping[str, str] = {"prefixes": "Whether titles carry prefixes of kinds; default: true."}
    keeps: Keeps = "all"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding | Removal]:
        """One row per item in file order; the key is the item's canonical link, else its id."""
        try:
            yield from _rows(file.read_bytes(LIMIT), file.path, options)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)


def _rows(content: bytes, path: str, options: Mapping[str, Any]) -> Iterator[Row | Finding | Removal]:
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    items = json_items(decoded(content, path)) if is_json else xml_items(xml_text(content, path))
    prefixes = () if options.get("prefixes") is False else PREFIXES
    whole: list[Item] = []
    for item in items:
        if isinstance(item, Finding | Removal):
            yield item
        else:
            whole.append(item)
    repeated = _later_items(whole)
    for position, item in enumerate(whole):
        yield _row(item, prefixes, is_later=position in repeated)


def _row(placed: Item, prefixes: tuple[str, ...], *, is_later: bool) -> Row | Finding:
    line, column, item = placed
    kind, title = _kind_and_title(item.pop("title") or "", prefixes)
    link = url(item["link"]).value
    key = link or item["id"]
    if not (key or title):
        return Finding(IssueCode.ROW_SHAPE, "An item has neither title nor link.", line, column)
    key = f"{key}#{item['published']}" if is_later else key
    return Row({"title": title, "kind": kind, "type": NEWS_TYPES.get(kind), **item}, line=line, column=column, key=key)


def _kind_and_title(title: str, prefixes: tuple[str, ...]) -> tuple[str, str]:
    prefix, colon, rest = title.partition(":")
    return (prefix, rest.strip()) if colon and prefix in prefixes else ("", title)


def _later_items(items: list[Item]) -> set[int]:
    """Positions of items that share their link with an item published earlier: a change log links one page many times."""
    first: dict[str, tuple[str, int]] = {}
    for position, (*_, item) in enumerate(items):
        mark = (item["published"] or "", position)
        first[_page(item)] = min(mark, first.get(_page(item), mark))
    return {position for position, (*_, item) in enumerate(items) if (item["published"] or "") > first[_page(item)][0]}


def _page(item: dict[str, Any]) -> str:
    return url(item["link"]).value or item["id"] or ""


FORMAT: Format = Feed()
