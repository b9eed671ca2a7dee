"""A seed directory may be hostile: nothing outside it is read, nothing hangs, nothing is blown up."""

import os

import pytest

YAML_BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss'
    ' version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
)
XML_FILE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss'
    ' version="2.0"><channel><item><title>&a;</title></item></channel></rss>'
)


@pytest.fixture
def read_path(seeds):
    def read(path, form="table", **more):
        seeds.manifest(
            {"path": path, "format": form, "kind": "product", "key": "key", "mapping": {"name": "name"}} | more
        )
        return seeds.read()

    return read


@pytest.mark.parametrize("path", ["../secret.csv", "data/../../secret.csv", "*/../../secret.csv"])
def test_nothing_above_the_directory_is_read(seeds, read_path, path):
    (seeds.root.parent / "secret.csv").write_text("key,name\na,secret\n")
    seeds.write("data/x.csv", "")
    read = read_path(path)
    assert read.codes == ["file-outside", "source-empty"]
    assert not read.records


def test_an_absolute_path_is_not_read(seeds, read_path):
    target = seeds.root.parent / "secret.csv"
    target.write_text("key,name\na,secret\n")
    assert read_path(str(target)).codes == ["file-outside", "source-empty"]


@pytest.mark.parametrize("pattern", ["link.csv", "*.csv", "**/*.csv", "folder/secret.csv", "folder/*"])
def test_links_are_not_followed(seeds, read_path, pattern):
    outside = seeds.root.parent / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("key,name\na,secret\n")
    (seeds.root / "link.csv").symlink_to(outside / "secret.csv")
    (seeds.root / "folder").symlink_to(outside)
    read = read_path(pattern)
    assert not read.records
    assert set(read.codes) == {"file-outside", "source-empty"}


def test_a_manifest_that_is_a_link_is_refused(seeds):
    (seeds.root.parent / "other.yaml").write_text("network: x\n")
    (seeds.root / "network.yaml").symlink_to(seeds.root.parent / "other.yaml")
    assert [issue.code.value for issue in seeds.open()] == ["file-outside"]


def test_a_device_behind_a_link_is_not_read(seeds, read_path):
    (seeds.root / "zero.csv").symlink_to("/dev/zero")
    assert read_path("zero.csv").codes == ["file-outside", "source-empty"]


def test_a_fifo_does_not_hang(seeds, read_path):
    os.mkfifo(seeds.root / "pipe.csv")
    assert read_path("pipe.csv").codes == ["file-unreadable", "source-empty"]


def test_a_manifest_that_is_a_fifo_does_not_hang(seeds):
    os.mkfifo(seeds.root / "network.yaml")
    assert [issue.code.value for issue in seeds.open()] == ["file-unreadable"]


@pytest.mark.parametrize("name", ["big.json", "big.yaml", "big.md"])
def test_a_document_over_32_megabytes_is_refused(seeds, read_path, name):
    seeds.write(name, b"[" + b" " * (33 * 1024 * 1024) + b"]")
    assert read_path(name, "frontmatter" if name.endswith("md") else "table").codes == [
        "file-too-large",
        "source-empty",
    ]


def test_a_row_file_may_be_larger_than_a_document(seeds, read_path):
    seeds.write("big.jsonl", b'{"key": "a", "name": "A", "text": "%s"}\n' % (b"x" * 1_000_000) * 34)
    read = read_path("big.jsonl")
    assert read.keys == ["a"]
    assert set(read.codes) == {"key-duplicate"}


def test_a_line_over_32_megabytes_is_refused_where_it_stands(seeds, read_path):
    seeds.write("big.jsonl", b'{"key": "a", "name": "A"}\n"' + b"x" * (33 * 1024 * 1024))
    read = read_path("big.jsonl")
    assert (read.keys, [(issue.code.value, issue.place.line) for issue in read.issues]) == (
        ["a"],
        [("file-too-large", 2)],
    )


@pytest.mark.parametrize(
    ("name", "content", "form", "code"),
    [
        ("bomb.yaml", YAML_BOMB, "table", "aliases-too-many"),
        ("loop.yaml", "a: &a [*a]\n", "table", "syntax"),
        ("deep.yaml", "[" * 100_000, "table", "nesting-too-deep"),
        ("deep.json", "[" * 100_000, "table", "nesting-too-deep"),
        ("deep2.json", '{"a":' * 100_000, "table", "nesting-too-deep"),
        ("code.yaml", "- !!python/object/apply:os.system [id]\n", "table", "value-suspect"),
        ("nan.json", '[{"key": NaN}]', "table", "value-invalid"),
        ("twice.json", '[{"key": "a", "key": "b", "name": "N"}]', "table", "field-duplicate"),
        ("twice.yaml", "- {key: a, key: b, name: N}", "table", "field-duplicate"),
        ("bomb.xml", XML_BOMB, "feed", "entity-refused"),
        ("file.xml", XML_FILE, "feed", "entity-refused"),
    ],
)
def test_documents_made_to_harm_are_issues(seeds, read_path, name, content, form, code):
    seeds.write(name, content)
    assert code in read_path(name, form).codes


def test_invalid_utf_8_is_reported_with_its_line(seeds, read_path):
    seeds.write("latin.json", '[{"key": "a",\n"name": "København"}]'.encode("latin-1"))
    issue = read_path("latin.json").issues[0]
    assert (issue.code.value, issue.place.line) == ("file-not-utf8", 2)


def test_text_is_brought_to_nfc(seeds, read_path):
    seeds.write("nfd.json", '[{"key": "A\u030arhus", "name": "A\u030arhus"}]')
    (record,) = read_path("nfd.json").records
    assert (record.key, record.values["name"]) == ("\u00c5rhus", "\u00c5rhus")
