"""How fresh and how large the store is, per network and source, as metrics."""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric

from hub.store import Database
from hub.store.database import decoded
from hub.store.reading import Rows

MOST_SOURCES = 500
"""Sources that are shown: each is a time series of its own in whatever watches the hub."""
_LOADS = """SELECT l.network, l.revision, l.status, l.started_at, l.finished_at, n.loaded_at, n.counts
    FROM load AS l JOIN network AS n ON n.slug = l.network
    WHERE l.revision = (SELECT max(m.revision) FROM load AS m WHERE m.network = l.network) ORDER BY l.network"""
_FINDINGS = "SELECT network, severity, count(*) FROM issue GROUP BY network, severity ORDER BY network, severity"
_SOURCES = """SELECT r.network, r.source, count(*), max(l.finished_at) FROM
    (SELECT network, {source} AS source, changed_revision FROM record WHERE withdrawn_revision IS NULL) AS r
    JOIN load AS l ON l.revision = r.changed_revision GROUP BY r.network, r.source ORDER BY r.network, r.source
    LIMIT :most"""
_HARVESTS = """SELECT network, source, started_at, fetched_at, misses FROM harvest AS h
    WHERE number = (SELECT max(m.number) FROM harvest AS m WHERE m.network = h.network AND m.source = h.source)
    ORDER BY network, source LIMIT :most"""
_WEBHOOKS = "SELECT count(*), count(off_at) FROM webhook"
_FIRST_PART = {
    "sqlite": "CASE instr(path, '/') WHEN 0 THEN path ELSE substr(path, 1, instr(path, '/')) END",
    "postgresql": "CASE strpos(path, '/') WHEN 0 THEN path ELSE substr(path, 1, strpos(path, '/')) END",
}
"""The file of a source, or the folder in which its files lie."""


class Freshness:
    """Metrics of one store, read once for each revision."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[int, list[Metric]] | None = None

    async def metrics(self) -> list[Metric]:
        """Loads, findings, sources and harvests as they are. Raises `HubError` where the store cannot tell."""
        revision = await self._database.revision()
        if self._known is None or self._known[0] != revision:
            self._known = revision, await self._read(revision)
        harvests = await self._database.fetch_rows(_HARVESTS, most=MOST_SOURCES)  # most make no revision
        [webhooks] = await self._database.fetch_rows(_WEBHOOKS)
        beside = [*_of_harvests(harvests), *_of_webhooks(*webhooks)]
        return [*self._known[1], *beside, *_of_replicas(self._database.replication.standings())]

    async def _read(self, revision: int) -> list[Metric]:
        async with self._database.reading() as reader:
            loads = await reader.rows(_LOADS)
            findings = await reader.rows(_FINDINGS)
            source = _FIRST_PART[self._database.dialect]
            sources = await reader.rows(_SOURCES.format(source=source), most=MOST_SOURCES)
        newest = GaugeMetricFamily("hub_revision", "The revision that is served.", revision)
        return [newest, *_of_loads(loads), *_of_findings(findings), *_of_sources(sources)]


def _of_replicas(standings: Mapping[str, int]) -> list[Metric]:
    replicas = _gauge("hub_replicas", "Replicas by their state; only those that are current are read from.", "standing")
    for standing, count in standings.items():
        replicas.add_metric([standing], count)
    return [replicas] if standings else []


def _of_loads(rows: Rows) -> list[Metric]:
    attempted = _gauge(
        "hub_load_attempted_timestamp_seconds", "When the last load of a network ended.", "network", "status"
    )
    loaded = _gauge("hub_load_accepted_timestamp_seconds", "When a network was last loaded.", "network")
    lasted = _gauge("hub_load_seconds", "How long the last load of a network took.", "network")
    records = _gauge("hub_records", "Records in force.", "network", "kind")
    for network, _, status, started, finished, accepted, counts in rows:
        attempted.add_metric([network, status], _seconds(finished))
        loaded.add_metric([network], _seconds(accepted))
        lasted.add_metric([network], _seconds(finished) - _seconds(started))
        for kind, count in decoded(counts).items():
            records.add_metric([network, kind], count)
    return [attempted, loaded, lasted, records]


def _of_findings(rows: Rows) -> list[Metric]:
    findings = _gauge("hub_findings", "Findings of the last load of a network.", "network", "severity")
    for network, severity, count in rows:
        findings.add_metric([network, severity], count)
    return [findings]


def _of_sources(rows: Rows) -> list[Metric]:
    records = _gauge(
        "hub_source_records", "Records in force, by the file or folder of their source.", "network", "source"
    )
    changed = _gauge(
        "hub_source_changed_timestamp_seconds", "When a source last said something new.", "network", "source"
    )
    for network, source, count, at in rows:
        records.add_metric([network, source], count)
        changed.add_metric([network, source], _seconds(at))
    return [records, changed]


def _of_harvests(rows: Rows) -> list[Metric]:
    fetched = _gauge(
        "hub_harvest_fetched_timestamp_seconds", "When a source was last fetched, changed or not.", "network", "source"
    )
    asked = _gauge("hub_harvest_asked_timestamp_seconds", "When a source was last asked for.", "network", "source")
    misses = _gauge("hub_harvest_failures", "How often in a row a source could not be fetched.", "network", "source")
    for network, source, at, fetched_at, missed in rows:
        asked.add_metric([network, source], _seconds(at))
        misses.add_metric([network, source], missed)
        if fetched_at is not None:
            fetched.add_metric([network, source], _seconds(fetched_at))
    return [fetched, asked, misses]


def _of_webhooks(count: int, off: int) -> list[Metric]:
    webhooks = _gauge(
        "hub_webhooks", "Webhooks by whether they are notified of changes: those that are off are not.", "state"
    )
    webhooks.add_metric(["on"], count - off)
    webhooks.add_metric(["off"], off)
    return [webhooks]


def _gauge(name: str, documentation: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, documentation, labels=labels)


def _seconds(moment: str) -> float:
    """Seconds since 1970 of a moment as the store keeps it."""
    return datetime.fromisoformat(moment).timestamp()
