"""Terms and the counts of their values: whoever writes or removes terms does it here, so that no
count is ever out of step.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hub.store.read_models import TermRow, ValueCountRow
from hub.store.transaction import Transaction

_STATED = "CASE WHEN derived THEN NULL ELSE entity END"
VALUE_COUNTS = f"""SELECT kind, field, value, count(*) AS total, count({_STATED}) AS stated
    FROM term WHERE {{condition}} GROUP BY kind, field, value
    UNION ALL SELECT kind, field, '', count(DISTINCT entity), count(DISTINCT {_STATED})
    FROM term WHERE {{condition}} GROUP BY kind, field"""
"""The counts of the terms that meet a condition: what `value_count` holds of all of them."""
# An entity has all terms of a field or none of them in whatever is counted at once, so that
# those with any value add up too.
_ADD = """ON CONFLICT (kind, field, value) DO UPDATE
    SET total = value_count.total + excluded.total, stated = value_count.stated + excluded.stated"""
_UNCOUNTED = f"""INSERT INTO value_count (kind, field, value, total, stated)
    SELECT kind, field, value, -total, -stated FROM ({VALUE_COUNTS}) AS counted WHERE true {_ADD}"""


async def add_terms(tx: Transaction, terms: Sequence[Mapping[str, Any]]) -> None:
    """Write terms and count them: all of a field that their entities have."""
    await tx.insert(TermRow, terms)
    # here, as a database would sort them for it
    total = _counted(terms)
    stated = _counted([term for term in terms if not term["derived"]])
    rows = [(*place, number, stated[place]) for place, number in sorted(total.items())]
    await tx.insert_values(ValueCountRow, ("kind", "field", "value", "total", "stated"), rows, _ADD)


def _counted(terms: Sequence[Mapping[str, Any]]) -> Counter[tuple[str, str, str]]:
    """How many entities have each value; "" counts those with any."""
    counts = Counter((term["kind"], term["field"], term["value"]) for term in terms)
    having = {(term["kind"], term["field"], term["entity"]) for term in terms}
    return counts + Counter((kind, field, "") for kind, field, _ in having)


async def remove_terms(tx: Transaction, removed: str, /, **values: Any) -> None:
    """Remove the terms that meet an SQL condition, which always is met by all terms of an entity's field or by none."""
    await tx.run(_UNCOUNTED.format(condition=removed), **values)
    await tx.run(f"DELETE FROM term WHERE {removed}", **values)


async def forget_unused_values(tx: Transaction) -> None:
    """Remove the counts of values that no entity has any more."""
    await tx.run("DELETE FROM value_count WHERE total = 0")
