"""`hub`: what another hub says to others.

Whole at first, then what has changed since, as long as that hub remembers saying so.
"""

from pathlib import Path

import msgspec

from hub.harvest.errands import Errand
from hub.harvest.fetch_failures import NotFetchedError

WHOLE, CHANGES = "exchange.jsonl", "changes.jsonl"
_PART = 4
"""What changed is fetched instead of the whole as long as it is less than this part of it."""


class _State(msgspec.Struct):
    """What the first line says of the state of the hub.

    since_as_of: when the revision was made from which on changes are listed.
    """

    revision: int
    as_of: str
    since_as_of: str | None = None


class _FirstLine(msgspec.Struct):
    exchange: _State


class _LastLine(msgspec.Struct):
    """end: how many lines there are."""

    end: int


async def fetch(errand: Errand) -> None:
    """Fetch what changed since the whole was fetched, or the whole again where that is not known or no longer small."""
    address = f"{errand.fetch.address.rstrip('/')}/exchange.jsonl"
    whole = errand.former / WHOLE
    known = _state(whole)
    if known is not None:
        answer = await errand.ask(f"{address}?since={known.revision}", CHANGES)
        if answer.body is None:
            errand.keep(CHANGES)
            errand.keep(WHOLE)
            return
        later = _understood(answer.body)
        # a hub that began anew counts its revisions anew
        is_same = later is not None and later.since_as_of == known.as_of
        if is_same and len(answer.body) * _PART < whole.stat().st_size:
            _require_whole(CHANGES, answer.body)
            errand.write(CHANGES, answer.body)
            errand.keep(WHOLE)
            return
    answer = await errand.ask(address, WHOLE)
    if answer.body is None:
        errand.keep(WHOLE)
    else:
        _require_whole(WHOLE, answer.body)
        errand.write(WHOLE, answer.body)


def _require_whole(name: str, said: bytes) -> None:
    """Raise `NotFetchedError` for what was cut off: by its first line it would be known, and so not asked for again."""
    last = said[said.rfind(b"\n", 0, -1) + 1 :]
    try:
        is_whole = last.endswith(b"\n") and msgspec.json.decode(last, type=_LastLine).end == said.count(b"\n")
    except msgspec.MsgspecError:
        is_whole = False
    if not is_whole:
        raise NotFetchedError(f"{name} does not end with the line that counts its lines")


def _state(path: Path) -> _State | None:
    if not path.is_file():
        return None
    with path.open("rb") as lines:
        return _understood(lines.readline())


def _understood(said: bytes) -> _State | None:
    try:
        return msgspec.json.decode(said.partition(b"\n")[0], type=_FirstLine).exchange
    except msgspec.MsgspecError:
        return None
