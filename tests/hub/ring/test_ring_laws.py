"""Hubs converge: whoever was asked, in whatever order and however often, and although one of them was lost and
restored from its seeds.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.store import Database
from tests.hub.load.test_load_laws import BODIES, exported
from tests.hub.ring.conftest import RingHub, exchange

NAMES = ("a", "b", "c")
OWN = {name: (f"{name}-first", f"{name}-second", f"{name}-third") for name in NAMES}
NETWORKS = st.dictionaries(st.integers(0, 2), st.one_of(st.none(), BODIES), min_size=1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("state"), st.sampled_from(NAMES), NETWORKS),
        st.tuples(st.just("ask"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("lose"), st.sampled_from(NAMES), st.none()),
    ),
    max_size=6,
)
RING = {"a": "c", "b": "a", "c": "b"}
"""Whom each hub reads, so that everything comes round."""


FIRST = [{"key": "a", "name": "Odense", "to:members": [{"key": "b"}]}, {"key": "b", "name": "Vejle"}]


class Ring:
    """Three hubs and a clock that moves on with every step, as moments tell which state is the newer."""

    def __init__(self, folder: Path) -> None:
        self.hubs = {name: RingHub(name, folder) for name in NAMES}
        self.moment = datetime(2026, 5, 31, tzinfo=UTC)

    def clock(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    async def load(self, name: str) -> None:
        await self.hubs[name].load(clock=self.clock, allow_mass_delete=True)

    async def state(self, name: str, networks: dict[int, Any]) -> None:
        """Have a hub state other things itself; of a network that is gone its directory goes, and it is removed."""
        from hub.load import remove_network

        hub = self.hubs[name]
        for number, bodies in networks.items():
            slug = OWN[name][number]
            if bodies is not None:
                hub.own.write(slug, {"organisation": bodies})
                continue
            shutil.rmtree(hub.own.root / slug, ignore_errors=True)
            async with Database(hub.url) as store:
                if await store.fetch_value("SELECT slug FROM network WHERE slug = :slug", slug=slug):
                    await remove_network(store, slug, clock=self.clock)
        await self.load(name)

    async def ask(self, name: str, other: str) -> None:
        if name != other:
            await self.hubs[name].ask(self.hubs[other])
            await self.load(name)

    async def lose(self, name: str, _: None) -> None:
        """A hub loses its store and all that it has fetched, and begins anew with its seeds."""
        hub = self.hubs[name]
        for path in hub.folder.glob("hub.db*"):
            path.unlink()
        shutil.rmtree(hub.others)
        hub.others.mkdir()
        await self.load(name)

    async def go_round(self, times: int) -> None:
        """Everybody asks its neighbour; after two times all has come to everybody, as each asks who has just asked."""
        for _ in range(times):
            for name, other in RING.items():
                await self.ask(name, other)

    async def revisions(self) -> list[int]:
        found = []
        for hub in self.hubs.values():
            async with Database(hub.url) as store:
                found.append(await store.revision())
        return found


async def walk(folder: Path, steps: Sequence[tuple[str, str, Any]]) -> None:
    ring = Ring(folder)
    for name in NAMES:
        await ring.state(name, {0: [{"key": "a", "name": f"City of {name}"}]})
    for verb, name, more in steps:
        await getattr(ring, verb)(name, more)
    await ring.go_round(2)
    contents = []
    for hub in ring.hubs.values():
        async with Database(hub.url) as store:
            contents.append(await exported(store))
    assert contents[0] == contents[1] == contents[2]
    slugs = {path.name for hub in ring.hubs.values() for path in hub.own.root.iterdir()}
    assert contents[0]["network"].count(b'"slug"') == len(slugs), "what its origin has, everybody has, and nothing else"
    before = await ring.revisions()
    await ring.go_round(1)
    assert await ring.revisions() == before, "who knows it all writes nothing"


@settings(max_examples=2, deadline=None)
@example(
    steps=[
        ("state", "a", {1: FIRST}),
        ("ask", "b", "a"),
        ("ask", "c", "b"),
        ("state", "a", {1: None, 2: FIRST}),
        ("lose", "b", None),
    ]
)
@given(steps=STEPS)
def test_three_hubs_in_a_ring_converge_to_the_same_bytes(steps):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(walk(Path(folder), steps))


async def said_by_all(folder: Path, order: Sequence[str], saying: dict[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """What a hub of hubs says and has that asked these hubs in an order, some more than once."""
    hub = RingHub("hub", folder)
    for name in order:
        hub.hear(name, saying[name])
        await hub.load(clock=lambda: datetime(2026, 6, 1, tzinfo=UTC), allow_mass_delete=True)
    async with Database(hub.url) as store:
        [_, *lines] = (await exchange(store, hub.address)).splitlines()
        return b"\n".join(lines), await exported(store)


@settings(max_examples=2, deadline=None)
@given(steps=STEPS, order=st.lists(st.sampled_from(NAMES), max_size=4).map(lambda some: [*some, *NAMES]))
def test_a_hub_of_hubs_has_the_same_whatever_it_asked_first(steps, order):
    async def run(folder: Path) -> None:
        ring = Ring(folder)
        for name in NAMES:
            await ring.state(name, {0: [{"key": "a", "name": f"City of {name}"}]})
        for verb, name, more in steps:
            await getattr(ring, verb)(name, more)
        saying = {name: await hub.said() for name, hub in ring.hubs.items()}
        found = [
            await said_by_all(folder / str(number), asked, saying)
            for number, asked in enumerate((order, order[::-1] + list(NAMES), NAMES))
        ]
        assert found[0] == found[1] == found[2]

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))
