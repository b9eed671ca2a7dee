"""What the caller of the hub must decide about: errors with a code, one sentence and a hint.

Data problems are issues instead.
"""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why the hub cannot do what it was asked; each code has its heading in docs/errors.md."""

    USAGE = "usage"
    DIRECTORY_UNUSABLE = "directory-unusable"
    FILE_UNUSABLE = "file-unusable"
    SETTING_INVALID = "setting-invalid"
    STORE_UNREACHABLE = "store-unreachable"
    STORE_DAMAGED = "store-damaged"
    STORE_FOREIGN = "store-foreign"
    STORE_OUTDATED = "store-outdated"
    STORE_BUSY = "store-busy"
    STORE_FULL = "store-full"
    WORKER_ENDED = "worker-ended"
    STATEMENT_INTERRUPTED = "statement-interrupted"
    STATEMENT_TOO_NESTED = "statement-too-nested"
    RECORD_UNKNOWN = "record-unknown"
    NETWORK_UNKNOWN = "network-unknown"
    LOAD_UNKNOWN = "load-unknown"
    REVISION_UNKNOWN = "revision-unknown"
    HISTORY_FORGOTTEN = "history-forgotten"
    JUDGEMENT_INVALID = "judgement-invalid"
    JUDGEMENT_UNKNOWN = "judgement-unknown"
    OPERATION_UNKNOWN = "operation-unknown"
    TOKEN_UNKNOWN = "token-unknown"  # noqa: S105 - a code
    WEBHOOK_UNKNOWN = "webhook-unknown"
    SEEDS_REFUSED = "seeds-refused"


class HubError(Exception):
    """An error in the user's words: a code, what happened, and what to do next."""

    def __init__(self, code: ErrorCode, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"
