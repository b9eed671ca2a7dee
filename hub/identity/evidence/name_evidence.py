"""The best likeness of two records' names, and the evidence it makes."""

from collections.abc import Iterator
from itertools import product

from hub.identity.evidence.context import Context
from hub.identity.evidence.likeness import RANK, Likeness, is_slip, likeness, opens, says_field
from hub.identity.evidence.weights import Evidence, piece
from hub.identity.names.generic_words import FILLERS, INSTITUTIONS, PLACED, SHORT, TOPICS, UNIVERSITIES, NameClass
from hub.identity.names.hosts import host_of
from hub.identity.names.name_parts import MANY, NameProfile, profile
from hub.identity.names.territories import may_share_land
from hub.identity.subjects import Subject

UNIQUE = frozenset({Likeness.FULL, Likeness.TYPED, Likeness.BARE, Likeness.ACRONYM, Likeness.INITIALS})
ALIKE = frozenset({Likeness.FULL, Likeness.TYPED, Likeness.BARE, Likeness.ACRONYM})
SHORT_FORM_LENGTH = 5
"""Capitals up to which a name is a short form: OGCIO may be an office in Hong Kong or in Ireland."""
SAME = frozenset({Likeness.FULL, Likeness.TYPED, Likeness.BARE})
"""Likenesses of whole names, the sort of agent aside."""


def best_likeness(left: Subject, right: Subject) -> tuple[Likeness, str, str]:
    """The most that a name of one and a name of the other have in common, with both names.

    A clash of sorts (city, county) weighs more than a mere difference, but less than an agreement of other names.
    """
    if len(left.names) == len(right.names) == 1:
        return likeness(left.names[0], right.names[0]), left.names[0], right.names[0]
    pairs = [(likeness(a, b), a, b) for a, b in product(left.names, right.names)]
    return min(pairs, key=_preference, default=(Likeness.NONE, "", ""))


def _preference(pair: tuple[Likeness, str, str]) -> tuple[int, int, str, str]:
    """The closest first, then the longest: a full name says more than the short form beside it."""
    alike, ours, theirs = pair
    return (
        len(RANK) if alike is Likeness.NONE else RANK[alike],
        -len(profile(ours).full) - len(profile(theirs).full),
        ours,
        theirs,
    )


def name_evidence(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """What the names of two agents say. The name of a code account says nothing against: it is only a login."""
    alike, ours, theirs = best_likeness(left, right)
    if context.is_account(left) or context.is_account(right):
        if alike is Likeness.EXTENDS and (opens(ours, theirs) or opens(theirs, ours)):
            yield piece("login-opens", f"{ours} / {theirs}")
            return
        if alike is Likeness.NONE or (alike is Likeness.EXTENDS and left.accounts & right.accounts):
            return
        if alike is Likeness.CLASH and any(_says_government_alone(name) for name in (ours, theirs)):
            return
    detail = f"{ours} / {theirs}" if ours != theirs else ours
    weigh = {
        Likeness.FULL: lambda: piece(
            _full(min(profile(ours), profile(theirs), key=lambda name: len(name.tokens))), detail
        ),
        Likeness.TYPED: lambda: piece(_typed(left, right, profile(ours)), detail),
        Likeness.BARE: lambda: piece(_bare(left, right, ours, theirs), detail),
        Likeness.ACRONYM: lambda: piece("acronym", detail),
        Likeness.INITIALS: lambda: piece("initials", detail),
        Likeness.CLOSE: lambda: piece("name-slip" if is_slip(profile(ours), profile(theirs)) else "name-close", detail),
        Likeness.EXTENDS: lambda: piece(_extension(left, right, profile(ours), profile(theirs)), detail),
        Likeness.CLASH: lambda: piece("name-clash", detail),
    }
    if alike in weigh:
        yield weigh[alike]()
    elif left.names and right.names:
        yield piece("name-differs", detail)
    if alike in UNIQUE:
        yield from _uniqueness(left, right, alike, (profile(ours), profile(theirs)), context)


def _extension(left: Subject, right: Subject, ours: NameProfile, theirs: NameProfile) -> str:
    """What it weighs that one name is the other and something more: on a common site a word of
    its field may be left out.
    """
    short, long = sorted((ours, theirs), key=lambda name: name.significant)
    return "name-field" if left.domains & right.domains and says_field(long, short) else "name-extends"


def _says_government_alone(login: str) -> bool:
    """Whether a login is a name and `gov`, as those of ministries and towns alike are."""
    return profile(login).compact and profile(login).classes == {NameClass.GOVERNMENT}


def _uniqueness(
    left: Subject, right: Subject, alike: Likeness, names: tuple[NameProfile, NameProfile], context: Context
) -> Iterator[Evidence]:
    """Whether a second agent of that name is known: in no network at all, not in these two, or in one of them."""
    # Of a canton and its town of one name the type tells which is meant: only the same sort
    # of agent is a second one then.
    typed = left.type is not None and left.type == right.type
    keys = {key for name in names for key in (name.count_key, "" if typed else name.core_key) if key}
    is_excluded = left.network == right.network or _have_other_accounts(left, right)
    if (
        alike in SAME
        and not is_excluded
        and _is_of_one_land(left, right, alike, names)
        and context.is_sole(left.kind, *keys)
    ):
        yield piece("name-sole", names[0].text)
    else:
        yield from uniqueness(left, right, names[0].count_key, names[1].count_key, context)


def _have_other_accounts(left: Subject, right: Subject) -> bool:
    """Whether each has accounts on a host where the other has others: a Swiss Snowflake is not the American one."""
    if left.stands_for_account or right.stands_for_account:
        return False
    hosts = ({host_of(account) for account in agent.accounts} for agent in (left, right))
    return left.accounts.isdisjoint(right.accounts) and not next(hosts).isdisjoint(next(hosts))


def alike_in_full(ours: NameProfile, theirs: NameProfile) -> bool:
    """Whether two names are equal without regard to a legal form; `datakind-uk` is not `DataKind`."""
    essence = ["".join(token for token in name.tokens if token not in FILLERS) for name in (ours, theirs)]
    return essence[0] == essence[1] or ("".join(ours.core) == "".join(theirs.core) and ours.classes != theirs.classes)


def uniqueness(left: Subject, right: Subject, ours: str, theirs: str, context: Context) -> Iterator[Evidence]:
    """Whether their networks have one thing of that name, or more."""
    most = max(context.namesakes(left, ours), context.namesakes(right, theirs))
    if most <= 1:
        yield piece("name-unique", f"{ours} / {theirs}" if ours != theirs else ours)
    else:
        yield piece("name-shared", f"{most} in one network")


def _is_of_one_land(left: Subject, right: Subject, alike: Likeness, names: tuple[NameProfile, NameProfile]) -> bool:
    """Whether both are of one country, or above countries, or have a name of their own that
    is no place's or state's.
    """
    # A bare place on a country's domain may be anything there: only what both state tells that it is the town.
    if set(left.countries) & set(right.countries) or (alike is not Likeness.BARE and left.where & right.where):
        return True
    if left.countries and right.countries:
        return may_share_land(left.lands, right.lands)
    above = any(agent.countries and not agent.lands for agent in (left, right))
    is_own = any(name.own or set(name.core) - TOPICS for name in names)
    sites = left.site_names | right.site_names
    return above or (is_own and alike_in_full(*names) and not any(_is_of_many(name, sites) for name in names))


def _is_of_many(name: NameProfile, sites: frozenset[str]) -> bool:
    """Whether a name may be somebody else's abroad: a short form without a site of that name, or a place's or
    institution's (Trinity College).
    """
    sorts = name.classes & (PLACED | INSTITUTIONS)
    if sorts and sorts <= UNIVERSITIES:
        return not name.own
    if sorts == {NameClass.REGION}:
        return name.significant < MANY
    is_brief = name.compact and name.text.isupper() and len(name.full) <= SHORT_FORM_LENGTH
    has_site = name.full in sites and (len(name.full) >= SHORT or not name.full.isalpha())
    return bool(sorts) or (is_brief and not has_site)


def _bare(left: Subject, right: Subject, ours: str, theirs: str) -> str:
    """A place and an agent of that place agree only within a country."""
    placed = (profile(ours).classes | profile(theirs).classes) & PLACED
    return "name-core-abroad" if placed and not set(left.countries) & set(right.countries) else "name-core"


def _typed(left: Subject, right: Subject, name: NameProfile) -> str:
    """A sort of agent that each country has is one agent only within a country: ministries of justice."""
    if not name.classes & PLACED:
        return "name"
    return "name-typed" if left.where & right.where else "name-typed-abroad"


def _full(name: NameProfile) -> str:
    if name.long:
        return "name-long"
    if name.specific:
        return "name-specific"
    return "name" if name.distinctive else "name-common"
