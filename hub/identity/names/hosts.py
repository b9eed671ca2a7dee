"""Hosts: which sites are somebody's own, and what their names tell.

Sites that many share are listed in `words/hosts.csv`; under which domains names are given out,
in the Public Suffix List.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

from hub.identity.names.affixes import DOMAIN_TAILS, FORGE_LABELS
from hub.identity.names.spelling import squash
from schema.values.countries import code_of
from schema.values.word_lists import listed_words

_BY_SORT: dict[str, list[str]] = {}
for _row in listed_words(Path(__file__).parent / "words", "hosts"):
    _BY_SORT.setdefault(_row["sort"], []).append(_row["host"])

CODE_HOSTS = frozenset(_BY_SORT["code host"])
PORTALS = CODE_HOSTS | set(_BY_SORT["portal"])
"""Sites whose pages are about many things: an address there says nothing about whose it is."""
SHARED_DOMAINS = tuple(_BY_SORT["shared domain"])
"""Domains of many agents that the Public Suffix List does not have, as their owner is one: ministries of a
state, customers of a vendor.
"""

_SOUNDS = frozenset(_BY_SORT["sound"])
_SHORTEST_NAME = 4
"""A shorter name is in too many domains by chance."""


@cache
def _suffixes() -> PublicSuffixList:
    """The rules of the Public Suffix List, ICANN's and private ones, with `SHARED_DOMAINS`.

    From a file: nothing is fetched.
    """
    with Path(PSLFILE).open(encoding="utf-8") as rules:
        # Left to itself the library encodes all 10,000 rules as IDNA, though only the non-ASCII
        # ones differ from their code.
        return PublicSuffixList(chain(_in_both_scripts(rules), SHARED_DOMAINS), accept_encoded_idn=False)


def _in_both_scripts(rules: Iterator[str]) -> Iterator[str]:
    for line in rules:
        rule = line.split(" ", 1)[0].strip()
        if rule.startswith("//"):
            continue
        yield rule
        if not rule.isascii():
            yield rule.encode("idna").decode("ascii")


@lru_cache(maxsize=100_000)
def domain(host: str) -> str:
    """The part of a host under which one agent sets names: `libreoffice.org` of `de.libreoffice.org`.

    Empty where many do (`ba.it`).
    """
    return _suffixes().privatesuffix(host.split(":", maxsplit=1)[0].strip(".")) or ""


def country_of(host: str) -> str | None:
    """The country (ISO 3166-1) whose top-level domain a host is under.

    None for those that anybody takes for their sound (`.io`).
    """
    end = host.split(":", maxsplit=1)[0].rsplit(".", 1)[-1]
    return code_of(end) if len(end) == len("ch") and end not in _SOUNDS else None


def label(host: str) -> str:
    """The name in a domain, squashed as names are: `7zip` of `www.7-zip.org`."""
    return squash(domain(host).split(".")[0])


def is_portal(host: str) -> bool:
    """Whether pages of this host are about many things."""
    return host in PORTALS or domain(host) in PORTALS or host.split(".", maxsplit=1)[0] in FORGE_LABELS


def host_of(address: str) -> str:
    """The host of an address without scheme."""
    return address.split("/", 1)[0].lower()


def names_itself(host: str, full_name: str) -> bool:
    """Whether a domain is called as the thing is: `mariadb.org` for MariaDB, `notepad-plus-plus.org` for Notepad++."""
    name = label(host)
    return len(full_name) >= _SHORTEST_NAME and (
        name == full_name or (name.startswith(full_name) and name[len(full_name) :] in DOMAIN_TAILS)
    )
