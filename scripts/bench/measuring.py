"""One measurement: wrk on a core of its own against one server, and what the server's processes used meanwhile."""

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.bench.servers import Server, pinned

_SCRIPT = Path(__file__).parent / "rotate.lua"
_FEWEST = 30
"""Requests below which a measurement says little, so that it is made anew, three times as long."""
_LONGEST = 8
_IDLE = 0.02
"""Seconds of server time in a third of a second that count as idle: two ticks of the clock."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Requests per second, latencies and server time per request in milliseconds; disturbed:
    cores used by other programs.
    """

    requests: int
    rps: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    disturbed: float
    failed: int


def measured(server: Server, bodies: Sequence[bytes], *, seconds: int, connections: int, core: int) -> Measurement:
    """Load a server with these requests in turn; longer than asked where it answers few."""
    run = loaded(server, bodies, seconds, connections, core)
    if run.requests >= _FEWEST or seconds >= _LONGEST:
        return run
    return measured(server, bodies, seconds=min(3 * seconds, _LONGEST), connections=connections, core=core)


def loaded(server: Server, bodies: Sequence[bytes], seconds: int, connections: int, core: int) -> Measurement:
    """Load a server for so many seconds, however few requests it answers."""
    _await_idle(server)
    server_before, machine_before, own_before = server.cpu_seconds(), _busy_seconds(), _children_seconds()
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file, pinned(core):
        file.write(b"\n".join(bodies) + b"\n")
        file.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "60s",
            "-s",
            str(_SCRIPT),
            server.url,
        ]
        environment = {**os.environ, "BODIES": file.name}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    counts = json.loads(done.stdout.strip().splitlines()[-1])
    used = server.cpu_seconds() - server_before
    others = _busy_seconds() - machine_before - used - (_children_seconds() - own_before)
    requests = max(counts["requests"], 1)
    return Measurement(
        requests=counts["requests"],
        rps=counts["requests"] / counts["seconds"],
        p50_ms=counts["p50_ms"],
        p99_ms=counts["p99_ms"],
        cpu_ms=used * 1_000 / requests,
        disturbed=max(others, 0.0) / counts["seconds"],
        failed=counts["failed"],
    )


def _await_idle(server: Server) -> None:
    """Servers go on with requests whose client has gone: wait until nothing of the load before
    is left, a minute at most.
    """
    until = time.monotonic() + 60
    used = -1.0
    while time.monotonic() < until and (now := server.cpu_seconds()) - used > _IDLE:
        used = now
        time.sleep(0.3)


def summary(runs: Sequence[Measurement]) -> dict[str, Any]:
    """Medians of repeated measurements, and the measurements."""
    fields = ("rps", "p50_ms", "p99_ms", "cpu_ms", "disturbed")
    medians = {name: round(statistics.median(getattr(run, name) for run in runs), 4) for name in fields}
    return {**medians, "failed": sum(run.failed for run in runs), "runs": [asdict(run) for run in runs]}


def ratio(
    figures: Mapping[str, Any], name: str, other: str, value: Callable[[Mapping[str, Any]], float]
) -> tuple[float, float, float]:
    """How many times as much a server does as another: the median, least and most of the pairs
    measured one after the other.
    """
    pairs = zip(figures[name]["runs"], figures[other]["runs"], strict=False)
    ratios = [value(mine) / value(theirs) for mine, theirs in pairs]
    return statistics.median(ratios), min(ratios), max(ratios)


def _busy_seconds() -> float:
    total, idle = 0, 0
    for line in Path("/proc/stat").read_text(encoding="utf-8").splitlines()[:1]:
        ticks = [int(one) for one in line.split()[1:9]]
        total, idle = sum(ticks), ticks[3] + ticks[4]
    return (total - idle) / os.sysconf("SC_CLK_TCK")


def _children_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
