"""The connection of the event loop is as good after a query that it gave up as before it."""

from pathlib import Path

import pytest

from hub.store.database import Database
from hub.store.sqlite_reading import NearConnection

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT count(*) FROM n"


@pytest.mark.parametrize("pulses", [*range(12), 20, 40, 60])
async def test_what_is_given_up_leaves_no_transaction_open(sqlite_store: Database, pulses: int) -> None:
    connection = NearConnection(Path(str(sqlite_store.path)))
    connection._raw.set_progress_handler(connection._goes_too_far, 1)  # asked at each step, as it may be at any
    try:
        assert connection.attempt([("SELECT 1", ()), (COUNT, ())], pulses) is None
    finally:
        assert not connection._raw.in_transaction
    assert connection.attempt([("SELECT 1", ()), ("SELECT 2", ())], 1_000) == [1, 2]
    connection.close()
