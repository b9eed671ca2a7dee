import pytest

from loaders.formats.table import FORMAT
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import CATALOGUE, Severity


@pytest.fixture
def found(tmp_path):
    def read(name, content, **options):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(FORMAT.rows(SourceFile(tmp_path, name), options))

    return read


def rows(entries):
    return [entry for entry in entries if isinstance(entry, Row)]


def findings(entries):
    return [(entry.code.value, entry.line) for entry in entries if isinstance(entry, Finding)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "key,name\na,A\nb,B\n"),
        ("t.csv", "\ufeffkey,name\r\na,A\r\nb,B\r\n"),
        ("t.csv", "key,name,\na,A,\nb,B,"),
        ("t.tsv", "key\tname\na\tA\nb\tB\n"),
        ("t.json", '[{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]'),
        ("t.jsonl", '{"key": "a", "name": "A"}\n\n{"key": "b", "name": "B"}'),
        ("t.ndjson", '\ufeff{"key": "a", "name": "A"}\r\n{"key": "b", "name": "B"}\r\n'),
        ("t.yaml", "- {key: a, name: A}\n- key: b\n  name: B\n"),
        ("t.YML", "- {key: a, name: A}\n- {key: b, name: B}\n"),
    ],
)
def test_every_spelling_of_a_table_gives_the_same_rows(found, name, content):
    entries = found(name, content)
    assert [row.values for row in rows(entries)] == [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
    assert not findings(entries)


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("t.csv", 'key,note\na,"two\nlines"\nb,x\n\nc,y\n', [2, 4, 6]),
        ("t.jsonl", '{"a": 1}\n\n{"a": 2}\n', [1, 3]),
        ("t.json", '[\n {"a": 1},\n {"a":\n 2},\n {"a": 3}]', [2, 3, 5]),
        ("t.yaml", "- a: 1\n  b: 2\n- a: 2\n", [1, 3]),
    ],
)
def test_a_row_knows_the_line_on_which_it_starts(found, name, content, lines):
    assert [row.line for row in rows(found(name, content))] == lines


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ("a,b\n1,2,3\n4,5\n", ("row-shape", 2)),
        ("a,b\n1\n4,5\n", ("value-suspect", 2)),
        ("a,b\n1,\udcff\n4,5\n".encode(errors="surrogateescape"), ("file-not-utf8", 2)),
        ('a,b\n1,"' + "x" * 1_100_000 + '"\n4,5\n', ("file-too-large", 2)),
        ("a,a,b\n1,2,3\n", ("field-duplicate", 1)),
        ("a;b\n1;2\n", ("syntax", 1)),
        ('a,b\n4,5\n1,"open\n2,3\n', ("syntax", 3)),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_found_with_its_line(found, content, finding):
    assert findings(found("t.csv", content)) == [finding]


def severity_of(finding):
    return finding.severity or CATALOGUE[finding.code].severity


MEMBERS = "key,name\na,Åbenrå Kommune\nb,Ærø – “øen”\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_is_recognised_and_told(found, codec):
    entries = found("t.csv", MEMBERS.encode(codec))
    assert [row.values["name"] for row in rows(entries)] == ["Åbenrå Kommune", "Ærø – “øen”"]
    (finding,) = [entry for entry in entries if isinstance(entry, Finding)]
    assert (finding.code.value, finding.severity) == ("file-not-utf8", Severity.WARNING)
    assert codec.removesuffix("-le").removesuffix("-be") in finding.message


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1251", "Міністерство цифрової трансформації України"),
        ("cp1250", "Łódź – Urząd Miasta – Gdańsk i Świętokrzyskie – Żółć – Źrebięta i ćma"),
    ],
)
def test_other_alphabets_are_recognised_by_statistics(found, codec, name):
    entries = found("t.csv", f"key,name\na,{name}\nb,{name}\n".encode(codec))
    assert {row.values["name"] for row in rows(entries)} == {name}
    assert findings(entries) == [("file-not-utf8", 2)]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json"])
def test_the_stated_encoding_of_a_table_is_taken_without_a_finding(found, name):
    content = {
        "t.csv": "key,name\na,Ærø\n",
        "t.jsonl": '{"key": "a", "name": "Ærø"}',
        "t.json": '[{"key": "a", "name": "Ærø"}]',
    }
    entries = found(name, content[name].encode("latin-1"), encoding="iso-8859-1")
    assert [row.values for row in rows(entries)] == [{"key": "a", "name": "Ærø"}]
    assert not findings(entries)


def test_a_file_in_utf_8_with_one_broken_row_stays_a_file_in_utf_8(found):
    entries = found("t.csv", "key,name\na,Ærø\n".encode() + "b,Ærø\n".encode("latin-1"))
    assert [row.values["name"] for row in rows(entries)] == ["Ærø"]
    assert findings(entries) == [("file-not-utf8", 3)]


@pytest.mark.parametrize(
    "option", [{"encoding": "utf-99"}, {"encoding": "rot13"}, {"encoding": 8}, {"header": 0}, {"header": "one"}]
)
def test_options_that_cannot_be_followed_are_told(found, option):
    assert findings(found("t.csv", "key,name\na,A\n", **option)) == [("value-invalid", None)]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "\ufeffSEP=;"])
def test_a_file_may_name_its_delimiter_itself(found, first):
    entries = found("t.csv", f"{first}\r\nkey;name\r\na;A, B\r\n")
    assert [(row.values, row.line) for row in rows(entries)] == [({"key": "a", "name": "A, B"}, 3)]
    assert not findings(entries)


def test_a_header_below_a_title_is_found_where_the_manifest_says(found):
    content = "Members as of 2024,,\n\nkey,name,url\na,A,\n"
    assert findings(found("t.csv", content)) == [("value-suspect", 1)]
    entries = found("t.csv", content, header=3)
    assert [(row.values["name"], row.line) for row in rows(entries)] == [("A", 4)]
    assert not findings(entries)


def test_a_title_of_one_cell_above_the_header_leads_to_the_option(found):
    entries = found("t.csv", "Members as of 2024\nkey,name\na,A\n")
    assert all("options.header" in entry.hint for entry in entries if isinstance(entry, Finding))


def test_a_broken_csv_row_costs_only_itself(found):
    entries = found("t.csv", b"a,b\n1,2\n\xff,1\n1,2,3\n3,4\n")
    assert [row.values["a"] for row in rows(entries)] == ["1", "3"]
    assert findings(entries) == [("file-not-utf8", 3), ("row-shape", 4)]


def test_a_row_without_its_last_cells_is_read_with_a_warning(found):
    entries = found("t.csv", "key;name;url;country\na;A;https://a.dk\nb;B;https://b.dk;DK\n", delimiter=";")
    assert [(row.values["url"], row.values["country"]) for row in rows(entries)] == [
        ("https://a.dk", ""),
        ("https://b.dk", "DK"),
    ]
    (warning,) = [entry for entry in entries if isinstance(entry, Finding)]
    assert (warning.message, warning.line) == ("The row has 3 cells, the header 4; the others count as empty.", 2)
    assert severity_of(warning) is Severity.WARNING


def test_a_last_row_without_its_last_cells_and_a_line_end_may_be_cut_off_and_is_not_read(found):
    entries = found("t.csv", "key;name;url\na;A;https://a.dk\nc;C", delimiter=";")
    assert [row.values["key"] for row in rows(entries)] == ["a"]
    (error,) = [entry for entry in entries if isinstance(entry, Finding)]
    assert (error.code.value, error.line, severity_of(error)) == ("syntax", 3, Severity.ERROR)
    assert "cut off" in error.message
    assert "2 cells" in error.message
    assert "every column a cell" in error.hint


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ('key,name\na,A\nb,"Bruss', ["a"]),
        ('key,name\na,A\nb,"B, in', ["a"]),
        ('key,name\na,A\nb,B 5"', ["a", "b"]),
        ('key,name\na,A\nb,"B ""5"""', ["a", "b"]),
    ],
)
def test_a_quote_that_the_end_of_the_file_leaves_open_costs_its_row(found, content, keys):
    entries = found("t.csv", content)
    assert [row.values["key"] for row in rows(entries)] == keys
    assert findings(entries) == ([] if "b" in keys else [("syntax", 3)])


@pytest.mark.parametrize("content", ["key,name\ra,A\rb,B\r", 'key,name\ra,"A\rA"\rb,B', "\ufeffkey,name\r\ra,A\rb,B\r"])
def test_lines_may_end_with_cr_alone(found, content):
    entries = found("t.csv", content)
    assert [row.values["key"] for row in rows(entries)] == ["a", "b"]
    assert rows(entries)[0].line == content.index("a,") - content[: content.index("a,")].replace("\r", "").__len__() + 1
    assert not findings(entries)


def test_a_long_file_with_cr_alone_is_read_piece_by_piece(found):
    read = rows(found("t.csv", "key,name\r" + "".join(f"k{number},{'x' * 90}\r" for number in range(20_000))))
    assert [(row.values["key"], row.line) for row in read] == [(f"k{number}", number + 2) for number in range(20_000)]


def test_a_line_that_never_ends_is_refused(found):
    assert findings(found("t.csv", "key,name\r" + "x" * 1_200_000)) == [("file-too-large", 2)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1\rx,2\n4,5\n", "A row contains a bare carriage return."),
        (
            'a,b\n1,"' + "x\n" * 530_000,
            "A cell is longer than 1048576 characters: a closing quote seems to be missing.",
        ),
    ],
)
def test_what_the_reader_of_csv_refuses_is_said_in_the_hubs_words(found, content, said):
    assert next(entry for entry in found("t.csv", content) if isinstance(entry, Finding)).message == said


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("t.csv", "key,type\na,x\n", (2, 3)),
        ("t.csv", 'note,key,type\n"Ø, ""Ø""\nØ",a,x\n', (3, 6)),
        ("t.csv", 'key,"ty\npe",type\r\na,,x\r\n', (3, 4)),
        ("t.csv", "key,type,type\na,x,y\n", (2, 3)),
        ("t.csv", "key,type\ra,x\r", (2, 3)),
        ("t.tsv", "key\ttype\na\tx\n", (2, 3)),
        ("t.jsonl", '{"note": "Ø", "type": "x"}', (1, 15)),
        ("t.jsonl", '{"other": {"type": 1}, "note": "type", "type" : "x"}', (1, 40)),
        ("t.jsonl", '{"ty\\u0070e": "x"}', (1, 2)),
    ],
)
def test_a_row_knows_where_each_value_stands(found, name, content, place):
    (row,) = rows(found(name, content))
    assert row.locate(("type",)) == place
    assert ("type",) in set(row.marks)
    assert (("none",) in row.marks, len(row.marks)) == (False, len(row.values))


def test_values_within_a_line_of_json_are_found_too(found):
    (row,) = rows(found("t.jsonl", '{"a": {"b": 1, "c": [{"d": 1}, {"d": 2}]}}'))
    assert [row.locate(path)[1] for path in (("a", "b"), ("a", "c", 1, "d"), ("a", "none"), ("none",))] == [
        8,
        33,
        2,
        None,
    ]


def test_a_surplus_cell_of_csv_is_found_with_its_column(found):
    assert [(entry.line, entry.column) for entry in found("t.csv", "a,b\n1,22,3\n") if isinstance(entry, Finding)] == [
        (2, 6)
    ]


def test_the_first_of_two_columns_of_one_name_counts(found):
    assert rows(found("t.csv", "a,a\n1,2\n"))[0].values == {"a": "1"}


def test_surplus_cells_that_are_empty_do_no_harm(found):
    assert rows(found("t.csv", "a,b\n1,2,,\n"))[0].values == {"a": "1", "b": "2"}


def test_nul_bytes_are_ordinary_characters(found):
    assert rows(found("t.csv", "a,b\n1\0,2\n"))[0].values == {"a": "1\0", "b": "2"}


def test_the_delimiter_can_be_stated(found):
    assert rows(found("t.csv", "a;b\n1;2\n", delimiter=";"))[0].values == {"a": "1", "b": "2"}


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n", 3])
def test_a_delimiter_that_is_none_is_reported(found, delimiter):
    assert findings(found("t.csv", "a;b\n1;2\n", delimiter=delimiter)) == [("value-invalid", None)]


def test_a_mapping_of_records_gives_its_keys(found):
    read = rows(found("t.yaml", "x:\n  name: X\ny:\n  name: Y\n", rows="@"))
    assert [(row.key, row.values) for row in read] == [("x", {"name": "X"}), ("y", {"name": "Y"})]


def test_a_key_without_value_is_a_row_of_its_key(found):
    entries = found("t.yaml", "x:\ny: {a: 1}\n", rows="@")
    assert [(row.key, row.values) for row in rows(entries)] == [("x", {"value": None}), ("y", {"a": 1})]
    assert findings(found("t.yaml", "- \n- a: 1\n")) == [("row-shape", 1)]


def test_a_mapping_without_rows_is_one_row(found):
    assert [row.values for row in rows(found("t.json", '{"a": {"b": 1}}'))] == [{"a": {"b": 1}}]


@pytest.mark.parametrize(
    ("pointer", "count"), [("data.items", 2), ("data.items[?a==`2`]", 1), ("none", 0), ("data.*[]", 2)]
)
def test_rows_can_stand_anywhere_in_a_document(found, pointer, count):
    read = rows(found("t.json", '{"data": {"items": [\n{"a": 1},\n{"a": 2}]}}', rows=pointer))
    assert len(read) == count
    assert all(row.line == row.values["a"] + 1 for row in read)


def test_items_that_are_no_objects_stand_under_value(found):
    assert [row.values for row in rows(found("t.yaml", "- a\n- [b]\n"))] == [{"value": "a"}, {"value": ["b"]}]


def test_items_of_a_list_below_a_key_know_their_own_lines(found):
    row = rows(found("t.yaml", "Denmark:\n  - one\n  - two\n", rows="@"))[0]
    assert (row.key, [row.locate(("value", index))[0] for index in range(2)]) == ("Denmark", [2, 3])


def test_numbers_of_yaml_keep_a_spelling_that_would_be_lost(found):
    assert rows(found("t.yaml", "- {version: 1.10, count: 3, code: 0755}\n"))[0].values == {
        "version": "1.10",
        "count": 3,
        "code": "0755",
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"a": 1, "a": 2}', "field-duplicate"),
        ('{"a": {"b": 1, "b": 2}}', "field-duplicate"),
        ('{"a" : 1, "b": 1, "b" : 2}', "field-duplicate"),
        ('{"a": NaN}', "value-invalid"),
        ('{"a": -Infinity}', "value-invalid"),
        ('{"a": 1e999}', "value-invalid"),
        ("[1]", "row-shape"),
        ("3", "row-shape"),
        ("{", "syntax"),
        ("[" * 100_000, "nesting-too-deep"),
        ('{"a":' * 100_000, "nesting-too-deep"),
        ('{"a":' * 70 + "1" + "}" * 70, "nesting-too-deep"),
        ('{"a": ' + "9" * 10_000 + "}", "value-suspect"),
        ('{"a": "\udcff"}', "file-not-utf8"),
    ],
)
def test_a_line_of_json_that_is_wrong_is_found_and_costs_only_itself(found, line, code):
    entries = found("t.jsonl", f'{{"a": 0}}\n{line}\n{{"a": 3}}\n'.encode(errors="surrogateescape"))
    assert {(code, 2)} == set(findings(entries))
    assert [row.values["a"] for row in rows(entries)][:: 2 if len(rows(entries)) == 3 else 1] == [0, 3]


def test_a_text_that_looks_like_a_key_is_no_duplicate(found):
    assert not findings(found("t.jsonl", r'{"a": "x\": y", "b": [{"c": 1}, {"c": 2}]}'))


def test_a_lone_surrogate_does_not_get_through(found):
    values = rows(found("t.jsonl", r'{"a": "x\ud800y"}'))[0].values
    values["a"].encode()


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl", "t.yaml"])
def test_an_empty_file_has_no_rows(found, name):
    assert not rows(found(name, ""))


def test_a_suffix_that_says_nothing_asks_for_a_type(found):
    assert findings(found("t.txt", "a,b\n1,2\n")) == [("file-unreadable", None)]
    assert rows(found("t.txt", "a,b\n1,2\n", type="csv"))[0].values == {"a": "1", "b": "2"}


def test_a_table_that_ends_in_the_midst_of_a_row_is_reported_as_cut_off(seeds):
    seeds.write("a.csv", "key,name\na,A\nb")
    seeds.manifest({"path": "a.csv", "format": "table", "kind": "product"})
    read = seeds.read()
    assert [(issue.code, issue.place.line) for issue in read.issues] == [("syntax", 3)]
    assert read.keys == ["a"]
