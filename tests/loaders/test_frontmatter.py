import pytest

from loaders import markdown
from loaders.formats.frontmatter import FORMAT
from loaders.rows import Finding, Row
from loaders.source import SourceFile


@pytest.fixture
def page(tmp_path):
    def read(content, name="page.md"):
        (tmp_path / name).write_text(content)
        found = list(FORMAT.rows(SourceFile(tmp_path, name), {}))
        return next(entry for entry in found if isinstance(entry, Row)), [
            entry for entry in found if isinstance(entry, Finding)
        ]

    return read


def test_a_page_is_one_row_of_its_head_and_what_its_text_shows(page):
    row, findings = page(
        "---\ntitle: T\nversion: 1.10\n---\n# Heading\n\nA **bold** [word](https://example.org/a).\n",
        "2021-03-04-a-page.md",
    )
    assert row.values == {
        "title": "T",
        "version": "1.10",
        "body": "# Heading\n\nA **bold** [word](https://example.org/a).",
        "excerpt": "A bold word.",
        "links": ["https://example.org/a"],
        "bullets": {},
        "file_date": "2021-03-04",
        "file_slug": "a-page",
    }
    assert not findings


def test_places_in_the_head_count_from_the_top_of_the_file(page):
    row, findings = page("---\ntitle: T\nlink:\n  - x\ntitle: U\n---\n")
    assert row.locate(("link", 0)) == (4, 5)
    assert [(finding.code.value, finding.line) for finding in findings] == [("field-duplicate", 5)]
    assert row.values["title"] == "T"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("# First #\n## Second\n", "First"),
        ("---\ntitle: Head\n---\n# First\n", "Head"),
        ("A [link](https://a.example)\n", None),
        ("```\n# not one\n```\n# One\n", "One"),
    ],
)
def test_the_first_heading_stands_in_for_a_missing_title(page, content, title):
    assert page(content)[0].values.get("title") == title


def test_a_head_of_toml_is_read(page):
    row, findings = page('+++\ntitle = "T"\ndate = 2024-05-31T10:00:00Z\n[extra]\nday = 2024-05-31\n+++\nBody\n')
    assert (row.values["title"], row.values["date"], row.values["extra"]) == (
        "T",
        "2024-05-31T10:00:00+00:00",
        {"day": "2024-05-31"},
    )
    assert not findings


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("---\ntitle: [\n---\nBody\n", None),
        ("---\ntitle: OS2: møde\ndate: 2030-05-31\nlink: https://os2.example\n---\n# Møde\n", 2),
        ("---\ntitle: T\ndate: 2030-05-31\nlink: [\n---\nBody\n", None),
        ("+++\ntitle = 1\nx\n+++\nBody\n", 3),
        ("---\n- a\n---\nBody\n", 2),
        ("---\ntitle:T\n---\n# Heading\n", 2),
        ("---\ntitle: T\n", 1),
        ("+++\na=" + "[" * 5000 + "\n+++\n", None),
    ],
)
def test_a_page_whose_head_is_broken_is_reported_and_gives_no_row(tmp_path, content, line):
    (tmp_path / "page.md").write_text(content)
    found = list(FORMAT.rows(SourceFile(tmp_path, "page.md"), {}))
    assert {entry.code.value for entry in found} == {"syntax"}
    assert line is None or found[-1].line == line


@pytest.mark.parametrize("content", ["---\n---\n# Heading\n", "---\n# title: T\n---\n# Heading\n"])
def test_an_empty_head_is_whole(page, content):
    row, findings = page(content)
    assert row.values["title"] == "Heading"
    assert not findings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Only text.\n", "The page does not begin with a `---` head."),
        ("[]\n", "The page does not begin with a `---` head."),
        ("<!DOCTYPE html>\n<h1>Sign in</h1> <a href='https://a.example'>a</a>\n", "The file is a web page."),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n",
            "The file is a git-lfs pointer; its content is missing.",
        ),
        (
            "<<<<<<< HEAD\n---\ntitle: A\n=======\n---\ntitle: B\n>>>>>>> main\n---\n",
            "The file contains a merge conflict.",
        ),
        ("# Title\0\0\n", "The file contains NUL bytes: it is not text."),
    ],
)
def test_a_file_that_is_no_page_is_reported_as_what_it_is_and_gives_no_row(tmp_path, content, message):
    (tmp_path / "page.md").write_text(content)
    (finding,) = FORMAT.rows(SourceFile(tmp_path, "page.md"), {})
    assert (finding.code.value, finding.message, finding.line, finding.severity) == ("syntax", message, 1, None)
    assert finding.hint


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("# H\n\n> quote\n\n- item\n\nFirst line\nsecond line.\n\nLater.", "First line second line."),
        ("![logo](x.png)\n\n<div>Text</div>", "Text"),
        ("{% include x %}\n\n{{ x }} Text `code` and _more_ snake_case_word", "Text code and more snake_case_word"),
        ("| a | b |\n\n1. one\n", None),
    ],
)
def test_the_excerpt_is_the_first_paragraph_without_markup(text, excerpt):
    assert markdown.excerpt(markdown.lines_outside_code(text)) == excerpt


def test_links_are_absolute_addresses_in_order_without_repeats():
    text = (
        "See [a](https://a.example.org/x_(y)), <https://b.example.org>, https://c.example.org/."
        " [a](https://a.example.org/x_(y)) [r](/relative)"
    )
    assert markdown.links(text) == ["https://a.example.org/x_(y)", "https://b.example.org", "https://c.example.org/"]


def test_labelled_lines_are_bullets():
    lines = [
        "- **Website:** [NumPy](https://numpy.org/)",
        "- Country: Denmark",
        "**Since**: 2012",
        "* text without label",
        "- **Website:** other",
        "**Bold** start",
        "- *OSPO*: Yes",
    ]
    assert markdown.bullets(lines) == {
        "Website": "https://numpy.org/",
        "Country": "Denmark",
        "Since": "2012",
        "OSPO": "Yes",
    }
