"""What the GraphQL surface asks of the hub: one port, so that `schema` needs to know nothing of stores or plans."""

from collections.abc import Mapping
from typing import Any, Protocol

from strawberry.types import Info


class Answers(Protocol):
    """The context of an operation. Every root field hands its selection over and gets plain data by response key."""

    async def answer(self, info: Info[Any, Any]) -> Any:
        """The data of one root field: dicts keyed by response key, lists and JSON scalars. Raises GraphQLError."""
        ...

    async def command(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Carry out a mutation of an operator and give plain data.

        Raises GraphQLError, also without the operator's token.
        """
        ...
