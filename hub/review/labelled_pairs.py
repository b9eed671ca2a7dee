"""The store as labelled pairs see it: which record an end names, and what came of two records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath

from hub.identity import Context, Outcome, Subject, context
from hub.review.explanation import family_records, subjects
from hub.review.lookup import Stored
from hub.store import Database
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME
from schema.values.folding import fold

BODIES = ("organisation", "ospo")
_KINDS = {"newsletter": ("news-item",), "news": ("news-item",), "webinar": ("event",), "software": ("product",)}
_ADDRESSES = ("repository", "account", "homepage")
_OWNER = "(owner)"
_OWNERS = """SELECT s.record, min(r.subject) FROM relation_record AS s JOIN relation AS r ON r.id = s.relation
    JOIN record AS owner ON owner.id = r.subject AND owner.withdrawn_revision IS NULL
    WHERE r.predicate IN ('owns', 'publishes') GROUP BY s.record HAVING count(DISTINCT r.subject) = 1"""
_WAITS = ("candidate", "contradiction")


def kinds_of(kind: str) -> tuple[str, ...]:
    """The kinds of record that a pair's word for a kind may mean, the likeliest first; what is no kind is a body."""
    word = kind.split(" ", 1)[0]
    if word in BODIES:
        return (word, *(other for other in BODIES if other != word))
    return (word,) if word in KIND_BY_NAME else _KINDS.get(word, BODIES)


@dataclass(slots=True)
class Known:
    """All live records by what pairs call them, their subjects, entities and matches."""

    entities: dict[str, str] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    waiting: set[frozenset[str]] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)
    tokens: defaultdict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, record: Stored) -> None:
        """Know a record under all its tokens."""
        self.entities[record.id] = record.entity
        for token in _tokens(record):
            self.tokens[record.network, record.kind, token].add(record.id)

    def resolve(self, network: str, kind: str, id_or_url: str, name: str, _country: str) -> str | None:
        """The one record that an end names, or None: by key, path, address, account, and last by the name itself.

        The owner of a product that has no record of its own is the entity to which the product's record leads.
        """
        tokens = list(_asked(id_or_url, name, is_mention="mention" in kind))
        found = self._named(network, kinds_of(kind), tokens)
        if found is None and _OWNER in kind and (owned := self._named(network, ("product",), tokens)):
            return self.owners.get(owned)
        return found

    def _named(self, network: str, kinds: Iterable[str], tokens: Iterable[str]) -> str | None:
        for token, kind in product(tokens, kinds):
            found = self.tokens.get((network, kind, token), set())
            if len({self.entities[one] for one in found}) == 1:
                return min(found)
        return None

    def outcome(self, left: str, right: str) -> Outcome:
        """What came of two records in the store."""
        if self.entities[left] == self.entities[right]:
            return Outcome.JOINED
        return Outcome.CANDIDATE if frozenset((left, right)) in self.waiting else Outcome.APART


async def known_from(database: Database | None) -> Known:
    """Everything pairs can ask about a store; nothing without one."""
    known = Known()
    if database is None:
        return known
    records = await family_records(database, tuple(KIND_BY_NAME))
    for record in records:
        known.add(record)
    known.subjects = subjects(records)
    known.context = context(known.subjects.values())
    found = await database.fetch_rows('SELECT "left", "right" FROM "match" WHERE outcome IN :outcomes', outcomes=_WAITS)
    known.owners = {row[0]: row[1] for row in await database.fetch_rows(_OWNERS)}
    known.waiting = {frozenset((row[0], row[1])) for row in found}
    return known


def _tokens(record: Stored) -> Iterator[str]:
    path = PurePosixPath(record.path)
    yield from (f"key {record.key.casefold()}", f"path {record.path.casefold()}", f"path {path.name.casefold()}")
    yield from (f"at {value}" for value in _addresses(record.key))
    yield from (f"at {value}" for value in _own_identifiers(record))
    yield from (f"at {value}" for value in _addresses(record.url or ""))
    yield f"name {fold(record.name)}"
    yield from (f"name {fold(one)}" for one in record.stated.get("alternate_names") or ())


def _own_identifiers(record: Stored) -> list[str]:
    """What identifies the record itself: of a product with several repositories the first, as the others are parts of it."""
    if record.kind != "product":
        return [value for _, value in record.identifiers]
    own = _addresses(record.stated.get("repository") or "")
    return [value for scheme, value in record.identifiers if scheme != "repository" or value in own]


def _asked(id_or_url: str, name: str, *, is_mention: bool) -> Iterable[str]:
    """The tokens under which an end may be known, the surest first."""
    text = id_or_url.strip()
    bare = text.split(":", 1)[-1] if "://" not in text else text
    if not is_mention:
        yield from (f"key {text.casefold()}", f"path {text.casefold()}", f"path {PurePosixPath(text).name.casefold()}")
        yield from (f"at {value}" for value in _addresses(text))
    for spelled in dict.fromkeys((bare, bare.rpartition("=")[2], name)):
        if spelled.strip():
            yield f"name {fold(spelled)}"


def _addresses(text: str) -> list[str]:
    """The normal forms of an address; nothing for what is none."""
    if "." not in text or " " in text:
        return [text.casefold()] if text.strip() and " " not in text else []
    url = text if "://" in text else f"https://{text}"
    return list(dict.fromkeys(value for scheme in _ADDRESSES if (value := SCHEME_BY_NAME[scheme].normalise(url).value)))
