"""What commands print with --json where they did not do what was asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorStated:
    """What went wrong. code: see docs/errors.md."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class ErrorDocument:
    """The only document of a command that did not do what was asked."""

    error: ErrorStated
