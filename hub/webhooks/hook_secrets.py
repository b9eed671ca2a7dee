"""The secrets with which messages are signed.

None is stored: each follows from HUB_WEBHOOK_KEY, the hook and how often it was rotated.
"""

import hmac
from base64 import b64encode
from datetime import datetime, timedelta

from pydantic import SecretStr
from standardwebhooks import Webhook

from hub.errors import ErrorCode, HubError

OVERLAP = timedelta(days=1)
"""For which messages are signed with the former secret, too, so that a receiver can change its own in the meantime."""


def required_key(key: SecretStr | None) -> SecretStr:
    """The key of the settings. Raises `HubError` where there is none."""
    if key is None:
        raise HubError(
            ErrorCode.SETTING_INVALID,
            "Webhooks need HUB_WEBHOOK_KEY, from which their secrets follow.",
            "Set it to at least 32 random characters, such as those of `openssl rand -base64 32`.",
        )
    return key


def secret_of(key: SecretStr, hook: str, generation: int) -> str:
    """The secret of a hook as Standard Webhooks write it."""
    digest = hmac.digest(key.get_secret_value().encode(), f"webhook {hook} {generation}".encode(), "sha256")
    return f"whsec_{b64encode(digest).decode()}"


def signatures(
    key: SecretStr, hook: str, generation: int, rotated_at: str | None, message: str, at: datetime, body: str
) -> str:
    """The header `webhook-signature`: by the secret of the hook and, for a while after it was
    rotated, by the former one.
    """
    generations = [generation]
    if rotated_at is not None and at - datetime.fromisoformat(rotated_at) < OVERLAP:
        generations.append(generation - 1)
    return " ".join(Webhook(secret_of(key, hook, one)).sign(message, at, body) for one in generations)
