"""What the store holds: whether anything was loaded, and the networks with their counts and findings."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from hub.store import Database, stored_version
from hub.store.database import decoded

_NETWORKS = """SELECT n.slug, n.title, n.homepage, n.licence, n.attribution, n.precedence, n.counts, n.revision, n.loaded_at, l.status, l.finished_at
    FROM network AS n JOIN load AS l ON l.revision = (SELECT max(revision) FROM load WHERE network = n.slug) ORDER BY n.slug"""
_FINDINGS = "SELECT network, severity, count(*) FROM issue GROUP BY network, severity"


@dataclass(frozen=True, slots=True)
class NetworkSummary:
    """A network in the store. counts: records by kind. revision, loaded_at: of the last accepted load; last_load:
    status of the last attempt.

    findings: of the last attempt, by severity.
    """

    network: str
    title: str
    homepage: str | None
    licence: str
    attribution: str
    precedence: int
    counts: dict[str, int]
    revision: int
    loaded_at: str
    last_load: str
    last_load_at: str
    findings: dict[str, int]


async def networks(database: Database) -> list[NetworkSummary]:
    """All networks of the store by name, of one revision."""
    async with database.reading() as reader:
        rows = await reader.rows(_NETWORKS)
        findings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for network, severity, number in await reader.rows(_FINDINGS):
            findings[network][severity] = number
    values = [(*row[:6], decoded(row[6]), *row[7:], dict(findings[row[0]])) for row in rows]
    return [NetworkSummary(*columns) for columns in values]


async def is_loaded(database: Database) -> bool:
    """Whether the store has tables, without making any. Raises `HubError` for a database that is not the hub's."""
    return await stored_version(database) is not None
