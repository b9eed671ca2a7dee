"""What is known of the files in `fetched/`: when each source was asked, what it failed with, and what was given up.

Kept beside them.
"""

from pathlib import Path
from typing import Any

import msgspec

from loaders.fetch_model import FETCHED
from loaders.source import Refused, SourceFile
from schema.issues import Issue, IssueCode, Place

STATE = f"{FETCHED}/.harvest.json"
"""Hidden, so that no glob takes it for a file of a source."""
MISSES = 3
"""Times that a source was due without success from which on its network is in need of somebody."""


class KnownFile(msgspec.Struct, omit_defaults=True):
    """What a server said of a file, by which it is asked whether the file has changed.

    taken_at: when it was last sent whole.
    """

    digest: str
    taken_at: str
    name: str = ""
    etag: str | None = None
    last_modified: str | None = None


class SourceState(msgspec.Struct, omit_defaults=True):
    """One source. Moments in UTC. misses: failures in a row; not_before: until then its server wants to be left alone.

    given_up: what of the list could not be read, where the rest was: nothing is taken for deleted then.
    message: of the last failure.
    known: by address. notes: by way, what a fetcher wants to know next time. folders: the identity of the fetch
    whose files lie in each.
    """

    asked_at: str | None = None
    fetched_at: str | None = None
    failing_since: str | None = None
    misses: int = 0
    message: str | None = None
    not_before: str | None = None
    given_up: list[str] = []
    remarks: list[str] = []
    known: dict[str, KnownFile] = {}
    notes: dict[str, str] = {}
    folders: dict[str, str] = {}


class FetchedState(msgspec.Struct):
    """All sources of a seed directory, by name."""

    sources: dict[str, SourceState] = {}


def fetched_state(root: Path) -> FetchedState:
    """The state of a seed directory; an empty one where nothing was fetched, or where it cannot be read:
    then all is fetched anew.
    """
    if not (root / STATE).exists():
        return FetchedState()
    try:
        return msgspec.json.decode(SourceFile(root, STATE).read_bytes(), type=FetchedState)
    except (Refused, msgspec.MsgspecError):
        return FetchedState()


def reported(state: FetchedState) -> list[Any]:
    """What of a state a load reports: another state that says the same is no news."""
    return [
        (name, one.failing_since, one.message, one.misses >= MISSES, one.given_up)
        for name, one in sorted(state.sources.items())
    ]


def failure_since(fetched_at: str | None, failing_since: str | None) -> str:
    """Since when a source fails, and when it last came."""
    return (
        f"failing since {failing_since},"
        f" {'nothing fetched yet' if fetched_at is None else f'last fetched {fetched_at}'}"
    )


def fetch_issues(network: str, source: str, state: SourceState, place: Place) -> list[Issue]:
    """What is to be said of a source that could not be fetched, or not whole.

    It says since when and not how often, as only the former is news.
    """
    issues = []
    if state.failing_since is not None:
        often = f", {MISSES} times or more" if state.misses >= MISSES else ""
        message = f"{source}: {failure_since(state.fetched_at, state.failing_since)}{often}: {state.message}"
        issues.append(Issue.of(IssueCode.FETCH_FAILED, network, place, message, field="fetch"))
    if state.given_up:
        shown = "; ".join(state.given_up[:5])
        more = f" and {len(state.given_up) - 5} more" if len(state.given_up) > 5 else ""  # noqa: PLR2004 - as many as are shown
        message = f"{source}: not fetched completely: {shown}{more}"
        issues.append(Issue.of(IssueCode.FETCH_PARTIAL, network, place, message, field="fetch"))
    return issues
