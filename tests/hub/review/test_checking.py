"""Checking says what loading would do, also where directories get in each other's way."""

from typing import Any

import pytest

from hub.load import load, load_all
from hub.review.checking import check_all
from hub.store import Database
from schema.issues import IssueCode

CITY = {"key": "city", "name": "City of Aarhus", "countries": "DK"}


def _outcomes(reports: Any) -> list[tuple[str, str, dict[IssueCode, int]]]:
    return [(report.network, report.status, dict(report.issue_counts)) for report in reports]


@pytest.mark.parametrize("is_first_load", [True, False])
async def test_two_directories_of_one_network_are_checked_as_they_are_loaded(
    store: Database, seeds: Any, *, is_first_load: bool
) -> None:
    first, second, other = (seeds.write(name, {"organisation": [CITY]}) for name in ("alpha", "zulu", "other"))
    (second / "network.yaml").write_text((first / "network.yaml").read_text())
    if not is_first_load:
        await load(store, other)
    roots = [first, second, first]
    checked = _outcomes(await check_all(store, roots, allow_mass_delete=False))
    assert [status for _, status, _ in checked] == ["accepted", "rejected"]
    assert IssueCode.MANIFEST_DUPLICATE in checked[1][2]
    assert checked == _outcomes(await load_all(store, roots))
