"""codemeta.json, CITATION.cff, code.json, CKAN's answers and CycloneDX: what becomes of them, and
what of people does not.
"""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.formats import FORMATS
from loaders.formats.repositories import is_repository
from loaders.rows import Finding, Row
from loaders.source import SourceFile

EXAMPLES = Path(__file__).parent / "examples"
GOOD = {
    "codemeta": "good.json",
    "cff": "good.cff",
    "code-json": "good.json",
    "ckan": "good.json",
    "cyclonedx": "good.json",
}


@pytest.fixture
def loaded(read_one):
    """What a good example is read as."""

    def load(form: str, name: str = ""):
        path = name or GOOD[form]
        return read_one(path, (EXAMPLES / form / path).read_bytes(), format=form)

    return load


@pytest.fixture
def product(read_one):
    """The first record of a document of a format."""

    def load(form: str, document: object):
        return read_one(GOOD[form], json.dumps(document), format=form).records[0]

    return load


def ends(record) -> set[tuple[str, str | None]]:
    others = [(one.predicate, one.subject or one.object) for one in record.statements]
    return {(predicate, other.label) for predicate, other in others if other is not None}


@pytest.mark.parametrize("form", GOOD)
def test_a_good_file_loads_without_an_issue_and_without_its_people(loaded, form):
    read = loaded(form)
    assert read.issues == []
    shown = str(read.records)
    assert not [name for name in ("Ane", "Bo Example", "ane@example.org", "0000-0000") if name in shown]


@pytest.mark.parametrize(
    ("form", "key", "licence", "version"),
    [
        ("codemeta", "https://github.com/province/water-levels", "EUPL-1.2 AND CC-BY-4.0", "1.10"),
        ("cff", "https://github.com/province/water-levels", "EUPL-1.2 OR MIT", "1.10"),
        ("code-json", "dow/bureau-of-rivers/water-levels", "CC0-1.0", "2.1"),
        ("ckan", "0b7e9b36-4f3f-4b3e-9a57-3c3f8e1f2a10", "CC-BY-4.0", None),
        ("cyclonedx", "pkg:github/province/water-levels", "EUPL-1.2 OR MIT", "2.1"),
    ],
)
def test_a_product_has_a_key_of_its_own_its_licences_and_its_version_as_written(loaded, form, key, licence, version):
    record = loaded(form).records[0]
    assert (record.key, record.values["licence"], record.values.get("version")) == (key, licence, version)


@pytest.mark.parametrize("form", ["codemeta", "cff", "ckan", "cyclonedx"])
def test_the_body_behind_a_product_is_its_publisher(loaded, form):
    assert ("publishes", "Province of Water") in ends(loaded(form).records[0])


def test_a_bill_in_xml_says_what_it_says_in_json(loaded):
    in_json, in_xml = loaded("cyclonedx"), loaded("cyclonedx", "good.xml")
    assert in_xml.issues == []
    stated = [
        [(one.key, one.values, one.identifiers, one.statements) for one in read.records] for read in (in_json, in_xml)
    ]
    assert stated[0] == stated[1]
    assert [record.place.line for record in in_xml.records] == [5, 15]


def test_a_status_of_repostatus_is_one_of_publiccode(loaded):
    assert loaded("codemeta").records[0].values["status"] == "development"


def test_the_wrapping_of_json_ld_and_prefixes_are_taken_off(product):
    document = {"schema:name": {"@value": "Rain"}, "codeRepository": {"@id": "https://github.com/province/rain"}}
    record = product("codemeta", document)
    assert (record.key, record.values["name"]) == ("https://github.com/province/rain", "Rain")


def test_a_name_that_may_be_a_persons_is_no_body_of_a_citation(product):
    authors = [{"name": "Jane Doe"}, {"name": "Jane Doe", "website": "https://jane.example", "affiliation": "Town"}]
    assert ends(product("cff", {"title": "Rain", "authors": authors})) == set()


def test_a_cited_data_set_is_typed_as_one(product):
    assert product("cff", {"title": "Rain", "type": "dataset"}).values["software_type"] == "data"


def test_what_an_agency_keeps_to_itself_is_not_read(loaded):
    assert [record.values["name"] for record in loaded("code-json").records] == ["Water levels"]


def test_releases_of_one_repository_are_several_products(read_one):
    release = {"repositoryURL": "https://github.com/dow", "permissions": {"usageType": "openSource"}}
    releases = [release | {"name": "One"}, release | {"name": "Two"}]
    read = read_one("code.json", json.dumps({"agency": "DOW", "releases": releases}), format="code-json")
    assert read.keys == ["dow/one", "dow/two"]


def test_packages_are_data_sets_with_their_page_and_organisation_and_deleted_ones_are_none(loaded):
    data_set, organisation = loaded("ckan").records
    assert (data_set.values["software_type"], data_set.place.url) == (
        "data",
        "https://data.example.org/dataset/water-levels",
    )
    assert (organisation.kind, organisation.values["name"]) == ("organisation", "Province of Water")


@pytest.mark.parametrize(
    ("title", "name", "others"),
    [
        ({"de": "Abfallstatistik", "fr": "Déchets", "en": ""}, "Abfallstatistik", ["Déchets"]),
        ({"de": "Abfallstatistik", "en": " Waste ", "fr": "Abfallstatistik", "it": None}, "Waste", ["Abfallstatistik"]),
        ({"de": "", "en": None}, "waste", None),
        ("Waste", "Waste", None),
    ],
)
def test_of_titles_in_several_languages_one_is_the_name_and_the_others_are_other_names(read_one, title, name, others):
    package = {"name": "waste", "title": title, "organization": {"name": "waste", "title": title}}
    loaded = read_one("p.json", json.dumps({"result": package}), format="ckan")
    assert [(one.values["name"], one.values.get("alternate_names")) for one in loaded.records] == [(name, others)] * 2
    assert loaded.issues == []


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ({"id": "cc-by", "title": "Creative Commons Attribution 4.0", "url": "x"}, "CC-BY-4.0"),
        ({"id": "cc-by", "title": "CC BY", "url": "https://creativecommons.org/licenses/by/4.0/"}, "CC-BY-4.0"),
        ({"id": "CC0-1.0", "title": "Creative Commons Attribution 4.0"}, "CC0-1.0"),
        ({"id": "cc-by", "title": "CC BY"}, None),
    ],
)
def test_the_first_clear_statement_of_a_licence_counts(product, stated, licence):
    package = {"name": "waste"} | {f"license_{name}": value for name, value in stated.items()}
    assert product("ckan", {"result": package}).values.get("licence") == licence


def test_the_names_of_package_list_are_records_by_themselves(loaded):
    assert loaded("ckan", "good-list.json").keys == ["rain", "water-levels"]


def test_a_component_depends_on_what_the_graph_says_and_files_are_none(loaded):
    main, library = loaded("cyclonedx").records
    assert [one.object.key for one in main.statements if one.predicate == "depends-on"] == ["pkg:maven/org.rain/rain"]
    assert library.values["software_type"] == "library"


@pytest.mark.parametrize(
    ("purl", "key"),
    [
        ("pkg:npm/%40town/rain@1.0?a=b#c", "pkg:npm/%40town/rain"),
        ("pkg:npm/@town/rain", "pkg:npm/@town/rain"),
        ("pkg:pypi/rain@1", "pkg:pypi/rain"),
    ],
)
def test_the_key_of_a_component_is_the_same_in_every_version(product, purl, key):
    assert product("cyclonedx", {"components": [{"name": "rain", "purl": purl}]}).key == key


@pytest.mark.parametrize(
    ("link", "media", "is_code"),
    [
        ("https://github.com/province/water-levels", None, True),
        ("https://git.town.example/water/levels.git", None, True),
        ("https://town.example/water/levels", "application/x-git", True),
        ("https://sourceforge.net/projects/levels", None, True),
        ("https://github.com/province/levels/raw/main/levels.csv", None, False),
        ("https://raw.githubusercontent.com/province/levels/main/levels", None, False),
        ("https://github.com/province/levels", "PDF", False),
        ("https://town.example/files/levels.pdf", None, False),
        ("https://town.example/files/levels", "http://publications.europa.eu/resource/authority/file-type/JSON", False),
        ("https://town.example/files/levels", None, False),
    ],
)
def test_a_link_is_a_repository_if_its_host_or_media_type_says_code(link, media, is_code):
    assert is_repository(link, media) is is_code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=8,
)
NAMES = sorted(
    {name for form, path in GOOD.items() for name in re.findall(r'"([\w@-]+)":', (EXAMPLES / form / path).read_text())}
)
DOCUMENTS = st.recursive(
    JSON,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(NAMES), part, max_size=6),
    max_leaves=20,
)


@pytest.mark.parametrize("form", GOOD)
@settings(max_examples=60, deadline=None)
@given(document=DOCUMENTS)
def test_whatever_stands_in_a_document_rows_or_findings_come_out_and_nothing_else(tmp_path_factory, form, document):
    folder = tmp_path_factory.mktemp("document")
    (folder / "any.json").write_text(json.dumps(document))
    entries = list(FORMATS[form].rows(SourceFile(folder, "any.json"), {}))
    assert all(isinstance(entry, Row | Finding) for entry in entries)
    assert all(isinstance(entry.key, str | None) for entry in entries if isinstance(entry, Row))


@pytest.mark.parametrize("form", GOOD)
@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 8000), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_bytes_give_rows_or_findings_and_nothing_else(tmp_path_factory, form, changes):
    damaged = bytearray((EXAMPLES / form / GOOD[form]).read_bytes())
    for place, value in changes:
        damaged[place % len(damaged)] = value
    folder = tmp_path_factory.mktemp("damaged")
    (folder / GOOD[form]).write_bytes(bytes(damaged))
    entries = list(FORMATS[form].rows(SourceFile(folder, GOOD[form]), {}))
    assert entries
    assert all(isinstance(entry, Row | Finding) for entry in entries)
