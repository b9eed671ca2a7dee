"""Whether the store is sound: its file whole, and every read model equal to what it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub.derive.entities.searched_texts import MOST_NAME, MOST_NETWORKS, MOST_TEXT
from hub.derive.terms import VALUE_COUNTS
from hub.load.statistics import counted_lists
from hub.plan.sql.compiler import literal
from hub.plan.sql.json_dialects import DIALECTS
from hub.store import Database
from hub.store.transaction import Transaction
from schema.kinds import KINDS, Kind

MOST_EXAMPLES = 5
FILE = "the database file"
_OF_LIVE = "SELECT DISTINCT t.{1} FROM {0} AS t JOIN record AS r ON r.id = t.{1} WHERE r.withdrawn_revision IS NULL"
_REVISIONS = """SELECT first_revision AS revision FROM record UNION SELECT changed_revision FROM record
    UNION SELECT withdrawn_revision FROM record WHERE withdrawn_revision IS NOT NULL UNION SELECT revision FROM network
    UNION SELECT revision FROM change"""
"""All that the store speaks of: each has its load."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    differences: how many rows are not as they should be; examples: some of them, as text.
    """

    name: str
    differences: int
    examples: tuple[str, ...]


async def examined(database: Database) -> list[Check]:
    """All checks. Nobody else can write meanwhile, so that they see one state of the store."""
    async with database.write() as tx:
        checks = [await _file(tx)] if tx.dialect == "sqlite" else []
        for name, (stored, right) in _compared(tx.dialect).items():
            checks.append(await _difference(tx, name, stored, right))
        return [*checks, await _statistics(tx)]


async def _file(tx: Transaction) -> Check:
    faults = [str(row[0]) for row in await tx.rows("PRAGMA integrity_check")]
    faults = [] if faults == ["ok"] else faults
    return Check(FILE, len(faults), tuple(faults[:MOST_EXAMPLES]))


async def _difference(tx: Transaction, name: str, stored: str, right: str) -> Check:
    """Hold two SELECTs against each other, both ways."""
    differing = [
        f"SELECT * FROM ({a}) AS x EXCEPT SELECT * FROM ({b}) AS y" for a, b in ((stored, right), (right, stored))
    ]
    wrong, missing = (
        f"SELECT '{sign}' AS sign, z.* FROM ({sql}) AS z" for sign, sql in zip("+-", differing, strict=True)
    )
    both = f"{wrong} UNION ALL {missing}"
    number = await tx.value(f"SELECT count(*) FROM ({both}) AS d")
    rows = await tx.rows(f"{both} ORDER BY 2, 1 LIMIT {MOST_EXAMPLES}") if number else []
    return Check(name, int(number), tuple(" ".join(str(value) for value in row) for row in rows))


def _compared(dialect: str) -> Mapping[str, tuple[str, str]]:
    """By name of a check what is stored, and a SELECT of what should be.

    Rows of the one that are not in the other differ.
    """
    facts = [named for kind in KINDS for named in kind.facts.items()]
    fields = dict.fromkeys(name for name, fact in facts if fact.is_term)
    fields |= dict.fromkeys(f"{name}_year" for name, fact in facts if fact.precision)
    of_rows = f"field IN ('networks', {', '.join(map(literal, fields))}) AND NOT derived"
    terms = f"SELECT kind, entity, field, value, sort_name FROM term WHERE {of_rows}"
    live = "FROM record WHERE withdrawn_revision IS NULL AND entity IS NOT NULL GROUP BY entity"
    several = f"SELECT entity, CAST(count(*) AS text) {live} HAVING count(*) > 1"
    counts = "SELECT kind, field, value, total, stated FROM value_count"
    names = _of_kinds("id, sort_name")
    ends = ("subject", "object")
    kept = " UNION ".join(f"SELECT id, {end}, {end}_name FROM relation" for end in ends)
    right = (f"SELECT r.id, n.id, n.sort_name FROM relation AS r JOIN ({names}) AS n ON n.id = r.{end}" for end in ends)
    return {
        "terms of entities": (terms, " UNION ".join(part for kind in KINDS for part in _terms(kind, dialect))),
        "counts of values": (counts, VALUE_COUNTS.format(condition="true")),
        "networks of entities": (_of_kinds("id, network_count"), f"SELECT entity, count(DISTINCT network) {live}"),
        "joined records": ("SELECT entity, value FROM term WHERE field = 'joined'", several),
        "names at the ends of edges": (kept, " UNION ".join(right)),
        "things of records": (_of_kinds("id"), f"SELECT DISTINCT entity {live}"),
        "records of statements": ("SELECT DISTINCT record FROM statement", _OF_LIVE.format("statement", "record")),
        "records of matches": (
            " UNION ".join(f'SELECT "{end}" FROM "match"' for end in ("left", "right")),
            " UNION ".join(_OF_LIVE.format('"match"', f'"{end}"') for end in ("left", "right")),
        ),
        "revisions": (
            _REVISIONS,
            f"SELECT n.revision FROM ({_REVISIONS}) AS n JOIN load AS l ON l.revision = n.revision",
        ),
        "documents of search": ("SELECT entity FROM search_document", _of_kinds("id")),
        "weights of search": ("SELECT entity, weight FROM search_document", _weights()),
    }


def _of_kinds(columns: str) -> str:
    return " UNION ALL ".join(f'SELECT {columns} FROM "{kind.table}"' for kind in KINDS)


def _weights() -> str:
    """A SELECT of the entities with the weights that their documents should have (`search_weight`)."""
    counted = (
        ("n.network_count", MOST_NETWORKS),
        ("length(n.sort_name)", MOST_NAME),
        ("length(d.title) + length(d.body)", MOST_TEXT),
    )
    networks, name, text = (f"CASE WHEN {number} < {most} THEN {number} ELSE {most} END" for number, most in counted)
    named = f"({_of_kinds('id, network_count, sort_name')}) AS n ON n.id = d.entity"
    shortness = f"{MOST_NAME} - {name}", f"{MOST_TEXT} - {text}"
    weight = f"(({networks}) * {MOST_NAME + 1} + {shortness[0]}) * {MOST_TEXT + 1} + {shortness[1]}"
    return f"SELECT d.entity, {weight} FROM search_document AS d JOIN {named}"


def _terms(kind: Kind, dialect: str) -> Iterator[str]:
    """SELECTs of the terms that the rows of a kind should have."""
    for name in ("networks", *(name for name, fact in kind.facts.items() if fact.is_term)):
        is_list = name == "networks" or kind.facts[name].many
        value, items = f"t.{name}", ""
        if is_list:
            value, items = "v.value", f" CROSS JOIN {DIALECTS[dialect].items(f't.{name}', 'v')}"
        rows = f'"{kind.table}" AS t{items} WHERE t.{name} IS NOT NULL'
        yield f"SELECT {literal(kind.name)}, t.id, {literal(name)}, {value}, t.sort_name FROM {rows}"
    for name in (name for name, fact in kind.facts.items() if fact.precision):
        year = f"{literal(f'{name}_year')}, substr(t.{name}, 1, 4)"
        yield (
            f'SELECT {literal(kind.name)}, t.id, {year}, t.sort_name FROM "{kind.table}" AS t WHERE t.{name} IS NOT'
            " NULL"
        )


async def _statistics(tx: Transaction) -> Check:
    rows = await tx.rows("SELECT place, total, most FROM statistic")
    stored, right = {row.place: (row.total, row.most) for row in rows}, await counted_lists(tx)
    if not any(total for held in (stored, right) for total, _ in held.values()):
        return Check("sizes of lists", 0, ())  # nothing was loaded yet, so not every list was counted
    differing = sorted(place for place in stored.keys() | right.keys() if stored.get(place) != right.get(place))
    examples = (f"{place}: {stored.get(place)}, not {right.get(place)}" for place in differing[:MOST_EXAMPLES])
    return Check("sizes of lists", len(differing), tuple(examples))
