"""What is wrong with JSON that was sent, in the hub's words instead of those of its decoders."""

import json
import re

import msgspec

_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_AT_PATH = re.compile(r"at `\$\.?([^`]*)`")
FAULTS = (msgspec.DecodeError, json.JSONDecodeError, UnicodeDecodeError, RecursionError)
"""What decoders raise for text that is not JSON, or is not of the form that was wanted."""


def json_fault(error: Exception) -> str:
    """What one of `FAULTS` says, as the end of a sentence."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno} is not JSON"
    if isinstance(error, msgspec.ValidationError):
        path = _AT_PATH.search(str(error))
        return f"{path[1]} is not of the right type" if path and path[1] else "it is not of the right type"
    byte = _AT_BYTE.search(str(error))
    return f"byte {int(byte[1]) + 1} is not JSON" if byte else "it is not JSON, or ends too early"
