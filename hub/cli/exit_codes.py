"""What the exit codes of commands mean."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the hub's exit codes mean; `hub --help` lists them."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    STORE = 3
    NOT_ACCEPTED = 4
    BUG = 70
    STOPPED = 130
