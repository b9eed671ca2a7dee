"""MatchKeys: the keys of a record as 64-bit numbers, by which a store finds what to compare without reading every record."""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from hub.identity.keys.blocking_keys import COUNTED, counted_names, family, strong_keys, weak_keys
from hub.identity.subjects import Subject

EDITION = 1
"""To be raised whenever a record gets other match keys than before; stored match keys of another edition are made anew."""


class MatchKeys(NamedTuple):
    """A record by its match keys. strong, weak, tokens: its blocks; identifiers, names, hosts: what is counted of its own network.

    accounts: how many code accounts it has. signature: what tells it from namesakes in its network.
    """

    id: str
    network: str
    family: str
    accounts: int
    signature: int
    strong: Sequence[int]
    weak: Sequence[int]
    tokens: Sequence[int]
    identifiers: Sequence[int]
    names: Sequence[int]
    hosts: Sequence[int]


def packed(*parts: str) -> int:
    """A signed 64-bit number for some words; the same on every machine."""
    return int.from_bytes(
        blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest(), "little", signed=True
    )


def match_keys(one: Subject) -> MatchKeys:
    """The match keys of a subject."""
    sort, network = family(one.kind), one.network
    weak = set(weak_keys(one))
    signature = sorted(one.homepages | one.accounts | one.repositories) or [one.id]
    return MatchKeys(
        id=one.id,
        network=network,
        family=sort,
        accounts=len(one.accounts),
        signature=packed(*signature),
        strong=_packed(packed(*key) for key in set(strong_keys(one))),
        weak=_packed(packed(*key) for key in weak if key[1] != "token"),
        tokens=_packed(packed(*key) for key in weak if key[1] == "token"),
        identifiers=_packed(
            identifier_key(network, sort, scheme, value) for scheme, value in one.identified if scheme in COUNTED
        ),
        names=_packed(name_key(network, sort, key) for key in counted_names(one)),
        hosts=_packed(host_key(network, host) for host in one.hosts),
    )


def identifier_key(network: str, sort: str, scheme: str, value: str) -> int:
    """The match key of an identifier within a network and family."""
    return packed("id", network, sort, scheme, value)


def name_key(network: str, sort: str, key: str) -> int:
    """The match key of a name within a network and family."""
    return packed("name", network, sort, key)


def host_key(network: str, host: str) -> int:
    """The match key of a host within a network."""
    return packed("host", network, host)


def _packed(found: Iterable[int]) -> "array[int]":
    return array("q", sorted(found))
