"""Matching as a service: what somebody describes, compared with what is in the store by the
evidence that joins records.

Names and identifiers lead to candidates by the indexes of the store; where they lead to none that is
likely, full-text search does, which corrects slips of the pen. Each description is weighed on its own:
beside others it gets the same answer.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from hub.derive.matches import AGENTS_LISTED
from hub.identity import CANDIDATE_AT, JOIN_AT, WEIGHTS, Context, Evidence, Outcome, Subject, subject, weigh
from hub.identity.distinctions import contradict
from hub.identity.evidence.weighing import hopeless
from hub.identity.keys.name_spellings import name_spellings
from hub.identity.keys.packed_keys import MatchKeys, match_keys
from hub.plan.cache import Cache
from hub.plan.lists.full_text import corrected_words, search_hits
from hub.plan.sql.bindings import Carried, Parameters
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS
from hub.review.described_things import ThingDescription
from hub.store import Database
from hub.store.database import decoded, storable
from hub.store.reading import REVISION, Reader, Rows
from schema.kinds import AGENTS
from schema.records import kind_of

NAMESAKES = 200
"""Entities of one spelling that are looked at.

Of a name that more bear, nothing but an identifier tells which is meant.
"""
MEMBERS = 25
"""Records of an entity that are looked at."""
_SEARCHED = 20
"""Entities that full-text search may add."""
_CHUNK = 500
"""Values of one query."""
_KEPT = 4_000
"""Entities whose records are kept as identity sees them, some 20 MB."""
_IN_DOUBT = JOIN_AT - 0.5
"""The most that a name counts for which had to be corrected."""
_FULL = WEIGHTS["identifier"]
"""The score that counts as 100 of 100: what one identifier of its own weighs."""
_NAMED = f"""SELECT key, entity FROM (SELECT key, entity, row_number() OVER (PARTITION BY key ORDER BY entity) AS nth
    FROM name_key WHERE key IN :keys) k WHERE nth <= {NAMESAKES}"""
_IDENTIFIED = f"""SELECT scheme, value, entity FROM (SELECT DISTINCT scheme, value, entity,
    dense_rank() OVER (PARTITION BY scheme, value ORDER BY entity) AS nth
    FROM identifier WHERE value IN :values) i WHERE nth <= {NAMESAKES}"""
_RECORDS = f"""SELECT id, network, kind, "key", entity, stated, identifiers FROM (
    SELECT r.*, row_number() OVER (PARTITION BY entity ORDER BY id) AS nth
    FROM record r WHERE entity IN :entities AND withdrawn_revision IS NULL) r WHERE nth <= {MEMBERS} ORDER BY id"""
MemberSubjects = tuple[tuple[Subject, MatchKeys], ...]
"""The records of an entity as identity sees them, with what is counted of them."""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """An entity that may be what was described. record: that of its records which says most; evidence: on that record.

    is_match: it is joined as records would be, and nothing else is.
    """

    entity: str
    record: str
    outcome: Outcome
    score: float
    evidence: tuple[Evidence, ...]
    is_match: bool = False

    @property
    def percent(self) -> float:
        """The score from 0 to 100: 75 and more join, 37.5 and more may be."""
        return round(min(100.0, max(0.0, 100 * self.score / _FULL)), 1)


class Matcher:
    """Finds what descriptions mean in a store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = _SearchQuery(database)
        self._known = _Known(-1)

    async def match(
        self, descriptions: Sequence[ThingDescription], limit: int = 10, client: str | None = None
    ) -> list[list[FoundThing]]:
        """What each may be, the likeliest first; for a description with nothing usable nothing.

        client: for whom it is done.
        """
        async with self._database.reading(client) as reader:
            known = await self._of_revision(reader)
            met = await _met(reader, descriptions)
            members = await known.read(reader, {entity for entities in met for entity in entities})
            found = [_weighed(one, ids, members, known) for one, ids in zip(descriptions, met, strict=True)]
            for number, (one, things) in enumerate(zip(descriptions, found, strict=True)):
                if one.identity:
                    found[number] = await _with_id(reader, one, one.identity)
                elif one.is_named and not any(thing.score >= CANDIDATE_AT for thing in things):
                    found[number] = await self._searched(reader, one, met[number], known)
        return [things[:limit] for things in found]

    async def _searched(
        self, reader: Reader, one: ThingDescription, met: set[str], known: "_Known"
    ) -> list[FoundThing]:
        """What full-text search adds, once slips of the pen are corrected as it does."""
        meant = replace(one, name=await self._search.corrected(reader, one.name))
        entities = met | await self._search.entities(reader, one)
        if meant == one:
            return _weighed(one, entities, await known.read(reader, entities), known)
        entities |= (await _met(reader, [meant]))[0]
        things = _weighed(meant, entities, await known.read(reader, entities), known)
        return [_in_doubt(thing, one.name) for thing in things]

    async def _of_revision(self, reader: Reader) -> "_Known":
        """What is kept of the revision that a reader sees.

        It is replaced, not emptied: who reads an older state still uses it.
        """
        revision = int(await reader.value(REVISION))
        if self._known.revision != revision:
            known = _Known(revision)
            for network, agents, single, several in await reader.rows(AGENTS_LISTED, family="agent"):
                known.listing.agents[network] = agents
                known.listing.single_accounts[network] = single
                known.listing.several_accounts[network] = several
            self._known = known
        return self._known


class _Known:
    """What is kept of a revision: the records of entities as identity sees them, and what networks list."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self.listing = Context()
        self._members: Cache[MemberSubjects] = Cache(_KEPT)

    async def read(self, reader: Reader, entities: set[str]) -> dict[str, MemberSubjects]:
        """The records of entities, by entity."""
        members = {entity: self._members[entity] for entity in entities if entity in self._members}
        for part in _parts(entities - members.keys()):
            read: defaultdict[str, list[tuple[Subject, MatchKeys]]] = defaultdict(list)
            for row in await reader.rows(_RECORDS, entities=part):
                one = _subject(row)
                read[row[4]].append((one, match_keys(one)))
            for entity in part:
                members[entity] = self._members.made(entity, partial(tuple, read[entity]))
        return members


def _weighed(
    described: ThingDescription, entities: set[str], members: Mapping[str, MemberSubjects], known: _Known
) -> list[FoundThing]:
    """The entities that may be meant, the likeliest first."""
    weighed: list[FoundThing | None] = []
    for kind in described.kinds:
        of_kind = [entity for entity in entities if kind_of(entity).name == kind]
        one, counted = described.subject(kind), _counted([members[entity] for entity in of_kind], known.listing)
        weighed += [_strongest(entity, one, members[entity], counted) for entity in of_kind]
    found = sorted(filter(None, weighed), key=lambda thing: (-thing.score, thing.entity))
    chosen = _chosen(found)
    return [replace(thing, is_match=True) if thing is chosen else thing for thing in found]


def _counted(entities: Sequence[MemberSubjects], listing: Context) -> Context:
    """How telling names and identifiers are among entities of one kind, as all who bear those of a
    description are among them.

    Unlike where records are joined, it is known which are one: what several records of an entity share
    tells nothing against it.
    """
    counted = Context(
        agents=listing.agents, single_accounts=listing.single_accounts, several_accounts=listing.several_accounts
    )
    for members in entities:
        records = [keys for _, keys in members]
        counted.identifiers.update({key for keys in records for key in keys.identifiers})
        counted.names.update({(keys.network, name) for keys in records for name in keys.names})
        counted.hosts.update({key for keys in records for key in keys.hosts})
        for keys in records:
            for name in keys.names:
                counted.lands[name].update(keys.lands.split())
    counted.repeated.update(name for (_, name), count in counted.names.items() if count > 1)
    return counted


def _subject(row: Sequence[Any]) -> Subject:
    """A record as identity sees it, but for its statements: who describes a thing from outside states no relations."""
    identity, network, kind, key, _, stated, identifiers = row
    return subject(identity, network, kind, key, decoded(stated), decoded(identifiers))


def _strongest(entity: str, described: Subject, records: MemberSubjects, counted: Context) -> FoundThing | None:
    """The entity by the record of it that says most; None where nothing speaks for it, or some record rules it out."""
    if any(contradict(described.distinctions, record.distinctions) for record, _ in records):
        return None
    weighed = [weigh(described, record, counted) for record, _ in records if not hopeless(described, record)]
    best = max(weighed, key=lambda match: (match.score, match.right), default=None)
    if best is None or best.score <= 0:
        return None
    # an office has records of its own kind only, so what is merely related does not occur
    return FoundThing(entity, best.right, best.outcome, best.score, best.evidence)


def _in_doubt(thing: FoundThing, name: str) -> FoundThing:
    """A thing found under another spelling than the one that was given: likely, and nothing that is joined."""
    over = max(0.0, thing.score - _IN_DOUBT)
    evidence = (*thing.evidence, Evidence("name-corrected", 0.0 - over, name))
    outcome = Outcome.CANDIDATE if thing.outcome is Outcome.JOINED else thing.outcome
    return replace(thing, score=thing.score - over, evidence=evidence, outcome=outcome, is_match=False)


def _chosen(found: Sequence[FoundThing]) -> FoundThing | None:
    """The one that is meant without doubt; of an organisation and its OSPO of one name the organisation is meant."""
    joined = [thing for thing in found if thing.outcome is Outcome.JOINED]
    kinds = [kind_of(thing.entity).name for thing in joined]
    if sorted(kinds) == sorted(AGENTS):
        joined = [thing for thing, kind in zip(joined, kinds, strict=True) if kind == "organisation"]
    return joined[0] if len(joined) == 1 else None


async def _with_id(reader: Reader, described: ThingDescription, identity: str) -> list[FoundThing]:
    """The entity of an id that stands in place of a name."""
    rows = await reader.rows("SELECT entity FROM record WHERE id = :id AND entity IS NOT NULL", id=identity)
    evidence = (Evidence("id", _FULL, identity),)
    return [
        FoundThing(row[0], identity, Outcome.JOINED, _FULL, evidence, is_match=True)
        for row in rows
        if kind_of(row[0]).name in described.kinds
    ]


async def _met(reader: Reader, descriptions: Sequence[ThingDescription]) -> list[set[str]]:
    """The entities of the wanted kinds that names and identifiers lead to, for each description."""
    spellings = [name_spellings(storable(one.name)) if one.is_named else frozenset[str]() for one in descriptions]
    subjects = [[one.subject(kind) for kind in one.kinds] for one in descriptions]
    # a homepage on a code host is an account or a repository
    identifiers = [{pair for view in views for pair in view.identifiers} for views in subjects]
    named, identified = defaultdict[str, list[str]](list), defaultdict[tuple[str, str], list[str]](list)
    for part in _parts({key for keys in spellings for key in keys}):
        for key, entity in await reader.rows(_NAMED, keys=part):
            named[key].append(entity)
    for part in _parts({value for pairs in identifiers for _, value in pairs}):
        for scheme, value, entity in await reader.rows(_IDENTIFIED, values=part):
            identified[scheme, value].append(entity)
    return [
        {entity for key in keys for entity in named[key] if kind_of(entity).name in one.kinds}
        | {entity for pair in pairs for entity in identified[pair] if kind_of(entity).name in one.kinds}
        for one, keys, pairs in zip(descriptions, spellings, identifiers, strict=True)
    ]


def _parts(values: set[str]) -> list[list[str]]:
    ordered = sorted(values)
    return [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]


class _SearchQuery:
    """Full-text search for a name, compiled once."""

    def __init__(self, database: Database) -> None:
        dialect, name = DIALECTS[database.dialect], Carried("name")
        c = Compiler(dialect, "")
        hits = search_hits(c, name, corrected_words(c, name)).all()
        self._hits = _complete(c, f"SELECT h.entity FROM ({hits}) h ORDER BY h.rank, h.entity LIMIT {_SEARCHED * 4}")
        c = Compiler(dialect, "")
        self._words = _complete(c, corrected_words(c, name))

    async def entities(self, reader: Reader, described: ThingDescription) -> set[str]:
        """The first entities of the wanted kinds that have all words of the name."""
        rows = await _named_rows(reader, self._hits, described.name)
        fitting = [row[0] for row in rows if kind_of(row[0]).name in described.kinds]
        return set(fitting[:_SEARCHED])

    async def corrected(self, reader: Reader, name: str) -> str:
        """A name whose words are corrected as search does; the name itself where all are known."""
        words = await _named_rows(reader, self._words, name)
        return " ".join(used or given for given, used in words) if any(used for _, used in words) else name


def _complete(c: Compiler, sql: str) -> tuple[str, Parameters]:
    return c.parameters.renumbered(c.complete(sql)), c.parameters


async def _named_rows(reader: Reader, query: tuple[str, Parameters], name: str) -> Rows:
    sql, parameters = query
    return await reader.compiled_rows(sql, parameters.bind({}, {"name": name}))
