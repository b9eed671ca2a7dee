from pathlib import Path

import pytest

from loaders.formats.ospometa import FORMAT
from loaders.mapping.compiling import mappers
from loaders.mapping.mappers import Entry, entries
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import Issue
from schema.records import Identifier, Record
from tests.loaders.conftest import manifest_of

EXAMPLES = Path(__file__).parent / "examples" / "ospometa"
MANIFEST = manifest_of("ospometa")


def rows(text: str, tmp_path: Path) -> list[Row]:
    return [entry for entry in read(text, tmp_path) if isinstance(entry, Row)]


def findings(text: str, tmp_path: Path) -> list[tuple[str, int | None, str | None]]:
    return [(entry.code.value, entry.line, entry.field) for entry in read(text, tmp_path) if isinstance(entry, Finding)]


def read(text: str, tmp_path: Path) -> list[Row | Finding]:
    (tmp_path / "ospos.yml").write_text(text, encoding="utf-8")
    return list(FORMAT.rows(SourceFile(tmp_path, "ospos.yml"), {}))


def example(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def records(text: str, tmp_path: Path) -> list[Entry]:
    compiled = mappers(MANIFEST.sources[0], FORMAT, MANIFEST)
    file = SourceFile(tmp_path, "ospos.yml")
    return [entry for row in rows(text, tmp_path) for mapper in compiled for entry in entries(mapper, row, file)]


def test_each_ospo_is_a_row_with_its_place_and_canonical_url_as_key(tmp_path: Path):
    found = [(row.key, row.line, row.values["name"]) for row in rows(example("good.yml"), tmp_path)]
    assert [line for _, line, _ in found] == [2, 15]
    assert found[0][0] == "https://ospo.example.org"
    assert findings(example("good.yml"), tmp_path) == []


def test_the_merged_list_gives_the_same_rows_with_the_file_they_came_from(tmp_path: Path):
    found = rows(example("merged.yaml"), tmp_path)
    assert [(row.values["name"], row.values["source_path"], row.line) for row in found] == [
        ("One", "lists/one.yml", 2),
        ("Two", "lists/two.yml", 8),
        ("Three", "lists/two.yml", 13),
    ]


def test_a_list_merged_below_addresses_of_files_is_distinguished_from_records(tmp_path: Path):
    [row] = rows("https://host.example/list.yml:\n  https://one.example.org: {name: One}\n", tmp_path)
    assert (row.key, row.values["source_path"]) == ("https://one.example.org", "https://host.example/list.yml")


def test_a_record_becomes_an_ospo_with_all_its_facts(tmp_path: Path):
    ospo = next(entry for entry in records(example("good.yml"), tmp_path) if isinstance(entry, Record))
    assert ospo.kind == "ospo"
    assert ospo.place.line == 2
    assert ospo.values == {
        "name": "Open Source Office of Exampletown",
        "description": {"en": "Shares what Exampletown builds.", "da": "Deler hvad Eksempelby bygger."},
        "url": "https://ospo.example.org",
        "countries": ["GR"],
        "founded": "2021-11-08",
        "founded_precision": "day",
        "policy_url": "https://example.org/policy#free-software",
        "code_urls": [
            "https://github.com/Exampletown",
            "https://github.com/Exampletown/one-repository",
            "https://docs.example.org/code",
        ],
        "code_accounts": ["github.com/exampletown"],
        "email": "ospo@example.org",
    }


def test_the_organisation_behind_is_a_record_of_its_own_that_the_ospo_names(tmp_path: Path):
    ospo, body = [entry for entry in records(example("good.yml"), tmp_path) if isinstance(entry, Record)][:2]
    assert (ospo.place.line, body.place.line) == (2, 14)
    assert (body.kind, body.key, body.values["type"], body.values["countries"]) == (
        "organisation",
        "https://example.org",
        "local",
        ["GR"],
    )
    assert Identifier("lannuaire", "2b4f1e1a-7f0a-4d0b-9f8e-0d6a3c1b2a11") in body.identifiers
    assert not any(one.scheme == "lannuaire" for one in ospo.identifiers)
    [stated] = ospo.statements
    assert (stated.predicate, stated.object and stated.object.key) == ("ospo-of", "https://example.org")


def test_an_international_ospo_without_organisation_states_no_organisation(tmp_path: Path):
    ospo = [entry for entry in records(example("good.yml"), tmp_path) if isinstance(entry, Record)][-1]
    assert (ospo.kind, ospo.values["countries"], ospo.statements) == ("ospo", ["INT"], ())


def test_a_description_without_language_is_kept(tmp_path: Path):
    ospo = [entry for entry in records(example("good.yml"), tmp_path) if isinstance(entry, Record)][-1]
    assert ospo.values["description"] == {"und": "An older description"}


def test_faults_are_found_at_their_lines_and_cost_only_their_entry(tmp_path: Path):
    assert findings(example("bad.yml"), tmp_path) == [
        ("row-shape", 1, None),
        ("url-invalid", 2, "url"),
        ("field-missing", 7, "country"),
        ("field-unknown", 9, "contry"),
    ]
    assert [row.values["name"] for row in rows(example("bad.yml"), tmp_path)] == ["Fine otherwise", "Typo"]


def test_a_misspelt_field_is_shown_the_right_one(tmp_path: Path):
    [finding] = [
        entry for entry in read(example("bad.yml"), tmp_path) if isinstance(entry, Finding) and entry.field == "contry"
    ]
    assert finding.hint == "did you mean `country`?"


def test_an_entry_without_name_is_refused_where_it_stands(tmp_path: Path):
    found = records("\nhttps://one.example.org: {country: DK}\n", tmp_path)
    assert [(issue.code.value, issue.place.line) for issue in found if isinstance(issue, Issue)] == [
        ("name-missing", 2)
    ]


def test_a_file_cut_short_loses_only_its_last_entry(tmp_path: Path):
    whole = example("merged.yaml")
    cut = whole[: whole.index("The third") + 3]
    assert [row.values["name"] for row in rows(cut, tmp_path)] == ["One", "Two"]
    assert findings(cut, tmp_path)[-1][0] == "syntax"


def test_years_stay_years(tmp_path: Path):
    [row] = rows("https://one.example.org: {name: One, created: 2003, code: https://github.com/one}\n", tmp_path)
    assert (row.values["created"], row.values["code"]) == ("2003", ["https://github.com/one"])


@pytest.mark.parametrize("text", ["just text", "- a\n- b", "3", "[]"])
def test_a_file_that_is_no_mapping_is_not_of_the_format(text: str, tmp_path: Path):
    assert findings(text, tmp_path) == [("syntax", 1, None)]


def test_a_file_that_is_not_utf8_is_a_finding_with_its_line(tmp_path: Path):
    (tmp_path / "ospos.yml").write_bytes(b"a: b\nc: \xff\n")
    [finding] = FORMAT.rows(SourceFile(tmp_path, "ospos.yml"), {})
    assert isinstance(finding, Finding)
    assert (finding.code.value, finding.line) == ("file-not-utf8", 2)
