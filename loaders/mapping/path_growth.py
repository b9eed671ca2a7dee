"""A bound on how often a JMESPath may repeat its input: a short path of a small row must not fill the memory."""

from collections import Counter
from collections.abc import Callable
from typing import Any

GROWTH_LIMIT = 100
_Node = dict[str, Any]
_CHAINS = ("subexpression", "index_expression", "pipe", "projection", "value_projection")
_STARTS_OF = (*_CHAINS, "filter_projection", "flatten", "key_val_pair")
_ONE_VALUE = frozenset(
    ["abs", "avg", "ceil", "contains", "ends_with", "floor", "length", "starts_with", "sum", "to_number", "type"]
)


class GrowsTooMuchError(ValueError):
    """A path may make more than `GROWTH_LIMIT` times of what it is given."""


def check_growth(node: Any) -> None:
    """Follow a parsed path step by step. Raises `GrowsTooMuchError` if a step may repeat the input too often."""
    _grown(node, 1)


def _grown(node: _Node, size: int) -> int:
    """How many times the input a node may give at most, when what it is given is `size` times the input."""
    if node["type"] == "literal":
        return size * _nodes(node["value"])
    if node["type"] == "slice" or not node["children"]:
        return size
    return _HOW.get(node["type"], _largest)(node, size)


def _largest(node: _Node, size: int) -> int:
    return max(_grown(child, size) for child in node["children"])


def _tested(node: _Node, size: int) -> int:
    _largest(node, size)
    return size


def _bounded(size: int) -> int:
    if size > GROWTH_LIMIT:
        raise GrowsTooMuchError
    return size


def _chained(node: _Node, size: int) -> int:
    for step in node["children"]:
        size = _grown(step, size)
    return size


def _filtered(node: _Node, size: int) -> int:
    source, then, condition = node["children"]
    size = _grown(source, size)
    _grown(condition, size)
    return _grown(then, size)


def _together(node: _Node, size: int) -> int:
    """Parts below different keys share the input, all others repeat it."""
    below = Counter[tuple[str, ...]]()
    for part in node["children"]:
        below[_leading_keys(part)] += _grown(part, size)
    return _bounded(
        max((sum(below[other] for other in below if keys[: len(other)] == other) for keys in below), default=size)
    )


def _leading_keys(node: _Node) -> tuple[str, ...]:
    """The keys below which a part of a path reads; none where it reads the whole."""
    if node["type"] == "field":
        return (node["value"],)
    if node["type"] not in _STARTS_OF:
        return ()
    first, *rest = node["children"]
    keys = _leading_keys(first)
    return keys + _leading_keys(rest[0]) if node["type"] == "subexpression" and _is_plain(first) else keys


def _is_plain(node: _Node) -> bool:
    return node["type"] == "field" or (node["type"] == "subexpression" and all(map(_is_plain, node["children"])))


def _called(node: _Node, size: int) -> int:
    arguments = [child for child in node["children"] if child["type"] != "expref"]
    given = sum(_grown(child, size) for child in arguments if not _is_word(child))
    each = [_grown(child["children"][0], max(given, size)) for child in node["children"] if child["type"] == "expref"]
    if node["value"] in _ONE_VALUE:
        return size
    return _bounded(max([given, size, *each]))


def _is_word(node: _Node) -> bool:
    return node["type"] == "literal" and not isinstance(node["value"], list | dict)


def _nodes(value: Any) -> int:
    if isinstance(value, list | dict):
        return 1 + sum(map(_nodes, value.values() if isinstance(value, dict) else value))
    return 1


_HOW: dict[str, Callable[[_Node, int], int]] = {
    **dict.fromkeys(_CHAINS, _chained),
    "filter_projection": _filtered,
    "multi_select_list": _together,
    "multi_select_dict": _together,
    "function_expression": _called,
    "comparator": _tested,
    "not_expression": _tested,
}
