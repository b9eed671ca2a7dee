"""Subjects: what identity sees of one record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hub.identity.names.hosts import CODE_HOSTS, domain, host_of, is_portal, label
from hub.identity.names.name_parts import NameProfile, profile
from hub.identity.names.spelling import squash

NAME_LIMIT = 12
BODIES = ("organisation", "ospo")
REGISTERS = ("cvr", "siren", "ipa", "lei", "ror", "wikidata", "tooi", "ld-admin", "lannuaire", "vat")
"""Registers in which one thing has one number: two different ones tell two things apart."""

_BELONGS = ("part-of", "ospo-of")
LENT = frozenset({"lannuaire"})
SUPRANATIONAL = frozenset({"INT", "EU"})


@dataclass(frozen=True)
class Subject:
    """What identity sees of one record.

    names: the name first, then alternates, acronym, localised names. identifiers: (scheme, normal value).
    starts: ISO date of an event or publication. based_on: repositories it says it is a fork of.
    parents: names or keys of the bodies it is part of, or whose OSPO it is; units: those of its own units and OSPOs.
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
    starts: str | None = None
    licence: str | None = None
    based_on: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def of(self, *schemes: str) -> frozenset[str]:
        """Values of its identifiers of these schemes."""
        return frozenset(value for scheme, value in self.identifiers if scheme in schemes)

    @cached_property
    def profiles(self) -> tuple[NameProfile, ...]:
        """Its names taken apart."""
        return tuple(profile(name) for name in self.names if name)

    @cached_property
    def numbers(self) -> dict[str, frozenset[str]]:
        """Its numbers by register; registers that do not have it are left out."""
        return {scheme: self.of(scheme) for scheme in REGISTERS if any(scheme == own for own, _ in self.identifiers)}

    @cached_property
    def own_numbers(self) -> dict[str, frozenset[str]]:
        """Its numbers, but for one that directories put on mere code accounts: the French directory's number of the parent body."""
        if self.called_as_login and not self.homepages:
            return {scheme: values for scheme, values in self.numbers.items() if scheme not in LENT}
        return self.numbers

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
        """Addresses of pages that can be its own: portals and code hosts are left out, but for the thing they are named after."""
        names = {one.full for one in self.profiles}
        return frozenset(
            page for page in self.of("homepage") if not is_portal(host_of(page)) or label(host_of(page)) in names
        )

    @cached_property
    def domains(self) -> frozenset[str]:
        """Domains of its own pages."""
        return frozenset(domain(host) for host in self.hosts)

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
    def called_as_login(self) -> bool:
        """Whether its name is that of one of its code accounts."""
        return any(one.full in self.logins for one in self.profiles)

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
    stated = tuple(dict.fromkeys(_pair(one) for one in identifiers))
    about = tuple(statements)
    return Subject(
        id=record_id,
        network=network,
        kind=kind,
        key=key,
        names=_names(values),
        countries=tuple(values.get("countries") or ()),
        identifiers=tuple(dict.fromkeys(_placed(stated, kind))),
        type=values.get("type") or values.get("software_type") or values.get("archetype"),
        city=values.get("city"),
        starts=values.get("starts_at") or values.get("published"),
        licence=values.get("licence"),
        based_on=_objects(about, ("based-on",), "repository"),
        parents=_labels(one.object for one in about if one.predicate in _BELONGS and one.subject is None),
        units=_labels(one.subject for one in about if one.predicate in _BELONGS and one.object is None),
    )


def _pair(identifier: Any) -> tuple[str, str]:
    scheme, value = identifier if isinstance(identifier, list | tuple) else (identifier.scheme, identifier.value)
    return scheme, value


def _names(values: Mapping[str, Any]) -> tuple[str, ...]:
    stated = (values.get("name"), values.get("acronym"), *(values.get("alternate_names") or ()))
    return tuple(dict.fromkeys(name for name in stated if isinstance(name, str) and name.strip()))[:NAME_LIMIT]


def _placed(identifiers: Iterable[tuple[str, str]], kind: str) -> Iterable[tuple[str, str]]:
    """Homepages at code hosts are accounts of bodies or repositories of products."""
    for scheme, value in identifiers:
        place = value.strip("/").lower()
        if scheme != "homepage" or host_of(place) not in CODE_HOSTS:
            yield scheme, value
        elif kind in BODIES and place.count("/") == 1:
            yield "account", place
        elif kind == "product" and place.count("/") == 1 + 1:
            yield "repository", place


def _objects(statements: Iterable[Any], predicates: tuple[str, ...], scheme: str) -> tuple[str, ...]:
    ends = [one.object for one in statements if one.predicate in predicates and one.subject is None and one.object]
    return tuple(identifier.value for end in ends for identifier in end.identifiers if identifier.scheme == scheme)


def _labels(ends: Iterable[Any]) -> tuple[str, ...]:
    return tuple(text for end in ends if end for text in (end.label, end.key) if text)
