"""What `hub webhook …` prints with --json."""

from dataclasses import dataclass
from typing import Literal

from hub.webhooks.deliveries import ListedDelivery
from hub.webhooks.hooks import ListedHook


@dataclass(frozen=True)
class NewWebhookDocument:
    """A webhook that was added, or whose secret was rotated: the secret is shown only here."""

    id: str
    secret: str
    command: Literal["webhook add", "webhook rotate"]


@dataclass(frozen=True)
class WebhooksDocument:
    """All webhooks, without their secrets and the queries of their addresses."""

    webhooks: list[ListedHook]
    command: Literal["webhook list"] = "webhook list"


@dataclass(frozen=True)
class DeliveriesDocument:
    """Messages to webhooks, newest first."""

    deliveries: list[ListedDelivery]
    command: Literal["webhook log"] = "webhook log"


@dataclass(frozen=True)
class ReplayedDocument:
    """The ids of messages that are sent again."""

    deliveries: list[str]
    command: Literal["webhook replay"] = "webhook replay"


@dataclass(frozen=True)
class RemovedWebhookDocument:
    """The webhook that was removed."""

    id: str
    command: Literal["webhook remove"] = "webhook remove"
