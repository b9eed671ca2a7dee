"""What every revision says at its end, whatever made it: which references lead nowhere, and what is a part of
itself, as things are now.
"""

from typing import Any

from hub.identity import Judgement
from hub.load import judge, load, undo
from hub.load.judgements import judgement_id
from hub.store import Database

TOWNS = [{"key": f"town-{number}", "name": f"Town of the number {number}"} for number in range(40)]
DESK = {"key": "desk", "name": "OS2desk", "to:users": [{"key": "aarhsu"}]}
OFFICES = [
    {"key": "roads", "name": "Office of Roads", "to:parents": [{"key": "works"}]},
    {"key": "works", "name": "Board of Public Works", "to:parents": []},
    {"key": "bridges", "name": "Council of Bridges", "to:parents": [{"key": "roads"}]},
]
SAME = Judgement("alpha/organisation/works", "alpha/organisation/bridges", "same", "anna", "2026-05-01T10:00:00Z")


async def reported(store: Database, code: str) -> list[tuple[str, int]]:
    query = "SELECT path, line FROM issue WHERE code = :code ORDER BY path, line"
    return [(row[0], row[1]) for row in await store.fetch_rows(query, code=code)]


async def test_a_rejected_load_leaves_what_is_known_of_the_references_of_the_records_that_stay(
    store: Database, seeds: Any
) -> None:
    await load(store, seeds.write("alpha", {"organisation": TOWNS, "product": [DESK]}))
    assert await reported(store, "reference-unresolved") == [("product.jsonl", 1)]
    report = await load(store, seeds.write("alpha", {"organisation": TOWNS[:2], "product": [DESK]}))
    assert report.status == "rejected"
    assert "reference-unresolved" not in {issue.code.value for issue in report.issues}
    assert await reported(store, "reference-unresolved") == [("product.jsonl", 1)]


async def test_a_verdict_that_closes_a_circle_says_so_until_it_is_undone(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": OFFICES}))
    assert await reported(store, "part-of-cycle") == []
    await judge(store, SAME)
    assert await reported(store, "part-of-cycle") == [("organisation.jsonl", 1), ("organisation.jsonl", 3)]
    await undo(store, judgement_id(SAME))
    assert await reported(store, "part-of-cycle") == []
