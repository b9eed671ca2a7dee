"""A validated operation as a tree of selected fields: fragments spread, directives applied, arguments coerced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_non_null_type,
    is_object_type,
)
from graphql.utilities import value_from_ast

from hub.plan.refusals import ErrorCode, RequestError

_MEND = "Give every variable in it a value that fits where it stands; null fits only where the schema says so."


@dataclass(slots=True)
class Selected:
    """One field to answer. key: its response key. children: per possible type of its value, the fields selected there."""

    key: str
    name: str
    parent: str
    arguments: dict[str, Any]
    type_name: str
    children: dict[str, list["Selected"]] = field(default_factory=dict)

    def only(self) -> list["Selected"]:
        """The children of a field whose type is one object type."""
        return self.children[self.type_name]


@dataclass(slots=True)
class Collector:
    """Collects the fields of one operation (GraphQL specification, CollectFields). variables: shaped values.

    typenames: select `__typename` wherever the type is known only from the data, for an executor that must find it.
    """

    schema: GraphQLSchema
    document: DocumentNode
    variables: Mapping[str, Any]
    typenames: bool = False
    fragments: dict[str, FragmentDefinitionNode] = field(init=False)

    def __post_init__(self) -> None:
        found = (node for node in self.document.definitions if isinstance(node, FragmentDefinitionNode))
        self.fragments = {node.name.value: node for node in found}

    def operation(self, operation: OperationDefinitionNode) -> list[Selected]:
        """The selected root fields, in order of response keys."""
        root: Any = self.schema.get_root_type(operation.operation)
        return self.select(root, [operation.selection_set])

    def select(self, parent: GraphQLObjectType, sets: list[SelectionSetNode]) -> list[Selected]:
        """The fields that selection sets select on an object type, merged by response key."""
        grouped: dict[str, list[FieldNode]] = {}
        for selection_set in sets:
            for node in self._fields(parent, selection_set, set()):
                key = node.alias.value if node.alias else node.name.value
                grouped.setdefault(key, []).append(node)
        return [self._selected(parent, key, nodes) for key, nodes in grouped.items()]

    def _fields(
        self, parent: GraphQLObjectType, selection_set: SelectionSetNode, spread: set[str]
    ) -> Iterator[FieldNode]:
        for node in selection_set.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            else:
                yield from self._spread(parent, node, spread)

    def _spread(self, parent: GraphQLObjectType, node: SelectionNode, spread: set[str]) -> Iterator[FieldNode]:
        if isinstance(node, InlineFragmentNode):
            fragment: InlineFragmentNode | FragmentDefinitionNode = node
        else:
            name = node.name.value  # type: ignore[attr-defined]
            if name in spread:
                return
            spread.add(name)
            fragment = self.fragments[name]
        condition = fragment.type_condition
        if condition is None or self._applies(condition.name.value, parent):
            yield from self._fields(parent, fragment.selection_set, spread)

    def _applies(self, condition: str, parent: GraphQLObjectType) -> bool:
        stated = self.schema.type_map[condition]
        return stated is parent or (is_abstract_type(stated) and self.schema.is_sub_type(stated, parent))

    def _included(self, node: SelectionNode) -> bool:
        return all(self._directive_allows(directive) for directive in node.directives or ())

    def _directive_allows(self, node: DirectiveNode) -> bool:
        stated = self.schema.get_directive(node.name.value)
        if stated is None or node.name.value not in {"skip", "include"}:
            return True
        condition = self._arguments(stated.args, node)["if"]
        return bool(condition) if node.name.value == "include" else not condition

    def _selected(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
        name = nodes[0].name.value
        if name == "__typename":
            return Selected(key, name, parent.name, {}, "String")
        stated: GraphQLField | None = parent.fields.get(name)
        if stated is None:
            return Selected(key, name, parent.name, {}, "__Schema")
        named = get_named_type(stated.type)
        found = Selected(key, name, parent.name, self._arguments(stated.args, nodes[0]), named.name)
        sets = [node.selection_set for node in nodes if node.selection_set]
        if sets:
            found.children = {possible.name: self.select(possible, sets) for possible in self._possible(named)}
        if self.typenames and is_abstract_type(named):
            for name, fields in found.children.items():
                fields.append(Selected("__typename", "__typename", name, {}, "String"))
        return found

    def _possible(self, named: Any) -> list[GraphQLObjectType]:
        return [named] if is_object_type(named) else list(self.schema.get_possible_types(named))

    def _arguments(self, stated: Mapping[str, Any], node: FieldNode | DirectiveNode) -> dict[str, Any]:
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        values: dict[str, Any] = {}
        for name, argument in stated.items():
            value = self._argument(name, argument, given.get(name))
            if value is not Undefined:
                values[name] = value
        return values

    def _argument(self, name: str, stated: Any, given: ValueNode | None) -> Any:
        """CoerceArgumentValues: what cannot be coerced for the sake of its variables is an error, never left out."""
        if given is None or (isinstance(given, VariableNode) and given.name.value not in self.variables):
            value = _default(stated)
            unusable = value is Undefined and is_non_null_type(stated.type)
        else:
            value = value_from_ast(given, stated.type, dict(self.variables))
            unusable = value is Undefined
        if unusable:
            raise RequestError(
                ErrorCode.BAD_USER_INPUT, f"The argument {name} cannot be used with these variables.", _MEND
            )
        return value


def _default(argument: Any) -> Any:
    default = getattr(argument, "default_value", Undefined)
    return getattr(default, "value", default)
