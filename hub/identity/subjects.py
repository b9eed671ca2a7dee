"""Subjects: what identity sees of one record."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hub.identity.distinctions import Distinctions
from hub.identity.names.hosts import CODE_HOSTS, country_of, domain, host_of, is_portal, label
from hub.identity.names.name_parts import NameProfile, profile
from hub.identity.names.spelling import squash
from schema.identifiers import SCHEMES, Strength, schemes_for
from schema.kinds import AGENTS, family_of

NAME_LIMIT = 12
"""Names of a record that are compared: all pairs of names of two records are, so the work grows with its square."""
SUPRANATIONAL = frozenset({"INT", "EU"})
"""What stands in a list of countries for several of them."""
_BELONGS = ("part-of", "ospo-of")
_LENT = frozenset(scheme.name for scheme in SCHEMES if scheme.lent)
_NONE = frozenset[str]()
_LAND_FIRST = re.compile(r"[A-Za-z]{2}(?:-\w+){2,}")
"""A login of several words, of which the first may be its country: `US-Department-of-the-Treasury`."""


@dataclass(frozen=True)
class Subject:
    """What identity sees of one record.

    names: the name first, then alternates, acronym, localised names. identifiers: (scheme, normal value).
    starts: ISO date of an event or publication. based_on: repositories it says it is a fork of.
    parents: names or keys of the agents it is part of, or whose OSPO it is; units: those of its own units and OSPOs.
    """

    id: str
    network: str
    kind: str
    key: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    type: str | None = None
    city: str | None = None
    region: str | None = None
    starts: str | None = None
    licence: str | None = None
    based_on: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def of(self, scheme: str) -> frozenset[str]:
        """Values of its identifiers of a scheme."""
        return self._values.get(scheme, _NONE)

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        schemes = {scheme for scheme, _ in self.identifiers}
        return {scheme: frozenset(value for own, value in self.identifiers if own == scheme) for scheme in schemes}

    @cached_property
    def profiles(self) -> tuple[NameProfile, ...]:
        """Its names taken apart."""
        return tuple(profile(name) for name in self.names if name)

    @cached_property
    def numbers(self) -> dict[str, frozenset[str]]:
        """Its numbers by register, of those registers in which a thing of its kind has one
        number (`Strength.NUMBER`).
        """
        return self._by_scheme(Strength.NUMBER)

    @cached_property
    def own_numbers(self) -> dict[str, frozenset[str]]:
        """Its numbers, but for one that directories put on mere code accounts, where it is the
        parent's (`Scheme.lent`).
        """
        if _LENT.isdisjoint(self.numbers) or not self.called_as_login or self.homepages:
            return self.numbers
        return {scheme: values for scheme, values in self.numbers.items() if scheme not in _LENT}

    @cached_property
    def distinctions(self) -> Distinctions:
        """What of it alone keeps it apart from others."""
        return Distinctions(family_of(self.kind), self.own_numbers, self.lands, self.starts)

    @cached_property
    def own_identifiers(self) -> dict[str, frozenset[str]]:
        """Its identifiers by scheme, of those schemes in which a thing of its kind may have
        several (`Strength.OWN`).
        """
        return self._by_scheme(Strength.OWN)

    def _by_scheme(self, strength: Strength) -> dict[str, frozenset[str]]:
        values = self._values
        return {scheme: values[scheme] for scheme in schemes_for(self.kind, strength) if scheme in values}

    @cached_property
    def accounts(self) -> frozenset[str]:
        """Code host accounts, `host/owner`."""
        return self.of("account")

    @cached_property
    def logins(self) -> frozenset[str]:
        """The owners' names of its accounts, squashed."""
        return frozenset(squash(account.rsplit("/", 1)[-1]) for account in self.accounts)

    @cached_property
    def homepages(self) -> frozenset[str]:
        """Addresses of pages that can be its own: portals and code hosts are left out, but for the
        thing they are named after.
        """
        return frozenset(
            page for page in self.of("homepage") if not is_portal(host := host_of(page)) or self._is_named_after(host)
        )

    def _is_named_after(self, portal: str) -> bool:
        names = (word for name in self.profiles for word in (name.full, *name.tokens[:1]))
        return portal not in CODE_HOSTS and label(portal) in names

    @cached_property
    def domains(self) -> frozenset[str]:
        """Domains of its own pages; a page on a domain of many (`gov.uk/government/…`) has none."""
        return frozenset(domain(host) for host in self.hosts) - {""}

    @cached_property
    def identified(self) -> frozenset[tuple[str, str]]:
        """All its identifiers as a set."""
        return frozenset(self.identifiers)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts of its own pages."""
        return frozenset(host_of(page) for page in self.homepages)

    @cached_property
    def repositories(self) -> frozenset[str]:
        """Source repositories, `host/owner/name`."""
        return self.of("repository")

    @cached_property
    def lands(self) -> frozenset[str]:
        """Countries it belongs to; what stands for several countries is none."""
        return frozenset(self.countries) - SUPRANATIONAL

    @cached_property
    def where(self) -> frozenset[str]:
        """Countries that it states, else that of its site by its domain (`moh.gov.lk`)."""
        return frozenset(self.countries) or frozenset(filter(None, (country_of(host) for host in self.hosts)))

    @cached_property
    def site_names(self) -> frozenset[str]:
        """What its own sites are called, where it has all of a site and not some page: `diplomatiegouvfr`
        and `diplomatie`, `undp`.
        """
        sites = [page for page in self.homepages if "/" not in page]
        return frozenset(squash(site) for site in sites) | {label(site) for site in sites if domain(site) == site}

    @cached_property
    def called_as_login(self) -> bool:
        """Whether its name is that of one of its code accounts."""
        return any(name.full in self.logins for name in self.profiles)

    @cached_property
    def stands_for_account(self) -> bool:
        """Whether it is about a code account rather than its owner: its name is the login, or its
        network's key is (`compte:eole`).
        """
        if self.called_as_login and " " not in self.names[0].strip():
            return True
        *place, login = self.key.removesuffix("/").replace(":", "/").split("/")
        return bool(place) and len(self.accounts) == 1 and squash(login) in self.logins and not self.known_otherwise

    @cached_property
    def known_otherwise(self) -> bool:
        """Whether it has a number of a register or a page of its own, beside code accounts."""
        return bool(self.numbers or self.homepages)


def subject(
    record_id: str,
    network: str,
    kind: str,
    key: str,
    values: Mapping[str, Any],
    identifiers: Iterable[Any],
    statements: Iterable[Any] = (),
) -> Subject:
    """The subject of a record. identifiers: pairs or `Identifier`s; statements: `Statement`s of the record."""
    pairs = dict.fromkeys(_pair(identifier) for identifier in identifiers)
    relations = tuple(statements)
    return Subject(
        id=record_id,
        network=network,
        kind=kind,
        key=key,
        names=_names(values, values.get("countries") or ()),
        countries=tuple(values.get("countries") or ()),
        identifiers=tuple(dict.fromkeys(_placed(pairs, kind))),
        type=values.get("type") or values.get("software_type") or values.get("archetype"),
        city=values.get("city"),
        region=values.get("region"),
        starts=values.get("starts_at") or values.get("published"),
        licence=values.get("licence"),
        based_on=_objects(relations, ("based-on",), "repository"),
        parents=_labels(
            relation.object for relation in relations if relation.predicate in _BELONGS and relation.subject is None
        ),
        units=_labels(
            relation.subject for relation in relations if relation.predicate in _BELONGS and relation.object is None
        ),
    )


def _pair(identifier: Any) -> tuple[str, str]:
    scheme, value = identifier if isinstance(identifier, list | tuple) else (identifier.scheme, identifier.value)
    return scheme, value


def _names(values: Mapping[str, Any], countries: Iterable[str]) -> tuple[str, ...]:
    spellings = (values.get("name"), values.get("acronym"), *(values.get("alternate_names") or ()))
    names = [name for name in spellings if isinstance(name, str) and name.strip()]
    bare = [name[3:] for name in names if _LAND_FIRST.fullmatch(name) and name[:2].upper() in countries]
    return tuple(dict.fromkeys((*names, *bare)))[:NAME_LIMIT]


def _placed(identifiers: Iterable[tuple[str, str]], kind: str) -> Iterable[tuple[str, str]]:
    """Homepages at code hosts are accounts of agents or repositories of products."""
    for scheme, value in identifiers:
        place = value.strip("/").lower()
        if scheme != "homepage" or host_of(place) not in CODE_HOSTS:
            yield scheme, value
        elif kind in AGENTS and place.count("/") == 1:
            yield "account", place
        elif kind == "product" and place.count("/") == 1 + 1:
            yield "repository", place


def _objects(statements: Iterable[Any], predicates: tuple[str, ...], scheme: str) -> tuple[str, ...]:
    ends = [
        relation.object
        for relation in statements
        if relation.predicate in predicates and relation.subject is None and relation.object
    ]
    return tuple(identifier.value for end in ends for identifier in end.identifiers if identifier.scheme == scheme)


def _labels(ends: Iterable[Any]) -> tuple[str, ...]:
    return tuple(text for end in ends if end for text in (end.label, end.key) if text)
