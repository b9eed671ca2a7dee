"""Random operations over the whole schema, for laws that every operation must meet."""

from typing import Any

from graphql import GraphQLObjectType, get_named_type, is_abstract_type, is_leaf_type, is_non_null_type, is_object_type
from hypothesis import strategies as st

from schema.graphql import SCHEMA

_SCHEMA = SCHEMA
_REQUIRED = {
    "by": '{slug: "ballerup-kommune"}',
    "id": '"net_os2"',
    "ids": '["net_os2", "nothing"]',
    "query": '"open"',
    "since": "0",
    "from": '"a"',
    "to": '"b"',
    "a": '"net_os2"',
    "b": '"nothing"',
}
_MOMENTS = {"from": '"2025-01-01"', "to": '"2027-06-01"'}
_LEFT_OUT = {"rateLimit", "_service", "_entities", "webhooks", "webhookDeliveries"}
"""The first tells the time; what gateways ask has tests of its own in tests/federation, what operators alone
may in tests/hub/webhooks.
"""


@st.composite
def operations(draw: st.DrawFn, depth: int = 5) -> str:
    """A valid query of one to three root fields."""
    roots = [name for name in _SCHEMA.query_type.fields if name not in _LEFT_OUT]
    chosen = draw(st.lists(st.sampled_from(roots), min_size=1, max_size=3, unique=True))
    return "query Q { " + " ".join(_field(draw, _SCHEMA.query_type, name, depth) for name in chosen) + " }"


def _field(draw: st.DrawFn, parent: GraphQLObjectType, name: str, depth: int) -> str:
    stated = parent.fields[name]
    alias = f"x{draw(st.integers(0, 9))}: " if draw(st.integers(0, 7)) == 0 else ""
    named = get_named_type(stated.type)
    return f"{alias}{name}{_arguments(draw, stated)}{_selection(draw, named, depth - 1)}"


def _arguments(draw: st.DrawFn, stated: Any) -> str:
    given = []
    for name, argument in stated.args.items():
        if name == "fields" and is_non_null_type(argument.type):
            values = list(get_named_type(argument.type).values)
            given.append(f"fields: [{draw(st.sampled_from(values))}]")
        elif is_non_null_type(argument.type) and name in _REQUIRED:
            is_moment = get_named_type(argument.type).name == "DateTime"
            given.append(f"{name}: {_MOMENTS[name] if is_moment else _REQUIRED[name]}")
        elif name in {"first", "last"} and draw(st.booleans()) and not any("first" in g for g in given):
            given.append(f"{name}: {draw(st.integers(1, 4))}")
    if not any(g.startswith(("first", "last")) for g in given) and "first" in stated.args:
        given.append("first: 3")
    return f"({', '.join(given)})" if given else ""


def _selection(draw: st.DrawFn, named: Any, depth: int) -> str:
    if is_leaf_type(named):
        return ""
    leaves = [name for name, field in named.fields.items() if is_leaf_type(get_named_type(field.type))]
    branches = [name for name in named.fields if name not in leaves]
    chosen = draw(st.lists(st.sampled_from([*leaves, "__typename"]), min_size=1, max_size=4, unique=True))
    parts = [name if name == "__typename" else _field(draw, named, name, 0) for name in chosen]
    if depth > 0 and branches:
        more = draw(st.lists(st.sampled_from(branches), max_size=2, unique=True))
        parts += [_field(draw, named, name, depth) for name in more]
    if is_abstract_type(named) and depth > 0 and draw(st.booleans()):
        possible = draw(st.sampled_from(_SCHEMA.get_possible_types(named)))
        assert is_object_type(possible)
        own = [name for name in possible.fields if name not in named.fields]
        if own:
            name = draw(st.sampled_from(own))
            parts.append(f"... on {possible.name} {{ y: __typename z{name}: {_plain(draw, possible, name, depth)} }}")
    return " { " + " ".join(parts) + " }"


def _plain(draw: st.DrawFn, parent: GraphQLObjectType, name: str, depth: int) -> str:
    stated = parent.fields[name]
    return f"{name}{_arguments(draw, stated)}{_selection(draw, get_named_type(stated.type), depth - 1)}"
