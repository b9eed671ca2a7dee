"""Webhooks and what they were sent, field by field."""

from hub.plan.lists.vocabulary_words import enum_word
from hub.plan.objects.lowering import FieldLowering, column, enum_column, row_object
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler


def webhook(c: Compiler, alias: str, field: Selected) -> str:
    """A webhook, its row at an alias."""
    return row_object(c, _WEBHOOK, alias, field.only())


def delivery(c: Compiler, alias: str, field: Selected) -> str:
    """A message to a webhook, its row at an alias."""
    return row_object(c, _DELIVERY, alias, field.only())


def _kinds(c: Compiler, alias: str, _: Selected) -> str:
    item = c.alias("k")
    words = (
        f"SELECT {c.dialect.quoted(enum_word(f'{item}.value'), 'text')} AS j FROM"
        f" {c.dialect.items(f'{alias}.kinds', item)}"
    )
    return f"CASE WHEN {alias}.kinds IS NULL THEN 'null' ELSE {c.dialect.array(words)} END"


def _pending(_: Compiler, alias: str, __: Selected) -> str:
    counted = f"SELECT count(*) FROM webhook_delivery d WHERE d.webhook = {alias}.id AND d.state = 'pending'"
    return f"CAST(({counted}) AS text)"


def _webhook_of(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("w")
    return f"(SELECT {webhook(c, row, field)} FROM webhook {row} WHERE {row}.id = {alias}.webhook)"


_WEBHOOK: dict[str, FieldLowering] = {
    "id": column("id"),
    "target": column("shown_target"),
    "kinds": _kinds,
    "networks": column("networks", "json"),
    "revision": column("position", "integer"),
    "createdAt": column("created_at"),
    "rotatedAt": column("rotated_at"),
    "failures": column("failures", "integer"),
    "nextAt": column("next_at"),
    "offAt": column("off_at"),
    "offWhy": column("off_why"),
    "pending": _pending,
}
_DELIVERY: dict[str, FieldLowering] = {
    "id": column("id"),
    "webhook": _webhook_of,
    "since": column("since", "integer"),
    "revision": column("revision", "integer"),
    "madeAt": column("made_at"),
    "state": enum_column("state"),
    "tries": column("tries", "integer"),
    "status": column("status", "integer"),
    "error": column("error"),
    "endedAt": column("ended_at"),
}
