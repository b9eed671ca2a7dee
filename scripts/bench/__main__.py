"""`make bench`: the hub beside its peers, on the same data, with equal answers, one core each. `make
bench-peers` installs the peers.
"""

import argparse
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.bench.asking import AskError
from scripts.bench.federation import SIZES, Federation, federation
from scripts.bench.measuring import Measurement, loaded, measured, summary
from scripts.bench.plot import plotted
from scripts.bench.preparing import postgresql, prepared
from scripts.bench.questions import QUESTIONS, canonical, document, variables
from scripts.bench.report import disturbance, growth, tables, write_page
from scripts.bench.servers import ON_REQUEST, ROOT, SERVERS, WORKPLACE, Server, running

_COMPARED = 12
"""Answers per question that are compared before anything is measured."""
_WARM_UP = 1
_PAGE = ROOT / "docs/performance.md"
_PLOT = ROOT / "docs/performance.svg"
Bodies = dict[str, dict[str, list[bytes]]]
"""Question → server → request bodies."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="m", help="how many entities: 2, 50 or 300 thousand")
    parser.add_argument("--questions", type=_named(QUESTIONS), default=list(QUESTIONS), help="such as Q1,Q5")
    parser.add_argument(
        "--peers",
        type=_named(SERVERS),
        default=[name for name in SERVERS if name not in ON_REQUEST],
        help=f"of {','.join(SERVERS)}",
    )
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--repeat", type=int, default=3, help="measurements of each pair of question and server")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    return parser.parse_args(given)


def _named(known: Iterable[str]) -> Callable[[str], list[str]]:
    def split(text: str) -> list[str]:
        names = text.split(",") if text else []
        if strangers := set(names) - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(strangers))}: known are {', '.join(known)}")
        return names

    return split


def main() -> int:
    """Measure and report; 1 if any answers differ."""
    chosen = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped too
    if not shutil.which("wrk"):
        print("make bench needs wrk, the load generator; `make bench-peers` installs it.", file=sys.stderr)
        return 2
    names = [name for name in SERVERS if name == "hub" or name in chosen.peers]
    for name in (name for name in names if not SERVERS[name].installed):
        print(f"{SERVERS[name].title} is not installed and left out; `make bench-peers` installs it.")
    cores = sorted(os.sched_getaffinity(0))
    made = federation(SIZES[chosen.size])
    with ExitStack() as stack:
        servers = _started([name for name in names if SERVERS[name].installed], chosen.size, made, cores[-1], stack)
        bodies, differing = _equal(servers, chosen.questions, made)
        figures = _measured(servers, bodies, chosen, cores[0])
    about = (
        f"{chosen.connections} connections, {chosen.repeat} × {chosen.seconds} s, {len(cores)} cores,"
        f" {disturbance(figures)}"
    )
    report = tables(figures, chosen.size, made.entities, about)
    print(f"\n{report}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if len(chosen.questions) == len(QUESTIONS) and set(chosen.peers).issuperset(SERVERS.keys() - set(ON_REQUEST)):
        _write(figures, report, chosen.size)
    return 1 if differing else 0


def _started(names: list[str], size: str, made: Federation, core: int, stack: ExitStack) -> dict[str, Server]:
    is_asked = any(SERVERS[name].on_postgresql for name in names)
    url, pid = stack.enter_context(postgresql(core)) if is_asked else (None, 0)
    place = prepared(size, made, url)
    return {name: stack.enter_context(running(name, place, core, [pid])) for name in names}


def _equal(servers: dict[str, Server], questions: list[str], made: Federation) -> tuple[Bodies, bool]:
    """The requests of each question, without servers whose answers are not the hub's, and whether there was one."""
    given = variables(made)
    bodies: Bodies = {}
    differing = False
    for question in questions:
        bodies[question] = {}
        expected = None
        for name, server in servers.items():
            if document(SERVERS[name].dialect, question) is None:
                continue
            asked = server.client.bodies(question, given[question])
            try:
                answers = [canonical(question, server.client.post(body)) for body in asked[:_COMPARED]]
            except AskError as error:
                answers = [f"error: {error}"]
            expected = expected or answers
            if answers != expected:
                differing = True
                print(f"{question}: {name} answers otherwise and is left out.{_difference(expected, answers)}")
            elif not str(answers[0]).startswith("error"):
                bodies[question][name] = asked
            else:
                print(f"{question}: {name} {answers[0]}")
    return bodies, differing


def _difference(expected: list[object], answers: list[object]) -> str:
    """Where the first two answers that differ part."""
    mine, theirs = next((json.dumps(a), json.dumps(b)) for a, b in zip(expected, answers, strict=False) if a != b)
    at = next((at for at, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), 0)
    return f"\n  hub:  …{mine[max(at - 60, 0) : at + 60]}…\n  peer: …{theirs[max(at - 60, 0) : at + 60]}…"


def _measured(
    servers: dict[str, Server], bodies: Bodies, chosen: argparse.Namespace, core: int
) -> dict[str, dict[str, object]]:
    """Interleaved: each repetition asks every question of every server in turn, so that a
    disturbance hits all alike.
    """
    runs: dict[tuple[str, str], list[Measurement]] = {
        (question, name): [] for question, asked in bodies.items() for name in asked
    }
    for question, name in runs:
        loaded(servers[name], bodies[question][name], _WARM_UP, chosen.connections, core)
    print("all are warm", flush=True)
    for repetition in range(1, chosen.repeat + 1):
        for (question, name), done in runs.items():
            run = measured(
                servers[name], bodies[question][name], seconds=chosen.seconds, connections=chosen.connections, core=core
            )
            done.append(run)
            print(
                f"{repetition}/{chosen.repeat} {question:4} {name:13} {run.rps:10,.1f}/s {run.cpu_ms:9.3f} ms",
                flush=True,
            )
    figures: dict[str, dict[str, object]] = {question: {} for question in bodies}
    for (question, name), done in runs.items():
        figures[question][name] = summary(done)
    return figures


def _write(figures: dict[str, dict[str, object]], report: str, size: str) -> None:
    """docs/performance.md: this size's part, how the hub grows over all sizes measured here, and the plot."""
    results = WORKPLACE / "results"
    results.mkdir(exist_ok=True)
    (results / f"{size}.json").write_text(json.dumps(figures), encoding="utf-8")
    known = {
        one: json.loads(path.read_text(encoding="utf-8")) for one in SIZES if (path := results / f"{one}.json").exists()
    }
    parts = {size: report} | ({"growth": growth(known)} if len(known) > 1 else {})
    write_page(_PAGE, parts)
    if size == "m":
        _PLOT.write_text(
            plotted(figures, f"Requests per second of server time, {SIZES[size]:,} entities"), encoding="utf-8"
        )
    print(f"\n{_PAGE.relative_to(ROOT)} written")


if __name__ == "__main__":
    sys.exit(main())
