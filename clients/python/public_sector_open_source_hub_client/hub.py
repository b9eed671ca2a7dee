"""The client: the generated one, with an address, a token and the header of those who read much."""

from types import TracebackType
from typing import Self

import httpx

from .generated.generated_client import GeneratedClient


class Hub(GeneratedClient):
    """A hub. address: of its site, such as https://hub.example; token: of an operator; bulk: pages of up to
    1,000, for who reads much.

    Used as `async with Hub(…) as hub`. Errors of the graph raise `GraphQLClientGraphQLMultiError`, which has
    the hub's messages and codes; refusals of a whole request (403, 429, 503) raise `GraphQLClientHttpError`,
    whose `response` has them.
    """

    def __init__(self, address: str, *, token: str | None = None, bulk: bool = False, timeout: float = 60.0) -> None:
        headers = {"accept": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        if bulk:
            headers["x-hub-client"] = "bulk"
        client = httpx.AsyncClient(headers=headers, timeout=timeout)
        super().__init__(url=f"{address.rstrip('/')}/graphql", http_client=client)

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc_val, exc_tb)
