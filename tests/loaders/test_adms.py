"""Solutions in RDF: what a solution states, where, and what is neither fetched nor expanded."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats.adms import FORMAT
from loaders.rows import Finding, Row
from loaders.source import SourceFile

EXAMPLES = Path(__file__).parent / "examples" / "adms"
PREFIXES = (
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf:"
    " <http://xmlns.com/foaf/0.1/> .\n"
)

MEDIA = "https://www.iana.org/assignments/media-types"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type"


def entries(root: Path, path: str) -> list[Row | Finding]:
    return list(FORMAT.rows(SourceFile(root, path), {}))


@pytest.fixture
def good():
    return {row.key: row for row in entries(EXAMPLES, "good.ttl") if isinstance(row, Row)}


@pytest.fixture
def solution(good):
    return good["https://example.org/forms"].values


@pytest.fixture
def found(tmp_path):
    def read(content: str, name: str = "some.ttl"):
        (tmp_path / name).write_text(content)
        read = entries(tmp_path, name)
        return [entry for entry in read if isinstance(entry, Row)], [
            (entry.code.value, entry.line) for entry in read if isinstance(entry, Finding)
        ]

    return read


def test_solutions_releases_and_publishing_bodies_are_rows_with_their_lines(good):
    assert [(row.values["class"], row.line, row.key) for row in good.values()] == [
        ("solution", 12, "https://example.org/forms"),
        ("release", 27, "https://example.org/forms/2"),
        ("agent", 38, "https://example.org/town"),
    ]


def test_a_solution_states_its_texts_by_language(solution):
    assert solution["title"] == {"da": "Formularbygger", "en": "Form builder"}
    assert (solution["name"], solution["alternative"]) == ("Form builder", ["Formularbygger", "FB"])


def test_authority_uris_stay_for_the_normalisers(solution):
    assert solution["languages"] == ["http://publications.europa.eu/resource/authority/language/DAN"]
    assert solution["spatial"] == ["http://publications.europa.eu/resource/authority/country/DNK"]


def test_version_licence_and_repository_come_from_the_latest_release(solution):
    assert (solution["version"], solution["released"]) == ("2.10", "2024-03-01")
    assert solution["license"] == "http://publications.europa.eu/resource/authority/licence/EUPL_1_2"
    assert solution["repository"] == "https://github.com/example/forms"


def test_a_publisher_is_a_body_and_never_a_person(solution):
    assert solution["publisher"] == [
        {"class": "agent", "uri": "https://example.org/town", "name": "Example Town", "type": "local", "url": None}
    ]


@pytest.mark.parametrize(
    ("stated", "bodies"),
    [
        ('<https://e.example/s> dct:creator <{0}> . <{0}> a foaf:Agent ; foaf:name "Eva Maier" .', []),
        ('<https://e.example/s> dct:publisher <{0}> . <{0}> a foaf:Agent ; foaf:name "Town" .', ["Town"]),
        ('<{0}> a foaf:Agent ; foaf:name "Eva Maier" .', []),
        ('<{0}> a foaf:Agent ; dct:type <http://purl.org/adms/publishertype/LocalAuthority> ; foaf:name "Town" .', ["Town"]),
        ('<https://e.example/s> dct:creator <{0}> . <{0}> a foaf:Organization ; foaf:name "Town" .', ["Town"]),
    ],
)  # fmt: skip
def test_a_mere_agent_is_a_body_where_it_publishes_or_has_a_type_of_publishers(found, stated, bodies):
    rows, _ = found(PREFIXES + stated.format("https://e.example/p"))
    assert [row.values["name"] for row in rows if row.values["class"] == "agent"] == bodies


def test_a_contact_is_a_role_address(solution):
    assert solution["contact"] == "info@example.org"


def test_a_solution_names_what_it_includes_and_relates_to(solution):
    assert (solution["included_assets"], solution["relations"]) == (
        ["https://example.org/fields"],
        ["https://example.org/other"],
    )


@pytest.mark.parametrize(
    ("uri", "status"),
    [
        ("http://purl.org/adms/status/UnderDevelopment", "development"),
        ("http://purl.org/adms/status/Completed", "stable"),
        ("http://purl.org/adms/status/Withdrawn", "obsolete"),
        ("http://publications.europa.eu/resource/authority/dataset-status/DEPRECATED", "obsolete"),
        ("https://example.org/unknown", None),
    ],
)
def test_a_status_is_given_in_terms_of_publiccode(found, uri, status):
    rows, _ = found(f"{PREFIXES}<https://a.example> a dcat:Dataset ; <http://www.w3.org/ns/adms#status> <{uri}> .")
    assert rows[0].values["status"] == status


def test_licences_that_differ_give_none(found):
    parts = (
        "dcat:distribution [ dct:license <http://spdx.org/licenses/MIT> ], [ dct:license"
        " <http://spdx.org/licenses/Apache-2.0> ]"
    )
    rows, _ = found(f"{PREFIXES}<https://a.example> a dcat:Dataset ; {parts} .")
    assert rows[0].values["license"] is None
    assert len(rows[0].values["licenses"]) == 2


def test_one_licence_in_two_spellings_is_one(found):
    parts = (
        "dcat:distribution [ dct:license <http://spdx.org/licenses/MIT> ], [ dct:license"
        " <http://spdx.org/licenses/MIT.html> ]"
    )
    rows, _ = found(f"{PREFIXES}<https://a.example> a dcat:Dataset ; {parts} .")
    assert rows[0].values["license"] is not None


@pytest.mark.parametrize("name", ["good.rdf", "good.jsonld", "good.nt"])
def test_every_syntax_is_read_by_suffix_or_by_content(name, tmp_path):
    shutil.copy(EXAMPLES / name, tmp_path / "solution")
    rows = [entry for entry in entries(tmp_path, "solution") if isinstance(entry, Row)]
    assert rows
    assert [row.values for row in rows] == [entry.values for entry in entries(EXAMPLES, name) if isinstance(entry, Row)]


@pytest.mark.parametrize(("name", "lines"), [("good.rdf", [3]), ("good.jsonld", [4, 5]), ("good.nt", [1])])
def test_a_subject_has_the_line_of_its_uri(name, lines):
    assert [entry.line for entry in entries(EXAMPLES, name)] == lines


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/c"}'),
        ("a.jsonld", '{"@context": [{}, "file:///etc/hostname"]}'),
        ("a.jsonld", '{"@context": {"t": {"@id": "http://t", "@context": "http://127.0.0.1:9/c"}}}'),
        ("a.jsonld", '{"@context": {"@import": "http://127.0.0.1:9/c"}}'),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'),
    ],
)
def test_nothing_is_fetched_or_expanded(found, name, content):
    assert found(content, name) == ([], [("entity-refused", 1)])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", "<http://a> <http://b> " + "[ <http://b> " * 20_000),
        ("a.jsonld", '{"a":' * 100_000),
        ("a.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + '<a xmlns="x:">' * 20_000),
    ],
)
def test_endless_nesting_is_a_finding(found, name, content):
    assert found(content, name) == ([], [("nesting-too-deep", 1)])


def test_of_more_triples_than_any_catalogue_has_no_half_read_solution_is_taken(found, monkeypatch):
    monkeypatch.setattr("loaders.formats.adms.rdf_documents.TRIPLES", 2)
    assert found(f"{PREFIXES}<https://a.example> a dcat:Dataset ; dct:title 'A' ; dct:description 'b' .") == (
        [],
        [("file-too-large", 1)],
    )


A = "<https://e.example/a> a dcat:Dataset ; dct:title 'A' .\n"
B = "<https://e.example/b> a dcat:Dataset ; dct:title 'B' .\n"
FAULT = "<https://e.example/c> a dcat:Dataset ; dct:title 'C' ; oops\n"
LATER = "<https://e.example/d> a dcat:Dataset ; dct:title 'D' .\n"


def names(rows):
    return [row.values["name"] for row in rows]


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (f"{A}{B}{FAULT}", "AB"),
        (f"{A}{B}{FAULT}.\n{LATER}", "ABD"),
        (f"{A}{B}{FAULT}.\n<https://e.example/a> dct:description 'more' .", "AB"),
        (f"{A}{B}{FAULT}.\n<https://e.example/c> dct:description 'more' ; a dcat:Dataset .", "AB"),
        (f"{A}<https://e.example/b> a dcat:Dataset .\n  dct:title 'B' .\n{LATER}", "AD"),
        (f"{A}<https://e.example/b> a dcat:Dataset .\ndct:title 'B' ; dct:description 'b' .\n{LATER}", "AD"),
        (f"{A}{B}<https://e.example/c> a dcat:Dataset ; dct:title 'C'\n{LATER}", "ABD"),
        (f"{A}<https://e.example/c> a dcat:Dataset ; dct:title 'C .\n{B}{LATER}", "ABD"),
        (f'{A}<https://e.example/c> a dcat:Dataset ; dct:title """C .\n{B}{LATER}', "ABD"),
        (f"{A}{B}[ a dcat:Dataset ; dct:identifier 'c' ; dct:title 'C' ; oops ] .\n{LATER}", "ABD"),
        (f"{A}{FAULT}.\n{B}{FAULT.replace('/c>', '/e>')}.\n{LATER}", "ABD"),
        (f"{A}{B}{FAULT}.\n@prefix e: <https://e.example/> .\ne:d a dcat:Dataset ; dct:title 'D' .", "ABD"),
        (f"{A}{B}@prefix e: <https://e.example/ .\n{LATER}", "AB"),
    ],
    ids=[
        "end",
        "midst",
        "another stated again",
        "itself stated again",
        "full stop too early",
        "full stop too early, not indented",
        "full stop missing",
        "quote missing",
        "quotes missing",
        "faulty node",
        "two faults",
        "prefix after",
        "faulty prefix",
    ],
)
def test_a_fault_costs_the_subject_of_its_statement_alone(found, content, whole):
    rows, findings = found(PREFIXES + content)
    assert ("".join(names(rows)), {code for code, _ in findings}) == (whole, {"syntax"})


def test_all_faults_of_a_document_are_told_each_at_its_line(found):
    _, findings = found(f"{PREFIXES}{A}{FAULT}.\n{B}\n\n<https://e.example/e> dct:title oops .\n{LATER}")
    assert findings == [("syntax", 3), ("syntax", 8)]


@pytest.mark.parametrize(
    "part",
    [
        "dct:publisher <https://e.example/p> .\n|<https://e.example/p> a foaf:Agent ; oops .",
        "dcat:contactPoint _:p .\n|_:p a foaf:Agent ; oops .",
        (
            ".\n<https://e.example/r> dct:isVersionOf <https://e.example/a> ; dcat:distribution <https://e.example/p>"
            " .\n|<https://e.example/p> dct:license oops ."
        ),
    ],
    ids=["publisher", "labelled node", "distribution of a release"],
)
def test_a_solution_a_part_of_which_is_described_by_a_faulty_statement_is_not_read(found, part):
    before, _, after = part.partition("|")
    rows, _ = found(f"{PREFIXES}<https://e.example/a> a dcat:Dataset ; dct:title 'A' ; {before}{LATER}{after}\n{B}")
    assert names(rows) == ["D", "B"]


DAMAGES = {
    "dct:title": "oops",
    " ;": " ; ; oops",
    "'": "",
    "dcat:Dataset": "dcat:Data set",
    " .": "",
    ".\n": ". oops .\n",
    "dct:description": "nobody:knows",
}
"""What may happen to a part of a statement.

None of it leaves the statement readable or takes its subject from the line.
"""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 9), st.data())
def test_a_damaged_statement_of_several_subjects_leaves_all_the_others(found, number, data):
    """Law: N subjects, one statement damaged: N - 1 are read."""
    statements = [
        f"<https://e.example/{n}> a dcat:Dataset ; dct:title '{n}' ;\n  dct:description 'It says. More' .\n"
        for n in range(number)
    ]
    damaged = data.draw(st.integers(0, number - 1))
    part = data.draw(st.sampled_from(sorted(DAMAGES)))
    statements[damaged] = statements[damaged].replace(part, DAMAGES[part], 1)
    rows, findings = found(PREFIXES + "".join(statements))
    assert names(rows) == [str(n) for n in range(number) if n != damaged]
    assert findings


def test_a_faulty_subject_does_not_pass_for_whole_in_n_triples(found):
    line = '<https://e.example/{0}> <http://purl.org/dc/terms/{1}> "x" .\n'
    typed = (
        "<https://e.example/{0}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <http://www.w3.org/ns/dcat#Dataset> .\n"
    )
    content = (
        "".join(typed.format(name) + line.format(name, "title") for name in "abc") + "<https://e.example/c> oops\n"
    )
    assert [row.key for row in found(content, "a.nt")[0]] == ["https://e.example/a", "https://e.example/b"]


@pytest.mark.parametrize(
    "end",
    [
        "dct:title",
        "dct:title 'b",
        'dct:title """b\n\nb',
        "dct:publisher <https://e.exa",
        "dct:title 'B' ; dcat:contactPoint [ a",
    ],
)
def test_a_document_that_ends_in_the_midst_is_reported_as_cut_off_at_its_last_line(tmp_path, end):
    content = f"{PREFIXES}{A}{LATER}<https://e.example/b> a dcat:Dataset ;\n  {end}"
    (tmp_path / "cut.ttl").write_text(content)
    finding, *rows = entries(tmp_path, "cut.ttl")
    assert (finding.message, finding.line) == (
        "The document ends within a statement: it seems to be cut off.",
        content.count("\n") + 1,
    )
    assert finding.hint
    assert names(rows) == ["A", "D"]


@pytest.mark.parametrize(
    "fault", ["<dct:title>B</dct:tile>", "<dct:title>B", "<dct:publisher><a/><b/></dct:publisher>"]
)
def test_nothing_of_a_faulty_xml_document_is_read(found, fault):
    solution = '<dcat:Dataset rdf:about="https://e.example/{0}"><dct:title>{0}</dct:title>{1}</dcat:Dataset>\n'
    head = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/"'
        ' xmlns:dcat="http://www.w3.org/ns/dcat#">\n'
    )
    rows, findings = found(f"{head}{solution.format('a', '')}{solution.format('b', fault)}</rdf:RDF>", "a.rdf")
    assert (rows, [code for code, _ in findings]) == ([], ["syntax"])


def test_json_ld_is_read_as_any_json_document(found):
    content = (
        '{"@id": "https://a.example", "@type": "http://www.w3.org/ns/dcat#Dataset",\n"http://purl.org/dc/terms/title":'
        ' "A",\n"http://purl.org/dc/terms/title": "B", "http://www.w3.org/ns/dcat#version": NaN}'
    )
    rows, findings = found(content, "a.jsonld")
    assert names(rows) == ["A"]
    assert findings == [("field-duplicate", 3), ("value-invalid", 3)]


def test_dates_and_uris_that_are_wrong_stay_as_stated(found):
    rows, findings = found(
        f'{PREFIXES}<https://a.example> a dcat:Dataset ; dct:issued "soon"^^<http://www.w3.org/2001/XMLSchema#date> ;'
        " dct:language <not a uri> ."
    )
    assert (rows[0].values["issued"], findings) == ("soon", [])


def test_a_document_without_solutions_is_reported(found):
    assert found("<https://a.example> <https://b.example> 'c' .") == ([], [("row-shape", 1)])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.binary() | st.text(alphabet='<>{}[]"@:.;,ab# \n').map(str.encode),
    st.sampled_from(["a.ttl", "a.rdf", "a.jsonld", "a"]),
)
def test_no_content_raises_and_every_entry_has_a_line(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    assert all(entry.line for entry in entries(tmp_path, name))


@pytest.mark.parametrize(
    "literal",
    ["'A. B'", '"""A.\nB. """', "'A' ; dct:extent 1.5, .5", "'A' ; dct:source <https://e.example/x.y>", "'A' # B.\n"],
    ids=["text", "long text", "decimals", "URI", "comment"],
)
def test_a_full_stop_that_ends_no_statement_does_not_move_the_fault(found, literal):
    before = f"<https://e.example/a> a dcat:Dataset ; dct:title {literal} .\n"
    rows, findings = found(f"{PREFIXES}{before}{LATER}{FAULT}.\n{B}")
    line = (PREFIXES + before + LATER).count("\n") + 1
    assert [row.key for row in rows] == [f"https://e.example/{name}" for name in "adb"]
    (code, reported), *others = findings
    assert (code, others) == ("syntax", [])
    assert line <= reported <= line + 1


@pytest.mark.parametrize("position", range(1, 8))
def test_the_faulty_statement_is_found_wherever_it_stands(found, position):
    statements = [f"<https://e.example/{n}> a dcat:Dataset ; dct:title '{n}' .\n" for n in range(8)]
    statements[position] = FAULT + ".\n"
    rows, _ = found(PREFIXES + "".join(statements))
    assert names(rows) == [str(n) for n in range(8) if n != position]


@pytest.mark.parametrize(
    ("statements", "repository", "software_type"),
    [
        ("dcat:accessURL <https://a.example/files/levels.pdf>", None, None),
        ("dcat:accessURL <https://a.example/api/levels> ; dct:format 'JSON'", None, "data"),
        (
            (
                "dcat:downloadURL <https://github.com/town/levels/raw/main/levels.csv> ; dcat:mediaType"
                f" <{MEDIA}/text/csv>"
            ),
            None,
            "data",
        ),
        (
            f"dcat:accessURL <https://a.example/levels> ; dct:format <{FILE_TYPES}/GEOJSON>",
            None,
            "data",
        ),
        ("dcat:accessURL <https://github.com/town/levels>", "https://github.com/town/levels", None),
        (
            "dcat:accessURL <https://git.town.example/water/levels.git>",
            "https://git.town.example/water/levels.git",
            None,
        ),
        ("dcat:accessURL <https://github.com/town/levels> ; dct:format 'PDF'", None, None),
    ],
)
def test_a_file_of_a_data_set_is_no_repository_and_mere_data_is_typed_as_such(
    found, statements, repository, software_type
):
    rows, _ = found(f"{PREFIXES}<https://a.example> a dcat:Dataset ; dcat:distribution [ {statements} ] .")
    assert (rows[0].values["repository"], rows[0].values["software_type"]) == (repository, software_type)


@pytest.mark.parametrize(
    ("classes", "stated", "software_type"),
    [
        ("dcat:Dataset", "dct:type <http://purl.org/dc/dcmitype/Dataset>", "data"),
        (
            "dcat:Dataset",
            "dct:type <http://publications.europa.eu/resource/authority/dataset-type/STATISTICAL>",
            "data",
        ),
        ("dcat:Dataset", "dct:type <http://purl.org/adms/assettype/Ontology>", None),
        ("dcat:Dataset, <http://www.w3.org/ns/adms#Asset>", "dcat:distribution [ dct:format 'JSON' ]", None),
    ],
)
def test_a_data_set_is_what_says_so_and_an_asset_with_data_is_none(found, classes, stated, software_type):
    rows, _ = found(f"{PREFIXES}<https://a.example> a {classes} ; {stated} .")
    assert rows[0].values["software_type"] == software_type
