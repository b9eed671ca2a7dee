"""What must be known of all records to weigh two of them: how often a network repeats an identifier or a name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub.identity.subjects import BODIES, Subject

CATALOGUE = 10
COUNTED = ("homepage", "repository", "account", "cvr", "siren", "ipa", "lei", "ror", "wikidata", "tooi", "ld-admin", "lannuaire", "vat")


@dataclass(frozen=True)
class Context:
    """Per network and family of kinds: how many things share an identifier, how many a name; what the network lists.

    Records with the same name and the same pages and accounts count once: a list may name a thing in two of its parts.
    """

    identifiers: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    names: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    hosts: Counter[tuple[str, str]] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    single_accounts: Counter[str] = field(default_factory=Counter)
    several_accounts: Counter[str] = field(default_factory=Counter)

    def shared(self, scheme: str, value: str, *subjects: Subject) -> bool:
        """Whether a network of these gives the identifier to several things of their kind."""
        return any(self.identifiers[one.network, family(one.kind), scheme, value] > 1 for one in subjects)

    def only_listed(self, one: Subject) -> bool:
        """Whether all its pages are on hosts where its network has pages of many things: its own catalogue, not their sites."""
        return all(self.hosts[one.network, host] >= CATALOGUE for host in one.hosts)

    def namesakes(self, one: Subject, key: str) -> int:
        """How many things of its network have this name, itself included; zero for a record from outside."""
        return self.names[one.network, family(one.kind), key]

    def is_account(self, one: Subject) -> bool:
        """Whether a record is about a code account: it is called like it, or its network lists one account per record."""
        if not one.accounts:
            return False
        return one.called_as_login or (self._lists_accounts(one.network) and not one.known_otherwise)

    def _lists_accounts(self, network: str) -> bool:
        """Whether a network lists accounts and not bodies: never two on one record, and one on at least half of them."""
        return not self.several_accounts[network] and self.single_accounts[network] * 2 >= self.bodies[network]


def family(kind: str) -> str:
    """Kinds that are compared with each other: offices and organisations are bodies."""
    return "body" if kind in BODIES else kind


def context(subjects: Iterable[Subject]) -> Context:
    """Count identifiers and names over all records."""
    built = Context()
    named: set[tuple[str, str, str, frozenset[str]]] = set()
    for one in subjects:
        sort = family(one.kind)
        built.identifiers.update((one.network, sort, scheme, value) for scheme, value in set(one.identifiers) if scheme in COUNTED)
        built.hosts.update((one.network, host) for host in one.hosts)
        signature = one.homepages | one.accounts | one.repositories or frozenset({one.id})
        named.update((one.network, sort, key, signature) for key in counted_names(one))
        if sort == "body":
            built.bodies[one.network] += 1
            built.single_accounts[one.network] += len(one.accounts) == 1
            built.several_accounts[one.network] += len(one.accounts) > 1
    built.names.update((network, sort, key) for network, sort, key, _ in named)
    return built


def counted_names(one: Subject) -> frozenset[str]:
    """The keys under which its names are counted."""
    return frozenset(key for name in one.profiles for key in (name.count_key, name.full) if key)


def name_keys(one: Subject) -> frozenset[str]:
    """The keys under which its names are met."""
    return frozenset(key for name in one.profiles for key in (*name.core_forms, name.full) if key)


NOWHERE = Context()
