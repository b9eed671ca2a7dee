"""`asOf`: operations are answered by the store as it was, rebuilt when it is asked for.

One moment for all of an operation.
"""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.history.erasing import erase
from hub.history.past_stores import PastStores
from hub.load import load, remove_network
from hub.plan.execution import Executor, Operation
from hub.store import Database

BODIES = [{"key": "aar", "name": "Aarhus"}, {"key": "ode", "name": "Odense"}]
NAMES = (
    "query ($at: String) { organisations(asOf: $at, orderBy: [{field: NAME}]) { totalCount nodes { name } }"
    " revision(asOf: $at) }"
)


def asking_past_of(
    store: Database, *, most: int = 2, patience: float = 3600.0, kept: float = 3600.0
) -> tuple[PastStores, Executor]:
    past = PastStores(store, lambda old: create_executor(old, Settings()), most=most, patience=patience, kept=kept)
    return past, create_executor(store, Settings(timeout=3600.0), past=past)


async def answered(executor: Executor, document: str, **variables: Any) -> Any:
    return json.loads((await executor.execute(Operation(document, variables=variables))).body)


@pytest.fixture
async def changed(store: Database, seeds: Any) -> Database:
    """Two bodies, of which one is called otherwise and then taken out with the network."""
    await load(store, seeds.write("alpha", {"organisation": BODIES}))
    await load(store, seeds.write("alpha", {"organisation": [BODIES[0] | {"name": "Aros"}, BODIES[1]]}))
    await load(store, seeds.write("beta", {"organisation": [{"key": "vej", "name": "Vejle"}]}))
    await remove_network(store, "alpha")
    return store


@pytest.fixture
async def ask(changed: Database) -> AsyncIterator[Any]:
    past, executor = asking_past_of(changed)
    yield lambda document, **variables: answered(executor, document, **variables)
    await past.close()


def names(answer: Any) -> list[str]:
    return [node["name"] for node in answer["data"]["organisations"]["nodes"]]


async def test_an_operation_is_answered_as_it_was_at_its_moment(changed: Database, ask: Any) -> None:
    first, second = await asyncio.gather(ask(NAMES, at="1"), ask(NAMES, at="2"))
    assert (names(first), names(second)) == (["Aarhus", "Odense"], ["Aros", "Odense"])
    assert (first["data"]["revision"], second["data"]["revision"]) == (1, 2)
    assert names(await ask(NAMES)) == ["Vejle"]
    assert names(await ask(NAMES, at="2999-01-01")) == ["Vejle"]
    assert names(await ask(NAMES, at="3")) == [
        "Aros",
        "Odense",
        "Vejle",
    ]  # the third store: one of the others makes room
    assert names(await ask(NAMES, at="1")) == ["Aarhus", "Odense"]
    # what it names is looked for in the store of then
    then = await ask(
        '{ organisations(asOf: "2", where: {networks: {eq: "alpha"}}) { totalCount } network(by: {slug: "alpha"}, asOf:'
        ' "2") { slug } }'
    )
    assert then["data"] == {"organisations": {"totalCount": 2}, "network": {"slug": "alpha"}}
    await erase(changed, ["alpha/organisation/aar"])
    assert names(await ask(NAMES, at="1")) == ["Odense"]


async def test_what_cannot_be_asked_is_refused_with_a_hint(ask: Any) -> None:
    for document, words in (
        ('{ organisations(asOf: "9") { totalCount } }', "There is no revision 9"),
        ('{ organisations(asOf: "99999999999999999999") { totalCount } }', "There is no revision 9"),
        ('{ organisations(asOf: "soon") { totalCount } }', "neither a revision nor a date"),
        ('{ organisations(asOf: "0001-01-01T00:00:00+14:00") { totalCount } }', "neither a revision nor a date"),
        ('{ organisations(asOf: "1") { totalCount } products { totalCount } }', "different asOf moments"),
    ):
        [error] = (await ask(document))["errors"]
        assert (error["extensions"]["code"], words in error["message"]) == ("BAD_USER_INPUT", True)
        assert error["extensions"]["hint"]


async def test_without_stores_of_the_past_or_in_too_short_a_time_nothing_is_answered(changed: Database) -> None:
    past, executor = asking_past_of(changed, most=0)
    [error] = (await answered(executor, NAMES, at="1"))["errors"]
    assert error["message"] == "This hub answers only for the present."
    past, executor = asking_past_of(changed, patience=0)
    [error] = (await answered(executor, NAMES, at="1"))["errors"]
    assert (error["extensions"]["code"], error["message"]) == ("TIMEOUT", "The store of revision 1 is being rebuilt.")
    await past.close()


async def test_stores_of_the_past_leave_nothing_that_was_erased_and_go_when_nobody_asks(
    sqlite_store: Database, seeds: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "past"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("Aarhus", "Aros"):
        await load(sqlite_store, seeds.write("alpha", {"organisation": [BODIES[0] | {"name": name}, BODIES[1]]}))
    past, executor = asking_past_of(sqlite_store, kept=0.1)
    assert names(await answered(executor, NAMES, at="1")) == ["Aarhus", "Odense"]
    await erase(sqlite_store, ["alpha/organisation/aar"])
    # without a further question, which is answered all the same
    await until(lambda: not any(b"Aarhus" in path.read_bytes() for path in folder.rglob("*.db")))
    assert names(await answered(executor, NAMES, at="1")) == ["Odense"]
    await until(lambda: not list(folder.rglob("*.db")))
    await past.close()
    assert not list(folder.iterdir())


async def until(is_so: Callable[[], bool]) -> None:
    """Wait; a minute is enough for what is swept ten times a second on any machine."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110 - files tell nobody when they go
            await asyncio.sleep(0.05)
