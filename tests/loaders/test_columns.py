import pytest

TABLE = {"path": "a.csv", "format": "table"}
CSV = "key,name,home page\na,A,https://a.example.org\n"


def product(**fields):
    return TABLE | {"records": [{"kind": "product", "key": "key", "fields": {"name": "name", **fields}}]}


def test_a_column_that_no_table_has_is_told_where_the_manifest_reads_it(seeds):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(url="homepage"))
    read = seeds.read()
    (issue,) = read.issues
    assert (issue.code.value, issue.severity.value, issue.place.path, issue.field) == ("field-missing", "warning", "network.yaml", "sources.0.records.0.fields.url")
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
    assert [issue.message for issue in seeds.read().issues if issue.place.path == "network.yaml"] == ["source-0: a.csv has no column 'citty'."]


@pytest.mark.parametrize("mapped", [["homepage", "home page"], {"first": ["homepage", {"path": "home page"}]}, {"const": "https://b.example.org"}, "home page"])
def test_alternatives_constants_and_known_columns_are_no_finding(seeds, mapped):
    seeds.write("a.csv", CSV)
    seeds.manifest(product(url=mapped))
    assert seeds.read().issues == []


def test_a_condition_and_both_ends_of_a_relation_are_looked_at(seeds):
    seeds.write("a.csv", "one,other\na,b\n")
    ends = {"subject": {"kind": "organisation", "key": "won"}, "object": {"kind": "organisation", "key": "other"}}
    seeds.manifest(TABLE | {"records": [{"kind": "relation", "predicate": "part-of", "when": "kynd == 'x'", **ends}]})
    assert [issue.field for issue in seeds.read().issues] == ["sources.0.records.0.when", "sources.0.records.0.subject.key"]


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


def test_an_absent_key_of_a_json_object_is_no_finding(seeds):
    seeds.write("a.json", '[{"key": "a", "name": "A"}]')
    seeds.manifest(product(url="homepage") | {"path": "a.json"})
    assert seeds.read().issues == []


def test_the_hubs_own_columns_may_be_left_out(seeds):
    seeds.write("a.csv", "key,name\na,A\n")
    seeds.manifest(TABLE | {"kind": "product"})
    assert seeds.read().issues == []
