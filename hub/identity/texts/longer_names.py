"""Words beside a name that make it part of another: FOSS Backstage is no Backstage, Internet Society
Netherlands a chapter of its own.
"""

import re

from hub.identity.texts.gazetteer import Spelling
from schema.kinds import AGENTS
from schema.values.countries import code_of

_BEFORE = re.compile(r"(?<![^\W_])([^\W_]+)[ \u00a0]\Z")
_AFTER = re.compile(r"[ \u00a0]([^\W_]+)")
_LONGEST_WORD = 40
_CAPITALS_FROM = 3
"""Letters from which on capitals are the first part of a name; two are a country or a particle."""


def is_part(spelling: Spelling, text: str, start: int, end: int) -> bool:
    """Whether the words `text[start:end]` are part of a longer name, told by the words next to them,
    with a mere space between.

    A plain word takes what stands before it in capitals; an agent of no country takes the name or code of one.
    """
    before = _BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    after = _AFTER.match(text[end : end + _LONGEST_WORD])
    if spelling.entity.kind in AGENTS:
        beside = [word[1] for word in (before, after) if word]
        return not spelling.entity.lands and any(word[0].isupper() and code_of(word) for word in beside)
    if before is None or spelling.exact is None or not spelling.exact[1:].islower():
        return False
    first = before[1]
    return len(first) >= _CAPITALS_FROM and first.isalpha() and first.isupper()
