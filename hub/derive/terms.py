"""Terms and the counts of their values: whoever writes or removes terms does it here, so that no count is ever out of step."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.store.read_models import TermRow
from hub.store.transaction import Transaction

_STATED = "CASE WHEN derived THEN NULL ELSE entity END"
VALUE_COUNTS = f"""SELECT kind, field, value, count(*) AS total, count({_STATED}) AS stated
    FROM term WHERE {{condition}} GROUP BY kind, field, value
    UNION ALL SELECT kind, field, '', count(DISTINCT entity), count(DISTINCT {_STATED})
    FROM term WHERE {{condition}} GROUP BY kind, field"""
"""The counts of the terms that meet a condition: what `value_count` holds of all of them."""
# An entity has all terms of a field or none of them in whatever is counted at once, so that those with any value add up too.
_COUNTED = f"""INSERT INTO value_count (kind, field, value, total, stated)
    SELECT kind, field, value, {{sign}} * total, {{sign}} * stated FROM ({VALUE_COUNTS}) AS counted WHERE true
    ON CONFLICT (kind, field, value) DO UPDATE
    SET total = value_count.total + excluded.total, stated = value_count.stated + excluded.stated"""


async def add_terms(tx: Transaction, terms: Sequence[Mapping[str, Any]], added: str, /, **values: Any) -> None:
    """Write terms and count them. added: the SQL condition that just these terms meet."""
    await tx.insert(TermRow, terms)
    await tx.run(_COUNTED.format(sign=1, condition=added), **values)


async def remove_terms(tx: Transaction, removed: str, /, **values: Any) -> None:
    """Remove the terms that meet an SQL condition, which always is met by all terms of an entity's field or by none."""
    await tx.run(_COUNTED.format(sign=-1, condition=removed), **values)
    await tx.run(f"DELETE FROM term WHERE {removed}", **values)


async def forget_unused_values(tx: Transaction) -> None:
    """Remove the counts of values that no entity has any more."""
    await tx.run("DELETE FROM value_count WHERE total = 0")
