from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity import Judgement, Match, Outcome, Verdict, cluster
from schema.records import record_id

IDS = [f"r{n}" for n in range(7)]
pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
matches = st.lists(
    st.builds(lambda pair, score: Match(*pair, Outcome.JOINED, score, ()), pairs, st.integers(6, 9).map(float)),
    max_size=14,
)
judgements = st.lists(
    st.builds(
        lambda pair, verdict, at: Judgement(*pair, verdict, "reviewer", f"2026-01-{at:02d}T00:00:00Z"),
        pairs,
        st.sampled_from(list(Verdict)),
        st.integers(1, 28),
    ),
    max_size=6,
)
held_apart = st.frozensets(pairs, max_size=5)


def joined(left, right, score=7.0):
    return Match(left, right, Outcome.JOINED, score, ())


def never(left, right):
    return False


def home(clusters):
    return {member: founder for founder, members in clusters.members.items() for member in members}


def test_the_founder_is_the_smallest_id():
    assert cluster(["b", "a", "c"], [joined("b", "c")], [], never).members == {"a": ("a",), "b": ("b", "c")}


def test_candidates_do_not_unite():
    assert len(cluster(["a", "b"], [Match("a", "b", Outcome.CANDIDATE, 4.0, ())], [], never).members) == 2


def test_a_chain_does_not_unite_what_is_held_apart_and_says_so():
    clusters = cluster(
        ["a", "b", "c"],
        [joined("a", "b", 9.0), joined("b", "c", 7.0)],
        [],
        lambda left, right: (left, right) == ("a", "c"),
    )
    assert clusters.members == {"a": ("a", "b"), "c": ("c",)}
    assert [(one.left, one.right, one.unlinkable) for one in clusters.contradictions] == [("b", "c", ("a", "c"))]


def test_after_a_refused_edge_and_one_within_a_cluster_or_to_a_stranger_the_others_still_unite():
    edges = [("a", "b", 9.0), ("b", "c", 8.5), ("a", "z", 8.2), ("a", "d", 8.0), ("b", "d", 7.5), ("d", "e", 7.0)]
    clusters = cluster("abcde", [joined(*edge) for edge in edges], [], lambda left, right: (left, right) == ("a", "c"))
    assert clusters.members == {"a": ("a", "b", "d", "e"), "c": ("c",)}
    refused = clusters.contradictions
    assert [(one.left, one.right, one.score, one.unlinkable, one.judged) for one in refused] == [
        ("b", "c", 8.5, ("a", "c"), False)
    ]


def test_a_join_that_a_person_forbade_is_a_judged_contradiction():
    different = Judgement("a", "c", Verdict.DIFFERENT, "reviewer", "2026-01-01T00:00:00Z")
    clusters = cluster("abc", [joined("a", "b", 9.0), joined("b", "c", 7.0)], [different], never)
    assert [(one.unlinkable, one.judged) for one in clusters.contradictions] == [(("a", "c"), True)]


def test_a_judgement_goes_before_the_machine_and_a_later_one_before_an_earlier_one():
    different = Judgement("a", "b", Verdict.DIFFERENT, "reviewer", "2026-01-01T00:00:00Z")
    same = Judgement("b", "a", Verdict.SAME, "reviewer", "2026-01-02T00:00:00Z")
    unsure = Judgement("a", "b", Verdict.UNSURE, "reviewer", "2026-01-03T00:00:00Z")
    assert len(cluster(["a", "b"], [joined("a", "b")], [different], never).members) == 2
    assert len(cluster(["a", "b"], [joined("a", "b")], [same, different], never).members) == 1
    assert len(cluster(["a", "b"], [], [same], lambda *_: True).members) == 1
    assert len(cluster(["a", "b"], [joined("a", "b")], [different, unsure], never).members) == 1


def test_a_judgement_names_records_by_network_kind_and_key():
    judgement = Judgement(
        "sill/product/1", "munich/product/de/7-zip.md", Verdict.SAME, "reviewer", "2026-01-01T00:00:00Z"
    )
    assert set(judgement.pair) == {record_id("sill", "product", "1"), record_id("munich", "product", "de/7-zip.md")}


@settings(deadline=None)
@given(matches, judgements, held_apart, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(found, said, apart, random):
    def forbids(left, right):
        return (left, right) in apart

    first = cluster(IDS, found, said, forbids)
    shuffled = [list(found), list(said), list(IDS)]
    for part in shuffled:
        random.shuffle(part)
    assert cluster(shuffled[2], shuffled[0], shuffled[1], forbids) == first


@settings(deadline=None)
@given(matches, judgements, held_apart)
def test_no_cluster_holds_two_records_that_are_apart_or_judged_different(found, said, apart):
    clusters = cluster(IDS, found, said, lambda left, right: (left, right) in apart)
    last = {one.pair: one.verdict for one in sorted(said, key=lambda one: (one.at, one.by, one.verdict, one.why))}
    where = home(clusters)
    assert all(where[left] != where[right] for (left, right), verdict in last.items() if verdict == Verdict.DIFFERENT)
    assert all(where[left] != where[right] or last.get((left, right)) == Verdict.SAME for left, right in apart)


@settings(deadline=None)
@given(matches, held_apart, pairs)
def test_judgement_then_undo_is_the_identity(found, apart, pair):
    def forbids(left, right):
        return (left, right) in apart

    before = cluster(IDS, found, [], forbids)
    cluster(IDS, found, [Judgement(*pair, Verdict.DIFFERENT, "reviewer", "2026-01-01T00:00:00Z")], forbids)
    assert cluster(IDS, found, [], forbids) == before


@settings(deadline=None)
@given(matches, judgements, held_apart)
def test_every_record_is_in_one_cluster(found, said, apart):
    clusters = cluster(IDS, found, said, lambda left, right: (left, right) in apart)
    assert sorted(member for members in clusters.members.values() for member in members) == IDS
    assert all(founder == min(members) for founder, members in clusters.members.items())


def test_the_later_of_two_judgements_within_a_second_counts():
    from hub.identity.judgements import Judgement, verdicts

    said = [
        Judgement("a/product/1", "b/product/2", "same", "x", "2026-05-31T07:30:00.100000Z"),
        Judgement("a/product/1", "b/product/2", "different", "x", "2026-05-31T07:30:00.200000Z"),
        Judgement("a/product/1", "b/product/2", "unsure", "x", "2026-05-31T07:30:00Z"),
    ]
    for order in (said, said[::-1]):
        assert set(verdicts(order).values()) == {"different"}
