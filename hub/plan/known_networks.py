"""The networks of the store, known between requests: an unknown one in an argument is an error, not an empty answer."""

from hub.plan.suggestions import checked
from hub.store.database import Database


class KnownNetworks:
    """Slugs of networks. A network that was once loaded stays, so only a name not met before costs a query."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._slugs: frozenset[str] = frozenset()

    def knows(self, named: set[str]) -> bool:
        """Whether all were met before."""
        return named <= self._slugs

    async def check(self, named: set[str]) -> None:
        """Raise BAD_USER_INPUT with a did-you-mean for a slug that no network has; in an empty store, where every answer is empty, none is wrong."""
        if not self.knows(named):
            rows = await self._database.fetch_rows("SELECT slug FROM network")
            self._slugs = frozenset(row[0] for row in rows)
            if self._slugs:
                checked("network", sorted(named), self._slugs)
