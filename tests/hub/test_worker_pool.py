"""Work that processes share comes back in order, and what goes wrong there is raised here."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TypeVar

import pytest

from hub.errors import ErrorCode, HubError
from hub.worker_pool import shared, worker_pool

T = TypeVar("T")
ROOT = Path(__file__).parents[2]


async def _listed(results: AsyncIterator[T]) -> list[T]:
    return [result async for result in results]


def _placed(part: int) -> tuple[int, int]:
    return part * part, os.getpid()


def _root(part: float) -> float:
    if part < 0:
        raise ValueError(f"{part} has no root")
    return float(part**0.5)


def test_two_processes_give_results_in_order_and_raise_what_a_part_raised() -> None:
    async def work() -> list[tuple[int, int]]:
        done = await _listed(shared(_placed, range(40)))
        with pytest.raises(ValueError, match="-1 has no root"):
            await _listed(shared(_root, [4, -1, 9]))
        assert await _listed(shared(_root, [4, 9])) == [2, 3]  # they are there for what comes next
        return done

    with worker_pool(2):
        done = asyncio.run(work())
    assert [square for square, _ in done] == [number * number for number in range(40)]
    assert os.getpid() not in {process for _, process in done}


@pytest.mark.parametrize(("size", "is_worth"), [(1, True), (2, False)])
def test_without_processes_or_enough_work_all_is_done_in_place(size: int, *, is_worth: bool) -> None:
    with worker_pool(size):
        done = asyncio.run(_listed(shared(_placed, range(3), is_worth=is_worth)))
    assert done == [(0, os.getpid()), (1, os.getpid()), (4, os.getpid())]


def _killed(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_told_in_words_with_what_to_do() -> None:
    with worker_pool(2), pytest.raises(HubError, match="HUB_LOAD_WORKERS=1") as raised:
        asyncio.run(_listed(shared(_killed, range(9))))
    assert raised.value.code is ErrorCode.WORKER_ENDED


def test_parts_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def parts() -> Iterable[int]:
        for number in range(10):
            taken.append(number)
            yield number

    async def first() -> int:
        results = shared(_root, parts())
        one = await anext(results)
        await results.aclose()  # type: ignore[attr-defined]
        return int(one)

    assert asyncio.run(first()) == 0
    assert taken == [0]


def test_processes_end_with_a_parent_that_was_killed() -> None:
    program = """
import asyncio, os, sys
from hub.errors import ErrorCode, HubError
from hub.worker_pool import shared, worker_pool
async def work():
    async for process in shared(abs, [-1]):
        sys.stdout.write("ready\\n"); sys.stdout.flush()
    sys.stdin.read()
if __name__ == "__main__":
    with worker_pool(2):
        asyncio.run(work())
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    parent.kill()
    assert parent.stdout.read() == ""  # its workers have the other end as well: it is closed when they are gone
    parent.communicate()
