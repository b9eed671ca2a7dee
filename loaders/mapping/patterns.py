"""Regular expressions of manifests: a subset that cannot take exponential time, over a bounded part of the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.mapping.paths import Misdescribed

PATTERN_LIMIT = 500
REPEATS_LIMIT = 6
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:P]?<?|[()]|[*+?]|\{\d*,?\d*\}|\||.", re.DOTALL)
_REFUSED = re.compile(r"\(\?[=!<(#>]|\(\?P[=>]|(?<!\\)(?:\\\\)*\\[1-9]")
_INPUT_LIMITS = (10_000, 10_000, 2_000, 500, 200)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern that searches the first `limit` characters of a text."""

    expression: re.Pattern[str]
    limit: int

    def extract(self, text: str) -> str | None:
        """The first group of the first match, or the whole match; None where nothing matches."""
        match = self.expression.search(text[: self.limit])
        return match and match.group(1 if self.expression.groups else 0)


@lru_cache(maxsize=256)
def compiled_pattern(text: str) -> Pattern:
    """A pattern of the RE2 subset without repeats inside repeats. Raises `Misdescribed`."""
    if len(text) > PATTERN_LIMIT:
        raise Misdescribed(f"a regular expression is longer than {PATTERN_LIMIT} characters")
    if _REFUSED.search(text):
        raise Misdescribed(
            f"{text!r} has a lookaround or a backreference", "use plain groups, classes and repeats, as RE2 does"
        )
    try:
        expression = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        at = f" (from character {error.pos + 1} on)" if isinstance(error, re.error) and error.pos is not None else ""
        raise Misdescribed(
            f"{text!r} is not a regular expression{at}", "escape characters such as ( [ * with \\"
        ) from error
    repeats = _repeats(text)
    if repeats > REPEATS_LIMIT:
        raise Misdescribed(f"{text!r} has more than {REPEATS_LIMIT} repeats", "split it into alternatives with `first`")
    return Pattern(expression, _INPUT_LIMITS[min(repeats, len(_INPUT_LIMITS) - 1)])


def _repeats(text: str) -> int:
    """How many repeats a pattern has; refuses those whose body repeats or branches in turn."""
    count, closed = 0, False
    open_groups = [False]
    for sign in _TOKEN.findall(text):
        if sign.startswith("("):
            open_groups.append(False)
        elif sign == ")":
            closed = open_groups.pop() if len(open_groups) > 1 else False
            open_groups[-1] |= closed
            continue
        elif sign in "*+" or (sign.startswith("{") and len(sign) > 1):
            count += 1
            if closed:
                raise Misdescribed(
                    f"{text!r} repeats a group that repeats or branches", "repeat only plain groups and classes"
                )
            open_groups[-1] = True
        elif sign == "|":
            open_groups[-1] = True
        closed = False
    return count
