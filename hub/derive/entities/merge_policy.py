"""Which value wins: the one place that says how the records of a thing become one entity.

Curation, then a name before a mere login, then the network's declared authority over the field, then precedence, then
recency, then the smallest record id. Lists and texts by language are united in that order. Nothing depends on the order
in which records were loaded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hub.identity.names.name_parts import profile
from schema.kinds import KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.values import catalogue as v
from schema.values.urls import address

CURATION = "curation"
_RECENT = ("last_activity", "released", "published")
Rank = tuple[bool, bool, bool, int, tuple[int, ...], str]
_RULES = (CURATION, "name", "authority", "precedence", "recency", "first")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a network's manifest claims. authority: fields as kind.field."""

    precedence: int = 50
    authority: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """A live record of a cluster.

    entity: the id of the cluster; first_revision: the load in which the record was first seen.
    """

    id: str
    network: str
    values: Mapping[str, Any]
    entity: str = ""
    identifiers: Sequence[Sequence[str]] = ()
    first_revision: int = 0


@dataclass(frozen=True, slots=True)
class Unified:
    """Values by field, the records and the rule each came from, and what was said otherwise, or only in
    another spelling or language.
    """

    values: dict[str, Any]
    origins: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Any] = field(default_factory=list)
    variants: list[Any] = field(default_factory=list)


NOBODY = Standing()
_EMPTY: tuple[Any, ...] = (None, [], {}, "")


def unify(kind: Kind, members: Sequence[Member], standings: Mapping[str, Standing]) -> Unified:
    """One value per field of the records of one thing, each with its origin."""
    siblings = _siblings(kind.name)
    if len(members) == 1:
        return _alone(kind, members[0], siblings)
    unified = Unified({})
    ordered = sorted(members, key=lambda member: member.id)
    for name, fact in kind.facts.items():
        stating = [member for member in ordered if member.values.get(name) not in _EMPTY]
        if stating and name not in siblings:
            _unify_field(unified, f"{kind.name}.{name}", fact, stating, standings)
    _keep_losing_names(unified)
    return _without_its_name(unified)


@cache
def _siblings(kind: str) -> frozenset[str]:
    """Fields that follow from the date they stand beside."""
    return frozenset(fact.precision for fact in KIND_BY_NAME[kind].facts.values() if fact.precision)


def _alone(kind: Kind, member: Member, siblings: frozenset[str]) -> Unified:
    values = {
        name: value
        for name, value in member.values.items()
        if name in kind.facts and name not in siblings and value not in _EMPTY
    }
    origin = _origin([member], "only")
    return _without_its_name(Unified(values, dict.fromkeys(values, origin)))


def _unify_field(
    unified: Unified, path: str, fact: Fact, stating: list[Member], standings: Mapping[str, Standing]
) -> None:
    name = path.partition(".")[2]
    if len(stating) == 1:
        unified.values[name] = stating[0].values[name]
        unified.origins[name] = _origin(stating, "only")
        return
    ranked = sorted(stating, key=lambda member: _rank(member, path, standings))
    if fact.many:
        unified.values[name], unified.origins[name] = _united_list(name, ranked)
    elif fact.value.scalar == "LocalisedText":
        unified.values[name], unified.origins[name] = _united_text(name, ranked)
    else:
        _choose(unified, path, fact, ranked, standings)


def _rank(member: Member, path: str, standings: Mapping[str, Standing]) -> Rank:
    standing = standings.get(member.network, NOBODY)
    has_login = path.endswith(".name") and _is_called_by_login(member)
    is_cited = path in standing.authority
    return (member.network != CURATION, has_login, not is_cited, -standing.precedence, _age(member), member.id)


def _is_called_by_login(member: Member) -> bool:
    """Whether the name of a record is that of one of its code accounts, as lists of accounts have it."""
    logins = {value.rsplit("/", 1)[-1] for scheme, value in member.identifiers if scheme == "account"}
    return str(member.values["name"]).casefold() in logins


def _age(member: Member) -> tuple[int, ...]:
    """Sorts later dates first; a record without a date is the oldest."""
    newest = max((str(member.values[name]) for name in _RECENT if member.values.get(name)), default="")
    return tuple(-ord(letter) for letter in newest) or (0,)


def _choose(unified: Unified, path: str, fact: Fact, ranked: list[Member], standings: Mapping[str, Standing]) -> None:
    name = path.partition(".")[2]
    best = ranked[0].values[name]
    agreeing = [member for member in ranked if member.values[name] == best]
    unified.values[name] = best
    losing = next((member for member in ranked if member.values[name] != best), None)
    if losing is None:
        unified.origins[name] = _origin(agreeing, "agreed")
        return
    unified.origins[name] = _origin(
        agreeing, _deciding(_rank(ranked[0], path, standings), _rank(losing, path, standings))
    )
    groups = _groups(name, ranked)
    same = _SAME.get(fact.value.name)
    beside = _names_beside(best, ranked) if name == "name" else set()
    is_variant = same is not None and all(
        group["value"] in beside or same(best, group["value"]) for group in groups[1:]
    )
    (unified.variants if is_variant else unified.conflicts).append({"field": name, "values": groups})


def _names_beside(name: str, members: Iterable[Member]) -> set[str]:
    """The names that a record states beside a name: who calls a thing by both contradicts
    neither, whatever the languages.
    """
    stated = [{member.values["name"], *(member.values.get("alternate_names") or ())} for member in members]
    return {other for names in stated if name in names for other in names}


def says_the_same(one: str, other: str) -> bool:
    """Whether two names differ only in spelling or language: 7-Zip and 7zip, Brussels and Bruxelles, City of
    Paris and Ville de Paris.
    """
    left, right = profile(one), profile(other)
    return left.full == right.full or (left.classes == right.classes and bool(left.core_forms & right.core_forms))


def is_one_page(one: str, other: str) -> bool:
    """Whether two addresses differ only by scheme, `www.` or a slash at the end."""
    left, right = (address(page).value for page in (one, other))
    return left is not None and right is not None and left.rstrip("/") == right.rstrip("/")


_SAME: dict[str, Callable[[str, str], bool]] = {v.LABEL.name: says_the_same, v.URL.name: is_one_page}
"""By value type: when two values are spellings of one, and no conflict."""


def _deciding(winner: Rank, loser: Rank) -> str:
    return next(rule for rule, mine, other in zip(_RULES, winner, loser, strict=True) if mine != other)


def _groups(name: str, ranked: list[Member]) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for member in ranked:
        group = next((group for group in groups if group["value"] == member.values[name]), None)
        if group is None:
            groups.append({"value": member.values[name], "records": [member.id]})
        else:
            group["records"].append(member.id)
    return groups


def _united_list(name: str, ranked: list[Member]) -> tuple[list[Any], dict[str, Any]]:
    values = list(dict.fromkeys(value for member in ranked for value in member.values[name]))
    is_agreed = all(member.values[name] == values for member in ranked)
    return values, _origin(ranked, "agreed" if is_agreed else "united")


def _united_text(name: str, ranked: list[Member]) -> tuple[dict[str, str], dict[str, Any]]:
    texts: dict[str, str] = {}
    giving: list[Member] = []
    for member in ranked:
        new = {language: text for language, text in member.values[name].items() if language not in texts}
        texts |= new
        if new or member.values[name] == ranked[0].values[name]:
            giving.append(member)
    is_agreed = all(member.values[name] == texts for member in ranked)
    return texts, _origin(giving, "agreed" if is_agreed else "united")


def _origin(members: Sequence[Member], rule: str) -> dict[str, Any]:
    return {"records": [member.id for member in members], "rule": rule}


def _without_its_name(unified: Unified) -> Unified:
    """The name that won is no other name."""
    known = unified.values.get("alternate_names")
    if known is not None and unified.values.get("name") in known:
        others = [name for name in known if name != unified.values["name"]]
        unified.values["alternate_names"] = others
        if not others:
            del unified.values["alternate_names"], unified.origins["alternate_names"]
    return unified


def _keep_losing_names(unified: Unified) -> None:
    """A name that lost is still a name of the thing."""
    groups: list[dict[str, Any]] = next(
        (stated["values"] for stated in (*unified.conflicts, *unified.variants) if stated["field"] == "name"), []
    )
    known = unified.values.get("alternate_names") or []
    added = [group for group in groups[1:] if group["value"] not in known]
    if not added:
        return
    unified.values["alternate_names"] = [*known, *(group["value"] for group in added)]
    before = unified.origins.get("alternate_names", {"records": []})["records"]
    records = dict.fromkeys([*before, *(record for group in added for record in group["records"])])
    unified.origins["alternate_names"] = {"records": list(records), "rule": "united"}
