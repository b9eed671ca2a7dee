import pytest

from loaders.manifest.pydantic_faults import SPELLINGS
from loaders.manifest_model import Manifest
from schema.issues import CATALOGUE, IssueCode

REMEDY = CATALOGUE[IssueCode.MANIFEST_INVALID].remedy

HEAD = """network: sample
title: A sample
homepage: https://sample.example.org
publisher: {name: Sample}
licence: CC0-1.0
attribution: Sample
"""
SOURCES = """sources:
  - name: products
    path: products.csv
    format: table
    kind: product
"""


@pytest.fixture
def reported(seeds):
    def open_with(text):
        seeds.write("network.yaml", text)
        return [(issue.code.value, issue.place.line, issue.field, issue.hint) for issue in seeds.open()]

    return open_with


def test_a_manifest_without_fault_opens(reported):
    assert reported(HEAD + SOURCES) == []


def test_a_directory_without_manifest_is_reported(seeds):
    (issue,) = seeds.open()
    assert (issue.code.value, issue.network, issue.place.path) == ("manifest-missing", "seeds", "network.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "hint"),
    [
        ("title:", "titel:", 2, "titel", "did you mean `title`?"),
        ("network: sample", "network: My Network", 1, "network", "use lower-case letters, digits and single hyphens"),
        ("network: sample", "network: judgements", 1, "network", "give the network another name"),
        ("network: sample", "network: erasures", 1, "network", "give the network another name"),
        ("network: sample", "network: repairs", 1, "network", "give the network another name"),
        ("    kind: product", "    knid: product", 11, "sources.0.knid", "did you mean `kind`?"),
        ("    kind: product", "    kind: prodct", 11, "sources.0.kind", "did you mean `product`?"),
        ("format: table", "format: tabel", 10, "sources.0.format", "did you mean `table`?"),
        (
            "    kind: product",
            "    kind: product\n    mapping: {naem: title}",
            12,
            "sources.0.mapping.naem",
            "did you mean `name`?",
        ),
        (
            "    kind: product",
            "    kind: product\n    mapping:\n      name: {pth: title}",
            13,
            "sources.0.mapping.name.pth",
            "did you mean `path`?",
        ),
        (
            "    kind: product",
            "    kind: product\n    relations: {user: u}",
            12,
            "sources.0.relations.user",
            "did you mean `users`?",
        ),
        (
            "    kind: product",
            "    kind: product\n    identifiers: {wikidat: q}",
            12,
            "sources.0.identifiers.wikidat",
            "did you mean `wikidata`?",
        ),
        (
            "    kind: product",
            "    kind: product\n    options: {delimeter: x}",
            12,
            "sources.0.options.delimeter",
            "did you mean `delimiter`?",
        ),
        (
            "    kind: product",
            "    kind: product\n    defaults: {licenc: MIT}",
            12,
            "sources.0.defaults.licenc",
            "did you mean `licence`?",
        ),
        (
            "    kind: product",
            "    records:\n      - {kind: product, fields: {licens: l}}",
            12,
            "sources.0.records.0.fields.licens",
            "did you mean `licence`?",
        ),
        (
            "    kind: product",
            "    records:\n      - {kind: relation, predicate: membr-of, subject: {key: a}, object: {key: b}}",
            12,
            "sources.0.records.0.predicate",
            "did you mean `member-of`?",
        ),
        ("sources:", "expected: {produkt: {min: 1}}\nsources:", 7, "expected.produkt", "did you mean `product`?"),
        ("sources:", "expected: {product: {min: 5, max: 2}}\nsources:", 7, "expected.product", REMEDY),
        ("sources:", "authority: [product.licens]\nsources:", 7, "authority.0", "did you mean `product.licence`?"),
    ],
)
def test_a_misspelt_name_is_reported_with_its_line_and_what_was_meant(reported, old, new, line, field, hint):
    assert reported((HEAD + SOURCES).replace(old, new, 1))[-1] == ("manifest-invalid", line, field, hint)


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ("name: 'a['", "name"),
        ("name: {path: a, regex: '('}", "name"),
        ("name: {path: a, regex: '(a+)+'}", "name"),
        ("name: {path: a, lookup: missing}", "name"),
        ("name: {lang: da}", "name"),
        ("name: ['x', {path: 'b['}]", "name"),
    ],
)
def test_an_expression_that_does_not_compile_is_reported_where_it_stands(reported, mapping, field):
    (issue,) = reported(HEAD + SOURCES + f"    mapping: {{{mapping}}}\n")
    assert issue[:3] == ("manifest-invalid", 12, f"sources.0.mapping.{field}")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ("{kind: product, key: k, fields: {name: n}, relations: {users: {key: u}}}", "relations.users.key"),
        (
            "{kind: product, key: k, fields: {name: n}, relations: {users: {key: u, kind: event}}}",
            "relations.users.kind",
        ),
        (
            "{kind: product, key: k, fields: {name: n}, relations: {users: [{label: u}, {role: r}]}}",
            "relations.users.1",
        ),
        ("{kind: product, key: k, each: 'a[', fields: {name: n}}", "each"),
        ("{kind: product, key: k, when: 'a ==', fields: {name: n}}", "when"),
        ("{kind: relation, predicate: member-of, subject: {key: a}}", None),
        ("{kind: figure, fields: {nmae: n}}", "fields.nmae"),
    ],
)
def test_what_a_record_mapping_gets_wrong_is_reported_where_it_stands(reported, record, field):
    text = HEAD + SOURCES.replace("    kind: product\n", "    records:\n") + f"      - {record}\n"
    (issue,) = reported(text)
    assert issue[:3] == ("manifest-invalid", 12, ".".join(["sources.0.records.0", *([field] if field else [])]))


def test_a_missing_key_is_reported_once(reported):
    assert reported((HEAD + SOURCES).replace("licence: CC0-1.0\n", "")) == [("manifest-invalid", 1, "licence", REMEDY)]


def test_two_sources_of_one_name_are_reported(reported):
    assert reported(HEAD + SOURCES + SOURCES.removeprefix("sources:\n"))[0][:3] == (
        "manifest-invalid",
        12,
        "sources.1.name",
    )


def test_a_format_without_mapping_of_its_own_asks_for_one(reported):
    assert reported(HEAD + SOURCES.replace("    kind: product\n", ""))[0][:3] == ("manifest-invalid", 8, "sources.0")


def test_an_unused_lookup_is_a_warning_and_the_manifest_opens(seeds):
    seeds.manifest(
        {"path": "x.csv", "format": "table", "kind": "product"}, lookups={"Cuontry": {"a": "b"}, "Country": {"x": "DK"}}
    )
    (issue,) = seeds.open()
    assert (issue.severity.value, issue.hint) == ("warning", "did you mean `Country`?")


@pytest.mark.parametrize("text", ["", "[]", "text", "a: [", "\t- x", "network: sample\nnetwork: other\n"])
def test_a_file_that_is_no_manifest_is_reported(reported, text):
    assert reported(text)


def test_a_manifest_under_a_near_name_is_pointed_at(seeds):
    seeds.write("network.yml", "network: sample\n")
    (issue,) = seeds.open()
    assert (issue.code, issue.hint) == ("manifest-missing", "did you mean network.yml? Rename it to network.yaml")


def test_a_manifest_that_does_not_parse_is_reported_by_its_fault_alone_and_under_its_network(seeds):
    seeds.write("network.yaml", "network: sample\ntitle: A\n\tlicence: CC0-1.0\n")
    assert [(issue.code, issue.network, issue.place.line) for issue in seeds.open()] == [("syntax", "sample", 3)]


def test_a_network_may_have_no_site(reported):
    assert reported(HEAD.replace("homepage: https://sample.example.org\n", "") + SOURCES) == []


def test_mistakes_of_shape_names_and_options_are_told_in_one_run_in_their_order(reported):
    text = """network: sample
titel: A sample
homepage: https://sample.example.org
publisher: {name: Sample}
licence: CC0-1.0
attribution: Sample
expected: {produkt: {min: 1}}
renamed:
  product: {a: b, b: a, c: d, e: d}
sources:
  - name: products
    path: products.csv
    format: table
    knid: product
    options: {delimiter: "; ", header: first, encoding: utf-7b, type: exel, rows: "a[", sheet: 3, delimeter: x}
    records:
      - {kind: product, key: id, fields: {naem: title, licence: {pth: x}}, relations: {user: u}}
  - name: Bodies
    path: bodies.csv
    format: tabel
    kind: organization
    mapping: {naem: name}
  - name: offices
    path: offices.csv
    fromat: table
    kind: opso
  - name: dates
    path: dates.ics
    format: icalendar
    options: {time_zone: Europe/Kopenhagen}
    keeps: everything
  - name: news
    path: [feed.xml]
    format: feed
    options: {prefixes: "no"}
"""
    assert [(line, field) for _, line, field, _ in reported(text)] == [
        (1, "title"),
        (2, "titel"),
        (7, "expected.produkt"),
        (9, "renamed.product.a"),
        (9, "renamed.product.b"),
        (9, "renamed.product.c"),
        (9, "renamed.product.e"),
        (14, "sources.0.knid"),
        *((15, f"sources.0.options.{name}") for name in ("delimiter", "header", "encoding", "type", "rows", "sheet")),
        (15, "sources.0.options.delimeter"),
        (17, "sources.0.records.0.fields.naem"),
        (17, "sources.0.records.0.fields.licence.pth"),
        (17, "sources.0.records.0.relations.user"),
        (18, "sources.1.name"),
        (20, "sources.1.format"),
        (21, "sources.1.kind"),
        (23, "sources.2.format"),
        (25, "sources.2.fromat"),
        (26, "sources.2.kind"),
        (30, "sources.3.options.time_zone"),
        (31, "sources.3.keeps"),
        (33, "sources.4.path"),
        (35, "sources.4.options.prefixes"),
    ]


@pytest.mark.parametrize("sources", ["sources: [text]\n", "sources: {name: x}\n", "sources:\n  - {path: x.csv}\n", ""])
def test_sources_of_no_shape_at_all_hide_no_other_mistake(reported, sources):
    told = [field for _, _, field, _ in reported(HEAD + sources + "expected: {produkt: {min: 1}}\nauthority: [x]\n")]
    assert {"expected.produkt", "authority.0"} <= set(told)


def test_what_follows_from_a_part_of_wrong_shape_is_not_told_besides(reported):
    text = (
        HEAD
        + "lookups: {mine: {a: b}}\n"
        + SOURCES.replace("kind: product", "mapping: {name: {path: [x], lookup: mine}}")
    )
    assert [field for _, _, field, _ in reported(text)] == ["sources.0.mapping.name.path"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: A sample", "title: 5", "`title` must be text."),
        ("title: A sample", "title: [a]", "`title` must be text."),
        ("publisher: {name: Sample}", "publisher: Sample", "`publisher` must have keys and values."),
        ("sources:", "precedence: many\nsources:", "`precedence` must be a whole number."),
        ("sources:", "precedence: 101\nsources:", "`precedence` must be at most 100."),
        ("sources:", "own: perhaps\nsources:", "`own` must be true or false."),
        ("sources:", "authority: product.name\nsources:", "`authority` must be a list."),
        ("sources:", "country: dk\nsources:", "`country` is not in the required form."),
        ("    kind: product", "    kind: product\n    keeps: some", "`keeps` must be 'all', 'future' or 'none'."),
        ("    kind: product", "    kind: product\n    mapping: {name: 5}", "`name` must be text."),
        (SOURCES, "sources: []\n", "`sources` must list at least 1."),
    ],
)
def test_values_of_the_wrong_shape_are_told_in_words_of_the_hub(seeds, old, new, words):
    seeds.write("network.yaml", (HEAD + SOURCES).replace(old, new, 1))
    assert words in [issue.message for issue in seeds.open()]


def _patterns(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from _patterns(part)


def test_every_pattern_of_a_manifest_says_how_to_write_what_it_asks_for():
    assert set(_patterns(Manifest.model_json_schema())) == set(SPELLINGS)


@pytest.mark.parametrize(
    ("stated", "field", "hint"),
    [
        ("every: hourly", "every", "write a number and minutes, hours, days or weeks, such as `6 hours`"),
        (
            "fetch: {url: 'file:///etc/passwd'}",
            "fetch.url",
            "write an address that begins with http:// or https:// and has no name or password in it",
        ),
        (
            "fetch: {url: 'http://u:p@here.example/'}",
            "fetch.url",
            "write an address that begins with http:// or https:// and has no name or password in it",
        ),
        (
            "fetch: [{url: 'http://here.example/a', file: 'a/b'}]",
            "fetch.0.file",
            "use letters, digits, dots, hyphens and underscores",
        ),
        (
            "fetch: {git: 'http://here.example/a', branch: '-x'}",
            "fetch.branch",
            "write the name of a branch or tag, such as `main`",
        ),
    ],
)
def test_what_is_misspelt_of_a_fetch_is_reported_with_how_to_write_it(reported, stated, field, hint):
    found = reported(HEAD + SOURCES.replace("path: products.csv", "path: fetched/products/a.csv") + f"    {stated}\n")
    assert found == [("manifest-invalid", 12, f"sources.0.{field}", hint)]
