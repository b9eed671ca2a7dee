"""What must be known of all records to weigh two of them: how often a network repeats an identifier or a name."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from hub.identity.keys.blocking_keys import family
from hub.identity.keys.packed_keys import MatchKeys, host_key, identifier_key, match_keys, name_key
from hub.identity.subjects import Subject

CATALOGUE = 10


@dataclass(frozen=True)
class Context:
    """Per network and family of kinds: how many things share an identifier, how many a name; what the network lists.

    Records with the same name and the same pages and accounts count once: a list may name a thing in two of its parts.
    """

    identifiers: Counter[int] = field(default_factory=Counter)
    names: Counter[int] = field(default_factory=Counter)
    hosts: Counter[int] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    single_accounts: Counter[str] = field(default_factory=Counter)
    several_accounts: Counter[str] = field(default_factory=Counter)

    def shared(self, scheme: str, value: str, *subjects: Subject) -> bool:
        """Whether a network of these gives the identifier to several things of their kind."""
        return any(
            self.identifiers[identifier_key(one.network, family(one.kind), scheme, value)] > 1 for one in subjects
        )

    def only_listed(self, one: Subject) -> bool:
        """Whether all its pages are on hosts where its network has pages of many things: its own catalogue, not their sites."""
        return all(self.hosts[host_key(one.network, host)] >= CATALOGUE for host in one.hosts)

    def namesakes(self, one: Subject, key: str) -> int:
        """How many things of its network have this name, itself included; zero for a record from outside."""
        return self.names[name_key(one.network, family(one.kind), key)]

    def is_account(self, one: Subject) -> bool:
        """Whether a record is about a code account: it is called like it, or its network lists one account per record."""
        if not one.accounts:
            return False
        return one.called_as_login or (self._lists_accounts(one.network) and not one.known_otherwise)

    def _lists_accounts(self, network: str) -> bool:
        """Whether a network lists accounts and not bodies: never two on one record, and one on at least half of them."""
        return not self.several_accounts[network] and self.single_accounts[network] * 2 >= self.bodies[network]


def context(subjects: Iterable[Subject]) -> Context:
    """Count identifiers and names over all records."""
    tally = Tally()
    for one in subjects:
        tally.add(match_keys(one))
    return tally.context()


class Tally:
    """Counts match keys. wanted: the only ones that will be asked for; None for all."""

    def __init__(self, wanted: Container[int] | None = None) -> None:
        """Nothing counted yet."""
        self._wanted = wanted
        self._context = Context()
        self._named: set[tuple[int, int]] = set()

    def add(self, one: MatchKeys) -> None:
        """Count one record."""
        built = self._context
        built.identifiers.update(self._asked(one.identifiers))
        built.hosts.update(self._asked(one.hosts))
        self._named.update((key, one.signature) for key in self._asked(one.names))
        if one.family == "body":
            built.bodies[one.network] += 1
            built.single_accounts[one.network] += one.accounts == 1
            built.several_accounts[one.network] += one.accounts > 1

    def _asked(self, found: Iterable[int]) -> Iterable[int]:
        return found if self._wanted is None else [key for key in found if key in self._wanted]

    def context(self) -> Context:
        """What was counted."""
        self._context.names.update(key for key, _ in self._named)
        self._named.clear()
        return self._context


NOWHERE = Context()
