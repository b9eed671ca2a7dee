"""Evidence for and against two records being about one thing, and the one table of what each piece weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

JOIN_AT = 6.0
CANDIDATE_AT = 3.0

WEIGHTS = MappingProxyType(
    {
        # identifiers
        "register": 8.5,  # one number of a register, or one Wikidata item
        "register-shared": 2.0,  # … which one network gives to several records: a host's, a parent's or a placeholder
        "register-of-parent": 3.0,  # … on a code account whose name is not the body's: often the parent's number
        "register-differs": -10.0,
        "account": 7.0,  # one code account that is the body itself, or is called like it
        "account-other-name": 3.0,  # one code account whose name does not tell the body: a unit's, a programme's
        "repository": 6.0,
        "repository-shared": 3.0,  # one repository of several records of a network, or called like neither
        "homepage": 4.5,
        "homepage-shared": 1.0,  # one page of several things of a network
        "domain": 3.0,  # different pages under one domain (products)
        "host": 1.5,  # … (bodies, events, news)
        "domains-named": 3.0,  # two domains, each called like the product: mariadb.org, mariadb.com
        "domain-named": 1.5,  # one such domain, the other record has none
        "uid": 8.0,
        # names
        "name-long": 5.5,  # all words equal: three and more, one of them particular, no place that several countries may have
        "name-specific": 5.0,  # all words equal: two or more, or a sort of body with a place
        "name": 3.5,
        "product-name-long": 4.0,  # a product's name of several words
        "name-coined": 2.0,  # … made of letters and digits, and of one country: OS2borgerPC
        "name-common": 2.5,  # equal, but short or a common word
        "name-typed": 5.0,  # sort of body and place equal in other words: City of Barcelona, Ajuntament de Barcelona
        "name-core": 3.0,  # one says the sort of body, the other does not: Helsingborg, Helsingborgs stad
        "name-core-abroad": 1.5,  # … and no country is known to be common
        "acronym": 3.0,  # one states the other's name as its short form
        "initials": 2.0,
        "login-abbreviates": 2.5,
        "login-opens": 2.5,  # an account is called as the other's name begins: TweedeKamer, Tweede Kamer der Staten-Generaal
        "key-is-login": 5.5,  # its network's key is the other's account, and both abbreviate its name
        "name-close": 1.5,
        "name-unique": 0.5,  # neither network has a second record of that name
        "name-shared": -1.0,  # a network has three things and more of that name
        "name-differs": -2.0,
        "name-extends": -3.0,  # one is the other and something more: unit, module, programme
        "name-clash": -7.0,  # same place, other sort: city and county, municipality and metropolitan city
        # facts
        "country": 0.5,
        "country-differs": -10.0,
        "type": 0.5,
        "type-differs": -2.0,
        "city": 1.0,
        "city-differs": -2.0,
        "licence": 0.5,
        "licence-differs": -1.0,
        "homepages-differ": -1.0,
        "repositories-differ": -2.0,
        "fork": -10.0,
        "parent": -6.0,  # one says that it is part of the other
        "one-network": -0.5,  # a network rarely lists one thing under two keys
        "kind-differs": -10.0,
        # events and news
        "day": 3.0,
        "day-differs": -10.0,
        "title": 3.5,
        "title-common": 1.5,
        "title-overlaps": 2.0,
        "title-differs": -2.5,
    },
)
"""What each piece of evidence weighs. Sums of `JOIN_AT` and more join, of `CANDIDATE_AT` and more wait for a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (weight above 0) or against. cannot_link: two things with it are never one, whatever else speaks for it."""

    name: str
    weight: float
    detail: str
    cannot_link: bool = False


class Outcome(StrEnum):
    """What comes of the evidence on two records."""

    JOINED = "joined"
    CANDIDATE = "candidate"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for two records (left < right) with its evidence, the heaviest first."""

    left: str
    right: str
    outcome: Outcome
    score: float
    evidence: tuple[Evidence, ...]


def found(name: str, detail: str = "", *, apart: bool = False) -> Evidence:
    """A piece of evidence of the table."""
    return Evidence(name, WEIGHTS[name], detail, apart)


def conclude(left: str, right: str, evidence: Sequence[Evidence], ceiling: Outcome = Outcome.JOINED) -> Match:
    """Add up. ceiling: the most that may come of it."""
    ordered = tuple(sorted(evidence, key=lambda one: (-abs(one.weight), one.name, one.detail)))
    score = round(sum(one.weight for one in ordered), 3)
    outcome = Outcome.JOINED if score >= JOIN_AT else Outcome.CANDIDATE if score >= CANDIDATE_AT else Outcome.APART
    if any(one.cannot_link for one in ordered) or ceiling is Outcome.APART:
        outcome = Outcome.APART
    elif outcome is Outcome.JOINED and ceiling is Outcome.CANDIDATE:
        outcome = Outcome.CANDIDATE
    return Match(min(left, right), max(left, right), outcome, score, ordered)
