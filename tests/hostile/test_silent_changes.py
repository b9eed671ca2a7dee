# ruff: noqa: RUF001 - letters that look alike are what it is about
"""Whatever is changed on its way in says so: a finding with its place, and the value as it is stored."""

import json

import pytest

from hub.load import load
from schema.values.lookalikes import lookalike

PRODUCT = {"kind": "product", "key": "key", "mapping": {"name": "name"}}


@pytest.mark.parametrize(
    ("path", "content", "name"),
    [
        ("a.jsonl", '{"key": "a", "name": "Half \\ud800 of it"}\n', "Half \ufffd of it"),
        ("a.json", '[{"key": "a",\n"name": "Half \\udfff of it"}]', "Half \ufffd of it"),
        ("a.csv", "key,name\na,Cut\0ting\n", "Cutting"),
        ("a.jsonl", '{"key": "a", "name": "Cut\\u0000ting"}\n', "Cutting"),
        ("a.tsv", "key\tname\na\tBell\x07\n", "Bell"),
        ("a.csv", "key,name\na,Borger\x92s vej\n", "Borgers vej"),
        ("a.jsonl", '{"key": "a", "name": "Page\\u000cbreak"}\n', "Pagebreak"),
        ("a.jsonl", '{"key": "a", "name": "\\u202exe.oN"}\n', "xe.oN"),
    ],
)
def test_text_that_no_text_can_be_is_read_with_a_finding(read_one, path, content, name):
    read = read_one(path, content, **PRODUCT)
    assert [record.values["name"] for record in read.records] == [name]
    assert set(read.codes) == {"value-suspect"}
    assert all(issue.place.line for issue in read.issues)


@pytest.mark.parametrize(
    "text",
    ["Ünïcode 😀", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "soft\u00adhyphen", "a\tb"],
)
def test_ordinary_text_has_none(read_one, text):
    assert read_one("a.jsonl", json.dumps({"key": "a", "name": text}) + "\n", **PRODUCT).codes == []


def test_a_pair_of_halves_is_one_character(read_one):
    read = read_one("a.jsonl", '{"key": "a", "name": "\\ud83d\\ude00 smile"}\n', **PRODUCT)
    assert (read.records[0].values["name"], read.codes) == ("😀 smile", [])


def test_of_what_sort_a_value_is_is_said_in_words_of_files(read_one):
    read = read_one("a.json", '[{"key": "a", "name": {"a": 1}}, {"key": {"b": 1}, "name": "B"}]', **PRODUCT)
    said = [issue.message for issue in read.issues if issue.code.value == "value-invalid"]
    assert said == ["a mapping is not text", "a mapping cannot be read as key"]


@pytest.mark.parametrize(
    ("stated", "stored"),
    [
        ("Ask Ann.Doe@town.example or info@town.example.", "Ask … or info@town.example."),
        ("<p>Ask <a href='mailto:ann.doe@town.example'>ann.doe@town.example</a></p>", "Ask …"),
    ],
)
def test_an_address_of_a_person_in_a_text_is_reported_and_not_repeated(read_one, stated, stored):
    product = PRODUCT | {"mapping": {"name": "name", "description": "text"}}
    read = read_one("a.json", json.dumps([{"key": "a", "name": "A", "text": stated}]), **product)
    assert read.records[0].values["description"] == {"und": stored}
    assert [(issue.code.value, issue.value) for issue in read.issues] == [("personal-data", None)]
    assert "doe" not in f"{read.records}{read.issues}".lower()


@pytest.mark.parametrize(
    "text", ["@ann.doe@social.example", "tool.kit@1.2.3", "git@code.example:town/tool", "support.team@town.example"]
)
def test_what_is_no_address_of_a_person_stays_in_a_text(read_one, text):
    read = read_one("a.json", json.dumps([{"key": "a", "name": text}]), **PRODUCT)
    assert (read.records[0].values["name"], read.codes) == (text, [])


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\ufeff", "\u200d", "\u202e"])
def test_what_nobody_sees_in_a_key_is_told(read_one, unseen):
    read = read_one("a.csv", f"key,name\nos2{unseen}mo,OS2mo\n", **PRODUCT)
    assert [(issue.code.value, issue.field) for issue in read.issues] == [("value-suspect", "key")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("ОS2mo", "OS2mo"), ("OS2mo", "ОS2mo"), ("os2mo", "os2\u200dmo"), ("Ａarhus", "Aarhus"), ("a-b", "a\u2011b"), ("сор", "сoр")],
)  # fmt: skip
def test_two_keys_that_look_alike_are_told_and_both_kept(read_one, first, second):
    read = read_one("a.csv", f"key,name\n{first},One\n{second},Two\n", **PRODUCT)
    assert [record.values["name"] for record in read.records] == ["One", "Two"]
    alike = [issue for issue in read.issues if "looks like" in issue.message]
    assert [issue.place.line for issue in alike] == [3]


def test_words_of_other_alphabets_are_no_lookalikes_of_themselves(read_one):
    read = read_one("a.csv", "key,name\nмосква,One\nкиїв,Two\nαθήνα,Three\nødense,Four\n", **PRODUCT)
    assert read.codes == []
    assert lookalike("ødense") == "ødense"


def test_a_record_is_not_its_own_other_end(read_one):
    relations = {"parents": {"kind": "organisation", "key": "parent"}}
    read = read_one(
        "a.csv",
        "key,name,parent\na,A,a\nb,B,a\n",
        kind="organisation",
        key="key",
        mapping={"name": "name"},
        relations=relations,
    )
    assert [len(record.statements) for record in read.records] == [0, 1]
    assert [(issue.code.value, issue.place.line) for issue in read.issues] == [("value-suspect", 2)]


def test_a_mapping_without_a_key_is_told_so(read_one):
    read = read_one("a.csv", "id,name\na,A\n", kind="product", mapping={"name": "name"})
    (missing,) = [issue for issue in read.issues if issue.code.value == "key-missing"]
    assert "`key:`" in missing.hint


async def test_things_that_are_parts_of_each_other_in_a_circle_are_told_until_they_are_not(store, hub_seeds):
    def bodies(parents):
        return {
            "organisation": [
                {"key": key, "name": f"Body {key}", "to:parents": [{"key": up}] if up else []}
                for key, up in parents.items()
            ]
        }

    report = await load(store, hub_seeds.write("alpha", bodies({"a": "b", "b": "c", "c": "a", "d": "a", "e": None})))
    told = [issue for issue in report.issues if issue.code.value == "part-of-cycle"]
    assert [issue.place.line for issue in told] == [1, 2, 3]
    stored = "SELECT count(*) FROM issue WHERE code = 'part-of-cycle'"
    assert await store.fetch_value(stored) == 3
    report = await load(store, hub_seeds.write("alpha", bodies({"a": "b", "b": "c", "c": None, "d": "a", "e": None})))
    assert "part-of-cycle" not in {issue.code.value for issue in report.issues}
    assert await store.fetch_value(stored) == 0


async def test_the_emptied_only_file_of_an_optional_source_keeps_its_records(sqlite_store, hub_seeds):
    rows = {"product": [{"key": "a", "name": "A"}], "organisation": [{"key": "b", "name": "B"}]}
    folder = hub_seeds.write("alpha", rows)
    await load(sqlite_store, folder)
    (folder / "product.jsonl").write_text("")
    report = await load(sqlite_store, folder)
    assert [(issue.code.value, issue.place.path) for issue in report.issues] == [("syntax", "product.jsonl")]
    assert await sqlite_store.fetch_value("SELECT count(*) FROM record WHERE withdrawn_revision IS NULL") == 2
    (folder / "product.jsonl").unlink()
    assert (await load(sqlite_store, folder)).counts["product"].withdrawn == 1
