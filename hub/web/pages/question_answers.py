"""The guide's questions as their pages ask and show them: with longer lists than the guide prints, and answers
by what their fields mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLType,
    InlineFragmentNode,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    parse,
    print_ast,
    visit,
)

from schema.graphql import SCHEMA

SHORT, LONG = 20, 100
"""Items of an outermost list on a page, and on its longer version, which has as many as the graph gives at once."""
_WITHIN = (10, 5)
"""Items of a list within the items of another, and of one within those: more would make a page of thousands."""
_BESIDE = {
    "nodes": ("totalCount",),
    "edges": ("totalCount",),
    "name": ("kind", "slug", "entityId"),
    "value": ("field", "label"),
}
"""What a page needs beside a field, where the type has it: a cut list its count, a name its address, a
value of a group its label.
"""
_OF_RECORDS = ("id",)
"""What leads from a record to the thing that it is part of."""
_FORMS = {"Group": "group", "PathStep": "step"}
_OF_STEPS = ("predicate", "outward")
_OF_HEADS = ("name", "kind", "slug", "id", "entityId")
_OF_PLACES = {"network", "path", "line"}
_ITEMS = ("nodes", "edges", "groups")
_Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True)
class Shown:
    """A part of an answer.

    type: its name in the graph; value: as answered. fields: those of an object that the answer
    names, by their names in it.
    items: of a list. total: how many items there are in all, where the answer says so.
    """

    type: str
    value: Any
    fields: Mapping[str, "Shown"]
    items: tuple["Shown", ...] | None = None
    total: int | None = None

    @cached_property
    def form(self) -> str:
        """How it is shown: as a value, a text, a place in a file, a group, a list, or along a path,
        or by its name and fields.
        """
        if self.items is not None:
            return "list"
        if not self.fields:
            return "value"
        if {"network", "path"} <= self.fields.keys() <= _OF_PLACES:
            return "place"
        is_text = self.type == "LocalisedText" and self.fields.keys() >= {"value", "lang", "isFallback"}
        return "text" if is_text else _FORMS.get(self.type, "object")

    @cached_property
    def rest(self) -> Mapping[str, "Shown"]:
        """The fields beside the name and what leads to its thing, and beside the items.

        Those of the node of an edge are its own.
        """
        node = self.fields["node"].fields if "node" in self.fields else {}
        headed = ("totalCount", "node", *(_OF_HEADS if self.named else ()), *(_OF_STEPS if self.form == "step" else ()))
        fields = {name: part for name, part in {**self.fields, **node}.items() if name not in headed}
        return {name: part for name, part in fields.items() if self.items is None or part.items is not self.items}

    @cached_property
    def named(self) -> "Shown | None":
        """Whose name it bears: of itself, or of the node of an edge."""
        node = self.fields.get("node", self)
        return node if node.fields.keys() & ({"slug"} if node.type == "Network" else {"name", "id"}) else None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The fields of all items, where they are so small that a table shows the list."""
        items = self.items or ()
        parts = [part for item in items for part in item.rest.values()]
        is_table = len(items) > 1 and all(item.form == "object" for item in items) and all(map(_is_small, parts))
        return tuple(items[0].rest) if is_table and (items[0].named or len(items[0].rest) > 1) else ()

    @cached_property
    def is_line(self) -> bool:
        """Whether the items of a list are so small that they stand in one line."""
        return not self.fields and all(item.form in {"value", "place"} or not item.rest for item in self.items or ())

    @cached_property
    def is_word(self) -> bool:
        """Whether the value is a word of the graph."""
        return isinstance(SCHEMA.type_map[self.type], GraphQLEnumType)

    @cached_property
    def is_cut(self) -> bool:
        """Whether a page lacks some of the items."""
        return bool(self.items) and self.total is not None and len(self.items or ()) < self.total


def _is_small(part: Shown) -> bool:
    if part.items is not None:
        return part.is_line
    return not any(inner.fields or inner.items for inner in part.rest.values())


@cache
def as_asked(query: str) -> str:
    """A question of the guide as its page asks it: lists as long as pages show them, with their counts and
    what links to things need.

    The outermost lists are as long as the variable `first` says.
    """
    types = TypeInfo(SCHEMA)
    return print_ast(visit(parse(query), TypeInfoVisitor(types, _Widening(types))))


class _Widening(Visitor):
    """Lengthens the lists of a query and adds to its selections. types: of the place where the walk is."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types
        self._depth = 0
        self._is_variable = False

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Go into a list."""
        self._depth += _stated_first(node) is not None

    def leave_field(self, node: FieldNode, *_: object) -> FieldNode | None:
        """Ask for as many items as a page shows there; a list that is asked for its count alone stays so."""
        stated = _stated_first(node)
        if stated is None:
            return None
        self._depth -= 1
        if stated == 0:
            return None
        self._is_variable |= self._depth == 0
        return replace(node, arguments=tuple(_lengthened(one, stated, self._depth) for one in node.arguments or ()))

    def leave_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode | None:
        """Add what a page needs beside the fields that are selected."""
        parent = self._types.get_parent_type()
        if not isinstance(parent, _Composite):
            return None
        selected = [field.name.value for field in node.selections if isinstance(field, FieldNode)]
        beside = [needed for name in selected for needed in _BESIDE.get(name, ())]
        needed = (*beside, *(_OF_RECORDS if parent.name == "Record" and "name" in selected else ()))
        added = [name for name in dict.fromkeys(needed) if name in parent.fields and name not in selected]
        fields = (FieldNode(name=NameNode(value=name)) for name in added)
        return replace(node, selections=(*node.selections, *fields))

    def leave_operation_definition(self, node: OperationDefinitionNode, *_: object) -> OperationDefinitionNode | None:
        """Declare the variable, where a list uses it."""
        declared = parse(f"query ($first: Int = {SHORT}) {{ _ }}").definitions[0]
        if not self._is_variable or not isinstance(declared, OperationDefinitionNode):
            return None
        return replace(node, variable_definitions=declared.variable_definitions)


def _stated_first(node: FieldNode) -> int | None:
    values = (one.value for one in node.arguments or () if one.name.value == "first")
    return next((int(value.value) for value in values if isinstance(value, IntValueNode)), None)


def _lengthened(argument: ArgumentNode, stated: int, depth: int) -> ArgumentNode:
    if argument.name.value != "first":
        return argument
    if depth == 0:
        return replace(argument, value=VariableNode(name=NameNode(value="first")))
    return replace(argument, value=IntValueNode(value=str(max(stated, _WITHIN[min(depth, len(_WITHIN)) - 1]))))


def shown(query: str, answer: Mapping[str, Any]) -> Shown:
    """The answer of a query, each part with its type. The query has one operation and no named fragments."""
    [operation] = parse(query).definitions
    if not isinstance(operation, OperationDefinitionNode) or SCHEMA.query_type is None:
        raise TypeError(query)
    return _part(SCHEMA.query_type, operation.selection_set, answer)


def _part(type_: GraphQLType, selections: SelectionSetNode | None, value: Any) -> Shown:
    named = get_named_type(type_)
    if isinstance(value, list):
        return Shown(named.name, value, {}, tuple(_part(named, selections, item) for item in value), len(value))
    if value is None or selections is None or not isinstance(named, _Composite):
        return Shown(named.name, value, {})
    fields = {
        name: _part(of, selected, value[name]) for name, of, selected in _fields(named, selections) if name in value
    }
    listed = next((fields[name] for name in _ITEMS if name in fields and "totalCount" in named.fields), None)
    if len(fields) == 1 and not listed and not fields.keys() & set(_OF_HEADS):
        return next(iter(fields.values()))  # what holds a single thing says no more than that thing
    return Shown(named.name, value, fields, listed.items if listed else None, value.get("totalCount"))


def _fields(
    type_: _Composite, selections: SelectionSetNode
) -> Iterator[tuple[str, GraphQLOutputType, SelectionSetNode | None]]:
    """The fields of a selection: the name in the answer, the type, and what is selected of it."""
    for node in selections.selections:
        if isinstance(node, FieldNode) and node.name.value in type_.fields:
            yield (node.alias or node.name).value, type_.fields[node.name.value].type, node.selection_set
        elif isinstance(node, InlineFragmentNode):
            within = SCHEMA.type_map[node.type_condition.name.value] if node.type_condition else type_
            if isinstance(within, _Composite):
                yield from _fields(within, node.selection_set)
