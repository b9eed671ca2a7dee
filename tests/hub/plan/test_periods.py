"""One rule says which dates lie in a period, wherever it is asked."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hub.app import create_executor
from hub.config import Settings
from hub.load import load
from hub.plan.execution import Operation
from hub.store import Database

DATES = [
    {"key": "three-days", "name": "Three days", "starts_at": "2027-05-01T08:00Z", "ends_at": "2027-05-03T16:00Z"},
    {"key": "moment", "name": "A moment", "starts_at": "2027-05-02T08:00Z"},
    {"key": "over", "name": "Over by then", "starts_at": "2027-05-01T08:00Z", "ends_at": "2027-05-01T16:00Z"},
    {"key": "later", "name": "Later", "starts_at": "2027-05-03T00:00Z"},
]


async def test_the_dates_of_an_event_lie_in_a_period_where_the_list_of_events_says_so(
    sqlite_store: Database, seeds: Any
) -> None:
    await load(sqlite_store, seeds.write("os2", {"event": DATES}))
    executor = create_executor(sqlite_store, Settings())

    async def ask(document: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads((await executor.execute(Operation(document))).body)
        return answer

    for period in ('from: "2027-05-02", to: "2027-05-03"', 'from: "2027-05-02"', 'to: "2027-05-02"'):
        answer = await ask(
            f"{{ events {{ nodes {{ name occurrences({period}) {{ startsAt }} }} }} "
            f"among: events(where: {{occurs: {{{period}}}}}) {{ nodes {{ name }} }} }}"
        )
        with_dates = [event["name"] for event in answer["data"]["events"]["nodes"] if event["occurrences"]]
        assert with_dates == [event["name"] for event in answer["data"]["among"]["nodes"]]
    reversed_period = 'from: "2027-05-03", to: "2027-05-02"'
    refusals = [
        (await ask(document))["errors"][0]["message"]
        for document in (
            f"{{ events {{ nodes {{ occurrences({reversed_period}) {{ startsAt }} }} }} }}",
            f"{{ occurrences({reversed_period}) {{ totalCount }} }}",
        )
    ]
    assert refusals[0] == refusals[1]
    unbounded = await ask("{ events { nodes { occurrences(from: null, to: null) { startsAt } } } }")
    assert all(len(event["occurrences"]) == 1 for event in unbounded["data"]["events"]["nodes"])


async def test_what_is_under_way_or_today_comes_before_what_comes_later(sqlite_store: Database, seeds: Any) -> None:
    def day(offset: int) -> str:
        return (datetime.now(UTC).date() + timedelta(days=offset)).isoformat()

    fair = {"key": "fair", "name": "Fair", "starts_at": f"{day(-1)}T08:00Z", "ends_at": f"{day(2)}T16:00Z"}
    names = {"Over": day(-3), "Today": day(0), "Later": day(3)}
    dated = [{"key": name.lower(), "name": name, "starts_at": starts_at} for name, starts_at in names.items()]
    await load(sqlite_store, seeds.write("os2", {"event": [*dated, fair]}))
    executor = create_executor(sqlite_store, Settings())
    document = "{ events(orderBy: [{field: NEXT_OCCURRENCE}]) { nodes { name } } }"
    answer = json.loads((await executor.execute(Operation(document))).body)
    assert [event["name"] for event in answer["data"]["events"]["nodes"]] == ["Fair", "Today", "Later", "Over"]
