"""What refers to a key that nothing has is told, with the key that may have been meant."""

from typing import Any

from hub.load import check, load
from hub.store import Database
from schema.issues import CATALOGUE, IssueCode, Severity

TOWNS = [{"key": "aarhus", "name": "Aarhus"}, {"key": "odense", "name": "Odense"}]


REMEDY = CATALOGUE[IssueCode.REFERENCE_UNRESOLVED].remedy
ELSEWHERE = {
    "name": "products",
    "path": "product.jsonl",
    "format": "table",
    "kind": "product",
    "key": "key",
    "mapping": {"name": "name"},
    "relations": {"users": {"each": '"to:users"', "kind": "organisation", "key": "key", "network": "alpha"}},
}


MAKERS = {
    "name": "makers",
    "path": "makers.jsonl",
    "format": "table",
    "records": [
        {
            "kind": "relation",
            "predicate": "maintains",
            "subject": {"kind": "organisation", "key": "subject"},
            "object": {"kind": "product", "key": "object"},
        }
    ],
}


def used(*ends: dict[str, str]) -> dict[str, Any]:
    return {"key": "desk", "name": "OS2desk", "to:users": list(ends)}


def told(report: Any) -> list[tuple[str, str, str | None]]:
    return [(issue.severity, issue.message, issue.hint) for issue in report.issues]


async def test_a_key_that_is_misspelt_is_a_warning_and_answered_by_the_one_that_was_meant(
    store: Database, seeds: Any
) -> None:
    folder = seeds.write("alpha", {"organisation": TOWNS, "product": [used({"key": "aarhsu"}, {"key": "xyz"})]})
    expected = [
        (Severity.WARNING, "There is no organisation 'aarhsu' in this network.", "did you mean `aarhus`?"),
        (Severity.WARNING, "There is no organisation 'xyz' in this network.", REMEDY),
    ]
    for report in (await check(store, folder), await load(store, folder), await check(store, folder)):
        assert sorted(told(report)) == expected
        assert {(issue.place.path, issue.place.line, issue.value) for issue in report.issues} == {
            ("product.jsonl", 1, "aarhsu"),
            ("product.jsonl", 1, "xyz"),
        }


async def test_a_key_of_another_network_is_a_warning_once_that_network_is_there(store: Database, seeds: Any) -> None:
    beta = seeds.write("beta", {"product": [used({"key": "odnese"})]}, sources=[ELSEWHERE])
    (info,) = told(await load(store, beta))
    assert info == (Severity.INFO, "'odnese' is of the network alpha, which is not in the store.", REMEDY)
    await load(store, seeds.write("alpha", {"organisation": TOWNS}))
    (warning,) = told(await check(store, beta))
    assert warning == (
        Severity.WARNING,
        "There is no organisation 'odnese' in the network alpha.",
        "did you mean `odense`?",
    )


async def test_a_row_of_two_ends_with_one_key_names_the_end_that_is_not_there(store: Database, seeds: Any) -> None:
    """A company that makes the product called like it."""
    products = {name: value for name, value in ELSEWHERE.items() if name != "relations"}
    folder = seeds.write("alpha", {"product": [{"key": "checkmk", "name": "Checkmk"}]}, sources=[products, MAKERS])
    (folder / "makers.jsonl").write_text('{"subject": "checkmk", "object": "checkmk"}\n')
    (warning,) = told(await load(store, folder))
    assert warning == (Severity.WARNING, "There is no organisation 'checkmk' in this network.", REMEDY)
