"""Feeds: what Joinup's titles tell, what is never kept, and what malformed documents cost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats.feed import FORMAT
from loaders.rows import Finding, Removal, Row
from loaders.source import SourceFile

EXAMPLES = Path(__file__).parent / "examples" / "feed"


def read(root: Path, path: str, **options) -> list[Row | Finding]:
    return list(FORMAT.rows(SourceFile(root, path), options))


def rows(root: Path, path: str, **options) -> list[Row]:
    return [entry for entry in read(root, path, **options) if isinstance(entry, Row)]


@pytest.fixture
def joinup():
    return rows(EXAMPLES, "good-joinup.xml")


def feed_of(items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def found(tmp_path: Path, content: bytes, name: str = "feed.xml") -> tuple[list[Row], list[tuple[str, int | None]]]:
    (tmp_path / name).write_bytes(content)
    entries = read(tmp_path, name)
    return [one for one in entries if isinstance(one, Row)], [
        (one.code.value, one.line) for one in entries if isinstance(one, Finding)
    ]


def test_a_title_prefix_tells_the_kind_and_leaves_the_title(joinup):
    assert [(row.values["kind"], row.values["type"], row.values["title"]) for row in joinup] == [
        ("News", "news", "Towns share their code: a report"),
        ("Event", None, "Open source day"),
        ("Solution", None, "Form builder"),
        ("Custom page", "page", "About"),
        ("", "news", "Webinar: not a known prefix"),
    ]


def test_prefixes_stay_where_the_source_says_they_are_none():
    assert rows(EXAMPLES, "good-joinup.xml", prefixes=False)[1].values["title"] == "Event: Open source day"


def test_each_item_has_its_own_line(joinup):
    assert [row.line for row in joinup] == [8, 17, 22, 27, 32]


def test_the_key_is_the_id_or_else_the_canonical_link_with_the_date(joinup):
    assert (
        joinup[0].key
        == "https://interoperable-europe.ec.europa.eu/collection/example/news/towns-share#2025-11-04T09:00:00+01:00"
    )
    assert joinup[4].key == "urn:example:5"


def test_an_item_is_plain_values_without_markup(joinup):
    values = joinup[0].values
    assert values["summary"] == "Three towns & one repository."
    assert values["description"] == {"en": "Three towns & one repository."}
    assert values["published"] == "2025-11-04T09:00:00+01:00"
    assert values["categories"] == ["sharing"]
    assert values["image"] == "https://example.org/picture.png"


@pytest.mark.parametrize("name", ["good-joinup.xml", "good-atom.xml", "good.json"])
def test_authors_are_persons_and_not_read(name):
    assert "A person" not in repr(rows(EXAMPLES, name))


def test_an_atom_entry_has_its_language_and_documents():
    (row,) = rows(EXAMPLES, "good-atom.xml")
    assert (row.values["title"], row.values["language"], row.values["categories"]) == ("Ny udgave", "da", ["Udgivelse"])
    assert row.values["enclosures"] == [{"url": "https://example.dk/nyt/1.pdf", "type": "application/pdf"}]
    assert (row.values["summary"], row.values["content"], row.values["published"]) == (
        "Kort",
        "Langt",
        "2025-11-04T09:00:00+01:00",
    )


def test_a_json_feed_gives_its_items_with_their_lines():
    first, second = rows(EXAMPLES, "good.json")
    assert (first.line, first.key, first.values["description"]) == (6, "https://example.fr/1#1", {"fr": "Un texte"})
    assert (second.line, second.values["kind"], second.values["title"]) == (8, "News", "Deux")


def test_a_json_feed_is_read_as_any_json_document(tmp_path):
    content = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": NaN, "items": [\n{"id": "1", "title": "A", "title":'
        ' "B"}]}'
    )
    entries, findings = found(tmp_path, content.encode(), "feed.json")
    assert [row.values["title"] for row in entries] == ["A"]
    assert findings == [("value-invalid", 1), ("field-duplicate", 2)]


def test_a_json_feed_that_breaks_off_gives_the_place_and_no_item(tmp_path):
    content = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "A"},\n{"id": "2", "ti'
    assert found(tmp_path, content.encode(), "feed.json") == ([], [("syntax", 2)])


DAY = "<pubDate>{0} Feb 2020 10:00:00 +0000</pubDate>"


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("<link>https://a.example/Log/</link><guid>https://a.example/Log</guid>", "https://a.example/Log"),
        ("<link>https://a.example/log</link><guid isPermaLink='false'>tag:log-14</guid>", "tag:log-14"),
        ("<link>https://a.example/log</link><guid isPermaLink='false'>14</guid>", "https://a.example/log#14"),
        ("<guid isPermaLink='false'>14</guid>", "14"),
        ("<link>https://a.example/log</link>" + DAY.format(14), "https://a.example/log#2020-02-14T10:00:00+00:00"),
        ("<link>https://a.example/log</link>", "https://a.example/log#A title"),
        (DAY.format(14), "A title#2020-02-14T10:00:00+00:00"),
        ("", "A title"),
    ],
)
def test_a_key_is_made_of_the_item_alone(tmp_path, item, key):
    entries, _ = found(tmp_path, feed_of(f"<item><title>A title</title>{item}</item>"))
    assert [row.key for row in entries] == [key]


@given(st.permutations(range(5)), st.integers(1, 5))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_neighbours_and_order_change_no_key(tmp_path, order, length):
    item = "<item><title>Poll {0}</title><link>https://a.example/polls</link>{1}</item>"
    chosen = list(order)[:length]
    shown = "".join(item.format(number, DAY.format(10 + number) if number else "") for number in chosen)
    entries, _ = found(tmp_path, feed_of(shown))
    assert {row.values["title"]: row.key for row in entries} == {
        f"Poll {number}": f"https://a.example/polls#{f'2020-02-1{number}T10:00:00+00:00' if number else 'Poll 0'}"
        for number in chosen
    }


def test_a_malformed_item_costs_itself(tmp_path):
    entries, findings = found(tmp_path, (EXAMPLES / "bad-malformed.xml").read_bytes())
    assert [row.values["title"] for row in entries] == ["Whole", "After"]
    assert findings == [("syntax", 3), ("syntax", 3)]


@pytest.mark.parametrize(
    ("text", "title"), [("A & B", "A & B"), ("caf&eacute;", "café"), ("a&nbsp;b", "a b"), ("R&D; x", "R&D; x")]
)
def test_stray_ampersands_and_html_entities_are_corrected(tmp_path, text, title):
    entries, findings = found(
        tmp_path, feed_of(f"\n<item><title>{text}</title><link>https://example.org</link></item>")
    )
    assert [row.values["title"] for row in entries] == [title]
    assert findings == [("syntax", 2)]


def test_a_cut_off_feed_keeps_its_whole_items(tmp_path):
    content = (EXAMPLES / "good-joinup.xml").read_bytes()
    entries, findings = found(tmp_path, content[: content.index(b"Form builder")])
    assert [row.values["title"] for row in entries] == ["Towns share their code: a report", "Open source day"]
    assert findings[-1] == ("syntax", 22)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>\n<rss version="2.0"/>',
        b'<rss version="2.0"><!DOCTYPE x><channel>',
        b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss version="2.0"/>',
    ],
)
def test_a_document_type_refuses_the_file(tmp_path, content):
    assert found(tmp_path, content) == ([], [("entity-refused", 1)])


def test_a_document_type_within_text_is_text(tmp_path):
    entries, findings = found(
        tmp_path,
        feed_of(
            "<item><title>a</title><link>https://a.example</link><description><![CDATA[<!DOCTYPE"
            " html>x]]></description></item>"
        ),
    )
    assert (len(entries), findings) == (1, [])


def test_a_tombstone_says_what_was_deleted(tmp_path):
    content = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"'
        b' xmlns:at="http://purl.org/atompub/tombstones/1.0">\n<at:deleted-entry when="2025-01-01T00:00:00Z"'
        b' ref="tag:x.example,2025:a&amp;b"/></feed>'
    )
    (tmp_path / "feed.xml").write_bytes(content)
    assert read(tmp_path, "feed.xml") == [Removal("tag:x.example,2025:a&b")]


def test_a_feed_in_a_declared_single_byte_encoding_is_read(tmp_path):
    content = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<rss'
        ' version="2.0"><channel><item><title>Kæmner</title><link>https://a.example</link></item></channel></rss>'
    )
    entries, findings = found(tmp_path, content.encode("latin-1"))
    assert ([row.values["title"] for row in entries], findings) == (["Kæmner"], [])


def test_an_address_instead_of_a_feed_is_not_fetched(tmp_path):
    assert found(tmp_path, b"http://127.0.0.1:9/feed.xml") == ([], [("syntax", 1)])


@pytest.mark.parametrize("content", [b"<a>" * 100_000, b'{"items": ' + b"[" * 100_000])
def test_endless_nesting_is_a_finding(tmp_path, content):
    assert found(tmp_path, content)[1] == [("nesting-too-deep", 1)]


PIECES = [
    "<rss version='2.0'>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "&",
    "<![CDATA[",
    "]]>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "<link href='",
    "'/>",
    "<!--",
    "-->",
    "\n",
    "{",
    '"items":[',
    "x",
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.one_of(st.binary(), st.lists(st.sampled_from(PIECES), max_size=30).map(lambda parts: "".join(parts).encode()))
)
def test_no_content_raises_and_every_row_has_a_line(tmp_path, content):
    (tmp_path / "any.xml").write_bytes(content)
    assert all(entry.line for entry in read(tmp_path, "any.xml"))


def test_a_feed_that_is_cut_off_costs_an_error_so_that_what_it_held_before_is_kept(seeds):
    item = "<item><title>{0}</title><link>https://a.example.org/{0}</link></item>"
    feed = f"<rss version='2.0'><channel><title>F</title>{item.format('a')}{item.format('b')}</channel></rss>"
    seeds.write("feed.xml", feed[: feed.index("/b</link>")])
    seeds.manifest({"path": "feed.xml", "format": "feed"})
    read = seeds.read()
    assert [record.values["name"] for record in read.records] == ["a"]
    assert [issue.message for issue in read.issues if issue.severity == "error"] == [
        "The feed has no end: it seems to be cut off.",
        "An item is not well-formed and is left out.",
    ]
