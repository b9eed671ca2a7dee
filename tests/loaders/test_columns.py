import pytest

from schema.issues import CATALOGUE

TABLE = {"path": "a.csv", "format": "table"}
CSV = "key,name,home page\na,A,https://a.example.org\n"


def product(**fields):
    return TABLE | {"records": [{"kind": "product", "key": "key", "fields": {"name": "name", **fields}}]}


def test_a_column_that_no_table_has_is_reported_where_the_manifest_reads_it(seeds):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(url="homepage"))
    read = seeds.read()
    (issue,) = read.issues
    assert (issue.code.value, issue.severity.value, issue.place.path, issue.field) == (
        "field-missing",
        "warning",
        "network.yaml",
        "sources.0.records.0.fields.url",
    )
    assert (seeds.root / "network.yaml").read_text().splitlines()[issue.place.line - 1].strip() == "url: homepage"
    assert issue.message == "source-0: a.csv has no column 'homepage'."
    assert issue.hint == "did you mean `home page`?"
    assert read.keys == ["a"]


@pytest.mark.parametrize(
    "mapped",
    [
        {"path": "citty"},
        {"path": "join(' ', [name, citty])"},
        {"languages": {"en": "citty"}},
        "citty | trim",
        "$row.citty",
    ],
)
def test_a_misspelt_column_is_found_in_every_sort_of_expression(seeds, mapped):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(description=mapped))
    assert [issue.message for issue in seeds.read().issues if issue.place.path == "network.yaml"] == [
        "source-0: a.csv has no column 'citty'."
    ]


@pytest.mark.parametrize(
    "mapped",
    [
        ["homepage", "home page"],
        {"first": ["homepage", {"path": "home page"}]},
        {"const": "https://b.example.org"},
        "home page",
    ],
)
def test_alternatives_constants_and_known_columns_are_no_finding(seeds, mapped):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(url=mapped))
    assert seeds.read().issues == []


def test_a_condition_and_both_ends_of_a_relation_are_looked_at(seeds):
    seeds.write("a.csv", "one,other\na,b\n")
    ends = {"subject": {"kind": "organisation", "key": "won"}, "object": {"kind": "organisation", "key": "other"}}
    seeds.manifest(TABLE | {"records": [{"kind": "relation", "predicate": "part-of", "when": "kynd == 'x'", **ends}]})
    assert [issue.field for issue in seeds.read().issues] == [
        "sources.0.records.0.when",
        "sources.0.records.0.subject.key",
    ]


def test_a_column_that_one_of_several_tables_has_is_enough(seeds):
    seeds.write("a.csv", "key,name\na,A\n")
    seeds.write("b.csv", "key,name,homepage\nb,B,https://b.example.org\n")
    seeds.manifest(product(url="homepage") | {"path": "*.csv"})
    assert seeds.read().issues == []


def test_a_field_with_a_default_may_have_no_column(seeds):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(status="status") | {"defaults": {"status": "stable"}})
    assert seeds.read().issues == []


def test_columns_are_known_beside_a_faulty_header(seeds):
    seeds.write("a.csv", "key,name,name\na,A,A\n")
    seeds.manifest(product(url="homepage"))
    assert [issue.code for issue in seeds.read().issues] == ["field-duplicate", "field-missing"]


def test_a_key_that_one_row_of_a_document_lacks_is_no_finding(seeds):
    seeds.write("a.json", '[{"key": "a", "name": "A"}, {"key": "b", "name": "B", "homepage": null}]')
    seeds.manifest(product(url="homepage") | {"path": "a.json"})
    assert seeds.read().issues == []


DOCUMENTS = {
    "a.json": (
        '[{"key": "a", "name": "A", "license": "MIT", "about": {"text_en": "x"}}, {"key": "b", "name": "B", "about":'
        " null}]"
    ),
    "a.jsonl": '{"key": "a", "name": "A", "license": "MIT", "about": {"text_en": "x"}}\n{"key": "b", "name": "B"}\n',
    "a.yaml": "- {key: a, name: A, license: MIT, about: {text_en: x}}\n- {key: b, name: B}\n",
}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_path_that_no_row_of_a_document_has_is_reported_once_where_the_manifest_reads_it(seeds, path):
    seeds.write(path, DOCUMENTS[path])
    seeds.manifest(product(licence="licence", description="$row.about.text_en") | {"path": path})
    (issue,) = seeds.read().issues
    assert (issue.code.value, issue.severity.value, issue.place.path, issue.field) == (
        "field-missing",
        "warning",
        "network.yaml",
        "sources.0.records.0.fields.licence",
    )
    assert (seeds.root / "network.yaml").read_text().splitlines()[issue.place.line - 1].strip() == "licence: licence"
    assert (issue.message, issue.hint) == (f"source-0: no row of {path} has 'licence'.", "did you mean `license`?")


@pytest.mark.parametrize(
    ("mapped", "told"),
    [("about.text_em", "text_en"), ("about.text_en", None), ({"first": ["abuot", "about.text_en"]}, None)],
)
def test_nested_paths_are_looked_for_as_deep_as_there_are_objects(seeds, mapped, told):
    seeds.write("a.json", DOCUMENTS["a.json"].replace(', {"key": "b", "name": "B", "about": null}', ""))
    seeds.manifest(product(description=mapped) | {"path": "a.json"})
    assert [issue.hint for issue in seeds.read().issues] == ([f"did you mean `{told}`?"] if told else [])


@pytest.mark.parametrize(("path", "codes"), [("vendor", []), ("licence", ["field-missing"])])
def test_a_relation_that_no_row_of_a_document_has_is_reported_only_if_it_looks_misspelt(seeds, path, codes):
    seeds.write("a.json", DOCUMENTS["a.json"])
    seeds.manifest(
        {
            "path": "a.json",
            "format": "table",
            "records": [{"kind": "product", "key": "key", "fields": {"name": "name"}, "relations": {"owners": path}}],
        }
    )
    assert [issue.code.value for issue in seeds.read().issues] == codes


def test_what_stands_below_null_cannot_be_missing(seeds):
    seeds.write("a.json", '[{"key": "a", "name": "A", "about": null}]')
    seeds.manifest(product(description="about.text") | {"path": "a.json"})
    assert seeds.read().issues == []


def test_keys_without_end_are_not_all_remembered(seeds):
    rows = "".join(f'{{"key": "k{number}", "name": "A", "own{number}": 1}}\n' for number in range(2000))
    seeds.write("a.jsonl", rows)
    seeds.manifest(product(licence="licence") | {"path": "a.jsonl"})
    (issue,) = seeds.read().issues
    assert (issue.code.value, issue.hint) == ("field-missing", CATALOGUE[issue.code].remedy)


MISSPELT = {
    "a.csv": ("key,name,contries,Fonded,own\na,A,DK,2012,x\nb,B,DK,2012,x\n", (1, 10)),
    "a.jsonl": (
        '{"key": "a", "name": "A"}\n{"key": "b", "name": "B", "contries": "DK", "Fonded": 2012, "own": 1}\n',
        (2, 27),
    ),
    "a.json": (
        '[{"key": "a", "name": "A"},\n {"key": "b", "name": "B", "contries": ["DK"], "Fonded": "2012"}]',
        (2, 28),
    ),
    "a.yaml": ("- {key: a, name: A}\n- key: b\n  name: B\n  contries: DK\n  Fonded: 2012\n", (4, 3)),
}


@pytest.mark.parametrize("path", MISSPELT)
def test_a_column_that_looks_like_a_field_is_reported_once_where_it_stands_first(seeds, path):
    content, place = MISSPELT[path]
    seeds.write(path, content)
    seeds.manifest({"path": path, "format": "table", "kind": "organisation"})
    read = seeds.read()
    assert read.keys == ["a", "b"]
    assert [(issue.code.value, issue.field, issue.hint) for issue in read.issues] == [
        ("field-unknown", "contries", "did you mean `countries`?"),
        ("field-unknown", "Fonded", "did you mean `founded`?"),
    ]
    issue = read.issues[0]
    assert (issue.severity.value, issue.place.path, issue.place.line, issue.place.column) == ("warning", path, *place)


@pytest.mark.parametrize("column", ["note", "internal_id", "names", "time", "names_en"])
def test_columns_of_the_networks_own_are_no_finding(seeds, column):
    seeds.write("a.csv", f"key,name,{column}\na,A,x\n")
    seeds.manifest(TABLE | {"kind": "organisation"})
    assert seeds.read().issues == []


def test_a_column_that_the_manifest_reads_is_not_misspelt(seeds):
    seeds.write("a.csv", "key,name,contry\na,A,DK\n")
    seeds.manifest(TABLE | {"kind": "organisation", "relations": {"parents": "contry"}})
    assert seeds.read().issues == []


def test_two_swapped_letters_of_a_short_column_are_a_slip_and_other_letters_are_another_word(seeds):
    seeds.write("a.csv", "key,nmae,tyre\na,A,town\n")
    seeds.manifest(TABLE | {"kind": "organisation"})
    columns = [issue for issue in seeds.read().issues if issue.code == "field-unknown"]
    assert [(issue.field, issue.hint) for issue in columns] == [("nmae", "did you mean `name`?")]


def test_the_first_place_of_a_misspelt_column_does_not_depend_on_which_file_is_read_first(seeds):
    for number in range(250):
        seeds.write(f"{number:03}.jsonl", f'{{"key": "{number}", "name": "A", "contries": "DK"}}\n')
    seeds.manifest({"path": "*.jsonl", "format": "table", "kind": "organisation"})
    assert {seeds.read(parallel=parallel).issues[0].place.path for parallel in (1, 4, 7)} == {"000.jsonl"}


def test_the_hubs_own_columns_may_be_left_out(seeds):
    seeds.write("a.csv", "key,name\na,A\n")
    seeds.manifest(TABLE | {"kind": "product"})
    assert seeds.read().issues == []
