from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats.publiccode import FORMAT
from loaders.mapping.compiling import mappers
from loaders.mapping.mappers import entries
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import Issue
from schema.records import Identifier, Record, Statement
from tests.loaders.conftest import manifest_of

EXAMPLES = Path(__file__).parent / "examples" / "publiccode"
MANIFEST = manifest_of("publiccode")
MINIMAL = "publiccodeYmlVersion: '0'\nname: Medusa\nurl: https://github.com/example/medusa\n"


def read(text: str, folder: Path) -> list[Row | Finding]:
    (folder / "publiccode.yml").write_text(text, encoding="utf-8")
    return list(FORMAT.rows(SourceFile(folder, "publiccode.yml"), {}))


def row(text: str, folder: Path) -> Row:
    [found] = [entry for entry in read(text, folder) if isinstance(entry, Row)]
    return found


def findings(text: str, folder: Path) -> list[tuple[str, str | None, int | None]]:
    return [(entry.code.value, entry.field, entry.line) for entry in read(text, folder) if isinstance(entry, Finding)]


def mapped(name: str) -> list[Any]:
    file = SourceFile(EXAMPLES, name)
    compiled = mappers(MANIFEST.sources[0], FORMAT, MANIFEST)
    return [
        entry
        for found in FORMAT.rows(file, {})
        if isinstance(found, Row)
        for mapper in compiled
        for entry in entries(mapper, found, file)
    ]


def product(name: str) -> Record:
    return next(entry for entry in mapped(name) if isinstance(entry, Record) and entry.kind == "product")


def stated(record: Record, predicate: str) -> list[Statement]:
    return [statement for statement in record.statements if statement.predicate == predicate]


def test_a_file_of_the_standard_has_no_findings_and_its_repository_as_key():
    [found] = FORMAT.rows(SourceFile(EXAMPLES, "good.yml"), {})
    assert isinstance(found, Row)
    assert found.key == "https://github.com/example/medusa"


def test_a_file_becomes_a_product_with_all_its_facts():
    assert product("good.yml").values == {
        "name": "Medusa",
        "alternate_names": ["Medusa Accounts"],
        "description": {
            "en": (
                "Keeps the accounts of a town.\n\nMedusa keeps the accounts of a town in one place. It was written with"
                " the people who keep them, it is used every day, and it prints what the law wants printed, no more and"
                " no less."
            )
        },
        "url": "https://medusa.example.org",
        "topics": ["accounting", "e-signature"],
        "repository": "https://github.com/Example/Medusa",
        "licence": "AGPL-3.0-or-later",
        "status": "stable",
        "software_type": "standalone/web",
        "platforms": ["web", "linux"],
        "version": "1.10",
        "released": "2024-02-01",
        "released_precision": "day",
        "application_suite": "Gorgons",
        "languages": ["en", "no", "it"],
        "features": {"en": "Accounts\nInvoices"},
        "audience": ["government"],
        "audience_countries": ["IT", "DE"],
        "maintenance": "contract",
        "documentation_url": "https://docs.example.org/medusa",
        "roadmap_url": "https://medusa.example.org/roadmap",
        "logo_url": "https://github.com/example/medusa/raw/HEAD/img/logo.svg",
        "localisation_ready": True,
        "open_dependencies": ["PostgreSQL"],
        "proprietary_dependencies": ["Printer driver"],
    }


def test_its_bodies_become_relations_with_their_identifiers():
    record = product("good.yml")
    [owner], [publisher], [funder], [supplier] = (
        stated(record, name) for name in ("owns", "publishes", "funds", "supplies")
    )
    assert owner.subject
    assert owner.subject == publisher.subject
    assert (owner.subject.label, owner.subject.identifiers) == ("Town of Example", (Identifier("ipa", "c_e001"),))
    assert funder.subject
    assert funder.subject.identifiers == (Identifier("ipa", "m_ex"),)
    assert supplier.subject
    assert (supplier.subject.label, supplier.until) == ("Vendor Ltd", "2027-12-31")
    assert supplier.subject.identifiers == (Identifier("homepage", "vendor.example.com"),)
    assert [one.subject and one.subject.label for one in stated(record, "uses")] == [
        "Town of Example",
        "Region of Example",
    ]


def test_it_is_based_on_other_repositories_but_never_on_itself():
    [one] = stated(product("good.yml"), "based-on")
    assert one.object
    assert one.object.identifiers == (Identifier("repository", "github.com/example/otello"),)


def test_the_named_publisher_is_an_organisation_of_its_own():
    body = next(entry for entry in mapped("good.yml") if isinstance(entry, Record) and entry.kind == "organisation")
    assert (body.key, body.values["name"], body.identifiers) == (
        "urn:x-italian-pa:c_e001",
        "Town of Example",
        (Identifier("ipa", "c_e001"),),
    )


def test_persons_are_never_kept():
    for record in (entry for entry in mapped("good.yml") if isinstance(entry, Record)):
        assert "A Person" not in repr(record)
        assert "a.person@" not in repr(record)
        assert "someone@" not in repr(record)


def test_the_french_dialect_says_the_same_in_other_words():
    record = product("french.yml")
    assert record.values["version"] == "0.10"
    assert (record.values["released"], record.values["created"]) == ("2023-05-06", "2020-01-15")
    assert record.values["licence"] == "EUPL-1.2"
    assert record.values["description"] == {"fr": "Un paquet."}
    [funder] = stated(record, "funds")
    assert funder.subject
    assert funder.subject.identifiers == (Identifier("homepage", "ministere.example.fr"),)


def test_problems_of_values_are_placed_where_the_file_says_them():
    [issue] = [entry for entry in mapped("french.yml") if isinstance(entry, Issue) and entry.field == "software_type"]
    assert (issue.code.value, issue.value, issue.place.line) == ("value-unknown", "R package", 6)


def test_what_the_standard_does_not_want_is_found_with_a_hint(tmp_path: Path):
    text = (EXAMPLES / "bad.yml").read_text(encoding="utf-8")
    found = {entry.field: entry for entry in read(text, tmp_path) if isinstance(entry, Finding)}
    assert [
        (found[name].code.value, found[name].line)
        for name in ("publiccodeYmlVersion", "url", "landingUrl", "platfroms", "categories.0", "description")
    ] == [
        ("value-suspect", 1),
        ("url-invalid", 3),
        ("field-unknown", 4),
        ("field-unknown", 5),
        ("value-unknown", 6),
        ("value-invalid", 7),
    ]
    assert (found["platfroms"].hint, found["categories.0"].hint) == (
        "did you mean `platforms`?",
        "did you mean `accounting`?",
    )
    assert "field-missing" in {entry.code.value for entry in found.values()}


def test_a_url_with_only_a_host_is_no_key_and_no_repository(tmp_path: Path):
    found = row((EXAMPLES / "bad.yml").read_text(encoding="utf-8"), tmp_path)
    assert found.key is None
    assert "url" not in found.values


def test_a_product_without_repository_is_refused_with_a_place():
    found = mapped("bad.yml")
    assert not any(isinstance(entry, Record) for entry in found)
    assert [(issue.code.value, issue.place.line) for issue in found if issue.code.value == "key-missing"] == [
        ("key-missing", 1)
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Example/Medusa.git",
        "http://www.github.com/example/medusa/",
        "git@github.com:example/medusa.git",
        "https://github.com/example/medusa/tree/main",
    ],
)
def test_the_spellings_of_one_repository_are_one_key(url: str, tmp_path: Path):
    assert row(f"name: Medusa\nurl: {url}\n", tmp_path).key == "https://github.com/example/medusa"


@pytest.mark.parametrize("version", ["'0'", "0", "0.1", "0.2", "'0.3.0'", "0.4.0", "'0.5'", "0.5.0", "0.7.0"])
def test_known_versions_are_never_suspect(version: str, tmp_path: Path):
    found = findings(f"publiccodeYmlVersion: {version}\nname: x\nurl: https://github.com/a/b\n", tmp_path)
    assert "value-suspect" not in {code for code, _, _ in found}


@pytest.mark.parametrize("section", ["it", "IT"])
def test_the_ipa_code_of_the_italian_section_identifies_the_publisher(section: str, tmp_path: Path):
    text = f"{MINIMAL}legal: {{repoOwner: Comune}}\n{section}: {{riuso: {{codiceIPA: c_h501}}}}\n"
    assert row(text, tmp_path).values["publisher"] == {
        "label": "Comune",
        "uri": "urn:x-italian-pa:c_h501",
        "ipa": "c_h501",
    }


def test_both_spellings_of_the_italian_section_are_a_duplicate(tmp_path: Path):
    text = f"{MINIMAL}it: {{riuso: {{codiceIPA: c_a}}}}\nIT: {{riuso: {{codiceIPA: c_b}}}}\n"
    assert ("field-duplicate", "it", 4) in findings(text, tmp_path)
    assert row(text, tmp_path).values["publisher"]["ipa"] == "c_b"


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("isBasedOn: https://github.com/a/b", "isBasedOn", ["https://github.com/a/b"]),
        ("platforms: web", "platforms", ["web"]),
        ("usedBy: One", "usedBy", ["One"]),
        ("dependencies: {open: [MySQL]}", "dependsOn", {"open": [{"name": "MySQL"}]}),
        ("tags: [other]", "categories", ["other"]),
        ("name2: x", "name2", None),
        ("usedBy: {a: b}", "usedBy", None),
        ("landingURL: [a]", "landingURL", None),
    ],
)
def test_other_shapes_are_brought_to_the_one_of_the_standard(text: str, field: str, expected: Any, tmp_path: Path):
    assert row(f"{MINIMAL}{text}\n", tmp_path).values.get(field) == expected


def test_a_language_called_no_stays_norwegian(tmp_path: Path):
    text = (
        f"{MINIMAL}localisation: {{localisationReady: no, availableLanguages: [no]}}\ndescription: {{no:"
        " {shortDescription: Kort}}\n"
    )
    found = row(text, tmp_path).values
    assert found["localisation"]["availableLanguages"] == ["no"]
    assert found["summary"] == {"no": "Kort"}


@pytest.mark.parametrize(
    ("maintenance", "missing"),
    [
        ("{type: internal}", "maintenance.contacts"),
        ("{type: contract}", "maintenance.contractors"),
        ("{type: none}", None),
        ("{contacts: []}", "maintenance.type"),
    ],
)
def test_whom_maintenance_must_name_depends_on_its_type(maintenance: str, missing: str | None, tmp_path: Path):
    found = [
        field
        for code, field, _ in findings(f"{MINIMAL}maintenance: {maintenance}\n", tmp_path)
        if code == "field-missing" and "maintenance" in str(field)
    ]
    assert found == ([missing] if missing else [])


def test_texts_longer_than_the_standard_allows_are_suspect_and_kept(tmp_path: Path):
    text = f"{MINIMAL}description: {{en: {{shortDescription: {'x' * 151}}}}}\n"
    assert ("value-suspect", "description.en.shortDescription", 4) in findings(text, tmp_path)
    assert row(text, tmp_path).values["summary"] == {"en": "x" * 151}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a text", "syntax"),
        ("- a", "syntax"),
        ("[]", "syntax"),
        ("", "syntax"),
        ("{}", "syntax"),
        ("a:\n\tb", "syntax"),
        ("name: [x", "syntax"),
    ],
)
def test_a_file_that_is_no_publiccode_yml_gives_a_located_finding_and_no_row(text: str, code: str, tmp_path: Path):
    assert [(entry.code.value, bool(entry.line)) for entry in read(text, tmp_path) if isinstance(entry, Finding)] == [
        (code, True)
    ]
    assert len(read(text, tmp_path)) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | st.text(max_size=6),
    lambda v: (
        st.lists(v, max_size=3) | st.dictionaries(st.sampled_from(["en", "type", "name", "uri", "open"]), v, max_size=3)
    ),
    max_leaves=8,
)
KEYS = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "description",
    "legal",
    "maintenance",
    "fundedBy",
    "organisation",
    "dependsOn",
    "it",
    "IT",
    "isBasedOn",
    "logo",
    "latestRelease",
]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_whatever_the_keys_hold_a_row_or_located_findings_come_out(tmp_path: Path, document: dict[str, Any]):
    import json

    found = read(json.dumps(document), tmp_path)
    assert found
    assert all(entry.line for entry in found)
