"""A validated operation as a tree of selected fields: fragments spread, directives applied, arguments coerced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_non_null_type,
    is_object_type,
)
from graphql.utilities import value_from_ast

from hub.plan.refusals import RefusalCode, RequestError

_HINT = "Give each of its variables a value that its place accepts; null is accepted only where the schema allows it."


@dataclass(slots=True)
class Selected:
    """One field to answer. key: its response key. children: per possible type of its value, the fields selected there.

    moment: of the past, where the field is a root field that is asked of one.
    """

    key: str
    name: str
    parent: str
    arguments: dict[str, Any]
    type_name: str
    children: dict[str, list["Selected"]] = field(default_factory=dict)
    moment: Any = None

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
        fragments = (node for node in self.document.definitions if isinstance(node, FragmentDefinitionNode))
        self.fragments = {node.name.value: node for node in fragments}

    def operation(self, operation: OperationDefinitionNode) -> list[Selected]:
        """The selected root fields, in order of response keys."""
        root: Any = self.schema.get_root_type(operation.operation)
        return self.select(root, [operation.selection_set])

    def select(self, parent: GraphQLObjectType, sets: list[SelectionSetNode]) -> list[Selected]:
        """The fields that selection sets select on an object type, merged by response key."""
        grouped: dict[str, list[FieldNode]] = {}
        for selection_set in sets:
            for node in self._nodes(parent, selection_set, set()):
                key = node.alias.value if node.alias else node.name.value
                grouped.setdefault(key, []).append(node)
        return [self._selected(parent, key, nodes) for key, nodes in grouped.items()]

    def _nodes(
        self, parent: GraphQLObjectType, selection_set: SelectionSetNode, spread: set[str]
    ) -> Iterator[FieldNode]:
        """The field nodes with fragments spread, each named fragment once, where directives let them stand."""
        for node in selection_set.selections:
            if not all(self._allows(directive) for directive in node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                yield node
                continue
            fragment: Any = node
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in spread:
                    continue
                spread.add(node.name.value)
                fragment = self.fragments[node.name.value]
            if fragment.type_condition is None or self._applies(fragment.type_condition.name.value, parent):
                yield from self._nodes(parent, fragment.selection_set, spread)

    def _applies(self, condition: str, parent: GraphQLObjectType) -> bool:
        named = self.schema.type_map[condition]
        return named is parent or (is_abstract_type(named) and self.schema.is_sub_type(named, parent))

    def _allows(self, node: DirectiveNode) -> bool:
        """Whether `@skip` or `@include` lets a node stand."""
        directive = self.schema.get_directive(node.name.value)
        if directive is None or node.name.value not in {"skip", "include"}:
            return True
        condition = self._arguments(directive.args, node)["if"]
        return bool(condition) if node.name.value == "include" else not condition

    def _selected(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
        """A field with what is selected below it, by each type that its value can be of.

        nodes: all places that select it under this key.
        """
        name = nodes[0].name.value
        if name == "__typename":
            return Selected(key, name, parent.name, {}, "String")
        definition: GraphQLField | None = parent.fields.get(name)
        if definition is None:  # __schema and __type, which no type declares
            return Selected(key, name, parent.name, {}, "__Schema")
        named: Any = get_named_type(definition.type)
        selected = Selected(key, name, parent.name, self._arguments(definition.args, nodes[0]), named.name)
        sets = [node.selection_set for node in nodes if node.selection_set]
        if sets:
            possible = [named] if is_object_type(named) else self.schema.get_possible_types(named)
            selected.children = {type_.name: self.select(type_, sets) for type_ in possible}
        if self.typenames and is_abstract_type(named):
            for type_name, fields in selected.children.items():
                fields.append(Selected("__typename", "__typename", type_name, {}, "String"))
        return selected

    def _arguments(self, declared: Mapping[str, Any], node: FieldNode | DirectiveNode) -> dict[str, Any]:
        """CoerceArgumentValues: what cannot be coerced for the sake of its variables is an error, never left out."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        values: dict[str, Any] = {}
        for name, argument in declared.items():
            literal = given.get(name)
            if literal is None or (isinstance(literal, VariableNode) and literal.name.value not in self.variables):
                default = getattr(argument, "default_value", Undefined)
                value = getattr(default, "value", default)
                usable = value is not Undefined or not is_non_null_type(argument.type)
            else:
                value = value_from_ast(literal, argument.type, dict(self.variables))
                usable = value is not Undefined
            if not usable:
                message = f"The argument {name} cannot be used with these variables."
                raise RequestError(RefusalCode.BAD_USER_INPUT, message, _HINT)
            if value is not Undefined:
                values[name] = value
        return values
