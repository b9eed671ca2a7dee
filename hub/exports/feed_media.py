"""Feeds of a selection: Atom (RFC 4287) with what was withdrawn (RFC 6721), RSS 2.0 and JSON Feed 1.1.

What changed last comes first.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from typing import Any

import orjson

from hub.exports.edition import Edition, Medium
from hub.exports.markup import one_language, xml_safe, xml_text
from hub.exports.tabular import Head, RowTable, as_stated, plain

LENGTH = 100
"""Entries of a feed."""
_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing in a feed. address: its id, in this hub; link: its own page, where it has one; moments in ISO 8601."""

    address: str
    title: str
    link: str
    updated: str
    published: str
    language: str
    summary: str
    topics: list[str]
    authors: list[str]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "FeedEntry":
        """A row of `Edition.latest`."""
        language, summary = one_language(row["description"])
        stated = as_stated(row, "published")
        # a day, month or year that is all a source states is no moment
        published = f"{stated}T00:00:00Z" if stated and len(stated) == len("2026-01-01") else row["created_at"]
        return cls(
            row["uri"],
            row["name"],
            row["url"] or row["uri"],
            row["updated_at"],
            published,
            language,
            summary,
            row["topics"] or [],
            row["sources"],
        )


async def _first(table: RowTable | None) -> list[dict[str, Any]]:
    """The first rows of a table, read as one page."""
    if table is None:
        return []
    async for page in table.pages():
        rows = islice(page, LENGTH)
        return [{c.name: plain(c, v) for c, v in zip(table.columns, row, strict=True)} for row in rows]
    return []


def _updated(head: Head, entries: list[FeedEntry]) -> str:
    return max((entry.updated for entry in entries), default=head.changed)


async def _atom(edition: Edition) -> AsyncIterator[bytes]:
    head, entries = edition.head, [FeedEntry.of(row) for row in await _first(edition.latest)]
    rights = "; ".join(f"{source.attribution}: {source.licence}" for source in head.sources)
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{_ATOM}"'
        f' xmlns:at="{_TOMBSTONES}">\n<id>{xml_text(head.list_address)}</id>\n<title>{xml_text(head.name)}</title>\n'
        f"<updated>{_updated(head, entries)}</updated>\n<link"
        f' rel="self" type="application/atom+xml" href="{xml_text(head.address)}"/>\n<link rel="alternate"'
        f' type="text/html" href="{xml_text(head.list_address)}"/>\n<rights>{xml_text(rights)}</rights>\n'
    ).encode()
    yield "".join(map(_atom_entry, entries)).encode()
    for row in await _first(edition.withdrawn):
        yield f'<at:deleted-entry ref="{xml_text(head.root + row["id"])}" when="{row["at"]}"/>\n'.encode()
    yield b"</feed>\n"


def _atom_entry(entry: FeedEntry) -> str:
    authors = "".join(f"<author><name>{xml_text(name)}</name></author>" for name in entry.authors)
    topics = "".join(f'<category term="{xml_text(topic)}"/>' for topic in entry.topics)
    summary = (
        f'<summary xml:lang="{xml_text(entry.language)}">{xml_text(entry.summary)}</summary>' if entry.summary else ""
    )
    return (
        f"<entry><id>{xml_text(entry.address)}</id><title>{xml_text(entry.title)}</title>"
        f'<link rel="alternate" href="{xml_text(entry.link)}"/><updated>{entry.updated}</updated>'
        f"<published>{entry.published}</published>{authors}{topics}{summary}</entry>\n"
    )


async def _rss(edition: Edition) -> AsyncIterator[bytes]:
    head, entries = edition.head, [FeedEntry.of(row) for row in await _first(edition.latest)]
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="{_ATOM}"><channel>\n'
        f"<title>{xml_text(head.name)}</title><link>{xml_text(head.list_address)}</link>"
        f"<description>{xml_text(head.name)}</description>"
        f'<atom:link rel="self" type="application/rss+xml" href="{xml_text(head.address)}"/>'
        f"<lastBuildDate>{_rfc822(_updated(head, entries))}</lastBuildDate>\n"
    ).encode()
    yield "".join(map(_rss_item, entries)).encode()
    yield b"</channel></rss>\n"


def _rss_item(entry: FeedEntry) -> str:
    topics = "".join(f"<category>{xml_text(topic)}</category>" for topic in entry.topics)
    # a reader shows a description as HTML, which ours is not: it is escaped once more
    return (
        f'<item><guid isPermaLink="true">{xml_text(entry.address)}</guid><title>{xml_text(entry.title)}</title>'
        f"<link>{xml_text(entry.link)}</link><pubDate>{_rfc822(entry.published)}</pubDate>"
        f"{topics}<description>{xml_text(xml_text(entry.summary))}</description></item>\n"
    )


def _rfc822(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment))


async def _json_feed(edition: Edition) -> AsyncIterator[bytes]:
    head, entries = edition.head, [FeedEntry.of(row) for row in await _first(edition.latest)]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.name,
        "home_page_url": head.list_address,
        "feed_url": head.address,
        "_hub": head.stated(),
        "items": [_json_item(entry) for entry in entries],
    }
    yield orjson.dumps(feed)


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    members = {
        "id": entry.address,
        "url": entry.link,
        "title": entry.title,
        "content_text": xml_safe(entry.summary or entry.title),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "tags": entry.topics,
        "authors": [{"name": name} for name in entry.authors],
    }
    return {name: value for name, value in members.items() if value}


ATOM = Medium("atom", "atom", "application/atom+xml", "Atom", _atom)
RSS = Medium("rss", "rss", "application/rss+xml", "RSS", _rss)
JSON_FEED = Medium("jsonfeed", "jsonfeed", "application/feed+json", "JSON Feed", _json_feed)
