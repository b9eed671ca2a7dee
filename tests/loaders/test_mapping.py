import json

import pytest

from loaders.mapping.raw import CUT
from schema.issues import CATALOGUE
from schema.records import Identifier, Reference, Statement


def mapped(read_one, content, *records, path="t.json", **more):
    return read_one(path, content, records=list(records), **more)


PRODUCT = {"kind": "product", "key": "id", "fields": {"name": "name"}}


def test_a_record_states_its_values_place_and_source(read_one):
    read = mapped(
        read_one,
        '[\n{"id": 1.10, "name": " OS2\\nkitos", "page": "https://example.org/kitos/"}]',
        PRODUCT | {"url": "page"},
    )
    (record,) = read.records
    assert (record.network, record.kind, record.key) == ("sample", "product", "1.1")
    assert record.values == {"name": "OS2 kitos"}
    assert (record.place.path, record.place.line, record.place.url) == ("t.json", 2, "https://example.org/kitos")
    assert record.raw == {"id": 1.10, "name": " OS2\nkitos", "page": "https://example.org/kitos/"}


def test_one_row_becomes_several_records(read_one):
    read = mapped(
        read_one,
        '{"id": "p", "name": "P", "orgs": [{"name": "A", "role": "owner"},\n {"name": "B", "role": "user"}, {"role":'
        ' "owner"}]}',
        PRODUCT | {"relations": {"owners": {"each": "orgs", "when": "role=='owner'", "label": "name"}}},
        {
            "kind": "organisation",
            "each": "orgs",
            "when": "role=='owner'",
            "key": ["name"],
            "fields": {"name": "name", "acronym": "$row.id"},
        },
    )
    product, organisation = read.records
    assert product.statements == (Statement("owns", Reference("A"), None),)
    assert (organisation.key, organisation.values) == ("A", {"name": "A", "acronym": "p"})
    assert organisation.raw == {"name": "A", "role": "owner"}
    assert read.codes == ["key-missing"]


def test_each_item_knows_its_own_line(read_one):
    content = "orgs:\n  - name: A\n  - name: B\n    url: 'not an address'\n"
    read = mapped(
        read_one,
        content,
        {"kind": "organisation", "each": "orgs", "key": "name", "fields": {"name": "name", "url": "url"}},
        path="t.yaml",
    )
    assert [record.place.line for record in read.records] == [2, 3]
    assert [(issue.code.value, issue.place.line, issue.field) for issue in read.issues] == [("url-invalid", 4, "url")]


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ({"countries": "c"}, {"countries": ["DK", "SE"]}),
        ({"platforms": {"path": "s", "split": ","}}, {"platforms": ["web", "linux"]}),
        ({"platforms": "one"}, {"platforms": ["web"]}),
        ({"description": {"path": "text", "lang": "da"}}, {"description": {"da": "Hvad"}}),
        ({"description": {"languages": {"en": "one", "fr": "x"}}}, {"description": {"en": "web"}}),
        ({"description": "text"}, {"description": {"und": "Hvad"}}),
        ({"released": "month"}, {"released": "2024-05", "released_precision": "month"}),
        ({"licence": {"const": "EUPL 1.2"}}, {"licence": "EUPL-1.2"}),
        ({"version": "number"}, {"version": "2"}),
    ],
)
def test_a_field_gets_the_normal_form_of_its_type(read_one, fields, values):
    content = (
        '{"id": "p", "name": "P", "c": ["dk", "Sweden", "DK"], "s": "web, linux, web", "one": "web", "text": "Hvad",'
        ' "month": "2024-05", "number": 2, "x": null}'
    )
    read = mapped(read_one, content, PRODUCT | {"fields": {"name": "name"} | fields})
    assert read.records[0].values == {"name": "P"} | values
    assert not read.issues


def test_a_bad_value_costs_the_value_and_not_the_record(read_one):
    read = mapped(
        read_one,
        '{"id": "p", "name": "P", "licence": "EUPL 9"}',
        PRODUCT | {"fields": {"name": "name", "licence": "licence"}},
    )
    assert read.records[0].values == {"name": "P"}
    (issue,) = read.issues
    assert (issue.code.value, issue.field, issue.value, issue.severity.value) == (
        "licence-unknown",
        "licence",
        "EUPL 9",
        "warning",
    )


def test_long_values_are_shortened_in_issues(read_one):
    content = json.dumps({"id": "p", "name": "P", "url": "no address " * 100})
    read = mapped(read_one, content, PRODUCT | {"fields": {"name": "name", "url": "url"}})
    assert len(read.issues[0].value) == 120


def test_a_persons_address_is_neither_kept_nor_repeated(read_one):
    content = '{"id": "o", "name": "O", "mail": "jane.doe@example.org"}'
    read = mapped(read_one, content, {"kind": "organisation", "key": "id", "fields": {"name": "name", "email": "mail"}})
    assert "email" not in read.records[0].values
    assert read.codes == ["personal-data"]
    assert "jane" not in repr(read.issues)
    assert "jane" not in repr(read.records)


@pytest.mark.parametrize(
    ("lookups", "countries"),
    [
        ({"product.countries": {"Danmark & co": "DK"}}, ["DK"]),
        ({"Country": {"danmark & CO": ["DK", "FO"]}}, ["DK", "FO"]),
        ({"product.countries": {"Danmark & co": "x"}, "Country": {"x": "SE"}}, ["SE"]),
        ({"Country": {"Danmark & co": None}}, None),
    ],
)
def test_lookups_correct_values_by_field_and_by_type(read_one, lookups, countries):
    content = '{"id": "p", "name": "P", "c": "Danmark & co"}'
    read = mapped(
        read_one, content, PRODUCT | {"fields": {"name": "name", "countries": "c"}}, manifest={"lookups": lookups}
    )
    assert read.records[0].values.get("countries") == countries
    assert not read.issues


def test_defaults_fill_what_a_row_leaves_empty(read_one):
    content = '[{"id": "a", "name": "A", "licence": " "}, {"id": "b", "name": "B", "licence": "MIT"}]'
    read = mapped(
        read_one,
        content,
        PRODUCT | {"fields": {"name": "name", "licence": "licence"}},
        defaults={"licence": "MPL-2.0", "countries": ["DK"]},
    )
    assert [(record.values["licence"], record.values["countries"]) for record in read.records] == [
        ("MPL-2.0", ["DK"]),
        ("MIT", ["DK"]),
    ]


def test_identifiers_come_from_the_mapping_and_from_identifying_fields(read_one):
    content = (
        '{"id": "o", "name": "O", "web": "http://www.example.org/", "accounts": ["https://github.com/Example"], "cvr":'
        " 55133018}"
    )
    read = mapped(
        read_one,
        content,
        {
            "kind": "organisation",
            "key": "id",
            "fields": {"name": "name", "url": "web", "code_accounts": "accounts"},
            "identifiers": {"cvr": "cvr", "homepage": "web"},
        },
    )
    assert set(read.records[0].identifiers) == {
        Identifier("cvr", "55133018"),
        Identifier("homepage", "example.org"),
        Identifier("account", "github.com/example"),
    }


def test_a_bare_path_gives_one_relation_per_label(read_one):
    content = (
        '{"id": "p", "name": "P", "usedBy": ["Aarhus <post@aarhus.example>", "", "Ballerup", "Ballerup", {"name":'
        ' "X"}]}'
    )
    read = mapped(read_one, content, PRODUCT | {"relations": {"users": "usedBy"}})
    assert [statement.subject.label for statement in read.records[0].statements] == ["Aarhus", "Ballerup"]
    assert read.codes == ["value-invalid"]


def test_a_reference_carries_key_identifiers_country_role_and_dates(read_one):
    content = (
        '{"id": "p", "name": "P", "by": [{"n": "Vendor", "k": " v1 ", "web": "https://vendor.example.org", "c": "dk",'
        ' "until": "2027-01"}]}'
    )
    vendor = {
        "each": "by",
        "label": "n",
        "key": "k",
        "network": "os2",
        "identifiers": {"homepage": "web"},
        "country": "c",
        "role": {"const": "host"},
        "until": "until",
    }
    read = mapped(read_one, content, PRODUCT | {"relations": {"suppliers": vendor}})
    reference = Reference("Vendor", None, "v1", "os2", (Identifier("homepage", "vendor.example.org"),), "DK")
    assert read.records[0].statements == (Statement("supplies", reference, None, "host", None, "2027-01"),)


def test_lists_of_a_reference_are_read_side_by_side(read_one):
    mentions = {
        "mentions": {
            "kind": "organisation",
            "key": {"path": "m", "split": ";"},
            "label": {"path": "n", "split": ";"},
            "role": {"const": "subject"},
        }
    }
    news = {"kind": "news-item", "key": "id", "fields": {"name": "id"}, "relations": mentions}
    read = mapped(read_one, "id,m,n\nx,a;b,A;B\ny,,\n", news, path="t.csv")
    assert [(s.object.key, s.object.label, s.role) for s in read.records[0].statements] == [
        ("a", "A", "subject"),
        ("b", "B", "subject"),
    ]
    assert read.records[1].statements == ()


def test_both_ends_follow_from_the_predicate(read_one):
    content = '{"id": "o", "name": "O", "owns": "P", "ospo": "Q"}'
    read = mapped(
        read_one,
        content,
        {
            "kind": "organisation",
            "key": "id",
            "fields": {"name": "name"},
            "relations": {"ownedProducts": "owns", "ospos": "ospo"},
        },
    )
    assert read.records[0].statements == (
        Statement("owns", None, Reference("P")),
        Statement("ospo-of", Reference("Q"), None),
    )


RELATION = {
    "kind": "relation",
    "predicate": "member-of",
    "subject": {"key": "member", "kind": "organisation"},
    "object": {"key": {"const": "os2"}, "kind": "organisation", "role": "role", "since": "since"},
}


def test_a_relation_record_joins_two_others(read_one):
    read = mapped(read_one, "member,role,since\naarhus,founder,2012-04-24\n,member,\n", RELATION, path="t.csv")
    (record,) = read.records
    assert (record.kind, record.key) == ("relation", "member-of | aarhus | os2 | founder")
    ends = Reference(kind="organisation", key="aarhus"), Reference(kind="organisation", key="os2")
    assert record.statements == (Statement("member-of", *ends, "founder", "2012-04-24"),)
    (issue,) = read.issues
    hint = "give `subject` a key, an identifier or a label"
    assert (issue.code.value, issue.field, issue.hint) == ("key-missing", "subject", hint)


def test_figures_are_dated_numbers_of_the_network(read_one):
    read = read_one("t.csv", "name,value,unit,as_of\nmembers,78,bodies,2024-05\nx,many,,\n,1,,\n", kind="figure")
    (figure,) = read.figures
    assert (figure.name, figure.value, figure.unit, figure.as_of, figure.place.line) == (
        "members",
        78.0,
        "bodies",
        "2024-05",
        2,
    )
    assert read.codes == ["value-invalid", "row-shape", "name-missing"]


def test_the_native_table_of_a_kind_needs_no_mapping(read_one):
    content = "key,name,url,countries,cvr,memberships,source_url\no,O,https://o.example.org,DK;SE,55133018,OS2,https://s.example.org/o\n"
    (record,) = read_one("t.csv", content, kind="organisation").records
    assert record.values == {"name": "O", "url": "https://o.example.org", "countries": ["DK", "SE"]}
    assert record.identifiers == (Identifier("cvr", "55133018"), Identifier("homepage", "o.example.org"))
    assert record.statements == (Statement("member-of", None, Reference("OS2")),)
    assert record.place.url == "https://s.example.org/o"


def test_a_shorthand_is_one_record_mapping(read_one):
    read = read_one(
        "t.csv",
        "id,title\np,P\n",
        kind="product",
        key="id",
        mapping={"name": "title"},
        identifiers={"sill": "id"},
        relations={"users": "title"},
        url={"path": "id", "template": "https://example.org/{}"},
    )
    (record,) = read.records
    assert (record.key, record.values, record.place.url) == ("p", {"name": "P"}, "https://example.org/p")
    assert record.identifiers == (Identifier("sill", "p"),)


def test_the_page_of_a_source_is_that_of_the_whole_row(read_one):
    organisation = {"kind": "organisation", "each": "orgs", "key": "name", "fields": {"name": "name"}}
    read = mapped(read_one, '{"page": "https://example.org/p", "orgs": [{"name": "A"}]}', organisation, url="page")
    assert read.records[0].place.url == "https://example.org/p"


def test_a_clock_time_is_read_in_the_events_own_zone(read_one):
    event = {"kind": "event", "key": "name", "fields": {"name": "name", "starts_at": "start", "time_zone": "zone"}}
    read = mapped(
        read_one,
        "name,start,zone\nE,2026-05-31 09:30,Europe/Copenhagen\nF,2026-05,Europe/Copenhagen\n",
        event,
        path="t.csv",
    )
    assert [record.values["starts_at"] for record in read.records] == ["2026-05-31T07:30:00Z", "2026-05"]
    assert read.records[1].values["starts_at_precision"] == "month"
    assert not read.issues


def test_of_several_values_for_one_the_first_counts_and_is_reported(read_one):
    read = mapped(
        read_one,
        '{"id": "p", "name": ["P"], "v": ["1.10", "2.0"]}',
        PRODUCT | {"fields": {"name": "name", "version": "v"}},
    )
    assert read.records[0].values == {"name": "P", "version": "1.10"}
    assert read.codes == ["value-suspect"]


def test_of_several_licences_all_count(read_one):
    row = '{"id": "p", "name": "P", "l": ["MIT", {"name": "Terms of the town"}]}'
    read = mapped(read_one, row, PRODUCT | {"fields": {"name": "name", "licence": "l"}})
    assert read.records[0].values["licence"] == "MIT AND LicenseRef-terms-of-the-town"
    assert read.codes == ["licence-unknown"]


def test_an_expression_that_does_not_apply_is_an_issue(read_one):
    read = mapped(
        read_one, '{"id": "p", "name": "P"}', PRODUCT | {"fields": {"name": "name", "topics": "sort(missing)"}}
    )
    assert read.records[0].values == {"name": "P"}
    assert read.codes == ["value-invalid"]


@pytest.mark.parametrize(
    ("row", "code"),
    [('{"name": "P"}', "key-missing"), ('{"id": "p"}', "name-missing"), ('{"id": " ", "name": "P"}', "key-missing")],
)
def test_a_record_needs_key_and_name(read_one, row, code):
    read = mapped(read_one, row, PRODUCT)
    assert (read.records, [issue.code.value for issue in read.issues if issue.place.path != "network.yaml"]) == (
        [],
        [code],
    )


@pytest.mark.parametrize("word", ["none", "NULL", "-", "N/A", "?"])
def test_a_key_or_name_that_is_a_word_for_no_value_is_kept_and_told(read_one, word):
    read = mapped(read_one, f'{{"id": "{word}", "name": "{word}", "description": "{word}"}}', PRODUCT)
    (record,) = read.records
    assert (record.key, record.values) == (word, {"name": word})
    assert sorted((issue.code.value, issue.field) for issue in read.issues) == [
        ("value-suspect", "key"),
        ("value-suspect", "name"),
    ]


def test_a_lookup_leaves_out_rows_whose_name_stands_for_none(read_one):
    read = mapped(
        read_one, '{"id": "p", "name": "-"}', PRODUCT | {"fields": {"name": {"path": "name", "lookup": {"-": None}}}}
    )
    assert (read.records, read.codes[:1]) == ([], ["name-missing"])


@pytest.mark.parametrize("left", ["{{ page.title }}", "{% block title %}", "Docs of {{name}}", "<%= title %>"])
def test_a_template_that_was_not_filled_in_is_no_record(read_one, left):
    read = mapped(read_one, json.dumps({"id": "p", "name": left}), PRODUCT)
    assert (read.records, read.codes[:1]) == ([], ["row-shape"])


@pytest.mark.parametrize("name", ["{curly} brackets", "100 % {open}", "a {{ b", "<100%>"])
def test_brackets_in_a_name_are_no_template(read_one, name):
    assert mapped(read_one, json.dumps({"id": "p", "name": name}), PRODUCT).records[0].values == {"name": name}


LACKING = [("key", '{"key": "", "name": "P"}'), ("name", '{"key": "p", "name": ""}')]


@pytest.mark.parametrize(("name", "row"), LACKING)
def test_a_row_of_a_mapped_table_without_key_or_name_is_reported_where_the_manifest_maps_it(read_one, name, row):
    shorthand = read_one("p.jsonl", row, kind="product", key="key", mapping={"name": "name"})
    record = read_one("p.jsonl", row, records=[{"kind": "product", "key": "key", "fields": {"name": "name"}}])
    where = {"key": ("key", "key"), "name": ("mapping.name", "fields.name")}[name]
    hints = tuple(read.issues[0].hint for read in (shorthand, record))
    assert hints == tuple(f"fill it in, or give `{one}` a path that every row fills" for one in where)


@pytest.mark.parametrize(("name", "row"), LACKING)
def test_the_hubs_own_table_form_does_not_speak_of_a_mapping(read_one, name, row):
    issue = read_one("p.jsonl", row, kind="product").issues[0]
    assert (issue.code.value, issue.hint) == (f"{name}-missing", CATALOGUE[issue.code].remedy)


def test_a_format_with_its_own_mapping_does_not_speak_of_a_mapping(read_one):
    read = read_one("publiccode.yml", "publiccodeYmlVersion: 0.5.0\nurl: https://github.com/a/b\n", format="publiccode")
    assert [issue.hint for issue in read.issues if issue.code.value == "name-missing"] == ["Give it one."]


def test_raw_is_bounded_and_loses_the_largest_values_first(read_one):
    content = json.dumps({"id": "p", "name": "P", "body": "x" * 20_000, "other": "y" * 1000})
    read = mapped(read_one, content, PRODUCT)
    raw = read.records[0].raw
    assert raw["body"] == CUT
    assert len(raw["other"]) == 1000
