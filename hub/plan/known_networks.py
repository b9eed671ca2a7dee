"""The networks of the store, known between requests: an unknown one in an argument is an error, not an empty answer."""

from hub.plan.suggestions import checked
from hub.store.database import Database


class KnownNetworks:
    """Slugs of the networks of the last revision that was asked for; the next one may have taken a network out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._slugs: frozenset[str] = frozenset()
        self._revision = -1

    def knows(self, named: set[str], revision: int | None) -> bool:
        """Whether it is known without asking that a revision has all of them."""
        return revision == self._revision and named <= self._slugs

    async def check(self, named: set[str], revision: int) -> None:
        """Raise BAD_USER_INPUT with a did-you-mean for a slug that no network has.

        In an empty store, where every answer is empty, none is wrong.
        """
        if not self.knows(named, revision):
            rows = await self._database.fetch_rows("SELECT slug FROM network")
            self._slugs, self._revision = frozenset(row[0] for row in rows), revision
            if self._slugs:
                checked("network", sorted(named), self._slugs)
