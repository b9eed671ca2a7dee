"""Weighing two bodies: organisations and OSPOs."""

from collections.abc import Iterator

from hub.identity.evidence.context import Context
from hub.identity.evidence.likeness import Likeness, abbreviates, likeness
from hub.identity.evidence.name_evidence import ALIKE, best_likeness, name_evidence
from hub.identity.evidence.pieces import Evidence, Match, Outcome, conclude, found
from hub.identity.names.generic_words import SHORT, NameClass
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import squash
from hub.identity.subjects import Subject

_STEMS = ("min", "gov", "kt", "oss")
_MATES = (
    frozenset({"association", "foundation", "ngo", "community", "company", "public-company", "research-institute"}),
    frozenset({"national", "agency", "public-company", "research-institute"}),
    frozenset({"university", "research-institute", "school", "academic"}),
    frozenset({"supranational", "association", "agency"}),
)


def weigh_bodies(left: Subject, right: Subject, context: Context) -> Match:
    """Identifiers, accounts, pages, names, country and facts of two bodies."""
    evidence = [
        *registers(left, right, context),
        *_accounts(left, right, context),
        *_pages(left, right, context),
        *name_evidence(left, right, context),
        *_logins(left, right, context),
        *facts(left, right),
    ]
    return conclude(left.id, right.id, evidence, _ceiling(left, right))


def _ceiling(left: Subject, right: Subject) -> Outcome:
    """An OSPO is not its organisation: they meet at most as candidates, and only where the OSPO goes by the body's own name."""
    if left.kind == right.kind:
        return Outcome.JOINED
    office = left if left.kind == "ospo" else right
    if any(_parents(left, right)):
        return Outcome.APART
    called_office = any(NameClass.OSPO in one.classes for one in office.profiles)
    alike, _, _ = best_likeness(left, right)
    return Outcome.APART if called_office or alike not in ALIKE else Outcome.CANDIDATE


def registers(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """Numbers of registers: equal ones for, with their known failures; different ones hold apart."""
    for scheme in sorted(left.numbers.keys() & right.numbers.keys()):
        ours, theirs = left.numbers[scheme], right.numbers[scheme]
        if ours & theirs:
            value = min(ours & theirs)
            yield found(_register(left, right, scheme, value, context), f"{scheme} {value}")
        elif scheme in left.own_numbers.keys() & right.own_numbers.keys():
            yield found("register-differs", f"{scheme} {min(ours)} / {min(theirs)}", apart=True)


def _register(left: Subject, right: Subject, scheme: str, value: str, context: Context) -> str:
    if context.shared(scheme, value, left, right):
        return "register-shared"
    if context.is_account(left) != context.is_account(right) and best_likeness(left, right)[0] not in ALIKE:
        return "register-of-parent"
    return "register"


def _accounts(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    for account in sorted(left.accounts & right.accounts)[:1]:
        itself = (
            context.is_account(left) and context.is_account(right) and len(left.accounts) == len(right.accounts) == 1
        )
        told = itself or _called_like(left, right, squash(account.rsplit("/", 1)[-1]))
        shared = (
            context.shared("account", account, left, right)
            and not itself
            and best_likeness(left, right)[0] not in ALIKE
        )
        yield found("account" if told and not shared else "account-other-name", account)


def _called_like(left: Subject, right: Subject, login: str) -> bool:
    """Whether an account's name tells both bodies."""
    return best_likeness(left, right)[0] in ALIKE or all(_tells(login, one) for one in (left, right))


def _tells(login: str, body: Subject) -> bool:
    variants = {
        login,
        *(login.removeprefix(stem) for stem in _STEMS),
        *(login.removesuffix(land.lower()) for land in body.countries),
    }
    for name in body.names:
        if any(likeness(variant, name) in {*ALIKE, Likeness.INITIALS} for variant in variants if variant):
            return True
        if any(abbreviates(variant, name) or variant in profile(name).acronyms for variant in variants):
            return True
    return False


def _pages(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    same = sorted(left.homepages & right.homepages)
    if same:
        shared = context.shared("homepage", same[0], left, right) and best_likeness(left, right)[0] not in ALIKE
        yield found("homepage-shared" if shared else "homepage", same[0])
    elif common := sorted(left.domains & right.domains):
        yield found("host", common[0])


def _logins(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """An account's name against the other's key and name, in one country."""
    alike, _, _ = best_likeness(left, right)
    if (
        alike in ALIKE
        or context.is_account(left) == context.is_account(right)
        or not set(left.countries) & set(right.countries)
    ):
        return
    one, other = (left, right) if context.is_account(left) else (right, left)
    if keyed := [login for login in sorted(one.logins) if _key_is(login, other)]:
        yield found("key-is-login", f"{keyed[0]} = {other.key}")
    elif alike is not Likeness.INITIALS and (
        short := [(login, name) for login in sorted(one.logins) for name in other.names if _stands_for(login, name)]
    ):
        yield found("login-abbreviates", f"{short[0][0]}: {short[0][1]}")


def _stands_for(login: str, name: str) -> bool:
    return len(login) >= SHORT and not profile(name).compact and abbreviates(login, name)


def _key_is(login: str, body: Subject) -> bool:
    """Whether a network's own short key of a body is the login, and abbreviates the body's name."""
    key = squash(body.key)
    if not key or login not in {key, f"{key}gov"}:
        return False
    parts = [squash(part) for part in body.key.replace("_", "-").split("-")]
    return any(_short_for(part, name) for part in (key, *parts) for name in body.names)


def _short_for(short: str, name: str) -> bool:
    core = profile(name).core
    return abbreviates(short, name) or (len(core) == 1 and len(short) > 1 and core[0].startswith(short))


def facts(left: Subject, right: Subject) -> Iterator[Evidence]:
    """Country, type, town, parent, network."""
    same = sorted(set(left.countries) & set(right.countries))
    if left.lands and right.lands and left.lands.isdisjoint(right.lands):
        yield found("country-differs", f"{min(left.lands)} / {min(right.lands)}", apart=left.kind != "news-item")
    elif same:
        yield found("country", same[0])
    if left.type and right.type:
        yield found("type" if _mates(left.type, right.type) else "type-differs", f"{left.type} / {right.type}")
    if left.city and right.city:
        alike = likeness(left.city, right.city) in ALIKE
        yield found("city" if alike else "city-differs", f"{left.city} / {right.city}")
    if left.network == right.network:
        yield found("one-network", left.network)
    yield from _parents(left, right)


def _mates(one: str, two: str) -> bool:
    return one == two or any({one, two} <= group for group in _MATES)


def _parents(left: Subject, right: Subject) -> Iterator[Evidence]:
    for one, other in ((left, right), (right, left)):
        if _refers(one.parents, one, other) or _refers(other.units, other, one):
            yield found("parent", f"{_title(one)} is part of {_title(other)}")


def _refers(stated: tuple[str, ...], by: Subject, to: Subject) -> bool:
    """Whether one of the stated names or keys means a record; a short key means something only within its network."""
    if not stated:
        return False
    told = {squash(text) for text in stated}
    return any(name.full in told for name in to.profiles) or (
        to.key in stated and (by.network == to.network or "/" in to.key)
    )


def _title(one: Subject) -> str:
    return one.names[0] if one.names else one.key
