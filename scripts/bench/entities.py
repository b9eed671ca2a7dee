"""What `_entities` costs beside `nodes`: the same hundred things, by processor time, which a busy
machine disturbs little.

python -m scripts.bench.entities DATABASE_URL
"""

import asyncio
import statistics
import sys
import time

import orjson

from hub.app import create_executor
from hub.config import Settings
from hub.plan.execution import Executor, Operation
from hub.plan.row_fragments import RowFragments
from hub.store import Database

_FIELDS = "__typename ... on Product { id name licence url countries }"
_NODES = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {_FIELDS} }} }}"
_ENTITIES = f"query ($representations: [_Any!]!) {{ _entities(representations: $representations) {{ {_FIELDS} }} }}"
_ROUNDS, _AT_A_TIME = 41, 100


async def measured(url: str) -> None:
    """Print the ratios, with row fragments as the hub has them and without."""
    async with Database(url) as database:
        for name, room in (("with", 64 * 2**20), ("without", 0)):
            executor = create_executor(database, Settings.model_construct(), fragments=RowFragments(room))
            ids = await _ids(executor)
            named = [{"__typename": "Product", "id": id_} for id_ in ids]
            asked = [
                Operation(_NODES, variables={"ids": ids}),
                Operation(_ENTITIES, variables={"representations": named}),
            ]
            rounds = [[await _cost(executor, operation) for operation in asked] for _ in range(_ROUNDS)]
            nodes, entities = (statistics.median(costs) for costs in zip(*rounds, strict=True))
            ratio = statistics.median(entity / node for node, entity in rounds)
            print(f"{name} row fragments: nodes {nodes:.3f} ms, _entities {entities:.3f} ms, ratio {ratio:.2f}")


async def _ids(executor: Executor) -> list[str]:
    answer = await executor.execute(Operation("{ products(first: 100) { nodes { id } } }"))
    return [node["id"] for node in orjson.loads(answer.body)["data"]["products"]["nodes"]]


async def _cost(executor: Executor, operation: Operation) -> float:
    """Milliseconds of processor time that one execution takes."""
    began = time.process_time()
    for _ in range(_AT_A_TIME):
        answer = await executor.execute(operation)
    assert answer.executed  # noqa: S101
    return (time.process_time() - began) / _AT_A_TIME * 1000


if __name__ == "__main__":
    asyncio.run(measured(sys.argv[1]))
