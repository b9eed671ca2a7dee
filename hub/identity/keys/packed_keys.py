"""Marks: the keys of a record as 64-bit numbers, by which a store finds what to compare without reading every record."""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from hub.identity.keys.blocking_keys import COUNTED, counted_names, family, firm_keys, loose_keys
from hub.identity.subjects import Subject

EDITION = 1
"""To be raised whenever a record gets other marks than before; stored marks of another edition are made anew."""


class Marks(NamedTuple):
    """A record by its marks. firm, loose, tokens: its blocks; identifiers, names, hosts: what is counted of its own network.

    accounts: how many code accounts it has. signature: what tells it from namesakes in its network.
    """

    id: str
    network: str
    family: str
    accounts: int
    signature: int
    firm: Sequence[int]
    loose: Sequence[int]
    tokens: Sequence[int]
    identifiers: Sequence[int]
    names: Sequence[int]
    hosts: Sequence[int]


def mark(*parts: str) -> int:
    """A signed 64-bit number for some words; the same on every machine."""
    return int.from_bytes(
        blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest(), "little", signed=True
    )


def marks(one: Subject) -> Marks:
    """The marks of a subject."""
    sort, network = family(one.kind), one.network
    loose = set(loose_keys(one))
    signature = sorted(one.homepages | one.accounts | one.repositories) or [one.id]
    return Marks(
        id=one.id,
        network=network,
        family=sort,
        accounts=len(one.accounts),
        signature=mark(*signature),
        firm=_packed(mark(*key) for key in set(firm_keys(one))),
        loose=_packed(mark(*key) for key in loose if key[1] != "token"),
        tokens=_packed(mark(*key) for key in loose if key[1] == "token"),
        identifiers=_packed(
            identifier_mark(network, sort, scheme, value) for scheme, value in one.identified if scheme in COUNTED
        ),
        names=_packed(name_mark(network, sort, key) for key in counted_names(one)),
        hosts=_packed(host_mark(network, host) for host in one.hosts),
    )


def identifier_mark(network: str, sort: str, scheme: str, value: str) -> int:
    """The mark of an identifier within a network and family."""
    return mark("id", network, sort, scheme, value)


def name_mark(network: str, sort: str, key: str) -> int:
    """The mark of a name within a network and family."""
    return mark("name", network, sort, key)


def host_mark(network: str, host: str) -> int:
    """The mark of a host within a network."""
    return mark("host", network, host)


def _packed(found: Iterable[int]) -> "array[int]":
    return array("q", sorted(found))
