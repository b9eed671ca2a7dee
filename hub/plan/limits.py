"""What an operation may ask for, measured on its document before anything runs, each fragment once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from hub.plan.lists.cursors import DEFAULT_PAGE
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.bindings import settled

LARGEST_OPERATION = 5_000
"""Selected fields after all fragments are spread."""
MOST_WITHIN = 50
"""Fragments within fragments."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one hub; see docs/settings.md."""

    depth: int = 16
    aliases: int = 50
    tokens: int = 4_000
    cost: int = 50_000
    page: int = 100
    bulk_page: int = 1_000


@dataclass(frozen=True, slots=True)
class Measure:
    """Depth, aliases and fields of a selection set with its fragments spread."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0


@dataclass(slots=True)
class Ruler:
    """Measures selection sets; a fragment is measured when first met, so spreading it often costs nothing."""

    fragments: Mapping[str, FragmentDefinitionNode]
    open: int = 0
    known: dict[str, Measure] = field(default_factory=dict)

    def measure(self, selection_set: SelectionSetNode | None) -> Measure:
        """Sum of aliases and fields, depth of the deepest field."""
        parts = [self._node(node) for node in _distinct(selection_set.selections if selection_set else ())]
        return Measure(
            max((part.depth for part in parts), default=0),
            sum(part.aliases for part in parts),
            sum(part.fields for part in parts),
        )

    def _node(self, node: Any) -> Measure:
        if isinstance(node, FieldNode):
            inner = self.measure(node.selection_set)
            return Measure(inner.depth + 1, inner.aliases + (node.alias is not None), inner.fields + 1)
        if isinstance(node, InlineFragmentNode):
            return self.measure(node.selection_set)
        return self._fragment(node.name.value)

    def _fragment(self, name: str) -> Measure:
        if name not in self.known:
            self.known[name] = Measure()
            found = self.fragments.get(name)
            self.open += 1
            if self.open > MOST_WITHIN:
                raise RequestError(ErrorCode.TOO_DEEP, f"Fragments spread each other more than {MOST_WITHIN} deep.")
            self.known[name] = self.measure(found.selection_set) if found else Measure()
            self.open -= 1
        return self.known[name]


def _distinct(nodes: Iterable[SelectionNode]) -> Iterator[SelectionNode]:
    """A fragment that one selection set spreads twice is selected once (CollectFields)."""
    spread: set[str] = set()
    for node in nodes:
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in spread:
                continue
            spread.add(node.name.value)
        yield node


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Raise TOO_DEEP, TOO_MANY_ALIASES or TOO_COSTLY for a document beyond the limits. Cheap: linear in its length."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    ruler = Ruler(fragments)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _check(ruler.measure(node.selection_set), limits)


def _check(found: Measure, limits: Limits) -> None:
    if found.depth > limits.depth:
        raise RequestError(
            ErrorCode.TOO_DEEP, f"The operation is {found.depth} levels deep; at most {limits.depth} are answered."
        )
    if found.aliases > limits.aliases:
        raise RequestError(
            ErrorCode.TOO_MANY_ALIASES,
            f"The operation has {found.aliases} aliases; at most {limits.aliases} are answered.",
        )
    if found.fields > LARGEST_OPERATION:
        raise RequestError(
            ErrorCode.TOO_COSTLY,
            f"The operation selects {found.fields} fields; at most {LARGEST_OPERATION} are answered.",
        )


def cost(selected: list[Selected], variables: Mapping[str, Any]) -> int:
    """The static cost: one per field, times the page size below a list. Published as rateLimit and x-graphql-cost."""
    return sum(_cost(found, variables) for found in selected)


def _cost(found: Selected, variables: Mapping[str, Any]) -> int:
    inner = max((cost(fields, variables) for fields in found.children.values()), default=0)
    return 1 + inner * _size(found, variables)


def _size(found: Selected, variables: Mapping[str, Any]) -> int:
    if found.type_name.endswith("Connection") or found.name in {"neighbours", "occurrences"}:
        stated = found.arguments.get("first", found.arguments.get("last"))
        size = settled(stated, variables, {}) if stated is not None else DEFAULT_PAGE
        return max(1, size if isinstance(size, int) else DEFAULT_PAGE)
    ids = found.arguments.get("ids") if found.name == "nodes" else None
    return max(1, len(settled(ids, variables, {}))) if ids is not None else 1
