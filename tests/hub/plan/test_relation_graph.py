"""The graph in arrays finds what a search over plain lists of edges finds, in the same order, in a
bounded number of bytes.
"""

import sys
from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from hub.plan.roots.relation_graph import Edges, Graph

THINGS = [f"{kind}_{number}" for kind in ("org", "product") for number in range(6)]
PREDICATES = ["uses", "maintains", "member-of"]
EDGES = st.sets(st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS), st.sampled_from(PREDICATES)), max_size=40)


def built(edges):
    read = Edges()
    rows = [(str(n), s, s.partition("_")[0], o, o.partition("_")[0], p) for n, (s, o, p) in enumerate(edges)]
    read.add(rows[: len(rows) // 2])
    read.add(rows[len(rows) // 2 :])
    return Graph.of(read)


def hops(edges, here):
    """(other, predicate, outward) in the fixed order of edges; one to oneself is seen both ways."""
    for subject, object_, predicate in sorted(edges):
        yield from [(object_, predicate, True)] if subject == here else []
        yield from [(subject, predicate, False)] if object_ == here else []


def searched(edges, start, longest):
    """By thing, the hops of a shortest path to it, the first in the order of edges."""
    found, waiting = {start: []}, deque([start])
    while waiting:
        here = waiting.popleft()
        for hop in hops(edges, here) if len(found[here]) < longest else ():
            if hop[0] not in found:
                found[hop[0]] = [*found[here], hop]
                waiting.append(hop[0])
    return found


def all_ways(graph, predicates=PREDICATES):
    return bytes(predicate in predicates for predicate in graph.predicates for _ in range(2))


@given(EDGES, st.sampled_from(THINGS), st.integers(1, 4), st.sets(st.sampled_from(PREDICATES), min_size=1))
def test_neighbours_and_paths_are_those_of_a_plain_search(edges, start, longest, predicates):
    graph = built(edges)
    number = graph.number(start)
    expected = searched({edge for edge in edges if edge[2] in predicates}, start, longest)
    if number is None:
        assert expected == {start: []}
        return
    allowed = all_ways(graph, predicates)
    near = [(graph.ids[thing], distance) for thing, distance in graph.around(number, longest, allowed)]
    distances = {thing: len(path) for thing, path in expected.items() if thing != start}
    assert near == sorted(distances.items(), key=lambda item: (item[1], item[0]))
    for end in graph.ids:
        assert graph.path(number, graph.number(end), longest, allowed) == expected.get(end)


@given(EDGES, st.sampled_from(THINGS), st.lists(st.sampled_from(THINGS), max_size=4))
def test_what_is_expanded_brings_its_neighbours_a_step_further_than_it_is(edges, start, opened):
    graph = built(edges)
    number = graph.number(start)
    if number is None:
        return
    distances = {thing: len(path) for thing, path in searched(edges, start, 1).items()}
    for here in opened:
        for other, _, _ in hops(edges, here) if here in distances else ():
            distances.setdefault(other, distances[here] + 1)
    del distances[start]
    ways, numbers = all_ways(graph), [graph.number(one) for one in opened if graph.number(one) is not None]
    rows = graph.beyond(graph.around(number, 1, ways), number, numbers, ways)
    found = [(graph.ids[thing], distance) for thing, distance in rows]
    assert found == sorted(distances.items(), key=lambda item: (item[1], item[0]))


@given(EDGES)
def test_each_thing_has_its_kind_and_others_have_no_number(edges):
    graph = built(edges)
    assert graph.ids == sorted({end for subject, object_, _ in edges for end in (subject, object_)})
    assert [graph.kinds[graph.number(thing)] for thing in graph.ids] == [t.partition("_")[0] for t in graph.ids]
    assert graph.number("nothing") is None


def test_an_edge_takes_at_most_sixty_bytes():
    things = [f"org_{number:016d}" for number in range(5_000)]
    edges = Edges()
    edges.add(
        (str(n), things[n % 5_000], "organisation", things[n * 7 % 5_000], "organisation", "uses")
        for n in range(15_000)
    )
    graph = Graph.of(edges)
    arrays = sum(map(sys.getsizeof, (graph.first, graph.others, graph.ways, graph.ids, graph.kinds)))
    assert (arrays + sum(map(sys.getsizeof, graph.ids))) / 15_000 <= 60
