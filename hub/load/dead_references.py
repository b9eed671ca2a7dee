"""References by key that lead nowhere, each with the key that may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hub.derive.ends import MISSING, references
from hub.derive.subjects import statements_of
from hub.load.report import ISSUE_LIMIT
from hub.store.database import decoded
from hub.store.reading import Reader
from hub.store.transaction import Transaction, chunks
from schema.issues import Issue, IssueCode, Place, Severity
from schema.suggestions import KnownWords, did_you_mean

Store = Transaction | Reader
NamedEnd = tuple[str | None, tuple[str, ...]]
"""Network, where it is not the record's own, and kinds of an end that is named by key."""
NamedEnds = dict[tuple[str, str, str, bool], NamedEnd]
"""By record, predicate, key, and whether it is the object."""
HINTS = 20
"""Keys of one network for which like ones are looked for: this is done anew after each load."""
KEYS = 5000
"""Keys of one kind of a network with which such a key is compared."""
_LEADS_NOWHERE = f"""SELECT r.id, r.network, r.path, r.line, r."column", r.url, s.predicate, coalesce(s.key, ''),
        CASE WHEN s.object IS NULL THEN s.object_label ELSE s.subject_label END AS label, s.object IS NULL AS is_object
    FROM statement AS s JOIN record AS r ON r.id = s.record
    WHERE s.how = '{MISSING}' ORDER BY r.network, r.path, r.line, s.id LIMIT {ISSUE_LIMIT}"""
_ABOUT_NOTHING = f"""SELECT d.network, d.path, d.line, d.url, d.sort, d.name FROM detail AS d
    WHERE NOT EXISTS (SELECT 1 FROM record AS r WHERE r.id = d.record AND r.withdrawn_revision IS NULL)
    ORDER BY d.network, d.path, d.line, d.id LIMIT {ISSUE_LIMIT}"""
_KEYS = f"""SELECT "key" FROM record WHERE network = :network AND kind = :kind AND withdrawn_revision IS NULL
    ORDER BY "key" LIMIT {KEYS}"""


async def keys_of(store: Store, network: str, kind: str) -> list[str]:
    """The keys of the records of a kind that a network has now, in their order: the first few thousand, of which
    one may have been meant.
    """
    return [row[0] for row in await store.rows(_KEYS, network=network, kind=kind)]


class _MissedKey(NamedTuple):
    """A statement of a record, and the key by which it names an end that is not there."""

    record: str
    network: str
    path: str
    line: int | None
    column: int | None
    url: str | None
    predicate: str
    key: str
    label: str | None
    is_object: bool
    """Which end it is: the other may have the same key, as a company has that makes the product called like it."""


async def dead_references(store: Store) -> list[Issue]:
    """All references by key, of all networks, that lead nowhere: warnings where the network that
    should have it is there.
    """
    rows = [_MissedKey(*row) for row in await store.rows(_LEADS_NOWHERE)]
    ends = await _missing_ends(store, sorted({row.record for row in rows}))
    known = _KnownKeys(store, {row[0] for row in await store.rows("SELECT slug FROM network")})
    issues = [await _dead(row, _end_of(row, ends), known) for row in rows]
    return issues + [_about_nothing(row) for row in await store.rows(_ABOUT_NOTHING)]


def _end_of(row: _MissedKey, ends: NamedEnds) -> NamedEnd | None:
    """What the statement says of the end that has the key.

    Where neither end is there, the row tells of the object, which may have no key.
    """
    sides = (bool(row.is_object), not row.is_object)
    return next((end for side in sides if (end := ends.get((row.record, row.predicate, row.key, side)))), None)


async def _missing_ends(store: Store, records: Sequence[str]) -> NamedEnds:
    """The ends that records name by key."""
    ends: NamedEnds = {}
    for part in chunks(records):
        # as text, since a transaction on PostgreSQL gives JSON decoded, and a reader does not
        sql = "SELECT id, CAST(statements AS text) FROM record WHERE id IN :ids"
        for id_, stated in await store.rows(sql, ids=part):
            for statement in statements_of(decoded(stated)):
                for reference, kinds in references(statement):
                    if reference.key is not None:
                        is_object = reference is statement.object
                        ends[id_, statement.predicate, reference.key, is_object] = (reference.network, kinds)
    return ends


@dataclass(slots=True)
class _KnownKeys:
    """The keys of networks in the store, read when one is asked for. asked: how often, by network."""

    store: Store
    networks: set[str]
    keys: dict[tuple[str, tuple[str, ...]], KnownWords] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    async def hint(self, network: str, kinds: tuple[str, ...], key: str) -> str | None:
        """Which key of a network may have been meant, for the first few that are asked for."""
        self.asked[network] = self.asked.get(network, 0) + 1
        if self.asked[network] > HINTS:
            return None
        return did_you_mean(key, await self._of(network, kinds))

    async def _of(self, network: str, kinds: tuple[str, ...]) -> KnownWords:
        if (network, kinds) not in self.keys:
            keys = [key for kind in kinds for key in await keys_of(self.store, network, kind)]
            self.keys[network, kinds] = KnownWords(keys)
        return self.keys[network, kinds]


async def _dead(row: _MissedKey, end: NamedEnd | None, known: _KnownKeys) -> Issue:
    """end: network and kinds; None where the record does not say them any more."""
    stated, kinds = end or (None, ())
    network, key = stated or row.network, row.key
    place = Place(row.path, row.line, row.column, row.url)
    what, named = " or ".join(kinds) or "record", repr(key[:120]) + (f" ({row.label[:120]})" if row.label else "")
    if network != row.network and network not in known.networks:
        message, hint, severity = (
            f"{named} is of the network {network}, which is not in the store.",
            None,
            Severity.INFO,
        )
    else:
        of = "this network" if network == row.network else f"the network {network}"
        message, severity = f"There is no {what} {named} in {of}.", Severity.WARNING
        hint = await known.hint(network, kinds, key)
    code, value = IssueCode.REFERENCE_UNRESOLVED, key[:120]
    return Issue.of(code, row.network, place, message, field=row.predicate, value=value, hint=hint, severity=severity)


def _about_nothing(row: Sequence[Any]) -> Issue:
    network, path, line, url, sort, name = row
    message = f"The {sort} is about a record that is not in the store."
    place = Place(path, line, None, url)
    return Issue.of(IssueCode.REFERENCE_UNRESOLVED, network, place, message, field=sort, value=name)
