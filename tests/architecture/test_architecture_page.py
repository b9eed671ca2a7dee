"""docs/architecture.md tells the truth: a real load and a real query take the steps that are drawn, in that order."""

import asyncio
import importlib
import inspect
import re
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Thread
from types import CodeType, FrameType
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
import uvicorn
from uvicorn.lifespan.on import LifespanOn

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from hub.store import Database
from hub.web.connections.direct_protocol import DirectProtocol
from scripts.drawings import FOLDER, Life, draw, outdated, read
from scripts.shape import modules

ROOT = Path(__file__).resolve().parents[2]
LIVES = sorted(FOLDER.glob("*.yaml"))
PAGE = ROOT / "docs" / "architecture.md"
LOOKUP = "query ($id: ID!) { organisation(by: {id: $id}) { id name countries url } }"
ONE = "{ organisations(first: 1) { nodes { id } } }"
QUERY = "query ($first: Int!) { organisations(first: $first) { nodes { name ospos { nodes { name } } } } }"


def _code(at: str) -> CodeType:
    """The code of a function by its name; a missing module or function raises, which names it."""
    module, _, name = at.partition(":")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    function = inspect.unwrap(found)
    assert function.__module__ == module, f"{at} is defined in {function.__module__}"
    return function.__code__


@contextmanager
def _traced(life: Life) -> Iterator[list[CodeType]]:
    """Collects the calls of the life's functions, in this thread and in those that start meanwhile."""
    watched = {_code(step.at) for step in life.steps}
    calls: list[CodeType] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in watched:
            calls.append(frame.f_code)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _out_of_order(life: Life, calls: list[CodeType]) -> list[str]:
    """Steps that were not taken, or whose first call does not come after the step before.

    With `again`, any later call counts.
    """
    wrong, position = [], -1
    for step in life.steps:
        code = _code(step.at)
        places = [place for place, call in enumerate(calls) if call is code]
        later = [place for place in places if place > position]
        if not later or (not step.again and places[0] != later[0]):
            wrong.append(f"{step.at} is called {len(places)} times, but not first after the step before it")
        position = later[0] if later else position
    return wrong


def _seeds(folder: Path, *, first: str = "here") -> Path:
    """A network whose load takes every step: two records of one thing, a relation, a text
    that names an organisation.
    """
    files = {
        "network.yaml": (
            "network: town\ntitle: Town\nhomepage: https://town.example\npublisher: {name: Town}\nlicence: CC0-1.0\n"
            "attribution: Town\nsources:\n"
            "  - {name: agents, path: agents.csv, format: table, kind: organisation}\n"
            "  - {name: news, path: news.csv, format: table, kind: news-item}\n"
        ),
        "agents.csv": (
            f"key,name,url\n{first},Aarhus Kommune,https://www.aarhus.dk\nthere,Kommune Aarhus,https://www.aarhus.dk\n"
        ),
        "news.csv": (
            "key,name,url,text\none,Aarhus Kommune opens,https://town.example/1,Aarhus Kommune opens its code.\n"
        ),
    }
    for name, text in files.items():
        (folder / "town").mkdir(parents=True, exist_ok=True)
        (folder / "town" / name).write_text(text, encoding="utf-8")
    return folder / "town"


async def _load_once(url: str, directory: Path) -> None:
    async with Database(url) as database:
        await load(database, directory)


async def test_a_load_takes_the_steps_of_the_life_of_a_record(sqlite_url: str, tmp_path: Path):
    life = read(FOLDER / "life-of-a-record.yaml")
    # A load before leaves something to withdraw. It has threads of its own: those of this loop
    # are traced from their start.
    before = Thread(target=asyncio.run, args=(_load_once(sqlite_url, _seeds(tmp_path / "seeds", first="gone")),))
    before.start()
    before.join()
    database = Database(sqlite_url)
    try:
        with _traced(life) as calls:
            report = await load(database, _seeds(tmp_path / "seeds"))
    finally:
        await database.dispose()
    assert report.status == "accepted", report
    assert _out_of_order(life, calls) == []


async def test_a_query_takes_the_steps_of_the_life_of_a_query(sqlite_url: str, tmp_path: Path):
    life = read(FOLDER / "life-of-a-query.yaml")
    database = Database(sqlite_url)
    await load(database, _seeds(tmp_path / "seeds"))
    await database.dispose()
    app = create_app(Settings(database_url=sqlite_url))
    async with _lifespan(app), httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        with _traced(life) as calls:
            answer = await client.post("/graphql", json={"query": QUERY, "variables": {"first": 1}})
    assert answer.json()["data"]["organisations"]["nodes"] != []
    assert _out_of_order(life, calls) == []


async def test_a_query_that_was_asked_before_takes_a_short_way(sqlite_url: str, tmp_path: Path):
    database = Database(sqlite_url)
    await load(database, _seeds(tmp_path / "seeds"))
    await database.dispose()
    app = create_app(Settings(database_url=sqlite_url, kept_answers=0))
    taken: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and Path(frame.f_code.co_filename).is_relative_to(ROOT / "hub"):
            taken.add(frame.f_code)

    async with _served(app) as url, httpx.AsyncClient(base_url=url) as client:
        [identity] = [
            node["id"]
            for node in (await client.post("/graphql", json={"query": ONE})).json()["data"]["organisations"]["nodes"]
        ]
        asked = {"json": {"query": LOOKUP, "variables": {"id": identity}}}
        for _ in range(3):
            await client.post("/graphql", **asked)
        sys.setprofile(note)
        answer = await client.post("/graphql", **asked)
        sys.setprofile(None)
    assert answer.json()["data"]["organisation"] is not None
    # what arguments themselves need, such as ids, is looked up where they are declared; what was
    # counted is moved on once a second
    aside = "plan/(lists|objects|roots)/|/meters.py|/observed.py|store/database.py"
    taken = {code for code in taken if not re.search(aside, code.co_filename)}
    functions = {f"{code.co_filename}:{code.co_qualname}" for code in taken if not code.co_name.startswith("<")}
    assert len(functions) <= 30, "\n".join(sorted(functions))
    assert len({code.co_filename for code in taken}) <= 9, sorted({code.co_filename for code in taken})


@asynccontextmanager
async def _served(app: Any) -> AsyncIterator[str]:
    """The application on a free port of this machine, in this thread, as `hub serve` serves it."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=DirectProtocol, log_level="error", access_log=False))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn sets no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@asynccontextmanager
async def _lifespan(app: Any) -> AsyncIterator[None]:
    """Starts and stops the application as a server does."""
    config = uvicorn.Config(app, log_level="error")
    config.load()
    lifespan = LifespanOn(config)
    await lifespan.startup()
    yield
    await lifespan.shutdown()


def test_steps_in_the_wrong_order_are_found():
    life = read(FOLDER / "life-of-a-query.yaml")
    codes = [_code(step.at) for step in life.steps]
    assert _out_of_order(life, codes) == []
    assert len(_out_of_order(life, codes[:-1])) == 1
    assert _out_of_order(life, codes[::-1]) != []


@pytest.mark.parametrize("path", LIVES, ids=lambda path: path.stem)
def test_a_drawing_names_a_room_for_each_step_and_uses_each_room(path: Path):
    life = read(path)
    assert {life.room(step) for step in life.steps} == set(life.rooms)


@pytest.mark.parametrize("path", LIVES, ids=lambda path: path.stem)
def test_a_drawing_can_be_read_in_words_and_in_the_dark(path: Path):
    drawing = ET.fromstring(draw(read(path)))  # noqa: S314 - our own
    parts = {element.get("id"): element.text for element in drawing.iter() if element.get("id") in ("title", "desc")}
    assert drawing.get("aria-labelledby") == "title desc"
    assert parts["title"] == read(path).title
    assert all(step.does in (parts["desc"] or "") for step in read(path).steps)
    assert "prefers-color-scheme: dark" in draw(read(path))


def test_drawings_are_what_their_steps_say():
    assert [path.name for path in outdated()] == []


def test_every_drawing_is_shown_on_the_page():
    assert [path.stem for path in LIVES if f"](drawings/{path.stem}.svg)" not in PAGE.read_text(encoding="utf-8")] == []


def test_every_module_is_on_the_map():
    text = PAGE.read_text(encoding="utf-8")
    product = [module.name for module in modules(packages=("hub", "loaders", "schema"))]
    missing = [name for name in product if not name.endswith("__init__.py") and f"`{Path(name).name}`" not in text]
    assert missing == []
    assert set(re.findall(r"^### (\S+)$", text, re.MULTILINE)) >= {Path(name).parent.as_posix() for name in product}
