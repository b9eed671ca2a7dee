"""What must be known of all records to weigh two of them: how often a network repeats an identifier or a name."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from hub.identity.keys.packed_keys import OF_ACCOUNT, MatchKeys, host_key, identifier_key, match_keys, name_match_key
from hub.identity.names.territories import is_one_land
from hub.identity.subjects import Subject

CATALOGUE = 10
"""Pages on one host from which on it is a network's catalogue: nobody gives ten products
pages on a site of their own.
"""


@dataclass(frozen=True)
class Context:
    """How many things of a network share an identifier or a host, how many bear a name; what a network lists.

    identifiers, hosts, names: by network and match key. lands: by match key of a name, the countries of all who
    bear it in any network. Records with the same name and the same pages and accounts count once: a list may name a
    thing in two of its parts.
    """

    identifiers: Counter[int] = field(default_factory=Counter)
    names: Counter[tuple[str, int]] = field(default_factory=Counter)
    lands: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    repeated: set[int] = field(default_factory=set)
    hosts: Counter[int] = field(default_factory=Counter)
    agents: Counter[str] = field(default_factory=Counter)
    single_accounts: Counter[str] = field(default_factory=Counter)
    several_accounts: Counter[str] = field(default_factory=Counter)

    def shared(self, scheme: str, value: str, *subjects: Subject) -> bool:
        """Whether a network of these gives the identifier to several things of their kind, under different names."""
        return any(
            self.identifiers[identifier_key(subject.network, subject.kind, scheme, value)] > 1 for subject in subjects
        )

    def only_listed(self, subject: Subject) -> bool:
        """Whether all its pages are on hosts where its network has pages of many things: its own
        catalogue, not their sites.
        """
        return all(self.hosts[host_key(subject.network, host)] >= CATALOGUE for host in subject.hosts)

    def namesakes(self, subject: Subject, key: str) -> int:
        """How many things of its network have this name, itself included; zero for a record from outside."""
        return self.names[subject.network, name_match_key(subject.kind, key)]

    def is_sole(self, kind: str, *keys: str) -> bool:
        """Whether all who bear these names can be one thing: no network has two of them, and they
        are of one country or none.
        """
        names = {name_match_key(kind, key) for key in keys}
        return self.repeated.isdisjoint(names) and all(is_one_land(self.lands.get(name, ())) for name in names)

    def is_account(self, subject: Subject) -> bool:
        """Whether a record is about a code account: it is called like it, or its network
        lists one account per record.
        """
        if not subject.accounts:
            return False
        if subject.called_as_login or subject.stands_for_account:
            return True
        return self._lists_accounts(subject.network) and not subject.known_otherwise

    def _lists_accounts(self, network: str) -> bool:
        """Whether a network lists accounts and not agents: never two on one record, and one
        on at least half of them.
        """
        return not self.several_accounts[network] and self.single_accounts[network] * 2 >= self.agents[network]


def context(subjects: Iterable[Subject]) -> Context:
    """Count identifiers and names over all records."""
    counter = ContextCounter()
    for subject in subjects:
        keys = match_keys(subject)
        counter.add(keys)
        if keys.family == "agent":
            counter.add_agents(keys.network, 1, keys.accounts == 1, keys.accounts > 1)
    return counter.context()


class ContextCounter:
    """Counts match keys. wanted: the only ones that will be asked for; None for all."""

    def __init__(self, wanted: Container[int] | None = None) -> None:
        """Nothing counted yet."""
        self._wanted = wanted
        self._context = Context()
        self._bearers: set[tuple[str, int, int]] = set()
        self._holders: set[tuple[int, Sequence[int]]] = set()

    def add(self, keys: MatchKeys) -> None:
        """Count one record."""
        context = self._context
        context.hosts.update(self._asked(keys.hosts))
        named = tuple(keys.names)
        self._holders.update((key, named) for key in self._asked(keys.identifiers))
        for name in self._asked(keys.names):
            self._bearers.add((keys.network, name, keys.signature))
            context.lands[name].update(keys.lands.split())

    def add_agents(self, network: str, agents: int, single: int, several: int) -> None:
        """Count agents of a network, and those of them that have one account and more than one."""
        context = self._context
        context.agents[network] += agents
        context.single_accounts[network] += single
        context.several_accounts[network] += several

    def _asked(self, keys: Sequence[int]) -> Iterable[int]:
        return keys if self._wanted is None else [key for key in keys if key in self._wanted]

    def context(self) -> Context:
        """What was counted."""
        context = self._context
        context.identifiers.update(key for key, _ in self._holders)
        # An account called like its owner is no second bearer of the name: it counts only
        # where the network has no other.
        context.names.update((network, name) for network, name, signature in self._bearers if signature != OF_ACCOUNT)
        for network, name, _ in self._bearers:
            context.names[network, name] = max(context.names[network, name], 1)
        context.repeated.update(name for (_, name), count in context.names.items() if count > 1)
        self._bearers.clear()
        self._holders.clear()
        return context


NOWHERE = Context()
"""The context of records that stand alone: nothing is repeated anywhere."""
