"""Weighing two products."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product as all_pairs

from hub.identity.evidence.context import Context
from hub.identity.evidence.identifier_evidence import identifier_evidence
from hub.identity.evidence.likeness import Likeness
from hub.identity.evidence.name_evidence import best_likeness, uniqueness
from hub.identity.evidence.weights import Evidence, Match, conclude, piece
from hub.identity.names.generic_words import EDITIONS
from hub.identity.names.hosts import domain, label, names_itself
from hub.identity.names.name_parts import NameProfile, profile
from hub.identity.names.spelling import squash
from hub.identity.subjects import Subject

SHORT_NAME = 7
"""Letters up to which a name of several words is as likely a homonym as one of a single word."""
SHORT_DOMAIN = 5
"""Letters up to which a domain may be called like a product by chance."""
_OF_AGENTS = frozenset({Likeness.BARE, Likeness.TYPED, Likeness.INITIALS, Likeness.CLASH})
_SAME_NAME = frozenset({Likeness.FULL, Likeness.ACRONYM})
_NUMBERED = re.compile(r"(\D+)\d+")
"""A name with the number of its version: KeePass2."""


def weigh_products(left: Subject, right: Subject, context: Context) -> Match:
    """Repositories, pages, names and licence of two products; a country says nothing about software."""
    names = _likeness(left, right)
    alike = Likeness.FULL if names[0] is Likeness.EXTENDS and is_edition(*names[1:]) else names[0]
    evidence = [
        *identifier_evidence(left, right, context, ("repository",)),
        *_repositories(left, right, context, alike),
        *_pages(left, right, context, alike),
        *_names(left, right, names, context),
        *_licences(left, right),
    ]
    if left.network == right.network:
        evidence.append(piece("one-network", left.network))
    return conclude(left.id, right.id, evidence)


def _likeness(left: Subject, right: Subject) -> tuple[Likeness, str, str]:
    """Of products only full names, stated short forms, extensions and slips of the pen count: generic words
    are part of their names.
    """
    alike, ours, theirs = best_likeness(left, right)
    if alike not in _SAME_NAME:
        editions = (pair for pair in all_pairs(left.names, right.names) if is_edition(*pair))
        if edition := next(editions, None):
            return Likeness.EXTENDS, *edition
    return (Likeness.NONE if alike in _OF_AGENTS else alike), ours, theirs


def _repositories(left: Subject, right: Subject, context: Context, alike: Likeness) -> Iterator[Evidence]:
    forked = sorted(set(left.based_on) & right.repositories | set(right.based_on) & left.repositories)
    if forked:
        yield piece("fork", forked[0], cannot_link=True)
    same = sorted(left.repositories & right.repositories)
    if same:
        shared = alike not in _SAME_NAME and (
            context.shared("repository", same[0], left, right) or not _called(same[0], left, right)
        )
        yield piece("repository-shared" if shared else "repository", same[0])
    elif left.repositories and right.repositories:
        ours, theirs = ({place.rsplit("/", 1)[-1] for place in one.repositories} for one in (left, right))
        differ = "repositories-differ" if ours.isdisjoint(theirs) else "repositories-elsewhere"
        if alike in _SAME_NAME and not _owners(left).isdisjoint(_owners(right)):
            return  # the parts of one product are often kept apart by its one owner
        yield piece(differ, f"{min(left.repositories)} / {min(right.repositories)}")


def _owners(product: Subject) -> set[str]:
    return {place.rsplit("/", 1)[0] for place in product.repositories}


def _called(repository: str, left: Subject, right: Subject) -> bool:
    """Whether the repository has the name of one of them; else it may hold several products."""
    name = squash(repository.rsplit("/", 1)[-1])
    return any(name == own.full for product in (left, right) for own in product.profiles)


def _pages(left: Subject, right: Subject, context: Context, alike: Likeness) -> Iterator[Evidence]:
    same = sorted(left.homepages & right.homepages)
    if same:
        shared = alike not in _SAME_NAME and context.shared("homepage", same[0], left, right)
        yield piece("homepage-shared" if shared else "homepage", same[0])
    elif left.domains and right.domains:
        yield from _hosts(left, right, context, alike)
    elif alike in _SAME_NAME and len(squash(left.names[0])) > SHORT_DOMAIN and _self_named(left) | _self_named(right):
        yield piece("domain-named", min(_self_named(left) | _self_named(right)))


def _hosts(left: Subject, right: Subject, context: Context, alike: Likeness) -> Iterator[Evidence]:
    ours, theirs = left.domains, right.domains
    if ours & theirs:
        if alike in _SAME_NAME:
            yield piece("domain", min(ours & theirs))
    elif alike in _SAME_NAME and _self_named(left) and _self_named(right):
        yield piece("domains-named", f"{min(_self_named(left))} / {min(_self_named(right))}")
    elif not (context.only_listed(left) or context.only_listed(right)):
        yield piece("homepages-differ", f"{min(ours)} / {min(theirs)}")


def _self_named(product: Subject) -> set[str]:
    """Its domains that are called as it is."""
    return {domain(host) for host in product.hosts if any(names_itself(host, name.full) for name in product.profiles)}


def _names(left: Subject, right: Subject, names: tuple[Likeness, str, str], context: Context) -> Iterator[Evidence]:
    alike, ours, theirs = names
    detail = ours if ours == theirs else f"{ours} / {theirs}"
    if alike is Likeness.FULL:
        yield from _equal_names(left, right, (profile(ours), profile(theirs)), detail, context)
    elif alike is Likeness.ACRONYM:
        yield piece("acronym", detail)
    elif alike is Likeness.CLOSE:
        yield piece("name-close", detail)
    elif alike is Likeness.EXTENDS and is_edition(ours, theirs):
        yield piece("name-edition", detail)
    elif alike is Likeness.EXTENDS:
        yield piece(_extension(left, right, *sorted((ours, theirs), key=lambda name: len(profile(name).full))), detail)
    elif ours and theirs and not any(_is_row_of_repositories(product) for product in (left, right)):
        yield piece("name-differs", detail)


def _extension(left: Subject, right: Subject, short: str, long: str) -> str:
    """What it weighs that one name is the other and something more, by what their common site or page is called."""
    if any(label(host) == profile(long).full for host in left.hosts & right.hosts):
        return "name-in-full"
    pages = (page.rpartition("/")[2].partition("@")[0] for page in left.homepages & right.homepages if "/" in page)
    return "name-on-page" if any(squash(page) == profile(short).full for page in pages) else "name-extends"


def _equal_names(
    left: Subject, right: Subject, names: tuple[NameProfile, NameProfile], detail: str, context: Context
) -> Iterator[Evidence]:
    """What an equal name weighs, by how rarely it is taken and whether a second product of that name is known."""
    name, other = names
    is_long = len(name.tokens) > 1 and len(name.full) > SHORT_NAME
    yield piece("product-name-long" if is_long else "name" if name.distinctive else "name-common", detail)
    if _is_of_somebody_else(left) != _is_of_somebody_else(right):
        yield piece("mere-repository", detail)
    if name.coined and set(left.countries) & set(right.countries):
        yield piece("name-coined", detail)
    is_sole = left.network != right.network and context.is_sole("product", name.full)
    if is_sole and _are_known_otherwise(left, right) and not _are_at_home_elsewhere(left, right, context):
        yield piece("name-sole", detail)
    else:
        yield from uniqueness(left, right, name.full, other.full, context)


def _are_at_home_elsewhere(left: Subject, right: Subject, context: Context) -> bool:
    """Whether each has a site of its own, not both called after the product: a page in a network's
    catalogue is no such site.
    """
    if context.only_listed(left) or context.only_listed(right) or not left.domains.isdisjoint(right.domains):
        return False
    return bool(left.domains and right.domains) and not (_self_named(left) and _self_named(right))


@lru_cache(maxsize=100_000)
def is_edition(ours: str, theirs: str) -> bool:
    """Whether the longer of two names only says which edition of the other it is, or what sort of software
    (GitLab CE, VLC Media Player).
    """
    short, long = sorted((profile(ours), profile(theirs)), key=lambda name: len(name.full))
    if numbered := _NUMBERED.fullmatch(long.full):
        return numbered[1] == short.full
    kept = [token for token in long.tokens if token in short.tokens or not (token in EDITIONS or token.isdigit())]
    return len(kept) < len(long.tokens) and "".join(kept) == short.full


def _stands_for_repository(product: Subject) -> bool:
    """Whether all that is known of it is the repository whose name it bears."""
    names = {name.full for name in product.profiles}
    return not product.homepages and {squash(place.rsplit("/", 1)[-1]) for place in product.repositories} == names


def _is_row_of_repositories(product: Subject) -> bool:
    """Whether its network lists repositories under their addresses: to be called otherwise elsewhere says nothing then.

    A key without an owner is a name (`adms-ap`), and no address.
    """
    address = product.key.rpartition("://")[2].casefold()
    is_place = "/" in address and any(f"/{place}".endswith(f"/{address}") for place in product.repositories)
    return is_place and _stands_for_repository(product)


def _is_of_somebody_else(product: Subject) -> bool:
    """Whether it is the row of a repository whose owner is not called after it: as likely a fork, or a tool
    for what bears that name.
    """
    return _is_row_of_repositories(product) and not any(_is_owned(place, product) for place in product.repositories)


def _are_known_otherwise(left: Subject, right: Subject) -> bool:
    """Whether both say more than that somebody keeps a repository of that name, as forks and
    tools around a product do.
    """
    return all(
        not _stands_for_repository(product) or any(_is_owned(place, product) for place in product.repositories)
        for product in (left, right)
    )


def _is_owned(repository: str, product: Subject) -> bool:
    """Whether the owner of a repository is called after the product (`ProgrammeVitam/vitam`)."""
    owner = squash(repository.rsplit("/", 2)[-2])
    return any(name.full in owner for name in product.profiles)


def _licences(left: Subject, right: Subject) -> Iterator[Evidence]:
    if left.licence and right.licence:
        same = _licence_family(left.licence) == _licence_family(right.licence)
        yield piece("licence" if same else "licence-differs", f"{left.licence} / {right.licence}")


def _licence_family(expression: str) -> str:
    return expression.split(maxsplit=1)[0].strip("(").split("-")[0].upper()
