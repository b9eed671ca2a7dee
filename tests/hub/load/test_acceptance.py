"""Where the line runs between a source that shrank and one that broke."""

import pytest

from hub.load.acceptance import directory_rejected, is_broken, load_rejected, shrinkage, unexpected_counts
from hub.load.report import Counts, LoadReport
from loaders.manifest_model import Manifest
from schema.issues import Issue, IssueCode, Place, Severity

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


@pytest.mark.parametrize(
    ("before", "now", "kept", "is_told"),
    [
        (20, 10, 0, False),  # ten may go
        (21, 10, 0, True),  # eleven of 21 are more than half
        (22, 11, 0, False),  # just half is left
        (23, 11, 0, True),
        (10, 0, 0, False),
        (11, 0, 0, True),
        (100, 10, 40, False),  # what is kept of unreadable files is not lost
        (100, 10, 39, True),
    ],
)
def test_more_than_half_and_more_than_ten_records_must_go_to_be_told(
    before: int,
    now: int,
    kept: int,
    is_told: bool,  # noqa: FBT001
) -> None:
    issues = list(shrinkage(read(now, kept), {"product": before}))
    assert [issue.code for issue in issues] == [IssueCode.COUNT_BELOW] * is_told
    assert all(str(before) in issue.message for issue in issues)


def test_a_kind_of_which_nothing_was_read_has_shrunk_too() -> None:
    assert len(list(shrinkage(LoadReport("alpha"), {"product": 30}))) == 1


@pytest.mark.parametrize(("number", "codes"), [(1, ["count-below"]), (2, []), (4, []), (5, ["count-above"])])
def test_counts_are_compared_with_both_bounds_of_the_manifest(number: int, codes: list[str]) -> None:
    manifest = Manifest.model_validate(STATED | {"expected": {"product": {"min": 2, "max": 4}}})
    assert [issue.code.value for issue in unexpected_counts(read(number), manifest)] == codes


@pytest.mark.parametrize(
    ("code", "severity", "broken"),
    [
        (IssueCode.SOURCE_EMPTY, Severity.ERROR, True),
        (IssueCode.SOURCE_EMPTY, Severity.WARNING, False),
        (IssueCode.MANIFEST_INVALID, None, True),
        (IssueCode.COUNT_BELOW, None, True),
        (IssueCode.COUNT_ABOVE, None, False),
        (IssueCode.SYNTAX, None, False),
    ],
)
def test_a_load_is_broken_by_empty_sources_a_bad_manifest_or_too_few_records(
    code: IssueCode,
    severity: Severity | None,
    broken: bool,  # noqa: FBT001
) -> None:
    report = read(3)
    report.add_issue(Issue.of(code, "alpha", Place("p.csv", 1), "a test", severity=severity))
    assert is_broken(report) is broken


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0, "3 of kind product were read; the last load had 40."),
        (
            7,
            "3 of kind product were read and 7 kept that are no longer listed or cannot be read; the last load had 40.",
        ),
    ],
)
def test_the_operator_reads_how_many_records_are_there_and_where_to_say_otherwise(kept, words):
    (issue,) = shrinkage(read(3, kept), {"product": 40})
    assert (issue.message, issue.network, issue.place) == (words, "alpha", Place("network.yaml"))


def test_a_kind_that_grew_has_not_shrunk():
    # 12 more than before: the number of records that went counts, not that of those there are
    assert list(shrinkage(read(12), {"product": 0})) == []
    assert list(shrinkage(read(4), {"product": 9})) == []


def test_a_rejected_load_says_what_is_stored_now():
    said = {has_good: load_rejected("alpha", has_good=has_good).message for has_good in (True, False)}
    assert said == {
        True: "The load was rejected: what the last good load stored stays.",
        False: "The load was rejected: nothing of this network is stored yet.",
    }
    unopened = directory_rejected("alpha")
    assert unopened.message == "Nothing was loaded from this directory: whatever was stored of its network stays."
    assert {unopened.code, load_rejected("alpha", has_good=True).code} == {IssueCode.LOAD_REJECTED}
    assert unopened.hint
