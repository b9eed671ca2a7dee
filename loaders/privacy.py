"""Keeping the mail addresses of private individuals out of records."""

import re
from typing import Any

from schema.values.contacts import role_email

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
_IN_LABEL = re.compile(r"[<(\[]?(?:mailto:)?" + _ADDRESS.pattern + r"[>)\]]?")


def without_mail(text: str | None) -> str | None:
    """A label without mail addresses; None if nothing else is left."""
    if text is None or "@" not in text:
        return text
    return " ".join(_IN_LABEL.sub(" ", text).split()).strip(" ,;:-\N{EN DASH}") or None


def without_personal_mail(value: Any) -> Any:
    """JSON values in which "…" stands for each mail address that is not a role's."""
    if isinstance(value, str):
        return _ADDRESS.sub(_role_only, value) if "@" in value else value
    if isinstance(value, dict):
        return {key: without_personal_mail(part) for key, part in value.items()}
    return [without_personal_mail(part) for part in value] if isinstance(value, list) else value


def _role_only(match: re.Match[str]) -> str:
    return role_email(match.group()).value or "…"
