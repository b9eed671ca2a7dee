"""Tricks with markup: what is stored is text, the raw part keeps all, and wherever it goes it is escaped."""

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from schema.values.html_markup import _HTML, without_markup
from tests.hub.web.conftest import Page

TRICKS = [
    "<object data='javascript:alert(1)'>x</object>", "<form action=//evil.example><input name=a></form>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>",
    "<SCRIPT/SRC=//evil.example>", "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT >", "<!-- <script> -->", "<!--><script>alert(1)</script-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;img src=x onerror=alert(1)&amp;gt;", "&#60;iframe src=javascript:alert(1)&#62;", "&#x3c;math&#x3e;", "<<script>script>alert(1)</script>",
    "<img src=x onerror=alert(1)//", "<a href='javas\tcript:alert(1)'>x</a>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.example>",
    "<isindex type=image src=1 onerror=alert(1)>", "<x onclick=alert(1)>x</x>", "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><script/>", "<textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>", "<plaintext>x", "\x00<script\x00>alert(1)</script>", "\uff1cscript\uff1e", "<scr\u200bipt>alert(1)</scr\u200bipt>",
]  # fmt: skip
PLAIN = [
    "a < b and c > d",
    "List<String>",
    "2<3",
    "AT&T",
    "Fish & Chips",
    "x -> y",
    "<3",
    "R&D <- here",
    "C:\\<name>\\x",
    "a<b",
    "if a<b and b<c",
    "1<x<9",
    "</dev/null",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_leaves_a_tag(trick):
    text = without_markup(f"before {trick} after")
    assert text.startswith("before")
    assert is_text(text)


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_only_looks_like_markup_stays(text):
    assert without_markup(text) == text


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        ("<![CDATA[Hello world]]>", "Hello world"),
        ("<![CDATA[Hello <b>world</b>]]> and <![CDATA[all]]>", "Hello world and all"),
        ("&lt;![CDATA[Hello]]&gt;", "Hello"),
        ("rows[columns[0]]>1", "rows[columns[0]]>1"),
    ],
)
def test_text_comes_out_of_the_wrapping_of_xml(wrapped, text):
    assert without_markup(wrapped) == text


PIECES = st.lists(
    st.one_of(
        st.sampled_from([*TRICKS, "<", ">", "&", "&lt;", "&amp;", "</", "<!", "=", '"', "'", "/"]), st.text(max_size=4)
    ),
    max_size=8,
).map("".join)


@given(PIECES)
def test_cleaned_text_has_no_tags_and_stays_as_it_is(text):
    cleaned = without_markup(text)
    assert is_text(cleaned)
    assert without_markup(cleaned) == cleaned


class Tags(HTMLParser):
    """All in a text that HTML would not show as text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in _HTML or attrs else []

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the parser calls it so
        self.found.append("a comment")

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002
        self.found.append("a declaration")

    def handle_pi(self, data: str) -> None:  # noqa: ARG002
        self.found.append("an instruction")


def is_text(text: str) -> bool:
    """Whether nothing of a text would be taken for an element of HTML, a comment, or a tag with attributes."""
    return not Tags(text).found


async def test_exports_and_pages_show_tricks_as_text_and_raw_keeps_them(sqlite_store, hub_seeds):
    rows = [
        {"key": str(number), "name": f"Product {number}", "description": trick} for number, trick in enumerate(TRICKS)
    ]
    rows += [{"key": f"plain {number}", "name": f"Plain {text}"} for number, text in enumerate(PLAIN)]
    await load(sqlite_store, hub_seeds.write("alpha", {"product": rows}))
    stored = await sqlite_store.fetch_rows("SELECT raw FROM record ORDER BY id")
    assert any("<svg onload=alert(1)>" in row[0] for row in stored)
    app = create_app(Settings(database_url=str(sqlite_store.url)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        for path in ("/products", "/products/product-3", "/search?q=product"):
            page = (await client.get(path, headers={"accept": "text/html"})).text
            elements = Page(page).elements
            named = [(name, value or "") for element in elements for name, value in element.attributes.items()]
            assert not [
                name for name, value in named if name.startswith("on") or value.strip().startswith("javascript:")
            ]
            assert not [one for one in elements if one.tag in {"object", "iframe", "base", "plaintext"}]
            assert not [
                one for one in elements if one.tag == "script" and "src" not in one.attributes and "alert" in one.text
            ]
        for path in ("/products.atom", "/products.rss"):
            answer = await client.get(path)
            if answer.status_code == 200:
                ET.fromstring(answer.text)  # noqa: S314 - our own
        csv = (await client.get("/products.csv")).text
        assert "<script" not in csv
        assert not [
            cell for line in csv.splitlines() for cell in line.split(",") if cell.startswith(("=", "@", "+cmd"))
        ]
