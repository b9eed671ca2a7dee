"""Turns to read: first come, first served, and never all of them to one client."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from hub.store.turns import Turns


class Readers:
    """Clients that take turns and give them back when they are told to."""

    def __init__(self, size):
        self.turns = Turns(size)
        self.reading = []
        self.tasks = []

    def come(self, client):
        self.tasks.append(asyncio.ensure_future(self._read(client)))

    async def _read(self, client):
        await self.turns.take(client)
        self.reading.append(client)

    def leave(self, client):
        self.reading.remove(client)
        self.turns.give(client)


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_half_of_the_readers_stay_free_of_one_client():
    readers = Readers(4)
    for client in ("greedy",) * 9 + ("other",):
        readers.come(client)
    await settle()
    assert readers.reading == ["greedy", "greedy", "other"]
    readers.leave("greedy")
    await settle()
    assert readers.reading == ["greedy", "other", "greedy"]
    for task in readers.tasks:
        task.cancel()


async def test_the_hub_itself_may_have_all_readers_and_a_single_reader_serves_everybody():
    readers, single = Readers(4), Readers(1)
    for _ in range(5):
        readers.come(None)
    single.come("a")
    single.come("b")
    await settle()
    assert (len(readers.reading), single.reading) == (4, ["a"])
    single.leave("a")
    await settle()
    assert single.reading == ["b"]
    readers.tasks[-1].cancel()


@given(st.integers(1, 6), st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["come", "leave", "cancel"]))))
def test_turns_are_never_lost_nor_given_twice(size, steps):
    async def act():
        readers = Readers(size)
        for client, step in steps:
            if step == "come":
                readers.come(client)
            elif step == "cancel" and readers.tasks:
                readers.tasks[-1].cancel()
            elif client in readers.reading:
                readers.leave(client)
            await settle()
            assert len(readers.reading) <= size
            assert all(readers.reading.count(one) <= max(1, size // 2) for one in "abc")
        for task in readers.tasks:
            task.cancel()
        await settle()
        for client in readers.reading[:]:
            readers.leave(client)
        for _ in range(size):
            readers.come(None)
        await settle()
        assert readers.reading == [None] * size

    asyncio.run(act())
