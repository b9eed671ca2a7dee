"""Documents of requests: parsed, held to the limits and validated once, and the values of their variables."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    MaxIntrospectionDepthRule,
    OperationDefinitionNode,
    Undefined,
    get_variable_values,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    parse,
    specified_rules,
    validate,
)
from graphql.utilities import type_from_ast

from hub.plan.answers import coded, syntax_code
from hub.plan.document_hints import document_hint
from hub.plan.limits import Limits, check_document
from hub.plan.refusals import RefusalCode, RequestError

RULES = (*specified_rules, MaxIntrospectionDepthRule)
Coerce = Callable[[Any], Any]


class RefusedError(Exception):
    """Several errors of one request."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(str(errors))
        self.errors = errors


class Variables:
    """The variables that an operation declares.

    Where all are leaves, or lists of them, their values are coerced here by the leaves' own functions, which is all
    that graphql-core does with them; whatever does not fit, it is asked to explain.
    """

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._declared = operation.variable_definitions or ()
        types = {node.variable.name.value: type_from_ast(schema, node.type) for node in self._declared}
        coercions = {name: coerce for name, type_ in types.items() if (coerce := _plain(type_))}
        self._plain = list(coercions.items()) if len(coercions) == len(types) else None
        self._defaults = _defaults(schema, operation)

    def coerced(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the schema types them. Raises `RefusedError`."""
        if self._plain is not None:
            with suppress(Exception):  # a scalar may raise anything, and a value that is missing is a KeyError
                values = {
                    name: coerce(given[name]) if name in given else self._defaults[name]
                    for name, coerce in self._plain
                    if name in given or self._defaults.get(name) is not Undefined
                }
                if Undefined not in values.values():
                    return values
        found = get_variable_values(self._schema, self._declared, dict(given), max_errors=20)
        if isinstance(found, list):
            raise RefusedError(hinted(self._schema, found, RefusalCode.BAD_USER_INPUT))
        return dict(found.coerced)


def _defaults(schema: GraphQLSchema, operation: OperationDefinitionNode) -> dict[str, Any]:
    """By the names of variables that may be left out, their values then; `Undefined` for none."""
    defaults: dict[str, Any] = {}
    for node in operation.variable_definitions or ():
        found = get_variable_values(schema, [node], {})
        if not isinstance(found, list):
            name = node.variable.name.value
            defaults[name] = found.coerced.get(name, Undefined)
    return defaults


def _plain(type_: Any) -> Coerce | None:
    """What coerces a value of a leaf type or a list of one, giving `Undefined` or raising for one that does not fit.

    None for other types.
    """
    if is_non_null_type(type_):
        required = _plain(type_.of_type)
        return required and (lambda value: Undefined if value is None else required(value))
    if is_list_type(type_):
        item = _plain(type_.of_type)
        return item and (lambda value: _list(item, value))
    if not is_leaf_type(type_):
        return None
    return lambda value: None if value is None else type_.coerce_input_value(value)


def _list(item: Coerce, value: Any) -> Any:
    if value is None:
        return None
    items = list(map(item, value if isinstance(value, list) else [value]))
    return Undefined if Undefined in items else items


@dataclass(frozen=True, slots=True)
class Definition:
    """One operation of a document, with the variables that it declares.

    is_subscription: whether it is answered again and again.
    """

    document: DocumentNode
    node: OperationDefinitionNode
    variables: Variables
    is_subscription: bool

    @property
    def is_query(self) -> bool:
        """Whether it only reads."""
        return self.node.operation.value == "query"

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.node.operation.value == "mutation"


class Documents:
    """The documents that were asked last, each parsed and validated under the limits when it is first met."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._operations = lru_cache(500)(self._parsed)

    def definition(self, text: str, name: str | None) -> Definition:
        """The operation that a request asks for. Raises `RequestError` or `RefusedError`."""
        operations = self._operations(text)
        if not name and len(operations) == 1:
            return next(iter(operations.values()))
        if name and name in operations:
            return operations[name]
        known = ", ".join(name for name in operations if name) or "none"
        message = f"Which operation is meant? The document has: {known}."
        raise RequestError(RefusalCode.BAD_REQUEST, message, "Send operationName.")

    def _parsed(self, text: str) -> dict[str, Definition]:
        """Operations by name; one without a name is called ""."""
        try:
            document = parse(text, max_tokens=self._limits.tokens, no_location=False)
        except GraphQLSyntaxError as error:
            raise RefusedError([coded(error, syntax_code(error))]) from error
        check_document(document, self._limits)  # first: it is linear, the rules of validation are not
        if errors := validate(self._schema, document, RULES, max_errors=20):
            raise RefusedError(hinted(self._schema, errors, RefusalCode.VALIDATION_FAILED))
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        return {
            node.name.value if node.name else "": Definition(
                document, node, Variables(self._schema, node), node.operation.value == "subscription"
            )
            for node in operations
        }


def hinted(schema: GraphQLSchema, errors: Sequence[GraphQLError], code: RefusalCode) -> list[GraphQLError]:
    """Errors with their code and what may help."""
    return [coded(error, code, document_hint(schema, error.message)) for error in errors]
