"""What of a manifest that does not validate can be checked all the same, so that all its faults
are reported in one run.
"""

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from loaders.manifest.checks import Fault, manifest_faults
from loaders.manifest.pydantic_faults import faulty_places
from loaders.manifest_model import Manifest
from loaders.rows import ValuePath

_ROUNDS = 8
"""How often parts are taken out: what held one of them may now lack it."""
_SOURCE = {"name": "x", "path": "x", "format": "table"}
_STAND_INS: dict[str, Any] = {
    "network": "x",
    "title": "x",
    "licence": "x",
    "attribution": "x",
    "publisher": {"name": "x"},
    "kind": "organisation",
    "sources": [_SOURCE],
    **_SOURCE,
}
"""What stands where a key that must be there is missing."""
_DECISIVE: dict[str | int, ValuePath] = {"format": ("options",), "kind": ()}
"""Keys on which depends what may stand beside them: where, or everywhere."""


def faults_besides(value: dict[str, Any]) -> Iterator[Fault]:
    """What cannot be followed in the parts of a manifest that are of the right shape. value: a
    document that does not validate.

    What may only follow from a part that is not is left out.
    """
    rest, doubted = deepcopy(value), set[ValuePath]()
    for _ in range(_ROUNDS):
        try:
            manifest = Manifest.model_validate(rest)
        except ValidationError as error:
            for path, detail in faulty_places(error, rest):
                _take_out(rest, path, doubted, is_missing=detail["type"] == "missing")
        else:
            yield from (fault for fault in manifest_faults(manifest) if not _is_doubted(fault.path, doubted))
            return


def _take_out(rest: Any, path: ValuePath, doubted: set[ValuePath], *, is_missing: bool = False) -> None:
    """Take a part out of a document, or put something in its place where it must be there.

    Items of lists go with their list, but for sources.
    """
    doubted.add((*path[:-1], *_DECISIVE.get(path[-1], (path[-1],))) if is_missing else path)
    *way, last = path or ("",)
    holder = rest
    for step in way:
        holder = holder[step]
    if is_missing and last in _STAND_INS:
        holder[last] = deepcopy(_STAND_INS[str(last)])
    elif isinstance(holder, dict):
        holder.pop(last, None)
    elif path[0] == "sources":
        holder[last] = dict(_SOURCE)
    else:
        _take_out(rest, path[:-1], doubted)


def _is_doubted(path: ValuePath, doubted: Collection[ValuePath]) -> bool:
    """Whether a fault is of a part that was taken out, of one that holds or lacks such a part, or of a
    lookup that it may have used.
    """
    return path[:1] == ("lookups",) or any(path[: len(part)] == part or part[: len(path)] == path for part in doubted)
