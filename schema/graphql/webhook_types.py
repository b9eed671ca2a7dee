"""Webhooks, for operators alone: who is notified of changes, and what came of it."""

from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import ID, enum_type, field, object_type
from schema.graphql.list_types import connection_types, grouping_field
from schema.graphql.record_types import KIND_NAME

DELIVERY_STATE = enum_type(
    "DeliveryState",
    "How far a message to a webhook has come.",
    {
        "PENDING": "It is to be sent, or sent again.",
        "DELIVERED": "The receiver has accepted it.",
        "GIVEN_UP": "The receiver has not accepted it, and the webhook is off.",
    },
)
WEBHOOK = object_type(
    "Webhook",
    "An address that is notified of changes. Its secret is stored nowhere.",
    [
        field("id", ID, "Its id, by which `hub webhook` knows it."),
        field("target", str, "The address, without its query, a name or a password."),
        field("kinds", list[KIND_NAME] | None, "The kinds that it is notified of; null for all."),
        field("networks", list[str] | None, "The networks that it is notified of; null for all."),
        field("revision", int, "The revision up to which messages were made."),
        field("createdAt", scalars.DateTime, "When it was added."),
        field("rotatedAt", scalars.DateTime | None, "When its secret was last replaced."),
        field("failures", int, "How many times in a row a message has not arrived."),
        field("nextAt", scalars.DateTime, "The time before which nothing is sent."),
        field("offAt", scalars.DateTime | None, "Since when it is off; null while it is on."),
        field("offWhy", str | None, "Why."),
        field("pending", int, "How many messages are to be sent."),
    ],
)
WEBHOOK_DELIVERY = object_type(
    "WebhookDelivery",
    "A message to a webhook.",
    [
        field("id", ID, "The id under which it is sent, each time."),
        field("webhook", WEBHOOK, "The webhook that it is for."),
        field("since", int, "The revision after which its changes begin."),
        field("revision", int, "The revision up to which its changes go."),
        field("madeAt", scalars.DateTime, "When it was made."),
        field("state", DELIVERY_STATE, "How far it has come."),
        field("tries", int, "How many times it was sent."),
        field("status", int | None, "The status of the last answer; null if none came."),
        field("error", str | None, "Why it has not arrived."),
        field("endedAt", scalars.DateTime | None, "When it arrived or was given up."),
    ],
)
REPLAYED = object_type(
    "Replayed",
    "Messages to a webhook that are sent again.",
    [field("deliveryIds", list[ID], "Their ids, oldest first.")],
)
_GROUPS = enum_type(
    "WebhookDeliveryGroupField",
    "What a list of type WebhookDelivery can be grouped by.",
    {"WEBHOOK": "By webhook.", "STATE": "By how far it has come."},
)
connection_types("WebhookDelivery", WEBHOOK_DELIVERY, "A message to a webhook", grouping_field(_GROUPS))
