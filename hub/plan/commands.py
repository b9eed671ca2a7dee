"""What Strawberry executes of an operation: commands of operators, and fields whose values the plan has read."""

from collections.abc import Mapping
from typing import Any, Protocol

from hub.plan.roots.algorithms import Explains


class Operator(Explains, Protocol):
    """What operators ask that is no reading of the graph: explanations by the identity engine, and judgements."""

    async def command(self, name: str, arguments: Mapping[str, Any], authorization: str | None) -> Any:
        """Carry out a mutation. Raises `RequestError`."""
        ...

    async def admit(self, authorization: str | None) -> None:
        """Raise `RequestError` unless whoever asks may read what is for operators alone."""
        ...


class AnswersOfPlan:
    """Answers fields of operations that Strawberry executes: queries from what the plan has read.

    Implements `Answers`.
    """

    def __init__(self, values: Mapping[str, Any], operator: Operator, authorization: str | None) -> None:
        self._values = values
        self._operator = operator
        self._authorization = authorization

    async def answer(self, info: Any) -> Any:
        """The value of one root field."""
        return self._values[info.path.key]

    async def command(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Carry out a mutation."""
        return await self._operator.command(name, arguments, self._authorization)
