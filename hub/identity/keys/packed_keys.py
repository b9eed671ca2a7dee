"""MatchKeys: the keys of a record as 64-bit numbers, by which a store finds what to compare
without reading every record.
"""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from hub.identity.distinctions import Distinctions
from hub.identity.keys.blocking_keys import counted_names, strong_keys, weak_keys
from hub.identity.subjects import SUPRANATIONAL, Subject
from schema.identifiers import schemes_for
from schema.kinds import family_of

EDITION = 8
"""To be raised whenever a record gets other match keys than before.

Stored match keys of another edition are made anew.
"""
OF_ACCOUNT = 0
"""The signature of a record that stands for a code account: it bears its owner's name, and is no namesake of it."""


class MatchKeys(NamedTuple):
    """A record by its match keys. strong, weak, tokens: its blocks; identifiers, names, hosts: what is
    counted of its own network.

    accounts: how many code accounts it has. lands: codes of its countries, with spaces between. signature: what tells
    it from namesakes in its network. distinctions: what alone keeps it apart from others.
    """

    id: str
    network: str
    family: str
    accounts: int
    lands: str
    signature: int
    distinctions: Distinctions
    strong: Sequence[int]
    weak: Sequence[int]
    tokens: Sequence[int]
    identifiers: Sequence[int]
    names: Sequence[int]
    hosts: Sequence[int]


def packed(*parts: str) -> int:
    """A signed 64-bit number for some words; the same on every machine."""
    # Names come from files: a lone surrogate in one is no reason to fail, it only has to give the same number again.
    text = "\0".join(parts).encode(errors="surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little", signed=True)


def match_keys(subject: Subject) -> MatchKeys:
    """The match keys of a subject."""
    family, network, speaking = family_of(subject.kind), subject.network, schemes_for(subject.kind)
    weak = set(weak_keys(subject))
    pages = sorted(subject.homepages | subject.accounts | subject.repositories) or [subject.id]
    return MatchKeys(
        id=subject.id,
        network=network,
        family=family,
        accounts=len(subject.accounts),
        lands=" ".join(sorted(subject.where - SUPRANATIONAL)),
        signature=OF_ACCOUNT if subject.stands_for_account else packed(*pages),
        distinctions=subject.distinctions,
        strong=_array(packed(*key) for key in set(strong_keys(subject))),
        weak=_array(packed(*key) for key in weak if key[1] != "token"),
        tokens=_array(packed(*key) for key in weak if key[1] == "token"),
        identifiers=_array(
            identifier_key(network, subject.kind, scheme, value)
            for scheme, value in subject.identified
            if scheme in speaking
        ),
        names=_array(name_match_key(subject.kind, key) for key in counted_names(subject)),
        hosts=_array(host_key(network, host) for host in subject.hosts),
    )


def identifier_key(network: str, kind: str, scheme: str, value: str) -> int:
    """The match key of an identifier within a network and kind: an account of an organisation that its
    OSPO has too is not shared.
    """
    return packed("id", network, kind, scheme, value)


def name_match_key(kind: str, key: str) -> int:
    """The match key of a name within a kind: an OSPO that goes by its organisation's name is no namesake of it."""
    return packed("name", kind, key)


def host_key(network: str, host: str) -> int:
    """The match key of a host within a network."""
    return packed("host", network, host)


def _array(keys: Iterable[int]) -> "array[int]":
    return array("q", sorted(keys))
