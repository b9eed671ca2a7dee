"""Weighing two agents: organisations and OSPOs."""

from collections.abc import Iterator

from hub.identity.evidence.context import Context
from hub.identity.evidence.identifier_evidence import identifier_evidence, page_evidence
from hub.identity.evidence.likeness import Likeness, abbreviates, likeness
from hub.identity.evidence.local_agents import local_evidence
from hub.identity.evidence.name_evidence import ALIKE, UNIQUE, best_likeness, name_evidence
from hub.identity.evidence.weights import Evidence, Match, Outcome, conclude, piece
from hub.identity.names.affixes import ACCOUNT_STEMS
from hub.identity.names.generic_words import SHORT, NameClass
from hub.identity.names.name_parts import MANY, profile
from hub.identity.names.spelling import squash
from hub.identity.names.territories import may_share_land
from hub.identity.subjects import Subject

_LONGEST_SHORT = 6
"""Letters up to which a name in capitals is a short form that logins add to."""
_MATES = (
    frozenset({"association", "foundation", "ngo", "community", "company", "public-company", "research-institute"}),
    frozenset({"national", "agency", "public-company", "research-institute"}),
    frozenset({"university", "research-institute", "school", "academic"}),
    frozenset({"supranational", "association", "agency"}),
)
"""Types between which networks choose freely for one agent."""


def weigh_agents(left: Subject, right: Subject, context: Context) -> Match:
    """Identifiers, accounts, pages, names, country and facts of two agents."""
    evidence = [
        *identifier_evidence(left, right, context, ("account",)),
        *_accounts(left, right, context),
        *page_evidence(left, right, context),
        *name_evidence(left, right, context),
        *_logins(left, right, context),
        *_sites(left, right, context),
        *facts(left, right),
        *local_evidence(left, right),
    ]
    return conclude(left.id, right.id, evidence, _ceiling(left, right))


def _ceiling(left: Subject, right: Subject) -> Outcome:
    """An OSPO is not its organisation: they are related where nobody states it yet and the OSPO goes
    by the agent's own name.
    """
    if left.kind == right.kind:
        return Outcome.JOINED
    office = left if left.kind == "ospo" else right
    if any(_parents(left, right)):
        return Outcome.APART
    called_office = any(NameClass.OSPO in name.classes for name in office.profiles)
    alike, _, _ = best_likeness(left, right)
    return Outcome.APART if called_office or alike not in ALIKE else Outcome.RELATED


def _accounts(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    for account in sorted(left.accounts & right.accounts)[:1]:
        itself = (
            context.is_account(left) and context.is_account(right) and len(left.accounts) == len(right.accounts) == 1
        )
        named = itself or _called_like(left, right, squash(account.rsplit("/", 1)[-1]))
        shared = (
            context.shared("account", account, left, right)
            and not itself
            and best_likeness(left, right)[0] not in ALIKE
        )
        only = not shared and len(left.accounts) == len(right.accounts) == 1 and left.network != right.network
        own = (named and not shared) or (only and _names_both(account, left, right))
        yield piece("account" if own else "account-only" if only else "account-other-name", account)


def _sites(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """What their own sites tell beside the address: the page of an office, a site that is called like both."""
    if left.kind == right.kind == "ospo":
        yield from _office_pages(left, right, context)
    one_has_none = bool(left.homepages) != bool(right.homepages) and left.network != right.network
    if one_has_none and best_likeness(left, right)[0] is Likeness.FULL:
        sites = left.site_names | right.site_names
        if own := sorted(name.full for agent in (left, right) for name in agent.profiles if name.full in sites):
            yield piece("domain-named", own[0])


def _office_pages(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """An office has a page of its own, and a body one office, under whatever names two networks list
    the pages under its domain.
    """
    if same := sorted(left.homepages & right.homepages):
        if not context.shared("homepage", same[0], left, right):
            yield piece("office-page", same[0])
    elif (
        left.network != right.network
        and (common := sorted(left.domains & right.domains))
        and best_likeness(left, right)[0] not in UNIQUE
    ):
        yield piece("office-domain", common[0])


def _called_like(left: Subject, right: Subject, login: str) -> bool:
    """Whether an account's name is that of both agents."""
    return best_likeness(left, right)[0] in ALIKE or all(_names(login, agent) for agent in (left, right))


def _names(login: str, agent: Subject) -> bool:
    variants = {
        login,
        *(login.removeprefix(stem) for stem in ACCOUNT_STEMS),
        *(login.removesuffix(land.lower()) for land in agent.countries),
    }
    if login in agent.site_names:
        return True
    for name in agent.names:
        if any(likeness(variant, name) in {*ALIKE, Likeness.INITIALS} for variant in variants if variant):
            return True
        if any(abbreviates(variant, name) or variant in profile(name).acronyms for variant in variants):
            return True
    return False


def _names_both(account: str, left: Subject, right: Subject) -> bool:
    """Whether the name of an account tells of both agents, be it by one word."""
    login = squash(account.rsplit("/", 1)[-1])
    return all(_names(login, agent) or any(_speaks_of(login, name) for name in agent.names) for agent in (left, right))


def _speaks_of(login: str, name: str) -> bool:
    """Whether a login is a word of a name that is its own (openfisca), or its short form and
    little more (ignf: IGN).
    """
    parts = profile(name)
    if any(word == login and len(word) > SHORT for word in parts.own):
        return True
    shorts = {*parts.acronyms, parts.full} if len(parts.full) <= _LONGEST_SHORT and name.isupper() else parts.acronyms
    return any(len(short) >= MANY and short in login and len(login) - len(short) <= SHORT for short in shorts)


def _logins(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """An account's name against the other's site, and in one country against its key and name."""
    if context.is_account(left) == context.is_account(right):
        return
    account, other = (left, right) if context.is_account(left) else (right, left)
    alike, _, _ = best_likeness(left, right)
    together = bool(left.where & right.where)
    sites = {site for site in other.site_names if together or len(site) >= SHORT}
    if (together or alike in UNIQUE) and left.accounts.isdisjoint(right.accounts) and account.logins & sites:
        yield piece("login-is-site", min(account.logins & sites))
    elif alike in ALIKE or not together:
        return
    elif keyed := [login for login in sorted(account.logins) if _key_is(login, other)]:
        yield piece("key-is-login", f"{keyed[0]} = {other.key}")
    elif alike is not Likeness.INITIALS and (
        short := [(login, name) for login in sorted(account.logins) for name in other.names if _stands_for(login, name)]
    ):
        yield piece("login-abbreviates", f"{short[0][0]}: {short[0][1]}")


def _stands_for(login: str, name: str) -> bool:
    return len(login) >= SHORT and not profile(name).compact and abbreviates(login, name)


def _key_is(login: str, agent: Subject) -> bool:
    """Whether a network's own short key of an agent is the login, and abbreviates the agent's name."""
    key = squash(agent.key)
    if not key or login not in {key, f"{key}gov"}:
        return False
    parts = [squash(part) for part in agent.key.replace("_", "-").split("-")]
    return any(_short_for(part, name) for part in (key, *parts) for name in agent.names)


def _short_for(short: str, name: str) -> bool:
    core = profile(name).core
    return abbreviates(short, name) or (len(core) == 1 and len(short) > 1 and core[0].startswith(short))


def facts(left: Subject, right: Subject) -> Iterator[Evidence]:
    """Country, type, town, parent, network."""
    same = sorted(left.where & right.where)
    if not may_share_land(left.lands, right.lands):
        yield piece("country-differs", f"{min(left.lands)} / {min(right.lands)}", cannot_link=left.kind != "news-item")
    elif same:
        yield piece("country", same[0])
    if left.type and right.type:
        yield piece("type" if _agree_in_type(left.type, right.type) else "type-differs", f"{left.type} / {right.type}")
    if left.city and right.city:
        alike = likeness(left.city, right.city) in ALIKE
        yield piece("city" if alike else "city-differs", f"{left.city} / {right.city}")
    if left.network == right.network:
        yield piece("one-network", left.network)
    yield from _parents(left, right)


def _agree_in_type(left: str, right: str) -> bool:
    return left == right or any({left, right} <= group for group in _MATES)


def _parents(left: Subject, right: Subject) -> Iterator[Evidence]:
    for unit, parent in ((left, right), (right, left)):
        if _refers(unit.parents, unit, parent) or _refers(parent.units, parent, unit):
            yield piece("parent", f"{_title(unit)} is part of {_title(parent)}")


def _refers(references: tuple[str, ...], by: Subject, to: Subject) -> bool:
    """Whether one of the names or keys given means a record; a short key means something only within its network."""
    if not references:
        return False
    names = {squash(text) for text in references}
    return any(name.full in names for name in to.profiles) or (
        to.key in references and (by.network == to.network or "/" in to.key)
    )


def _title(subject: Subject) -> str:
    return subject.names[0] if subject.names else subject.key
