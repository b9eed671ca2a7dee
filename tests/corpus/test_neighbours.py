"""The neighbours' own files load by a manifest alone: exact counts, a place for all, keys by which others name them."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from loaders.directory import open_directory
from schema.identifiers import SCHEME_BY_NAME
from schema.records import Deletion, Identifier, Window
from tests.corpus.assembling import HERE, PARTS
from tests.corpus.conftest import Neighbour

Read = Callable[[str], Neighbour]

COUNTS: dict[str, tuple[dict[str, int], int, dict[str, int]]] = {
    "academic-map": ({"organisation": 126, "ospo": 33, "event": 8}, 0, {"url-invalid": 1}),
    "awesome-codeswissgov": ({"organisation": 45}, 0, {}),
    "bluehats": ({"event": 74, "news-item": 32}, 0, {}),
    "canada": ({"product": 175}, 0, {"date-unknown": 1, "licence-unknown": 1}),
    "canada-ore": ({"organisation": 58}, 0, {}),
    "code-gov": ({"organisation": 30, "product": 2505}, 19, {"key-duplicate": 1}),
    "codegouvfr": ({"organisation": 387, "product": 20}, 0, {"field-duplicate": 7, "value-suspect": 24}),
    "codegouvfr-ospo-list": ({"ospo": 9}, 0, {"personal-data": 1}),
    "codegouvfr-top": ({"organisation": 19}, 0, {}),
    "developers-italia": (
        {"product": 34, "organisation": 5},
        0,
        {"field-deprecated": 137, "field-missing": 4, "licence-deprecated": 3, "url-invalid": 1},
    ),
    "developers-italia-publishers": ({"organisation": 43}, 0, {}),
    "dpga": ({"product": 228, "organisation": 213, "news-item": 161}, 0, {"licence-deprecated": 77, "url-invalid": 16}),
    "floss-pso": ({"ospo": 18}, 0, {"field-missing": 1}),
    "government-github": ({"organisation": 1549, "news-item": 10}, 0, {}),
    "govoss": ({}, 16, {}),
    "ipa": ({"organisation": 22420}, 0, {"row-shape": 241}),
    "joinup": (
        {"product": 6, "organisation": 3},
        0,
        {
            "key-duplicate": 4,
            "language-unknown": 3,
            "licence-unknown": 3,
            "name-missing": 2,
            "row-shape": 2,
            "syntax": 1,
        },
    ),
    "munich": (
        {"product": 282, "ospo": 1, "organisation": 1},
        0,
        {"licence-deprecated": 68, "licence-unknown": 78, "url-invalid": 16},
    ),
    "nl-oss-register": ({"organisation": 48}, 0, {}),
    "os2": ({"organisation": 26, "product": 140}, 17, {"licence-deprecated": 28, "row-shape": 2, "value-invalid": 2}),
    "osor": ({"news-item": 221, "event": 27}, 0, {"date-unknown": 2, "value-suspect": 5}),
    "oss-benchmark": ({"organisation": 109}, 0, {}),
    "publiccode": (
        {"product": 49, "organisation": 7},
        0,
        {
            "field-deprecated": 163,
            "field-missing": 22,
            "field-unknown": 5,
            "licence-deprecated": 3,
            "url-invalid": 1,
            "value-suspect": 1,
            "value-unknown": 6,
        },
    ),
    "publiccodenet": ({"news-item": 133, "event": 68, "product": 5}, 0, {"date-unknown": 1}),
    "sill": (
        {"product": 240, "news-item": 98},
        5,
        {"licence-deprecated": 77, "licence-unknown": 3, "url-invalid": 23},
    ),
    "swiss-index": ({"organisation": 45}, 0, {"identifier-invalid": 1}),
    "swiss-oss-catalog": ({"organisation": 127, "product": 1}, 0, {"key-duplicate": 1}),
    "todo-landscape": (
        {"organisation": 237, "product": 42, "news-item": 169},
        0,
        {"key-duplicate": 1, "name-missing": 2},
    ),
    "un": ({"organisation": 150}, 5, {}),
}
"""By network: records by kind, figures, issues by code."""

STATEMENTS: dict[str, dict[str, int]] = {
    "academic-map": {"member-of": 45, "ospo-of": 33},
    "canada": {"publishes": 73, "uses": 140},
    "code-gov": {"owns": 2505},
    "codegouvfr": {"ospo-of": 21, "part-of": 356},
    "developers-italia-publishers": {"publishes": 56},
    "dpga": {"funds": 33, "maintains": 37, "mentions": 161, "owns": 192, "supplies": 5},
    "munich": {"maintains": 8, "ospo-of": 1, "owns": 22, "uses": 141},
    "os2": {"based-on": 5, "hosted-by": 1, "member-of": 25, "module-of": 110, "supplies": 5, "uses": 17},
    "osor": {"mentions": 57, "organises": 31},
    "publiccodenet": {"maintains": 5, "mentions": 68, "organises": 68, "publishes": 133},
    "sill": {"mentions": 98, "module-of": 36},
    "swiss-oss-catalog": {"part-of": 93, "publishes": 1, "supplies": 1},
    "todo-landscape": {"member-of": 102, "publishes": 169},
    "un": {"member-of": 150},
}


def test_every_manifest_here_is_of_an_assembled_network_and_the_other_way_round():
    assert sorted(path.parent.name for path in HERE.glob("*/network.yaml")) == sorted(PARTS) == sorted(COUNTS)


@pytest.mark.parametrize("network", COUNTS)
def test_a_manifest_is_named_as_its_folder(network: str):
    manifest, issues = open_directory(HERE / network)
    assert manifest is not None
    assert (manifest.network, issues) == (network, [])


@pytest.mark.parametrize("network", COUNTS)
def test_a_network_gives_exactly_these_records_figures_and_issues(neighbour: Read, network: str):
    read = neighbour(network)
    assert (read.counts(), len(read.figures), read.codes()) == COUNTS[network]


@pytest.mark.parametrize("network", STATEMENTS)
def test_a_network_states_exactly_these_relations(neighbour: Read, network: str):
    stated = Counter(statement.predicate for record in neighbour(network).records for statement in record.statements)
    assert dict(stated) == STATEMENTS[network]


@pytest.mark.parametrize("network", COUNTS)
def test_everything_has_its_file_and_line(neighbour: Read, network: str):
    read = neighbour(network)
    places = [entry.place for entry in read.entries if not isinstance(entry, Window | Deletion)]
    assert [place for place in places if not place.path or not place.line or place.path == "network.yaml"] == []
    assert [issue for issue in read.issues if not issue.message or issue.network != network] == []


WINDOWS = [
    ("academic-map", r"ucospo-ics/.*\.ics", "future"),
    ("osor", r"joinup_feed_rebuilt\.xml", "all"),
    ("sill", r"updates\.xml", "all"),
]


@pytest.mark.parametrize(("network", "pattern", "keeps"), WINDOWS)
def test_feeds_and_calendars_are_windows_and_no_other_file_is(neighbour: Read, network: str, pattern: str, keeps: str):
    read = neighbour(network)
    listed = {record.place.path for record in read.records if re.fullmatch(pattern, record.place.path)}
    windows = {(entry.path, entry.keeps) for entry in read.entries if isinstance(entry, Window)}
    assert windows == {(path, keeps) for path in listed}


@pytest.mark.parametrize("network", COUNTS)
def test_records_of_one_kind_have_different_keys(neighbour: Read, network: str):
    keys = Counter((record.kind, record.key) for record in neighbour(network).records)
    assert [key for key, count in keys.items() if count > 1] == []


PAIR_ENDS = [
    ("academic-map", "universities/trinity-college-dublin.md"),
    ("awesome-codeswissgov", "admin_swiss_admin.yaml"),
    ("canada", "gimp.yml"),
    ("canada-ore", "city-of-sault-ste-marie-on"),
    ("codegouvfr", "github.com/cea-sec"),
    ("codegouvfr", "gitlab.villejuif.fr"),
    ("codegouvfr-ospo-list", "https://code.gouv.fr"),
    ("codegouvfr-top", "c4195774-f535-4d82-b03f-d5f0c6b08635"),
    ("developers-italia-publishers", "istsc_catf04000p"),
    ("dpga", "FAO"),
    ("floss-pso", "https://www.echirolles.fr/territoire-numerique"),
    ("government-github", "github.com/RegioneER"),
    ("ipa", "r_puglia"),
    ("munich", "gimp.md"),
    ("nl-oss-register", "https://identifier.overheid.nl/tooi/id/oorg/oorg10002"),
    ("os2", "github.com/OS2Forms/os2forms8"),
    ("publiccodenet", "codebases/signalen.md"),
    ("sill", "176"),
    ("swiss-index", "github.com/SFOE"),
    ("todo-landscape", "Banco Itaú (Member)"),
]


@pytest.mark.parametrize(("network", "key"), PAIR_ENDS)
def test_records_have_the_keys_by_which_labelled_pairs_name_them(neighbour: Read, network: str, key: str):
    assert key in {record.key for record in neighbour(network).records}


def test_publiccode_files_are_found_by_file_and_by_repository(neighbour: Read):
    read = neighbour("publiccode")
    assert "github-com-ComunediBiella-Pdf-Mapper.yml" in {record.place.path for record in read.records}
    repository = SCHEME_BY_NAME["repository"].normalise("https://github.com/torakiki/pdfsam").value
    assert [
        record.values["name"]
        for record in read.records
        if Identifier("repository", str(repository)) in record.identifiers
    ] == ["PDFsam Basic"]
