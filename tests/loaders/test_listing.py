import os

import pytest

from loaders.globbing import MatchedFile, UnreadableFile, listing, matching

FILES = [
    "a.yml",
    "b.yaml",
    "d/a.yml",
    "d/e/a.yml",
    "d/e/f.csv",
    ".hidden.yml",
    ".well-known/a.yml",
    "d/[x].yml",
    "Ø.yml",
    ".git/config.yml",
]


@pytest.fixture
def folder(tmp_path):
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    return tmp_path


def matched(folder, pattern):
    return [one.file.path for one in matching(pattern, listing(folder)) if isinstance(one, MatchedFile)]


def refused(folder, pattern):
    return [(one.path, one.code.value) for one in matching(pattern, listing(folder)) if isinstance(one, UnreadableFile)]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("a.yml", ["a.yml"]),
        ("./a.yml", ["a.yml"]),
        ("*.yml", ["a.yml", "Ø.yml"]),
        ("*.y*ml", ["a.yml", "b.yaml", "Ø.yml"]),
        ("?.yml", ["a.yml", "Ø.yml"]),
        ("**/*.yml", ["a.yml", "d/[x].yml", "d/a.yml", "d/e/a.yml", "Ø.yml"]),
        ("d/**", ["d/[x].yml", "d/a.yml", "d/e/a.yml", "d/e/f.csv"]),
        ("d/**/a.yml", ["d/a.yml", "d/e/a.yml"]),
        ("**/e/**/*", ["d/e/a.yml", "d/e/f.csv"]),
        ("*/*.yml", ["d/[x].yml", "d/a.yml"]),
        ("d/[[]x].yml", ["d/[x].yml"]),
        ("[!a].yml", ["Ø.yml"]),
        (".hidden.yml", [".hidden.yml"]),
        (".well-known/*", [".well-known/a.yml"]),
        ("**/.git/**", []),
        ("A.yml", []),
        ("d", []),
        ("", []),
    ],
)
def test_a_glob_names_files_in_the_order_of_their_paths(folder, pattern, paths):
    assert matched(folder, pattern) == paths


@pytest.mark.parametrize("pattern", ["../a.yml", "d/../a.yml", "/etc/passwd", "**/../*.yml", "d\\a.yml", "a\0b", ""])
def test_a_path_that_leads_out_is_refused(folder, pattern):
    assert matched(folder, pattern) == []
    assert [code for _, code in refused(folder, pattern)] == ["file-outside"]


def test_links_are_reported_and_not_followed(folder):
    (folder / "d/link.yml").symlink_to(folder / "a.yml")
    (folder / "outside").symlink_to("/etc")
    (folder / "broken.yml").symlink_to("missing")
    assert matched(folder, "**/*.yml") == ["a.yml", "d/[x].yml", "d/a.yml", "d/e/a.yml", "Ø.yml"]
    assert refused(folder, "**/*.yml") == [(path, "file-outside") for path in ("broken.yml", "d/link.yml", "outside")]
    assert refused(folder, "outside/*.conf") == [("outside", "file-outside")]
    assert refused(folder, "d/*.csv") == []


def test_a_name_that_is_not_utf_8_is_reported(folder):
    (folder / os.fsdecode(b"\xff.csv")).write_text("x")
    assert refused(folder, "*.csv") == [("?.csv", "file-unreadable")]


def test_a_hostile_glob_takes_no_time(folder):
    (folder / ("a" * 200)).write_text("x")
    assert matched(folder, "*a" * 60 + "b") == []
    assert matched(folder, "**/" * 100 + "a.yml") == ["a.yml", "d/a.yml", "d/e/a.yml"]


def test_more_files_than_the_limit_are_reported(folder, monkeypatch):
    monkeypatch.setattr("loaders.globbing.FILE_LIMIT", 3)
    listed = listing(folder)
    assert (len(listed.entries), listed.complete) == (3, False)
