"""The ends of labelled pairs: which record an end names, and what can be made of one that names none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath
from typing import Any, Protocol

from hub.identity.evaluation.labelled_pairs import PairEnd, kinds_meant
from hub.identity.evidence.context import Context
from hub.identity.evidence.weights import Outcome
from hub.identity.subjects import Subject
from schema.identifiers import ADDRESS_SCHEMES, SCHEME_BY_NAME, as_url
from schema.kinds import AGENTS
from schema.values.folding import fold

_FILES = (".yml", ".yaml", ".json", ".md", ".csv")
_NAMELESS = frozenset({"", "(none)"})
_OWNER = "(owner)"


class EvaluatedRecord(Protocol):
    """What must be known of a stored record to be met by the end of a pair."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def network(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def entity(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def stated(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def identifiers(self) -> Iterable[Iterable[str]]: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def url(self) -> str | None: ...  # noqa: D102


@dataclass(slots=True)
class EvaluatedRecords:
    """All live records by what pairs call them, with their entities, subjects and matches.

    waiting: pairs of entities of which records wait for a person. offices: pairs of entities of which one is
    stated to be the other's OSPO.
    owners: by the id of a product's record the one entity that owns it.
    """

    entities: dict[str, str] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    waiting: set[frozenset[str]] = field(default_factory=set)
    offices: set[frozenset[str]] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _ids: defaultdict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, record: EvaluatedRecord) -> None:
        """Know a record under all its tokens."""
        self.entities[record.id] = record.entity
        self._kinds[record.id] = record.kind
        for token in _tokens(record):
            self._ids[record.network, record.kind, token].add(record.id)

    def resolve(self, end: PairEnd) -> str | None:
        """The one record that an end names, or None: by key, path, address, account, and last by the name itself.

        The owner of a product that has no record of its own is the entity to which the product's record leads.
        """
        tokens = list(_asked(end))
        record = self._record(end.network, kinds_meant(end.kind), tokens)
        if record is None and _OWNER in end.kind and (owned := self._record(end.network, ("product",), tokens)):
            return self.owners.get(owned)
        return record

    def _record(self, network: str, kinds: Iterable[str], tokens: Iterable[str]) -> str | None:
        for token, kind in product(tokens, kinds):
            ids = self._ids.get((network, kind, token), set())
            if len({self.entities[id_] for id_ in ids}) == 1:
                return min(ids)
        return None

    def outcome(self, left: str, right: str) -> Outcome:
        """What came of two records in the store."""
        if self.entities[left] == self.entities[right]:
            return Outcome.JOINED
        return Outcome.CANDIDATE if self._entities(left, right) in self.waiting else Outcome.APART

    def are_of_two_kinds(self, left: str, right: str) -> bool:
        """Whether two records are an OSPO and an organisation, which are never one thing."""
        return self._kinds.get(left) != self._kinds.get(right)

    def are_related(self, left: str, right: str) -> bool:
        """Whether a network states that one is the OSPO of the other, or a person is asked about the two."""
        return self._entities(left, right) in self.offices | self.waiting

    def _entities(self, left: str, right: str) -> frozenset[str]:
        return frozenset((self.entities[left], self.entities[right]))


def _tokens(record: EvaluatedRecord) -> Iterator[str]:
    path = PurePosixPath(record.path)
    yield from (f"key {record.key.casefold()}", f"path {record.path.casefold()}", f"path {path.name.casefold()}")
    yield from (f"at {value}" for value in _addresses(record.key))
    yield from (f"at {value}" for value in _own_identifiers(record))
    yield from (f"at {value}" for value in _addresses(record.url or ""))
    yield from (f"name {fold(name)}" for name in (record.name, *(record.stated.get("alternate_names") or ())))


def _own_identifiers(record: EvaluatedRecord) -> list[str]:
    """What identifies the record itself: of a product with several repositories the first, as
    the others are parts of it.
    """
    if record.kind != "product":
        return [value for _, value in record.identifiers]
    own = _addresses(record.stated.get("repository") or "")
    return [value for scheme, value in record.identifiers if scheme != "repository" or value in own]


def _asked(end: PairEnd) -> Iterator[str]:
    """The tokens under which an end may be known, the surest first; of a mention only its name counts."""
    text = end.id_or_url.strip()
    bare = text.split(":", 1)[-1] if "://" not in text else text
    if "mention" not in end.kind:
        yield from (f"key {text.casefold()}", f"path {text.casefold()}", f"path {PurePosixPath(text).name.casefold()}")
        yield from (f"at {value}" for value in _addresses(text))
    for name in dict.fromkeys((bare, bare.rpartition("=")[2], end.name)):
        if name.strip():
            yield f"name {fold(name)}"


def _addresses(text: str) -> list[str]:
    """The normal forms of an address; nothing for what is none."""
    if "." not in text or " " in text:
        return [text.casefold()] if text.strip() and " " not in text else []
    values = (SCHEME_BY_NAME[scheme].normalise(as_url(text)).value for scheme in ADDRESS_SCHEMES)
    return list(dict.fromkeys(filter(None, values)))


def subject_from_pair_row(end: PairEnd) -> Subject:
    """A subject from the columns of one end: what a mention in a text would give."""
    kind = kinds_meant(end.kind)[0]
    return Subject(
        id=f"row:{end.network}:{end.kind}:{end.id_or_url}:{end.name}",
        network=end.network,
        kind=kind,
        key=end.id_or_url,
        names=() if end.name in _NAMELESS else (end.name,),
        countries=(end.country,) if end.country else (),
        identifiers=tuple(_identifiers(end.network, kind, end.id_or_url)),
    )


def _identifiers(network: str, kind: str, text: str) -> list[tuple[str, str]]:
    """What an id or URL says: a number of the register its network is, an account, a repository or a page."""
    if network in SCHEME_BY_NAME:
        return _first_normal(text, (network,))
    if "/tooi/id/" in text:
        return _first_normal(text, ("tooi",))
    host = text.rsplit("://", 1)[-1].split("/", 1)[0]
    if "." not in host or text.endswith(_FILES):
        return []
    own = "repository" if kind == "product" else "account" if kind in AGENTS else "homepage"
    return _first_normal(as_url(text), (own, "homepage"))


def _first_normal(text: str, schemes: Iterable[str]) -> list[tuple[str, str]]:
    values = ((scheme, SCHEME_BY_NAME[scheme].normalise(text).value) for scheme in schemes)
    return [(scheme, value) for scheme, value in values if value][:1]
