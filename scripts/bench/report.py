"""What was measured as tables of Markdown, and docs/performance.md with them."""

import re
import statistics
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.bench.measuring import ratio
from scripts.bench.questions import PEERS_ASKED, QUESTIONS
from scripts.bench.servers import SERVERS

Figures = Mapping[str, Mapping[str, Any]]
"""Question → server → its summary."""
_ROUNDED = 20
"""Requests per second from which decimals say nothing."""


def tables(figures: Figures, size: str, entities: int, about: str) -> str:
    """All tables of one run."""
    questions = list(figures)
    servers = [name for name in SERVERS if any(name in figures[one] for one in questions)]
    compared = [one for one in questions if one in PEERS_ASKED]
    alone = [one for one in questions if one not in PEERS_ASKED]
    stamp = f"Size {size}, {entities:,} entities, {datetime.now(UTC):%Y-%m-%d}; {about}"
    parts = [stamp]
    if compared:
        parts += [
            "Requests per second (server time per request in milliseconds):",
            _table(
                ["", *compared],
                [[SERVERS[name].title, *(_speed(figures[one].get(name)) for one in compared)] for name in servers],
            ),
            "Latency in milliseconds, median / 99th percentile:",
            _table(
                ["", *compared],
                [[SERVERS[name].title, *(_latency(figures[one].get(name)) for one in compared)] for name in servers],
            ),
        ]
        parts += _ratios(figures, compared, servers)
    if alone:
        rows = [
            [one, QUESTIONS[one], _speed(figures[one].get("hub")), _latency(figures[one].get("hub"))] for one in alone
        ]
        parts += ["What only the hub answers:", _table(["", "Question", "Requests/s (ms)", "p50 / p99 ms"], rows)]
    return "\n\n".join(parts)


def _ratios(figures: Figures, questions: Sequence[str], servers: Sequence[str]) -> list[str]:
    pairs = [("hub", peer) for peer in servers if not peer.startswith("hub")]
    pairs.append(("hub-postgresql", "postgraphile"))
    rows = [
        [
            f"{SERVERS[mine].title} / {SERVERS[peer].title}",
            *(_ratio(figures[one], mine, peer) for one in questions),
            _mean(figures, questions, mine, peer),
        ]
        for mine, peer in pairs
        if mine in servers and peer in servers
    ]
    if not rows:
        return []
    return [
        (
            "How many times as many requests the hub answers in the same server time; in brackets least and most of the"
            " repetitions:"
        ),
        _table(["", *questions, "geometric mean"], rows),
    ]


def _per_cpu(run: Mapping[str, Any]) -> float:
    """Requests per millisecond of server time: what other programs on the machine disturb least."""
    return 1 / max(float(run["cpu_ms"]), 1e-6)


def _ratio(figures: Mapping[str, Any], mine: str, peer: str) -> str:
    if mine not in figures or peer not in figures:
        return "–"
    median, least, most = ratio(figures, mine, peer, _per_cpu)
    return f"{median:.2f} ({least:.2f}–{most:.2f})"


def _mean(figures: Figures, questions: Sequence[str], mine: str, peer: str) -> str:
    both = [one for one in questions if mine in figures[one] and peer in figures[one]]
    ratios = [ratio(figures[one], mine, peer, _per_cpu)[0] for one in both]
    return f"{statistics.geometric_mean(ratios):.2f}" if ratios else "–"


def _speed(summary: Mapping[str, Any] | None) -> str:
    if summary is None:
        return "–"
    rps, cpu = summary["rps"], summary["cpu_ms"]
    return f"{rps:,.{0 if rps >= _ROUNDED else 1}f} ({cpu:.{3 if cpu < 1 else 1}f})"


def _latency(summary: Mapping[str, Any] | None) -> str:
    return "–" if summary is None else f"{summary['p50_ms']:.1f} / {summary['p99_ms']:.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def growth(by_size: Mapping[str, Figures]) -> str:
    """Server time per request of the hub at each size, and how it grows from the smallest to the largest."""
    sizes = list(by_size)
    questions = [one for one in QUESTIONS if all("hub" in by_size[size].get(one, {}) for size in sizes)]
    rows = []
    for one in questions:
        times = [float(by_size[size][one]["hub"]["cpu_ms"]) for size in sizes]
        rows.append([one, QUESTIONS[one], *(f"{time:.2f}" for time in times), f"{times[-1] / max(times[0], 1e-6):.1f}"])
    return _table(["", "Question", *(f"{size} (ms)" for size in sizes), f"{sizes[-1]} / {sizes[0]}"], rows)


def filled(page: str, part: str, text: str) -> str:
    """A page with what stands between `<!-- measured: part -->` and `<!-- end -->` written anew. Raises ValueError."""
    marker = re.compile(rf"(<!-- measured: {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    new, number = marker.subn(lambda match: f"{match[1]}{text}\n{match[2]}", page)
    if number != 1:
        raise ValueError(f"The page needs one part `<!-- measured: {part} -->` … `<!-- end -->`.")
    return new


def write_page(path: Path, parts: Mapping[str, str]) -> None:
    """Write measured parts into a page."""
    page = path.read_text(encoding="utf-8")
    for part, text in parts.items():
        page = filled(page, part, text)
    path.write_text(page, encoding="utf-8")


def disturbance(figures: Figures) -> str:
    """How busy other programs kept the machine meanwhile."""
    shares = [summary["disturbed"] for servers in figures.values() for summary in servers.values()]
    return f"of which other programs used {statistics.median(shares):.1f} meanwhile."
