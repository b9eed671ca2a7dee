"""Where the line runs between a source that shrank and one that broke."""

import pytest

from hub.load.acceptance import (
    content_undone,
    directory_rejected,
    is_refused,
    load_rejected,
    shrinkage,
    unexpected_counts,
)
from hub.load.report import Counts, LoadReport, Turnover
from loaders.manifest_model import Manifest
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity

STATED = {
    "network": "alpha",
    "title": "Alpha",
    "homepage": "https://alpha.example",
    "publisher": {"name": "Alpha"},
    "licence": "CC0-1.0",
    "attribution": "Alpha",
    "sources": [
        {"name": "p", "path": "p.csv", "format": "table", "kind": "product", "key": "id", "mapping": {"name": "name"}}
    ],
}


def read(number: int, kept: int = 0) -> LoadReport:
    return LoadReport("alpha", counts={"product": Counts(read=number, kept=kept)})


def manifest(*paths: str, **stated: object) -> Manifest:
    [source] = STATED["sources"]
    sources = [source | {"name": f"s{number}", "path": path} for number, path in enumerate(paths or ("p.csv",))]
    return Manifest.model_validate(STATED | {"sources": sources} | stated)


def told(*turnover: Turnover, **stated: object) -> list[str]:
    """What is asked about; every file is a source of its own unless the manifest says otherwise."""
    paths = stated.pop("paths", None) or sorted({part.path for part in turnover})
    return [issue.message for issue in shrinkage("alpha", manifest(*paths, **stated), turnover)]


@pytest.mark.parametrize(
    ("gone", "added", "stayed", "is_told"),
    [
        (4, 0, 1, True),  # five members became one
        (2, 0, 2, True),  # just half
        (2, 0, 3, False),
        (1, 0, 0, False),  # one is an edit
        (2, 0, 0, True),
        (11, 0, 12, False),
        (500, 0, 500, True),
        (4, 3, 1, False),  # three others came in place of four
        (5, 5, 0, False),
        (5, 3, 0, False),
        (5, 2, 0, True),
        (0, 0, 9, False),
        (0, 12, 0, False),
    ],
)
def test_half_of_a_source_and_two_records_must_go_to_be_told(
    gone: int,
    added: int,
    stayed: int,
    is_told: bool,  # noqa: FBT001
) -> None:
    assert bool(told(Turnover("p.csv", "product", gone, added, stayed))) is is_told


def test_a_small_source_is_seen_beside_a_large_one_and_a_kind_beside_another() -> None:
    large = Turnover("all.csv", "product", 0, 0, 1000)
    assert told(large, Turnover("few.csv", "product", 3, 0, 1)) == ["few.csv: 3 of 4 records of kind product are gone."]
    assert told(large, Turnover("all.csv", "event", 3, 0, 0)) == ["all.csv: 3 of 3 records of kind event are gone."]


def test_the_files_of_one_source_count_together_and_sources_of_one_record_as_a_kind() -> None:
    each = [
        Turnover(f"{letter}/publiccode.yml", "product", int(letter in "ab"), 0, int(letter > "b")) for letter in "abcd"
    ]
    assert told(*each, paths=["*/publiccode.yml"]) == ["*/publiccode.yml: 2 of 4 records of kind product are gone."]
    assert told(*each) == ["All sources: 2 of 4 records of kind product are gone."]


def test_files_that_no_source_reads_any_more_are_told_by_their_own_path() -> None:
    assert told(Turnover("old.csv", "product", 3, 0, 0), paths=["p.csv"]) == [
        "old.csv: 3 of 3 records of kind product are gone."
    ]


@pytest.mark.parametrize(("stated", "is_told"), [({"min": 0}, False), ({"min": 1}, True), ({"max": 90}, True)])
def test_a_manifest_that_expects_nothing_in_so_many_words_is_not_asked(stated: dict[str, int], is_told: bool) -> None:  # noqa: FBT001
    assert bool(told(Turnover("p.csv", "product", 30, 0, 0), expected={"product": stated})) is is_told


@pytest.mark.parametrize(("number", "codes"), [(1, ["count-below"]), (2, []), (4, []), (5, ["count-above"])])
def test_counts_are_compared_with_both_bounds_of_the_manifest(number: int, codes: list[str]) -> None:
    manifest = Manifest.model_validate(STATED | {"expected": {"product": {"min": 2, "max": 4}}})
    assert [issue.code.value for issue in unexpected_counts(read(number), manifest)] == codes


@pytest.mark.parametrize(
    ("code", "is_refused_by"),
    [
        (IssueCode.SOURCE_EMPTY, (False, False)),  # others state something
        (IssueCode.MANIFEST_INVALID, (True, True)),  # nobody wishes to delete what a mistake hides
        (IssueCode.COUNT_BELOW, (True, False)),
        (IssueCode.COUNT_ABOVE, (False, False)),
        (IssueCode.SYNTAX, (False, False)),
    ],
)
def test_a_load_is_refused_for_a_bad_manifest_or_too_few_records_unless_deletion_is_meant(
    code: IssueCode, is_refused_by: tuple[bool, bool]
) -> None:
    report = read(3)
    report.add_issue(Issue.of(code, "alpha", Place("p.csv", 1), "a test"))
    assert tuple(is_refused(report, allow_mass_delete=allowed) for allowed in (False, True)) == is_refused_by


@pytest.mark.parametrize(
    ("severity", "is_refused_by"), [(Severity.ERROR, (True, False)), (Severity.WARNING, (False, False))]
)
def test_a_load_of_which_no_source_states_anything_is_refused(
    severity: Severity, is_refused_by: tuple[bool, bool]
) -> None:
    report = LoadReport("alpha")
    report.add_issue(Issue.of(IssueCode.SOURCE_EMPTY, "alpha", Place("network.yaml"), "a test", severity=severity))
    assert tuple(is_refused(report, allow_mass_delete=allowed) for allowed in (False, True)) == is_refused_by


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0, "3 of kind product were read; at least 40 are expected."),
        (
            7,
            (
                "3 of kind product were read and 7 kept that are no longer listed or cannot be read; at least 40 are"
                " expected."
            ),
        ),
    ],
)
def test_the_operator_reads_how_many_records_are_there_and_where_to_say_otherwise(kept, words):
    (issue,) = unexpected_counts(read(3, kept), manifest(expected={"product": {"min": 40}}))
    assert (issue.message, issue.network, issue.place) == (words, "alpha", Place("network.yaml"))


def test_a_rejected_load_says_what_is_stored_now_and_what_mends_it():
    said = {has_good: load_rejected(read(3), has_good=has_good).message for has_good in (True, False)}
    assert said == {
        True: "The load was rejected: what the last good load stored stays.",
        False: "The load was rejected: nothing of this network is stored yet.",
    }
    unopened = directory_rejected("alpha")
    assert unopened.message == "Nothing was loaded from this directory: whatever is stored of its network stays."
    rejected = load_rejected(read(3), has_good=True)
    assert {unopened.code, rejected.code} == {IssueCode.LOAD_REJECTED}
    broken = read(3)
    broken.add_issue(Issue.of(IssueCode.MANIFEST_INVALID, "alpha", Place("network.yaml"), "a test"))
    advice = [
        one.hint or CATALOGUE[one.code].remedy for one in (unopened, load_rejected(broken, has_good=True), rejected)
    ]
    assert ["--allow-mass-delete" in hint for hint in advice] == [False, False, True]


def test_a_rejected_load_keeps_what_is_stored_and_claims_nothing_else():
    report = LoadReport("alpha", counts={"product": Counts(read=1, added=1, changed=1, withdrawn=4, rejected=2)})
    report.reject({"product": 5, "event": 3})
    assert report.status == "rejected"
    assert report.counts == {"product": Counts(read=1, rejected=2, kept=5), "event": Counts(kept=3)}


def test_content_that_was_undone_is_reported_with_the_reason_and_loses_nothing():
    issue = content_undone("alpha", "undone in revision 3")
    assert (issue.code, issue.severity, issue.network) == (IssueCode.CONTENT_UNDONE, Severity.INFO, "alpha")
    assert issue.message == "This content was undone in revision 3, so it is not loaded."
