"""What answers read instead of counting equals what it counts, whatever was loaded, judged, withdrawn and taken back.

And a store that is not so is found out.
"""

import random
from typing import Any

import pytest

from hub.identity import Judgement
from hub.load import judge, load_all, remove_network, undo, undo_load
from hub.load.judgements import judgement_id
from hub.review.soundness import examined
from hub.store import Database

COUNTRIES, TOWNS, LICENCES = ("DK", "SE", "FR"), ("Aarhus", "Lund", "Lyon"), ("MIT", "EUPL-1.2")


def network(chance: random.Random, seeds: Any, slug: str) -> Any:
    """Some organisations, and products that some of them own, so that countries follow from owners.

    Keys come and go.
    """
    organisations = [
        {
            "key": str(key),
            "name": chance.choice(TOWNS),
            "countries": chance.sample(COUNTRIES, chance.randint(0, 2)),
            "city": chance.choice((None, *TOWNS)),
            "type": chance.choice(("local", "state")),
            "url": f"https://{key}.example",
        }
        for key in chance.sample(range(6), 4)
    ]
    products = [
        {
            "key": f"p{key}",
            "name": f"Product {key}",
            "licence": chance.choice(LICENCES),
            "topics": chance.sample(("maps", "health"), chance.randint(0, 2)),
            "to:owners": [{"key": organisations[0]["key"]}] if chance.random() < 0.7 else [],
        }
        for key in chance.sample(range(5), 3)
    ]
    events = [{"key": "e", "name": "Meeting", "starts_at": "2026-05-01T10:00:00Z", "city": chance.choice(TOWNS)}]
    return seeds.write(slug, {"organisation": organisations, "product": products, "event": events})


async def faults(store: Database) -> list[Any]:
    return [check for check in await examined(store) if check.differences]


@pytest.mark.parametrize("seed", range(3))
async def test_read_models_equal_what_they_count_after_every_step(store: Database, seeds: Any, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible walk, no secret
    given: list[Judgement] = []
    for _ in range(6):
        slug = chance.choice(("alpha", "beta"))
        await load_all(store, [network(chance, seeds, slug)], allow_mass_delete=True, again=True)
        assert await faults(store) == []
        rows = await store.fetch_rows("SELECT network, kind, key FROM record WHERE kind = 'organisation' ORDER BY id")
        names = ["/".join(row) for row in rows]
        if given and chance.random() < 0.5:
            await undo(store, judgement_id(given.pop()))
        elif len(names) > 1:
            left, right = sorted(chance.sample(names, 2))
            verdict = chance.choice(("same", "different"))
            given.append(Judgement(left, right, verdict, "anna", "2026-05-01T10:00:00Z", "a test", ()))
            await judge(store, given[-1])
        assert await faults(store) == []
        if chance.random() < 0.5:
            await (undo_load(store) if chance.random() < 0.5 else remove_network(store, slug))
            assert await faults(store) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("counts of values", "UPDATE value_count SET total = total + 1 WHERE field = 'city'"),
        ("counts of values", "DELETE FROM value_count WHERE value = ''"),
        ("terms of entities", "UPDATE term SET sort_name = 'zzz' WHERE field = 'countries'"),
        ("terms of entities", "DELETE FROM term WHERE field = 'licence'"),
        ("networks of entities", "UPDATE organisation SET network_count = 7"),
        ("joined records", "INSERT INTO term VALUES ('org_x', 'joined', '2', 'organisation', 'x', false)"),
        ("names at the ends of edges", "UPDATE relation SET subject_name = 'zzz'"),
        ("documents of search", "DELETE FROM search_document"),
        ("sizes of lists", "UPDATE statistic SET total = total + 1"),
    ],
)
async def test_what_is_out_of_step_is_found(store: Database, seeds: Any, name: str, change: str) -> None:
    organisation = {"key": "1", "name": "Aarhus", "countries": ["DK"], "city": "Aarhus"}
    product = {"key": "p", "name": "OS2mo", "licence": "MIT", "to:owners": [{"key": "1"}]}
    await load_all(store, [seeds.write("alpha", {"organisation": [organisation], "product": [product]})])
    assert await faults(store) == []
    async with store.write() as tx:
        await tx.run(change)
    found = {check.name: check for check in await faults(store)}
    assert found[name].examples
