import pytest

from loaders.manifest_model import Expression
from loaders.mapping.expressions import compiled
from loaders.mapping.paths import Misdescribed, Scope
from loaders.rows import Row
from loaders.source import SourceFile

ITEM = {
    "name": " Aarhus ",
    "nested": {"en": "City", "fr": "Ville", "de": ""},
    "a.b": "dotted",
    "Postal code": "8000",
    "Name (English)": "Aarhus Municipality",
    "e-mail": "post@example.org",
    "tags": "web; data;;",
    "more": ["a;b", "c"],
    "empty": "",
    "zero": 0,
    "no": False,
    "roles": [{"name": "X", "role": "owner"}, {"name": "Y", "role": "user"}],
    "code": {"k1": {"n": 1}},
}


def read(mapped, item=None, tables=None, row=None):
    scope = Scope(row or Row({"outer": {"id": 7}}, 12, None, "the-key"), SourceFile(None, "folder/some.file.yml"))
    stated = Expression(**mapped) if isinstance(mapped, dict) else mapped
    return compiled(stated, tables or {}).read(ITEM if item is None else item, scope)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", " Aarhus "),
        ("nested.en", "City"),
        ("nested.xx", None),
        ("name.en", None),
        ("a.b", "dotted"),
        ("Postal code", "8000"),
        ("e-mail", "post@example.org"),
        ("Missing column", None),
        ("Name (English)", "Aarhus Municipality"),
        ("roles[?role=='owner'].name", ["X"]),
        ("roles[0].name", "X"),
        ("items(code)[0][0]", "k1"),
        ("@.zero", 0),
        ("$key", "the-key"),
        ("$path", "folder/some.file.yml"),
        ("$file", "some.file.yml"),
        ("$stem", "some.file"),
        ("$line", 12),
        ("$row.outer.id", 7),
        ("$row.outer.keys(@)[0]", "id"),
    ],
)
def test_a_path_reaches_rows_items_and_files(path, value):
    assert read(path) == value


@pytest.mark.parametrize(
    ("mapped", "value"),
    [
        ({"const": "DK"}, "DK"),
        ({"const": False}, False),
        (["empty", "nested.de", "nested.fr"], "Ville"),
        (["no", "name"], False),
        (["zero", "name"], 0),
        ({"first": ["empty", {"const": "x"}]}, "x"),
        (
            {"languages": {"en": "nested.en", "de": "nested.de", "fr": ["x", "nested.fr"]}},
            {"en": "City", "fr": "Ville"},
        ),
        ({"languages": {"en": "x"}}, None),
        ({"path": "name", "lang": "da"}, {"da": " Aarhus "}),
        ({"path": "nested", "lang": "da"}, ITEM["nested"]),
        ({"path": "empty", "lang": "da"}, ""),
        ({"path": "tags", "split": ";"}, ["web", "data"]),
        ({"path": "more", "split": ";"}, ["a", "b", "c"]),
        ({"path": "tags", "split": ";", "regex": "^d.*"}, ["data"]),
        ({"path": "Postal code", "regex": r"(\d)\d+"}, "8"),
        ({"path": "Postal code", "regex": "x"}, None),
        ({"path": "zero", "regex": "0"}, "0"),
        ({"path": "nested", "regex": "[A-Z]"}, {"en": "C", "fr": "V"}),
        ({"path": "name", "lookup": {"aarhus": "Århus"}}, "Århus"),
        ({"path": "name", "lookup": {" Aarhus ": "exact", "aarhus": "Århus"}}, "exact"),
        ({"path": "name", "lookup": {"aarhus": None}}, None),
        ({"path": "name", "lookup": {"other": "x"}}, " Aarhus "),
        ({"path": "no", "lookup": {"false": "no"}}, "no"),
        ({"path": "zero", "lookup": {"0": "none"}}, "none"),
        ({"path": "tags", "split": ";", "lookup": {"web": ["www", "html"], "data": None}}, ["www", "html"]),
        ({"path": "name", "lookup": "cities"}, "Århus"),
        ({"path": "e-mail", "template": "mailto:{}"}, "mailto:post@example.org"),
        ({"path": "more", "template": "<{}>"}, ["<a;b>", "<c>"]),
        ({"path": "empty", "template": "<{}>"}, None),
        ({"path": "nothing", "template": "<{}>"}, None),
    ],
)
def test_an_expression_computes_a_value(mapped, value):
    result = read(mapped, tables={"cities": {"aarhus": "Århus"}})
    assert result == value
    assert type(result) is type(value)


def test_a_function_that_does_not_apply_is_a_trouble_not_an_exception():
    scope = Scope(Row({}), SourceFile(None, "x"))
    assert compiled("contains(missing, 'x')", {}).read({}, scope) is None
    assert len(scope.troubles) == 1


@pytest.mark.parametrize(
    "path",
    [
        "more" + "|[@,@][]" * 27,
        "name" + "|join('',[@,@])" * 29,
        "nested" + "|{a: @, b: @}" * 30,
        "more|map(&[@,@],@)[]" + "|map(&[@,@],@)[]" * 9,
        "more[?[@,@]" + "|[@,@]" * 9 + "]",
        "nested" + ("|[" + ",".join(f"@.{{k{number}: @}}.k{number}" for number in range(11)) + "]") * 2,
        "more" + "[*].[`[1,1,1,1,1,1,1,1,1,1]`][][]" * 3,
    ],
)
def test_a_path_that_doubles_what_it_reads_again_and_again_is_refused(path):
    with pytest.raises(Misdescribed, match="more than 100 times"):
        read(path)


def test_a_path_may_gather_many_parts_of_what_it_reads():
    item = {"nested": {f"k{number}": number for number in range(30)}}
    parts = [", ".join(f"k{number}: {below}k{number}" for number in range(30)) for below in ("nested.", "")]
    assert read(f"[@][*].{{{parts[0]}}} | [*].{{{parts[1]}}} | [0]", item) == item["nested"]
    assert read("contains(`[" + ",".join(map(str, range(200))) + "]`, zero)") is True


@pytest.mark.parametrize("path", ["join(glue, parts)", "to_string(parts)"])
def test_a_text_longer_than_any_value_is_not_made(path):
    scope = Scope(Row({}), SourceFile(None, "x"))
    assert compiled(path, {}).read({"glue": "g" * 1000, "parts": ["p" * 1000] * 1000}, scope) is None
    assert scope.troubles == [f"{path} does not apply: it makes a text of more than 1000000 characters"]


@pytest.mark.parametrize(
    "mapped",
    [
        "a[",
        "nested.(en)",
        "kyes(@)",
        "$unknown",
        "$row.a[",
        "x[]" * 2000,
        {"path": "a", "const": 1},
        {"split": ","},
        {"path": "a", "split": ""},
        {"path": "a", "template": "x"},
        {"path": "a", "regex": "("},
        {"path": "a", "lookup": "missing"},
        {"first": ["a["]},
        {"languages": {"en": "a["}},
    ],
)
def test_what_does_not_compile_is_reported_to_the_author(mapped):
    with pytest.raises(Misdescribed):
        read(mapped)
