"""One spelling of placeholders reads the same on both databases, for those who read and for those who write."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.store import Database
from hub.store.placeholders import DialectName, for_driver

DIALECTS: tuple[DialectName, ...] = ("sqlite", "postgresql")


@pytest.mark.parametrize(
    ("sql", "values", "sqlite", "postgresql", "bound"),
    [
        ("SELECT 1", {}, "SELECT 1", "SELECT 1", []),
        ("a = :a", {"a": 1}, "a = ?", "a = $1", [1]),
        ("a = :b AND b = :a", {"a": 1, "b": 2}, "a = ? AND b = ?", "a = $1 AND b = $2", [2, 1]),
        ("a = :a OR b = :a", {"a": 1}, "a = ? OR b = ?", "a = $1 OR b = $2", [1, 1]),
        ("a IN :ids AND b = :b", {"ids": [1, 2], "b": 3}, "a IN (?, ?) AND b = ?", "a IN ($1, $2) AND b = $3", [1, 2, 3]),
        ("a::text = :a || ':' || 'key:'", {"a": "x"}, "a::text = ? || ':' || 'key:'", "a::text = $1 || ':' || 'key:'", ["x"]),
    ],
)  # fmt: skip
def test_each_driver_gets_its_own_marks_and_the_values_in_their_order(
    sql: str, values: dict[str, Any], sqlite: str, postgresql: str, bound: list[Any]
) -> None:
    assert (for_driver(sql, values, "sqlite")[0], for_driver(sql, values, "postgresql")[0]) == (sqlite, postgresql)
    assert [list(for_driver(sql, values, dialect)[1]) for dialect in DIALECTS] == [bound, bound]


@given(st.lists(st.sampled_from(["a", "b", "ids"]), max_size=6), st.lists(st.integers(), max_size=4))
def test_there_is_a_mark_for_every_value_and_no_other(names: list[str], ids: list[int]) -> None:
    sql = " AND ".join(f"x IN :{name}" if name == "ids" else f"x = :{name}" for name in names)
    values = {"a": "one", "b": 2, "ids": ids}
    for dialect, mark in (("sqlite", r"\?"), ("postgresql", r"\$\d+")):
        query, bound = for_driver(sql, values, dialect)  # type: ignore[arg-type]
        marks = re.findall(mark, query)
        assert len(marks) == len(bound)
        assert dialect == "sqlite" or marks == [f"${number}" for number in range(1, len(bound) + 1)]


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        for_driver("a = :missing", {"a": 1}, "sqlite")


@pytest.fixture
async def numbered(store: Database) -> Database:
    async with store.write() as tx:
        for number in range(5):
            await tx.run(
                "INSERT INTO figure (id, network, name, value, path) VALUES (:id, :network, 'members', :value,"
                " 'a.csv')",
                id=f"fig_{number}",
                network="os2" if number % 2 else "osor",
                value=float(number),
            )
    return store


@pytest.mark.parametrize(
    ("condition", "values", "ids"),
    [
        ("network = :network", {"network": "os2"}, [1, 3]),
        ("network = :network OR network = :network", {"network": "os2"}, [1, 3]),
        ("id IN :ids", {"ids": ["fig_0", "fig_4", "fig_9"]}, [0, 4]),
        ("id IN :ids AND network = :network", {"ids": ("fig_0", "fig_1"), "network": "os2"}, [1]),
        ("id IN :ids", {"ids": []}, []),
        ("value > :least", {"least": 2.5}, [3, 4]),
        ("network = :network", {"network": "'; DROP TABLE figure; --"}, []),
    ],
)
async def test_readers_and_writers_take_the_same_query_on_both_databases(
    numbered: Database, condition: str, values: dict[str, Any], ids: list[int]
) -> None:
    query = f"SELECT id FROM figure WHERE {condition} ORDER BY id"
    expected = [f"fig_{number}" for number in ids]
    assert [row[0] for row in await numbered.fetch_rows(query, **values)] == expected
    async with numbered.reading() as reader:
        assert [row[0] for row in await reader.rows(query, **values)] == expected
        assert await reader.value(query, **values) == (expected[0] if expected else None)
    async with numbered.write() as tx:
        assert [row.id for row in await tx.rows(query, **values)] == expected
        assert [row.id async for part in tx.stream(query, **values) for row in part] == expected
