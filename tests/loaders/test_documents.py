from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents import NESTING_LIMIT, Document, foreign, parse_json, parse_yaml, parse_yaml_all, read_yaml
from loaders.source import SourceFile
from schema.issues import IssueCode


def codes(document: Document) -> list[str]:
    return [finding.code.value for finding in document.findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("n", "n"), ("true", True), ("TRUE", True), ("False", False), ("~", None), ("Null", None),
        ("2024-02-01", "2024-02-01"), ("12:30:45", "12:30:45"), ("0755", 755), ("0o17", 15), ("0x1F", 31), ("-7", -7), ("1_000", "1_000"),
        ("1.10", 1.1), ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0), ("1.2.3", "1.2.3"), ("'12'", "12"), ("!!str 12", "12"), ("9" * 30, "9" * 30), ("9" * 9000, "9" * 9000),
    ],
)  # fmt: skip
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: Any):
    read = parse_yaml(f"key: {text}").value["key"]
    assert (read, type(read)) == (value, type(value))


def test_a_number_keeps_its_source_text_as_literal():
    document = parse_yaml("version: 1.10\nlist: [007]")
    assert document.literals == {("version",): "1.10", ("list", 0): "007"}
    assert document.verbatim() == {"version": "1.10", "list": ["007"]}


def test_keys_are_text_as_written():
    assert parse_yaml("1.10: a\nno: b\n2024-01-01: c\nnull: d").value == {
        "1.10": "a",
        "no": "b",
        "2024-01-01": "c",
        "null": "d",
    }


def test_each_value_has_its_line_and_column():
    document = parse_yaml("a: 1\nb:\n  - x\n  - c: 2\n")
    assert document.marks[("b",)] == (2, 1)
    assert document.marks[("b", 0)] == (3, 5)
    assert document.marks[("b", 1, "c")] == (4, 5)
    assert document.marks_below(("b",))[(1, "c")] == (4, 5)


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("a:\n\tb: 1\n", 2, 1, "There is a tab where YAML requires spaces"),
        ("a: 1\nb\nc: 2\n", 2, 1, "A colon is missing"),
        ("a: 'x\nb: 1", 1, 4, "Close the quote"),
        ("a: b: c", 1, 5, "Quote text that contains a colon"),
        ("a: 1\nb: *nowhere", 2, 4, "starts with *"),
        ("a: \x07", 1, 4, "control character"),
    ],
)
def test_a_syntax_fault_names_line_column_and_remedy(text: str, line: int, column: int, hint: str):
    [finding] = parse_yaml(text).findings
    assert (finding.code, finding.line, finding.column) == (IssueCode.SYNTAX, line, column)
    assert hint in (finding.hint or "")


def test_what_stands_before_a_fault_is_kept_and_the_broken_part_known():
    document = parse_yaml("good:\n  a: 1\nbad:\n  b: [1, 2\n")
    assert document.value["good"] == {"a": 1}
    assert document.is_whole(("good",))
    assert not document.is_whole(("bad",))


@pytest.mark.parametrize(
    ("text", "whole", "broken"),
    [
        ("a:\n  x: 1\nb:\n  y: 2\nc\nd: 4\n", [("a",), ("b",)], [()]),
        ("a:\n  x: 1\nb:\n  y: 2\n  c\n  d: 4\n", [("a",), ("b", "y")], [(), ("b",)]),
        ("a:\n- x: 1\n- y\n  z: 2\n", [("a", 0)], [(), ("a",), ("a", 1)]),
        ("a: one\n   two: x\n", [], [(), ("a",)]),
        ("a: {x: 1}\nb: 'open\n", [("a",)], [()]),
    ],
)
def test_what_the_line_of_a_fault_would_have_gone_on_with_is_not_whole(text: str, whole: list[Any], broken: list[Any]):
    document = parse_yaml(text)
    assert [path for path in whole if not document.is_whole(path)] == []
    assert [path for path in broken if document.is_whole(path)] == []


def test_the_first_of_two_equal_keys_counts():
    document = parse_yaml("a: 1\nb: 2\na: {c: 3}\n")
    assert document.value == {"a": 1, "b": 2}
    assert [(f.code, f.line, f.field) for f in document.findings] == [(IssueCode.FIELD_DUPLICATE, 3, "a")]
    assert ("a", "c") not in document.marks


def test_an_unknown_tag_runs_no_code_and_leaves_text():
    document = parse_yaml("a: !!python/object/apply:os.system [echo]\nb: !secret x\nc: !!timestamp 2024-01-01")
    assert document.value == {"a": ["echo"], "b": "x", "c": "2024-01-01"}
    assert codes(document) == ["value-suspect"] * 3


@pytest.mark.parametrize("text", [".nan", "-.inf", "1e999", "!!float .inf"])
def test_what_is_no_finite_number_is_left_out(text: str):
    document = parse_yaml(f"a: {text}")
    assert document.value == {"a": None}
    assert codes(document) == ["value-invalid"]


def test_aliases_repeat_a_value():
    assert parse_yaml("a: &x {b: 1}\nc: *x\n? &k key\n: 2\nd: *k").value == {
        "a": {"b": 1},
        "c": {"b": 1},
        "key": 2,
        "d": "key",
    }


def test_a_billion_laughs_are_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)
    ]
    assert codes(parse_yaml("\n".join(lines))) == ["aliases-too-many"]


def test_an_alias_within_its_own_anchor_is_refused():
    assert codes(parse_yaml("a: &a [*a]")) == ["syntax"]


def test_aliases_cannot_nest_deeper_than_the_limit():
    lines = ["a0: &a0 " + "[" * 30 + "]" * 30] + [f"a{i}: &a{i} {'[' * 30}*a{i - 1}{']' * 30}" for i in range(1, 4)]
    assert codes(parse_yaml("\n".join(lines))) == ["nesting-too-deep"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_deep_yaml_is_a_finding(text: str):
    assert codes(parse_yaml(text)) == ["nesting-too-deep"]


def test_nesting_up_to_the_limit_is_read():
    assert not parse_yaml("[" * NESTING_LIMIT + "]" * NESTING_LIMIT).findings
    assert not parse_json("[" * NESTING_LIMIT + "]" * NESTING_LIMIT).findings


def test_merge_keys_are_named_as_no_part_of_yaml_1_2():
    document = parse_yaml("a: &a {x: 1}\nb: {<<: *a, y: 2}")
    assert document.value["b"] == {"<<": {"x": 1}, "y": 2}
    assert codes(document) == ["field-unknown"]


def test_a_key_that_is_no_text_is_left_out():
    document = parse_yaml("[a, b]: 1\nc: 2")
    assert document.value == {"c": 2}
    assert codes(document) == ["row-shape"]


def test_of_several_documents_the_first_is_read_unless_all_are_asked_for():
    text = "--- {a: 1}\n--- {b: 2}\n"
    assert parse_yaml(text).value == {"a": 1}
    assert codes(parse_yaml(text)) == ["row-shape"]
    assert [document.value for document in parse_yaml_all(text)] == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\ufeff", "---\n", "~"])
def test_an_empty_document_is_none_without_findings(text: str):
    assert parse_yaml(text) == parse_yaml(text)
    assert (parse_yaml(text).value, parse_yaml(text).findings) == (None, [])


@given(st.text())
def test_any_text_is_yaml_or_a_located_finding(text: str):
    document = parse_yaml(text)
    assert all(finding.line for finding in document.findings)
    assert document.unfinished is None or document.findings


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.text(st.characters(codec="utf-8"), max_size=8),
        lambda v: st.lists(v) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), v),
        max_leaves=20,
    )
)
def test_what_json_writes_is_read_back(value: Any):
    import json

    document = parse_json(json.dumps(value))
    assert (document.value, document.findings) == (value, [])


def test_json_parts_have_lines_and_columns():
    document = parse_json('{"data": [\n  {"id": 1},\n  {"id": 2}\n]}')
    assert document.marks[("data", 1)] == (3, 3)
    assert document.marks[("data", 1, "id")] == (3, 4)


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '[[[[[{"a": 1, "a": 1}]]]]]'])
def test_duplicate_keys_of_json_are_found_at_any_depth(text: str):
    assert codes(parse_json(text)) == ["field-duplicate"]


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "[1e999]"])
def test_json_numbers_must_be_finite(text: str):
    assert codes(parse_json(text)) == ["value-invalid"]


def test_a_whole_number_beyond_64_bits_is_kept_as_text():
    document = parse_json("[" + "9" * 5000 + "]")
    assert document.value == ["9" * 5000]
    assert codes(document) == ["value-suspect"]


@pytest.mark.parametrize(
    ("text", "value", "line", "column"),
    [
        ("[1,\n2,", [1, 2], 2, 3),
        ("[1,\n]", [1], 1, 3),
        ('{"a": 1}\n{', {"a": 1}, 2, 1),
        ('{"a": 1, b: 2}', {"a": 1}, 1, 10),
        ("", None, 1, 1),
        ('{"a" 1}', {}, 1, 6),
    ],
)
def test_a_json_fault_keeps_what_came_before(text: str, value: Any, line: int, column: int):
    document = parse_json(text)
    assert document.value == value
    assert [(f.code, f.line, f.column) for f in document.findings] == [(IssueCode.SYNTAX, line, column)]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_json_is_a_finding(text: str):
    assert codes(parse_json(text)) == ["nesting-too-deep"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<html><body>name: x</body></html>", "The file is a web page.", 1),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n",
            "The file is a git-lfs pointer; its content is missing.",
            1,
        ),
        ("name: a\n<<<<<<< HEAD\nurl: b\n=======\nurl: c\n>>>>>>> main\n", "The file contains a merge conflict.", 2),
        ("\0\0\0", "The file contains NUL bytes: it is not text.", 1),
    ],
)
def test_a_file_that_something_else_has_overwritten_is_reported_as_what_it_is(
    tmp_path: Path, text: str, message: str, line: int
):
    (tmp_path / "publiccode.yml").write_text(text)
    document = read_yaml(SourceFile(tmp_path, "publiccode.yml"))
    assert [(finding.code, finding.message, finding.line) for finding in document.findings] == [
        (IssueCode.SYNTAX, message, line)
    ]
    assert (document.value, document.is_whole()) == (None, False)


def test_marks_of_a_conflict_within_a_text_are_text():
    assert foreign("text: |\n  <<<<<<< HEAD\n  >>>>>>> main\n") is None


def test_half_a_character_pair_becomes_the_replacement_character():
    assert parse_json('["\\ud800", "\\ud83d\\ude00"]').value == ["\ufffd", "\U0001f600"]


@given(st.text())
def test_any_text_is_json_or_a_located_finding(text: str):
    assert all(finding.line for finding in parse_json(text).findings)
