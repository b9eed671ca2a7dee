"""Metrics in the form of Prometheus: what this process counts, and how fresh the store is.

In the way of a request stand plain numbers; they are moved to Prometheus once a second and whenever it asks. Several
workers share theirs by files (`PROMETHEUS_MULTIPROC_DIR`), so that any of them can tell the sum.
"""

import os
from collections import Counter as Tally
from collections.abc import Callable
from typing import TypeVar

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

disable_created_metrics()  # type: ignore[no-untyped-call]
MEDIA_TYPE = CONTENT_TYPE_LATEST
T = TypeVar("T")
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Variable of the environment that names the directory by which workers share what they count."""
_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters:
    """What one process counts.

    operations: by outcome, `executed` or the code of the refusal. cache: operations by what became of them
    (made, cached, unchanged).
    requests: by the first part of the path and status. cost: of all operations. statements: tells how
    many were run, all told.
    """

    def __init__(self, statements: Callable[[], int]) -> None:
        self.operations = Tally[str]()
        self.cache = Tally[str]()
        self.requests = Tally[tuple[str, str]]()
        self.cost = 0
        self._statements, self._statements_before = statements, 0
        self.registry = CollectorRegistry()
        self._operations = Counter(
            "hub_operations", "GraphQL operations by outcome.", ["outcome"], registry=self.registry
        )
        self._cache = Counter("hub_answers", "Answers by how they were come by.", ["source"], registry=self.registry)
        self._requests = Counter("hub_requests", "HTTP requests.", ["route", "status"], registry=self.registry)
        self._cost = Counter("hub_operation_cost", "Cost of all operations, as priced.", registry=self.registry)
        self._read = Counter("hub_statements", "Statements run to read the store.", registry=self.registry)
        self.seconds = Histogram(
            "hub_request_seconds",
            "Time from the head of a request to the end of its response; answers that need no waiting are not timed.",
            ["route"],
            registry=self.registry,
            buckets=_BOUNDS,
        )

    def flush(self) -> None:
        """Move what was counted to Prometheus."""
        for outcome, number in _taken(self.operations):
            self._operations.labels(outcome).inc(number)
        for source, number in _taken(self.cache):
            self._cache.labels(source).inc(number)
        for (route, status), number in _taken(self.requests):
            self._requests.labels(route, status).inc(number)
        cost, self.cost = self.cost, 0
        self._cost.inc(cost)
        statements = self._statements()
        self._read.inc(max(0, statements - self._statements_before))
        self._statements_before = statements

    def text(self, of_store: list[Metric]) -> bytes:
        """All of it, and metrics of the store, as Prometheus reads it."""
        self.flush()
        counted = self.registry
        if os.environ.get(SHARED):
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        stored = CollectorRegistry()
        stored.register(_Given(of_store))
        return generate_latest(counted) + generate_latest(stored)


class _Given:
    """A collector of metrics that are there already."""

    def __init__(self, metrics: list[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> list[Metric]:
        """The metrics."""
        return self._metrics


def _taken(tally: Tally[T]) -> list[tuple[T, int]]:
    """What was counted, which begins anew at nothing."""
    counted = list(tally.items())
    tally.clear()
    return counted
