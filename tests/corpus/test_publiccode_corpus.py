"""Every publiccode.yml of the corpus: real files, their history, and the conformance fixtures of the Go parser."""

from pathlib import Path

import pytest

from loaders.formats.publiccode import FORMAT
from loaders.manifest_model import Manifest
from loaders.mapping.compiling import mappers
from loaders.mapping.mappers import Entry, entries
from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import Issue
from schema.records import Record

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "publiccode"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the repository")

MANIFEST = Manifest.model_validate(
    {
        "network": "corpus",
        "title": "Corpus",
        "homepage": "https://example.org",
        "publisher": {"name": "Corpus"},
        "licence": "as each file",
        "attribution": "as each file",
        "sources": [{"name": "files", "path": "**/*.yml", "format": "publiccode"}],
    }
)
MAPPERS = mappers(MANIFEST.sources[0], FORMAT, MANIFEST)
NO_PRODUCT = [
    "mostly_empty.yml",
    "name_missing.yml",
    "name_nil.yml",
    "name_wrong_type.yml",
    "url_invalid.yml",
    "url_missing.yml",
    "url_wrong_type.yml",
]
INVALID_BUT_SILENT = {
    "of persons, who are never read": [
        "maintenance_contacts_email_invalid.yml",
        "maintenance_contacts_name_missing.yml",
        "maintenance_contractors_email_invalid.yml",
    ],
    "needs the files of the repository or the net": [
        "description_en_screenshots_missing_file.yml",
        "logo_missing_file.yml",
        "logo_missing_url.yml",
        "no-network/logo_invalid_png.yml",
        "no-network/logo_missing_file.yml",
        "description_en_videos_invalid_oembed.yml",
    ],
    "needs the Italian register": [
        "fundedBy_uri_wrong_italian_pa2.yml",
        "organisation_uri_wrong_italian_pa2.yml",
    ],
    "in a key that no field of ours is made of": [
        "dependsOn_open_optional_wrong_type.yml",
        "description_en_videos_invalid.yml",
    ],
    "says clearly enough what it means": [
        "description_en_gb_invalid_bcp47.yml",
        "localisation_availableLanguages_invalid_bcp47.yml",
        "no-network/localisation_localisationReady_yaml11_no.yml",
        "no-network/localisation_localisationReady_yaml11_off.yml",
        "no-network/localisation_localisationReady_yaml11_on.yml",
        "no-network/localisation_localisationReady_yaml11_yes.yml",
        "releaseDate_datetime.yml",
    ],
    "allowed by the text of the standard": ["fundedBy_uri_missing.yml"],
}


def loaded(folder: str) -> dict[str, list[Entry | Finding]]:
    root = CORPUS / folder
    return {
        str(path.relative_to(root)): load(SourceFile(root, str(path.relative_to(root))))
        for path in sorted(root.rglob("*.yml"))
        if path.is_file()
    }


def load(file: SourceFile) -> list[Entry | Finding]:
    found: list[Entry | Finding] = []
    for entry in FORMAT.rows(file, {}):
        found += (
            [made for mapper in MAPPERS for made in entries(mapper, entry, file)] if isinstance(entry, Row) else [entry]
        )
    return found


def products(found: list[Entry | Finding]) -> list[Record]:
    return [entry for entry in found if isinstance(entry, Record) and entry.kind == "product"]


def complaints(found: list[Entry | Finding]) -> list[Issue | Finding]:
    return [entry for entry in found if isinstance(entry, (Issue, Finding))]


def line_of(complaint: Issue | Finding) -> int | None:
    return complaint.line if isinstance(complaint, Finding) else complaint.place.line


@pytest.mark.parametrize(
    ("folder", "files", "with_product", "with_publisher"), [("real", 49, 49, 8), ("history", 45, 40, 6)]
)
def test_real_files_become_products(folder: str, files: int, with_product: int, with_publisher: int):
    found = loaded(folder)
    assert len(found) == files
    assert sum(bool(products(entries_)) for entries_ in found.values()) == with_product
    assert (
        sum(
            isinstance(entry, Record) and entry.kind == "organisation"
            for entries_ in found.values()
            for entry in entries_
        )
        == with_publisher
    )


def test_only_drafts_from_before_the_standard_have_no_repository():
    refused = [path for path, found in loaded("history").items() if not products(found)]
    assert {path.rpartition("/")[2][:10] for path in refused} == {"2018-02-07"}


def test_every_licence_of_the_real_files_is_understood():
    found = [record for entries_ in loaded("real").values() for record in products(entries_)]
    assert [record.key for record in found if "licence" not in record.values] == []


def test_real_values_that_no_vocabulary_has_are_these():
    found = {
        (entry.field, entry.value)
        for entries_ in loaded("real").values()
        for entry in entries_
        if isinstance(entry, Issue) and entry.code.value == "value-unknown"
    }
    assert found == {("status", "production"), ("software_type", "R package")}


@pytest.mark.parametrize(
    ("folder", "files"),
    [("parser-go/v0/valid", 30), ("parser-go/v0/valid_with_warnings", 11), ("parser-go/v1/valid", 1)],
)
def test_valid_fixtures_all_load(folder: str, files: int):
    found = loaded(folder)
    assert len(found) == files
    assert [path for path, entries_ in found.items() if len(products(entries_)) != 1] == []


def test_valid_fixtures_raise_no_complaint():
    assert [path for path, found in loaded("parser-go/v0/valid").items() if complaints(found)] == []


def test_fixtures_with_warnings_raise_at_least_one_complaint():
    assert [path for path, found in loaded("parser-go/v0/valid_with_warnings").items() if not complaints(found)] == []


@pytest.mark.parametrize(
    ("folder", "files", "without_product"),
    [
        ("parser-go/v0/invalid", 132, ["file_encoding.yml", "invalid_yaml.yml", *NO_PRODUCT]),
        ("parser-go/v1/invalid", 122, NO_PRODUCT),
        ("parser-go/v1/invalid_valid_in_v0", 29, []),
        ("parser-go/v1/invalid_valid_with_warnings_in_v0", 8, []),
    ],
)
def test_invalid_fixtures_lose_no_more_than_they_must(folder: str, files: int, without_product: list[str]):
    found = loaded(folder)
    assert len(found) == files
    assert [path for path, entries_ in found.items() if not products(entries_)] == without_product


def test_invalid_fixtures_that_raise_no_complaint_are_known_with_the_reason():
    silent = [path for path, found in loaded("parser-go/v0/invalid").items() if not complaints(found)]
    assert sorted(silent) == sorted(path for paths in INVALID_BUT_SILENT.values() for path in paths)


@pytest.mark.parametrize("folder", ["real", "history", "parser-go"])
def test_every_complaint_has_a_line(folder: str):
    assert [
        path for path, found in loaded(folder).items() for complaint in complaints(found) if not line_of(complaint)
    ] == []
