"""What `check` says that a load would do to the graph."""

from pathlib import Path
from typing import Any

import pytest

from hub.load import check, load
from hub.store import Database
from schema.issues import IssueCode

TOWNS = [
    {"key": "aar", "name": "Aarhus", "countries": ["DK"], "id:cvr": "55133018"},
    {"key": "ode", "name": "Odense", "countries": ["DK"]},
    {"key": "vej", "name": "Vejle", "countries": ["DK"]},
]
DESK = {"key": "desk", "name": "OS2desk", "to:users": [{"key": "aar"}, {"key": "ode"}, {"key": "nowhere"}]}


@pytest.fixture
async def folder(store: Database, seeds: Any) -> Path:
    written = seeds.write("alpha", {"organisation": TOWNS, "product": [DESK]})
    await load(store, written)
    await load(store, seeds.write("beta", {"organisation": [{"key": "arhus", "name": "Århus Kommune"}]}))
    return Path(written)


async def test_a_check_tells_what_is_added_changed_and_withdrawn_and_edges_gained_and_lost(
    store: Database, folder: Path, seeds: Any
) -> None:
    renamed, new = TOWNS[1] | {"city": "Odense"}, {"key": "ska", "name": "Skanderborg", "countries": ["DK"]}
    used = DESK | {"to:users": [{"key": "ode"}, {"key": "ska"}]}
    revision = await store.revision()
    report = await check(store, seeds.write("alpha", {"organisation": [TOWNS[0], renamed, new], "product": [used]}))
    assert report.graph is not None
    told = {(change.action, change.name) for change in report.graph.entities}
    assert {("added", "Skanderborg"), ("withdrawn", "Vejle"), ("changed", "Odense")} <= told
    (odense,) = [change for change in report.graph.entities if change.name == "Odense"]
    assert [(one["field"], one["from"], one["to"]) for one in odense.fields] == [("city", None, "Odense")]
    edges = [(edge.action, edge.subject_name, edge.object_name) for edge in report.graph.edges]
    ends = [(action, {subject, object_}) for action, subject, object_ in edges]
    assert ends == [("gained", {"Skanderborg", "OS2desk"}), ("lost", {"Aarhus", "OS2desk"})]
    assert {report.graph.counts[action] for action in ("added", "withdrawn", "gained", "lost")} == {1}
    assert await store.revision() == revision


async def test_a_check_tells_what_is_joined_and_parted(store: Database, folder: Path, seeds: Any) -> None:
    one_body = seeds.write("beta", {"organisation": [{"key": "arhus", "name": "Århus Kommune", "id:cvr": "55133018"}]})
    report = await check(store, one_body)
    assert report.graph is not None
    assert report.graph.counts["joined"] == 1
    await load(store, one_body)
    report = await check(store, seeds.write("beta", {"organisation": [{"key": "arhus", "name": "Århus Kommune"}]}))
    assert report.graph is not None
    assert report.graph.counts["split"] == 1


async def test_findings_of_an_unchanged_directory_are_those_of_its_load(store: Database, folder: Path) -> None:
    unresolved = {IssueCode.REFERENCE_UNRESOLVED: 1}
    for report in (await check(store, folder), await load(store, folder)):
        assert (report.status, report.graph) == ("unchanged", None)
        assert report.issue_counts == unresolved
