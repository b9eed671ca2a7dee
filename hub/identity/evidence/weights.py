"""Evidence for and against two records being about one thing, and the one table of what each piece weighs.

The scale is set by three anchors: a number of a public register (8.5) joins even where the names differ (-2) and the
network is the same (-0.5), but not against a stated parent (-6); a particular name (5) needs a second, independent
fact; a plain name (3.5) only makes a candidate. All else is placed between these and was measured on labelled pairs
(docs/adr/0005-identity.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

JOIN_AT = 6.0
"""More than the longest name alone (5.5): a name joins only with a fact beside it, be it that no network
has a second of that name.
"""
CANDIDATE_AT = 3.0
"""What one plain fact weighs (a name, a short form, a domain): less is not worth a person's time."""

WEIGHTS = MappingProxyType(
    {
        # identifiers
        # one number of a register, or one Wikidata item: outweighs other names (-2) and one network (-0.5), just
        "register": 8.5,
        # … which one network gives to several records: a host's, a parent's or a placeholder; below a candidate
        "register-shared": 2.0,
        # … on a code account whose name is not the agent's, or on a place's school, library, museum or archive: as
        # likely the parent's number as its own
        "register-of-parent": 3.0,
        # one thing has one number: more than any two pieces can outweigh
        "register-differs": -10.0,
        # one identifier of which a thing may have several: joins with other names (-2), just
        "identifier": 8.0,
        # … which one network gives to several records, as a number of a register
        "identifier-shared": 2.0,
        # one code account that is the agent itself, or is called like it: joins alone, not against another type
        # (-2)
        "account": 7.0,
        # … which is the only one of both: likelier the agent's own, but Paris is not its product Lutece
        "account-only": 4.0,
        # one of several accounts, not called like the agent: mostly an account of a unit or project
        "account-other-name": 2.0,
        # one repository called like one of them joins alone; any doubt makes it a candidate
        "repository": 6.0,
        # one repository of several records of a network, or called like neither: a candidate
        "repository-shared": 3.0,
        # one page: units and products link to their owner's, so a name must agree as well
        "homepage": 4.5,
        # one page of several things of a network says little more than one owner
        "homepage-shared": 1.0,
        # different pages under one domain (products); with a product's plain name (3.5) it joins
        "domain": 3.0,
        # … of one site that is called by the short form of both (fao.org): joins with the short form (3), just, and
        # not its country office
        "host-named": 3.0,
        # … (agents, events, news): a ministry and its agencies share a domain, so half of that
        "host": 1.5,
        # an office's own page, which is of one office only: joins with the page (4.5) though its names differ (-2)
        "office-page": 4.0,
        # pages of two offices under one domain, as a body mostly has one: a candidate where one says more than the
        # other (-3)
        "office-domain": 4.0,
        # two domains, each called like the product: mariadb.org, mariadb.com; as good as one domain
        "domains-named": 3.0,
        # one such domain, the other record has none: half of that; of agents too
        "domain-named": 1.5,
        # names
        # all words equal: three and more, one of them particular, no place that several countries may have
        "name-long": 5.5,
        # all words equal: two or more, or a sort of agent with a place, which another country may have too
        "name-specific": 5.0,
        # all words equal, but few: a candidate; homonyms are common among products
        "name": 3.5,
        # a product's name of several words: homonyms are rarer
        "product-name-long": 4.0,
        # … made of letters and digits, and of one country: OS2borgerPC; joins with the name (3.5) and its
        # uniqueness (0.5)
        "name-coined": 2.0,
        # equal, but short or a common word: no candidate without a second fact
        "name-common": 2.5,
        # sort of agent and place equal in other words, as good as the same words: City of Barcelona, Ajuntament de
        # Barcelona
        "name-typed": 5.0,
        # … and no country is known to be common: every country has a ministry of justice
        "name-typed-abroad": 3.0,
        # one says the sort of agent, the other does not: Helsingborg, Helsingborgs stad; a candidate
        "name-core": 3.0,
        # … and no country is known to be common: towns have namesakes abroad
        "name-core-abroad": 1.5,
        # one states the other's name as its short form: a candidate, as short forms are shared
        "acronym": 3.0,
        # short forms that nobody states: below a candidate
        "initials": 2.0,
        # … in one country: a candidate with the country (0.5)
        "login-abbreviates": 2.5,
        # an account is called as the other's name begins: TweedeKamer, Tweede Kamer der Staten-Generaal
        "login-opens": 2.5,
        # an account is called as the other's own site: diplomatiegouvfr, diplomatie.gouv.fr; joins with the country
        # (0.5)
        "login-is-site": 5.5,
        # its network's key is the other's account, and both abbreviate its name: joins with the country (0.5)
        "key-is-login": 5.5,
        # a letter too many or too few in a name of several words: a candidate
        "name-slip": 3.0,
        # a slip of the pen, or two things with near names
        "name-close": 1.5,
        # neither network has a second record of that name: lifts the longest name (5.5) to a join
        "name-unique": 0.5,
        # no network has a second one: lifts a plain name (3.5) to a join, and a bare place (3) in its country (0.5)
        "name-sole": 2.5,
        # a network has two things and more of that name: it takes the country (0.5) and the town to tell them apart
        "name-shared": -1.0,
        # less than a candidate: things are renamed, translated and abbreviated
        "name-differs": -2.0,
        # … where their common domain is called like the longer one: mantisbt.org for Mantis; joins with the page
        # (4.5)
        "name-in-full": 1.5,
        # … where the page itself is called like the shorter one (Scenari Opale on …/Opale): a candidate with the
        # page (4.5)
        "name-on-page": -1.0,
        # one says its field besides (Apache Software Foundation): a candidate on one site (1.5), joins with the
        # page (4.5)
        "name-field": 1.5,
        # one says its edition or sort besides: GitLab CE, VLC Media Player; joins with the page (4.5), not with the
        # domain (3)
        "name-edition": 2.0,
        # one is the other and something more (unit, module, programme): leaves a common account (7) a candidate
        "name-extends": -3.0,
        # same place, other sort (city and county): outweighs a common page and place together
        "name-clash": -7.0,
        # facts
        # most pairs that are weighed have it
        "country": 0.5,
        # as a number that differs
        "country-differs": -10.0,
        # two towns of one name by region, site or key: takes away what the name (5) and its uniqueness gave
        "place-differs": -4.0,
        # one name says which of several ("Halle (Saale)"), the other does not: a candidate
        "place-qualified": -3.0,
        # a country with a Springfield in every state, and no state is named: a candidate
        "place-unsaid": -3.0,
        "type": 0.5,
        # networks sort differently, so it is no more than another name
        "type-differs": -2.0,
        # rarer than a country
        "city": 1.0,
        "city-differs": -2.0,
        # five licences cover nearly all products
        "licence": 0.5,
        # licences change, and are stated loosely
        "licence-differs": -1.0,
        # products move, and catalogues link to their own page
        "homepages-differ": -1.0,
        # one name under two owners: moved or forked
        "repositories-elsewhere": -0.5,
        # mirrors and monorepos are rarer than moves of a page
        "repositories-differ": -2.0,
        # one is a repository of that name at somebody else's: of 11 such pairs that only the name joined none was
        # one
        "mere-repository": -3.0,
        # it says itself that it is not the other
        "fork": -10.0,
        # one says that it is part of the other: outweighs the page (4.5) and short form that units share with it
        "parent": -6.0,
        # a network rarely lists one thing under two keys
        "one-network": -0.5,
        "kind-differs": -10.0,
        # events and news
        # two networks list the item under one address or UID: as one page
        "same-guid": 4.5,
        # … and the same time of that day
        "moment": 1.0,
        # with a title of several words (3.5) it joins
        "day": 3.0,
        "day-differs": -10.0,
        "title": 3.5,
        # equal, short, but with a word of its own (OSPO OnRamp): joins with the day (3)
        "title-own": 3.0,
        # "Newsletter", "Board meeting": with the day a candidate
        "title-common": 1.5,
        # with day (3) and host (1.5) it joins
        "title-overlaps": 2.0,
        # one day has many events: outweighs the host they share
        "title-differs": -2.5,
    },
)
"""What each piece of evidence weighs. Sums of `JOIN_AT` and more join, of `CANDIDATE_AT` and more wait for a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (weight above 0) or against.

    cannot_link: two things with it are never one, whatever else speaks for it.
    """

    name: str
    weight: float
    detail: str
    cannot_link: bool = False


class Outcome(StrEnum):
    """What comes of the evidence on two records."""

    JOINED = "joined"
    CANDIDATE = "candidate"
    RELATED = "related"
    """Never one thing, but an office and its body: what there is to state is `ospo-of`."""
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for two records (left < right) with its evidence, the heaviest first."""

    left: str
    right: str
    outcome: Outcome
    score: float
    evidence: tuple[Evidence, ...]


def piece(name: str, detail: str = "", *, cannot_link: bool = False) -> Evidence:
    """A piece of evidence of the table."""
    return Evidence(name, WEIGHTS[name], detail, cannot_link)


def conclude(left: str, right: str, evidence: Sequence[Evidence], ceiling: Outcome = Outcome.JOINED) -> Match:
    """Add up. ceiling: the most that may come of it."""
    ordered = tuple(sorted(evidence, key=lambda reason: (-abs(reason.weight), reason.name, reason.detail)))
    score = round(sum(reason.weight for reason in ordered), 3)
    outcome = Outcome.JOINED if score >= JOIN_AT else Outcome.CANDIDATE if score >= CANDIDATE_AT else Outcome.APART
    if ceiling is Outcome.APART or any(reason.cannot_link for reason in ordered):
        outcome = Outcome.APART
    elif outcome is Outcome.JOINED or (ceiling is Outcome.RELATED and outcome is Outcome.CANDIDATE):
        outcome = ceiling
    return Match(min(left, right), max(left, right), outcome, score, ordered)
