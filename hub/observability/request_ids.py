"""Ids of requests: the client's or its proxy's where there is one, else the hub's own.

The answer and each line of the log have it.
"""

import re
import secrets
from itertools import count

HEADER = b"x-request-id"
_STATED = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_START, _NUMBERS = secrets.token_hex(4).encode(), count(1)


def request_id(header: bytes | None) -> bytes:
    """The id that a request states, if it is one that may stand in a log; else a new one, of which no two are alike."""
    if header is not None and _STATED.fullmatch(header):
        return header
    return b"%s-%x" % (_START, next(_NUMBERS))
