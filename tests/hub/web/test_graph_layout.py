"""Laws of the picture's layout."""

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.pictures.graph_layout import ROOM, Spot, curve, half_size, layout
from hub.web.pictures.graph_pictures import LINE, MOST_IN_RINGS, PictureLinks, picture


@st.composite
def _graphs(draw):
    """A centre with things in up to three rings, each linked to one of the ring before, and a few more edges."""
    rings: dict[str, int] = {}
    edges: list[tuple[str, str]] = []
    before = ["c"]
    for ring in range(1, draw(st.integers(0, 3)) + 1):
        here = [f"{ring}-{number}" for number in range(draw(st.integers(1, 12)))]
        rings |= dict.fromkeys(here, ring)
        edges += [(draw(st.sampled_from(before)), thing) for thing in here]
        before = here
    things = ["c", *rings]
    edges += draw(st.lists(st.tuples(st.sampled_from(things), st.sampled_from(things)), max_size=8))
    return rings, [pair for pair in edges if pair[0] == "c" or rings.get(pair[0], 0) < 4]


@given(_graphs())
def test_each_thing_has_a_place_of_its_own_with_room_around_it(graph):
    rings, edges = graph
    spots = layout("c", rings, edges)
    assert spots.keys() == {"c", *rings}
    assert all(hypot(a.x - b.x, a.y - b.y) >= ROOM * 0.9 for a, b in combinations(spots.values(), 2))
    half = half_size(spots.values())
    assert all(abs(spot.x) < half and abs(spot.y) < half for spot in spots.values())


@given(st.integers(1, 600), st.integers(0, 300))
def test_a_dense_picture_keeps_its_things_apart_and_is_smaller_than_rings(near, far):
    rings = {f"n{number}": 1 for number in range(near)} | {f"f{number}": 2 for number in range(far)}
    edges = [("c", f"n{number}") for number in range(near)] + [(f"n{n % near}", f"f{n}") for n in range(far)]
    spots = layout("c", rings, edges, is_dense=True)
    places = sorted((round(spot.x, 1), round(spot.y, 1)) for spot in spots.values())
    close = [pair for pair in pairwise(places) if hypot(pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]) < ROOM * 0.7]
    assert close == []
    if near > 200:
        assert half_size(spots.values()) < half_size(layout("c", rings, edges).values())


@given(_graphs())
def test_the_same_graph_is_drawn_alike_whatever_the_order_of_its_edges(graph):
    rings, edges = graph
    assert layout("c", rings, edges) == layout("c", rings, [(b, a) for a, b in reversed(edges)])


def test_edges_between_the_same_two_things_are_told_apart():
    ends = Spot(0, 0), Spot(100, 0)
    assert len({curve(*ends, bend) for bend in range(5)}) == 5
    assert curve(*ends, 0) == "M0.0 0.0Q50.0 0.0 100.0 0.0"


def test_what_is_reached_by_a_thing_stands_behind_it():
    spots = layout("c", {"a": 1, "b": 1, "a1": 2, "a2": 2}, [("c", "a"), ("c", "b"), ("a", "a1"), ("a", "a2")])
    assert (spots["a1"].angle + spots["a2"].angle) / 2 == pytest.approx(spots["a"].angle)
    assert hypot(spots["a1"].x, spots["a1"].y) > hypot(spots["a"].x, spots["a"].y)


@given(st.integers(MOST_IN_RINGS, 150), st.integers(3, 30))
def test_names_of_a_crowded_picture_keep_clear_of_each_other(count: int, length: int):
    things = [
        {"id": str(n), "kind": "PRODUCT", "name": "n" * length, "related": {"totalCount": 1}} for n in range(count + 1)
    ]
    edges = [{"subject": {"id": "0"}, "object": {"id": str(n)}} for n in range(1, count + 1)]
    made = picture(things, edges, ["0"], lambda _: PictureLinks("", ""))
    named = [node.spot for node in made.nodes if node.is_named]
    assert named
    for one, other in combinations(named, 2):
        assert abs(one.y - other.y) >= LINE or abs(one.x - other.x) >= 7 * min(length, 26)
