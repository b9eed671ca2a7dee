"""What every format keeps to, whatever it reads: the same claims over all of them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats import FORMATS
from loaders.manifest_model import RecordMapping
from loaders.rows import Finding, Row
from loaders.source import SourceFile

EXAMPLES = Path(__file__).parent / "examples"
ALL = [(name, path) for name in FORMATS for path in sorted((EXAMPLES / name).glob("*")) if path.is_file()]
GOOD = [(name, path) for name, path in ALL if path.name.startswith("good")]
BAD = [(name, path) for name, path in ALL if path.name.startswith("bad")]
SUFFIXES = sorted({(name, path.suffix) for name, path in ALL})
GARBAGE = bytes(range(256)) * 40 + b"\n\xff\xfe\x00"
LINE_BY_LINE = {".csv", ".tsv", ".jsonl"}


def ids(cases):
    return [f"{case[0]}/{case[1].name if isinstance(case[1], Path) else case[1]}" for case in cases]


def read(name: str, root: Path, path: str) -> list[Row | Finding]:
    return list(FORMATS[name].rows(SourceFile(root, path), {}))


def written(folder: Path, name: str, content: bytes) -> tuple[Path, str]:
    (folder / name).write_bytes(content)
    return folder, name


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_is(name):
    form = FORMATS[name]
    assert form.name == name
    assert form.description.endswith(".")
    assert all(option.meaning.endswith(".") for option in form.options.values())
    assert all(isinstance(mapping, RecordMapping) for mapping in form.mapping)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_good_and_bad_examples(name):
    assert [path for form, path in GOOD if form == name]
    assert [path for form, path in BAD if form == name]


@pytest.mark.parametrize(("name", "path"), GOOD, ids=ids(GOOD))
def test_a_good_file_gives_rows_with_lines_and_no_error(name, path):
    found = read(name, path.parent, path.name)
    assert any(isinstance(entry, Row) for entry in found)
    assert all(entry.line for entry in found if isinstance(entry, Row))
    assert not [entry for entry in found if isinstance(entry, Finding)]


@pytest.mark.parametrize(("name", "path"), BAD, ids=ids(BAD))
def test_a_bad_file_gives_findings_with_lines(name, path):
    found = [entry for entry in read(name, path.parent, path.name) if isinstance(entry, Finding)]
    assert found
    assert all(finding.line for finding in found)


@pytest.mark.parametrize(("name", "path"), ALL, ids=ids(ALL))
def test_reading_twice_gives_the_same(name, path):
    first, second = read(name, path.parent, path.name), read(name, path.parent, path.name)
    assert [_shown(entry) for entry in first] == [_shown(entry) for entry in second]


def _shown(entry):
    return (
        entry if isinstance(entry, Finding) else (entry.values, entry.line, entry.column, entry.key, dict(entry.marks))
    )


@pytest.mark.parametrize(("name", "path"), GOOD, ids=ids(GOOD))
def test_rows_come_lazily(name, path):
    found = FORMATS[name].rows(SourceFile(path.parent, path.name), {})
    assert isinstance(found, Iterator)
    assert len(list(islice(found, 1))) == 1


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES, ids=ids(SUFFIXES))
def test_an_empty_file_gives_no_row(name, suffix, tmp_path):
    assert not [entry for entry in read(name, *written(tmp_path, f"empty{suffix}", b"")) if isinstance(entry, Row)]


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES, ids=ids(SUFFIXES))
def test_binary_garbage_gives_a_finding_with_a_line(name, suffix, tmp_path):
    found = read(name, *written(tmp_path, f"garbage{suffix}", GARBAGE))
    findings = [entry for entry in found if isinstance(entry, Finding)]
    assert findings
    assert findings[0].line


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES, ids=ids(SUFFIXES))
def test_a_file_that_is_not_utf_8_is_reported_with_the_line(name, suffix, tmp_path):
    good = next(path for form, path in [*GOOD, *ALL] if form == name and path.suffix == suffix)
    content = good.read_bytes() + b"\n\n\xff\n"
    found = [entry for entry in read(name, *written(tmp_path, f"latin{suffix}", content)) if isinstance(entry, Finding)]
    assert found[0].line == content.count(b"\n", 0, content.index(b"\xff")) + 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_file_is_a_finding(name, tmp_path):
    (finding,) = read(name, tmp_path, "missing.csv")
    assert finding.code.value == "file-unreadable"


@pytest.mark.parametrize(
    ("name", "path"),
    [case for case in GOOD if case[1].suffix in LINE_BY_LINE],
    ids=ids([case for case in GOOD if case[1].suffix in LINE_BY_LINE]),
)
def test_a_cut_off_file_costs_nothing_that_came_before(name, path, tmp_path):
    whole = [entry for entry in read(name, path.parent, path.name) if isinstance(entry, Row)]
    cut = path.read_bytes().rstrip()[:-3]
    kept = [entry for entry in read(name, *written(tmp_path, path.name, cut)) if isinstance(entry, Row)]
    assert [row.values for row in kept[: len(whole) - 1]] == [row.values for row in whole[:-1]]


@pytest.mark.parametrize(("name", "path"), GOOD, ids=ids(GOOD))
def test_a_file_cut_off_anywhere_never_raises(name, path, tmp_path):
    content = path.read_bytes()
    for end in range(0, len(content), max(1, len(content) // 25)):
        read(name, *written(tmp_path, path.name, content[:end]))


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES, ids=ids(SUFFIXES))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(content=st.binary(max_size=300))
def test_no_bytes_make_a_format_raise(name, suffix, tmp_path, content):
    read(name, *written(tmp_path, f"any{suffix}", content))


@pytest.mark.parametrize(("name", "path"), GOOD, ids=ids(GOOD))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_damage_to_a_good_file_makes_a_format_raise(name, path, tmp_path, data):
    content = bytearray(path.read_bytes())
    for _ in range(3):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    read(name, *written(tmp_path, path.name, bytes(content)))
