"""The replicas of a PostgreSQL store: how far each is, and which are passed over."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

import asyncpg
from sqlalchemy import URL

from hub.errors import ErrorCode, HubError
from hub.store.known_revision import KnownRevision

REPORTED_AFTER = 1.0
"""Seconds after which it is worth a line in the log that a replica is behind; after each load all are for a moment."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 15.0
"""Seconds until a replica that is gone is tried again, at first and at most; each time twice as many."""
_LOG = logging.getLogger("hub.store")


class ReplicaStanding(StrEnum):
    """How a replica stands."""

    CURRENT = "current"
    LAGGING = "lagging"
    GONE = "gone"


class Replica:
    """One replica. revision: the last that it was seen at; pause: seconds until it is tried again."""

    def __init__(self, url: URL, known: KnownRevision) -> None:
        self.dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.name = url.render_as_string(hide_password=True)
        self.revision = -1
        self.pause = SHORTEST_PAUSE
        self._known = known
        self._is_gone = False
        self._behind_since: float | None = None
        self._is_reported = False

    @property
    def standing(self) -> ReplicaStanding:
        """How it stands. Only what is current is read from."""
        if self._is_gone:
            return ReplicaStanding.GONE
        return ReplicaStanding.CURRENT if self.revision >= self._known.number else ReplicaStanding.LAGGING

    def find(self, revision: int) -> None:
        """Take the revision that it was just seen at."""
        was_out = self._is_gone or self._is_reported
        self._is_gone, self.pause, self.revision = False, SHORTEST_PAUSE, revision
        self._known.hear(revision)
        now = self._known.clock()
        if self.standing is ReplicaStanding.CURRENT:
            if was_out:
                _LOG.info("replica answers again, at revision %d: %s", revision, self.name)
            self._behind_since, self._is_reported = None, False
            return
        self._behind_since = now if self._behind_since is None else self._behind_since
        if now - self._behind_since > REPORTED_AFTER and not was_out:
            _LOG.warning("replica is passed over, at revision %d of %d: %s", revision, self._known.number, self.name)
            was_out = True
        self._is_reported = was_out

    def lose(self, error: BaseException) -> None:
        """It cannot be reached; reported once."""
        if self._is_gone:
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
        else:
            _LOG.warning("replica is gone: %s: %s", self.name, error)
        self._is_gone = True

    @contextmanager
    def attempted(self) -> Iterator[None]:
        """Around a read that another server is asked for where this one fails.

        A standby fails in ways of its own: it cancels what stands in the way of what it has to replay, and lacks tables
        that it has not heard of.
        """
        try:
            yield
        except HubError as error:
            if error.code is ErrorCode.STATEMENT_INTERRUPTED:  # it would take as long elsewhere
                raise
            if error.code is ErrorCode.STORE_UNREACHABLE:
                self.lose(error)
        except asyncpg.PostgresError as error:
            _LOG.info("replica could not answer: %s: %s", self.name, error)


class Replication:
    """What all connections of a node share of one PostgreSQL store: the revision that it knows of, and its replicas."""

    def __init__(self, replicas: Sequence[URL] = (), staleness: float = 0.0) -> None:
        self.known = KnownRevision(staleness)
        self.replicas = [Replica(url, self.known) for url in replicas]

    def standings(self) -> dict[str, int]:
        """How many replicas stand how; nothing where there are none."""
        counted = Counter(replica.standing for replica in self.replicas)
        return {str(standing): counted[standing] for standing in ReplicaStanding} if self.replicas else {}
