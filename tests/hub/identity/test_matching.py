from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity import Subject, affected, candidate_pairs, cannot_link, context, match, weigh
from hub.identity.keys.packed_keys import match_keys
from hub.identity.pairs.blocking import BLOCK_LIMIT, Blocks
from hub.identity.pairs.matching import PairCounts, weighed

PLACES = ["Aarhus", "Odense", "Aalborg", "Vejle"]
FORMS = ["{} Kommune", "City of {}", "{}", "{} Universitet", "OSPO {}"]


@st.composite
def subjects(draw):
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b", "c"]),
                st.sampled_from(PLACES),
                st.sampled_from(FORMS),
                st.sampled_from(["DK", "SE", ""]),
                st.booleans(),
            ),
            max_size=12,
        )
    )
    return {
        f"id{n:02d}": Subject(
            f"id{n:02d}",
            network,
            "organisation",
            str(n),
            (form.format(place),),
            (land,) if land else (),
            (("homepage", f"{place.lower()}.dk"), ("account", f"github.com/{place.lower()}{n % 2}")) if paged else (),
        )
        for n, (network, place, form, land, paged) in enumerate(drawn)
    }


@settings(deadline=None)
@given(subjects(), st.randoms(use_true_random=False))
def test_matches_do_not_depend_on_the_order_of_records(known, random):
    shuffled = list(known.items())
    random.shuffle(shuffled)
    assert list(match(dict(shuffled))) == list(match(known))


@settings(deadline=None)
@given(subjects(), st.data())
def test_rematching_what_is_touched_gives_the_same_as_matching_all(known, data):
    if not known:
        return
    touched = affected(known.values(), frozenset(data.draw(st.sets(st.sampled_from(sorted(known)), min_size=1))))
    everything = list(match(known))
    assert list(match(known, touched)) == [one for one in everything if one.left in touched or one.right in touched]


@settings(deadline=None)
@given(subjects(), st.data())
def test_a_change_alters_no_match_beyond_its_reach(known, data):
    if len(known) < 2:
        return
    gone = data.draw(st.sampled_from(sorted(known)))
    rest = {id_: one for id_, one in known.items() if id_ != gone}
    altered = affected(known.values(), frozenset({gone}))
    assert gone in altered
    before = [one for one in match(known) if not {one.left, one.right} & altered]
    after = [one for one in match(rest) if not {one.left, one.right} & altered]
    assert before == after


@settings(deadline=None)
@given(subjects())
def test_who_shares_an_identifier_or_a_name_shares_a_strong_key_too(known):
    keyed = [match_keys(one) for one in known.values()]
    for left, right in combinations(keyed, 2):
        counted = {*left.identifiers, *left.names} & {*right.identifiers, *right.names}
        assert not counted or set(left.strong) & set(right.strong)


@settings(deadline=None)
@given(subjects())
def test_nothing_that_facts_hold_apart_is_matched(known):
    assert not [
        one for one in match(known) if one.outcome == "joined" and cannot_link(known[one.left], known[one.right])
    ]


def test_a_name_that_very_many_records_share_makes_no_pairs():
    known = [
        Subject(f"{n:04d}", f"n{n}", "organisation", str(n), ("Direzione Generale",)) for n in range(BLOCK_LIMIT + 1)
    ]
    assert not list(candidate_pairs(known))


def test_pairs_stay_far_below_all_pairs():
    known = [
        Subject(f"{n:05d}", f"n{n % 7}", "organisation", str(n), (f"Comune di Luogo{n % 900}",), ("IT",))
        for n in range(2_000)
    ]
    pairs = list(candidate_pairs(known))
    assert len(pairs) == len(set(pairs)) < 2_000 * 10
    assert all(left < right for left, right in pairs)


def test_a_network_of_accounts_is_told_from_one_of_agents():
    accounts = [
        Subject(str(n), "lists", "organisation", str(n), (f"Body {n}",), (), (("account", f"github.com/x{n}"),))
        for n in range(3)
    ]
    agents = [
        Subject(
            f"b{n}",
            "agents",
            "organisation",
            str(n),
            (f"Body {n}",),
            (),
            (("account", f"github.com/y{n}"), ("account", f"github.com/z{n}")),
        )
        for n in range(3)
    ]
    counted = context([*accounts, *agents])
    assert counted.is_account(accounts[0])
    assert not counted.is_account(agents[0])


def test_what_becomes_of_pairs_is_counted():
    def town(id_, name, land):
        return Subject(id_, id_, "organisation", id_, (name,), (land,))

    known = {
        "a": town("a", "Aarhus Kommune", "DK"),
        "b": town("b", "Aarhus Kommune", "DK"),
        "c": town("c", "Aarhus Kommune", "SE"),
        "d": town("d", "Otterby Kommune", "DK"),
    }
    counts = PairCounts()
    kept = list(weighed(known, [("a", "b"), ("a", "d")], context(known.values()), counts))
    assert [(match.left, match.right) for match in kept] == [("a", "b")]
    assert counts == PairCounts(blocked=2, vetoed=1, weighed=1, kept=1)


def test_records_that_contradict_are_counted_where_they_meet_and_make_no_pair():
    known = [
        Subject("a", "a", "organisation", "a", ("Aarhus Kommune",), ("DK",)),
        Subject("b", "b", "organisation", "b", ("Aarhus Kommune",), ("DK",), (("cvr", "55133018"),)),
        Subject("c", "c", "organisation", "c", ("Aarhus Kommune",), ("SE",)),
        Subject("d", "d", "organisation", "d", ("Aarhus Kommune",), (), (("cvr", "29189846"),)),
    ]
    blocks = Blocks()
    for one in known:
        blocks.add(match_keys(one))
    assert list(blocks.pairs()) == [("a", "b"), ("a", "d"), ("c", "d")]
    assert blocks.vetoed >= 3  # a and b with c, b with d, once for each key that they share


DISTINCT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["organisation", "product", "event"]),
        "countries": st.sets(st.sampled_from(["DK", "FR", "PF", "EU"]), max_size=2).map(tuple),
        "identifiers": st.sets(
            st.sampled_from([("wikidata", "Q1"), ("wikidata", "Q2"), ("lei", "1"), ("lei", "2"), ("homepage", "x.eu")]),
            max_size=3,
        ).map(tuple),
        "starts": st.sampled_from([None, "2026-05", "2026-05-31", "2026-05-31T10:00:00Z", "2026-06-01"]),
    }
)


@settings(deadline=None)
@given(st.lists(DISTINCT, min_size=2, max_size=6))
def test_what_contradicts_is_what_weighing_can_never_join(drawn):
    known = {str(n): Subject(str(n), f"n{n}", key=str(n), names=("Otter Days",), **one) for n, one in enumerate(drawn)}
    paired = set(candidate_pairs(known.values()))
    for left, right in combinations(known.values(), 2):
        if left.kind == right.kind and (left.id, right.id) not in paired:
            assert weigh(left, right).outcome != "joined"
            assert cannot_link(left, right)
