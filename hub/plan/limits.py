"""What an operation may ask for, measured on its document before anything runs, each fragment once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from hub.plan.lists.cursors import DEFAULT_PAGE
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.bindings import resolved

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
    """Measures selection sets; a fragment is measured when first met, so spreading it often costs nothing.

    open: how many fragments are being measured, each within the one before.
    """

    fragments: Mapping[str, FragmentDefinitionNode]
    open: int = 0
    known: dict[str, Measure] = field(default_factory=dict)

    def measure(self, selection_set: SelectionSetNode | None) -> Measure:
        """Sum of aliases and fields, depth of the deepest field."""
        parts: list[Measure] = []
        spread: set[str] = set()
        for node in selection_set.selections if selection_set else ():
            if isinstance(node, FragmentSpreadNode):
                # a fragment that one selection set spreads twice is selected once (CollectFields)
                if node.name.value not in spread:
                    spread.add(node.name.value)
                    parts.append(self._fragment(node.name.value))
            elif isinstance(node, FieldNode):
                inner = self.measure(node.selection_set)
                parts.append(Measure(inner.depth + 1, inner.aliases + (node.alias is not None), inner.fields + 1))
            elif isinstance(node, InlineFragmentNode):
                parts.append(self.measure(node.selection_set))
        return _sum(parts)

    def _fragment(self, name: str) -> Measure:
        if name not in self.known:
            # before it is measured: a fragment that spreads itself, which validation reports, must not loop here
            self.known[name] = Measure()
            definition = self.fragments.get(name)
            self.open += 1
            if self.open > MOST_WITHIN:
                message = f"Fragments are nested more than {MOST_WITHIN} deep."
                raise RequestError(RefusalCode.TOO_DEEP, message)
            self.known[name] = self.measure(definition.selection_set if definition else None)
            self.open -= 1
        return self.known[name]


def _sum(parts: Sequence[Measure]) -> Measure:
    deepest = max((part.depth for part in parts), default=0)
    return Measure(deepest, sum(part.aliases for part in parts), sum(part.fields for part in parts))


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Raise TOO_DEEP, TOO_MANY_ALIASES or TOO_COSTLY for a document beyond the limits. Cheap: linear in its length."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    ruler = Ruler(fragments)
    for node in document.definitions:
        if not isinstance(node, OperationDefinitionNode):
            continue
        size = ruler.measure(node.selection_set)
        for code, many, unit, limit in (
            (RefusalCode.TOO_DEEP, size.depth, "levels of nesting", limits.depth),
            (RefusalCode.TOO_MANY_ALIASES, size.aliases, "aliases", limits.aliases),
            (RefusalCode.TOO_COSTLY, size.fields, "selected fields", LARGEST_OPERATION),
        ):
            if many > limit:
                raise RequestError(code, f"The operation has {many} {unit}; the limit is {limit}.")


def cost(fields: Iterable[Selected], variables: Mapping[str, Any]) -> int:
    """The static cost: one per field, times the page size below a list. Published as rateLimit and x-graphql-cost."""
    price = 0
    for selected in fields:
        inner = max((cost(children, variables) for children in selected.children.values()), default=0)
        price += 1 + (inner and inner * _size(selected, variables))
    return price


def _size(selected: Selected, variables: Mapping[str, Any]) -> int:
    """How many items a list has at most; 1 for what is no list."""
    if selected.type_name.endswith("Connection") or selected.name in {"neighbours", "occurrences", "groupBy"}:
        argument = selected.arguments.get("first", selected.arguments.get("last"))
        size = resolved(argument, variables, {}) if argument is not None else DEFAULT_PAGE
        return max(1, size if isinstance(size, int) else DEFAULT_PAGE)
    ids = selected.arguments.get({"nodes": "ids", "lookup": "by"}.get(selected.name, ""))
    return max(1, len(resolved(ids, variables, {}))) if ids is not None else 1
