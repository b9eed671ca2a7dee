"""Every real feed, calendar and RDF file loads or is refused with its place."""

from collections import Counter
from pathlib import Path

import pytest

from loaders.formats import FORMATS
from loaders.rows import Finding, Row
from loaders.source import SourceFile

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the repository")

FEEDS = {"osor/joinup_feed_rebuilt.xml": {"News": 47, "Document": 6}, "codegouvfr/sill/updates.xml": {"": 98}}
CALENDARS = {
    "All-Campus_Meetup.ics": "2025-07-10T19:00:00Z",
    "OSPO-All-Campus-Virtual-Meetup.ics": "2026-07-02T17:00:00Z",
    "OSPO-Virtual-Coffee-Thursdays.ics": "2025-06-12T20:00:00Z",
    "OSPO-Virtual-Coffee-Tuesdays.ics": "2025-06-10T17:00:00Z",
    "hacktoberfest-contributing.ics": "2025-10-09T19:00:00Z",
    "hacktoberfest-maintaining.ics": "2025-09-11T19:00:00Z",
    "ucsb-meetup-sept-2025.ics": "2025-09-03T19:00:00Z",
    "ucsd-meetup-oct-2025.ics": "2025-10-02T19:00:00Z",
}
SOLUTIONS = {
    "joinup-dev/invalid_adms.rdf": {"solution": 2, "release": 2, "agent": 1},
    "joinup-dev/invalid_drupal.rdf": {"solution": 3, "release": 2, "agent": 2},
    "joinup-dev/single_solution_valid_adms.rdf": {"solution": 1, "agent": 1},
    "joinup-dev/valid_adms.rdf": {"solution": 3, "release": 2, "agent": 2},
    "joinup-dev/vocab/invalid_adms.rdf": {"solution": 1, "agent": 1},
    "joinup-dev/vocab/valid_adms.rdf": {"solution": 1, "agent": 1},
}
FAULTY = "adms-ap/adms-ap_v2.0.2_rdf_schema.ttl"
WITHOUT_SOLUTION = {
    "adms-ap/ADMS_SKOS_v2.00.rdf": ("entity-refused", 4),
    "adms-ap/ADMS_SKOS_v2.00.ttl": ("syntax", 29),
    "adms-ap/adms-ap.jsonld": ("row-shape", 1),
    "joinup-dev/content-negotiation/fierce-content-exporters.jsonld": ("row-shape", 1),
    "joinup-dev/content-negotiation/fierce-content-exporters.ttl": ("row-shape", 1),
    "joinup-dev/content-negotiation/term.jsonld": ("row-shape", 1),
    "joinup-dev/content-negotiation/term.ttl": ("row-shape", 1),
    "joinup-dev/empty.rdf": ("syntax", 1),
    "joinup-dev/file.ttl": ("row-shape", 1),
    "joinup-dev/file2.ttl": ("row-shape", 1),
    "joinup-dev/vocab/actor.rdf": ("row-shape", 1),
    "joinup-dev/vocab/adopters.xml": ("syntax", 5),
    "joinup-dev/vocab/eif_principle.rdf": ("row-shape", 1),
    "joinup-dev/vocab/licence-legal-type.rdf": ("row-shape", 1),
    "joinup-dev/vocab/solution_category.rdf": ("row-shape", 1),
    "publiccode-adms-ap/namespaces.ttl": ("row-shape", 1),
    "publiccode-adms-ap/publiccode-to-adms.ttl": ("syntax", 117),
}


def read(form: str, path: str) -> tuple[list[Row], list[tuple[str, int | None]]]:
    entries = list(FORMATS[form].rows(SourceFile(CORPUS, path), {}))
    found = [(entry.code.value, entry.line) for entry in entries if isinstance(entry, Finding)]
    return [entry for entry in entries if isinstance(entry, Row)], found


@pytest.mark.parametrize(("path", "kinds"), FEEDS.items(), ids=FEEDS)
def test_every_item_of_a_feed_is_a_row_with_a_key_of_its_own(path, kinds):
    rows, findings = read("feed", path)
    assert Counter(row.values["kind"] for row in rows) == kinds
    assert len({row.key for row in rows}) == len(rows)
    assert all(row.line and row.values["title"] and row.values["published"] for row in rows)
    assert findings == []


@pytest.mark.parametrize(("name", "start"), CALENDARS.items(), ids=CALENDARS)
def test_every_calendar_gives_its_one_event_in_utc(name, start):
    rows, findings = read("icalendar", f"academic-map/ucospo-ics/{name}")
    assert [(row.values["start"], row.values["time_zone"]) for row in rows] == [(start, "America/Los_Angeles")]
    assert findings == []


def test_every_calendar_is_asserted():
    assert {path.name for path in (CORPUS / "academic-map" / "ucospo-ics").glob("*.ics")} == set(CALENDARS)


@pytest.mark.parametrize(("path", "classes"), SOLUTIONS.items(), ids=SOLUTIONS)
def test_every_solution_release_and_owner_is_a_row_with_its_line(path, classes):
    rows, findings = read("adms", f"osor/{path}")
    assert Counter(row.values["class"] for row in rows) == classes
    assert all(row.line and row.line > 1 for row in rows)
    assert findings == []


def test_all_faults_of_turtle_are_told():
    # an end of a statement that is missing, and a text that goes on beyond its line
    faults = [("syntax", 34), ("syntax", 464), ("syntax", 465)]
    assert read("adms", f"osor/{FAULTY}") == ([], faults)


@pytest.mark.parametrize(("path", "finding"), WITHOUT_SOLUTION.items(), ids=WITHOUT_SOLUTION)
def test_rdf_without_solutions_is_told_so_or_refused_with_its_place(path, finding):
    assert read("adms", f"osor/{path}") == ([], [finding])


def test_every_rdf_file_is_asserted():
    found = [path for suffix in ("rdf", "ttl", "jsonld") for path in (CORPUS / "osor").rglob(f"*.{suffix}")]
    asserted = {*SOLUTIONS, *WITHOUT_SOLUTION, FAULTY}
    assert {str(path.relative_to(CORPUS / "osor")) for path in found} <= asserted
