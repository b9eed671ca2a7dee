"""What `hub token …`, `hub operations …` and `hub audit` print with --json."""

from dataclasses import dataclass
from typing import Literal

from hub.operators.audit import AuditEntry
from hub.operators.tokens import ListedToken
from hub.operators.trusted_operations import ListedOperation


@dataclass(frozen=True)
class NewTokenDocument:
    """A token that was made. token: its text, which is shown only here; id: by which it is listed and revoked."""

    id: str
    token: str
    command: Literal["token new"] = "token new"


@dataclass(frozen=True)
class TokensDocument:
    """All tokens, without their texts."""

    tokens: list[ListedToken]
    command: Literal["token list"] = "token list"


@dataclass(frozen=True)
class RevokedTokenDocument:
    """The token that was revoked."""

    id: str
    command: Literal["token revoke"] = "token revoke"


@dataclass(frozen=True)
class AddedOperationsDocument:
    """The operations of some files. added: the hashes of those that were not listed before."""

    operations: list[ListedOperation]
    added: list[str]
    command: Literal["operations add"] = "operations add"


@dataclass(frozen=True)
class OperationsDocument:
    """All trusted operations, by name."""

    operations: list[ListedOperation]
    command: Literal["operations list"] = "operations list"


@dataclass(frozen=True)
class RemovedOperationDocument:
    """The operation that was removed, by as much of its hash as was given."""

    hash: str
    command: Literal["operations remove"] = "operations remove"


@dataclass(frozen=True)
class AuditDocument:
    """Who changed what, newest first."""

    entries: list[AuditEntry]
    command: Literal["audit"] = "audit"
