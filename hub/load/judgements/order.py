"""The order of judgements on one pair: the one that is given last counts, whatever clocks say.

Files of judgements are read in any order and by any hub, so the moment `at` is all that orders them. Whoever
judges therefore gets a moment
after those that stand: now or, where an earlier judgement came from a clock that is ahead of this one,
a microsecond after that.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hub.clock import Clock, exact_stamp
from hub.identity import Judgement


def moment_after(earlier: Iterable[Judgement], clock: Clock) -> str:
    """The moment of a judgement that is given now. earlier: those on the same pair."""
    present = exact_stamp(clock)
    last = max(earlier, key=lambda judgement: judgement.sortable_at, default=None)
    if last is None or last.sortable_at < present.removesuffix("Z"):
        return present
    return next_moment(last.at) or present


def next_moment(at: str) -> str | None:
    """The moment a microsecond after one; None for what is no moment, or the last there is."""
    try:
        following = datetime.fromisoformat(at) + timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return None
    return exact_stamp(lambda: following)
