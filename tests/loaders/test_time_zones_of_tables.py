"""What a misspelt time zone costs a row of a table."""

from collections.abc import Callable
from typing import Any


def test_a_misspelt_time_zone_is_named_where_it_stands_and_the_time_stays_as_stated(read_one: Callable[..., Any]):
    content = (
        "key,name,starts_at,time_zone\na,A,2026-05-31T09:30,Europe/Copenhagn\nb,B,2026-05-31T09:30,Europe/Copenhagen\n"
    )
    read = read_one("events.csv", content, kind="event")
    assert [record.values["starts_at"] for record in read.records] == ["2026-05-31T09:30:00", "2026-05-31T07:30:00Z"]
    assert [(issue.field, issue.code.value, issue.place.line, issue.hint) for issue in read.issues] == [
        ("time_zone", "value-unknown", 2, "did you mean `Europe/Copenhagen`?"),
        ("starts_at", "value-suspect", 2, "add the offset, such as 2026-05-31T09:30+02:00"),
    ]
