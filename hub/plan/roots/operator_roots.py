"""Root fields for operators alone: webhooks, and what they were sent."""

from collections.abc import Callable

from hub.plan.lists.connections import connection_query
from hub.plan.lists.counted_fields import column_source, word_source
from hub.plan.lists.row_lists import Condition, RowList, SortKey, list_identity
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.webhook_objects import delivery, webhook
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal


def _webhooks(c: Compiler, field: Selected) -> str:
    row = c.alias("w")
    rows = f"SELECT {webhook(c, row, field)} AS j FROM webhook {row} ORDER BY {row}.created_at, {row}.id"
    return f"SELECT {c.dialect.array(rows)}"


def _webhook_deliveries(c: Compiler, field: Selected) -> str:
    row, conditions = c.alias("d"), []
    if (hook := field.arguments.get("webhook")) is not None:
        conditions.append(Condition(f"{row}.webhook = {c.bind(hook)}"))
    if (state := field.arguments.get("state")) is not None:
        conditions.append(Condition(f"{row}.state = {literal(stored_word(state))}"))
    rows = RowList(
        f"webhook_delivery {row}",
        ((row, "webhook_delivery", "id"),),
        (SortKey(f"{row}.made_at", descending=True), SortKey(f"{row}.id")),
        lambda inner: delivery(c, row, inner),
        list_identity("webhookDeliveries", field.arguments),
        conditions,
        grouping=lambda name: (
            word_source("state", f"{row}.state") if name == "STATE" else column_source("webhook", f"{row}.webhook")
        ),
    )
    return connection_query(c, rows, field)


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "webhooks": _webhooks,
    "webhookDeliveries": _webhook_deliveries,
}
"""They follow from no revision: nothing keeps their answers."""
