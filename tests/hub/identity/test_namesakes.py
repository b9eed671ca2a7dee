"""Towns of one name, rows of one register and records without a country: what a name does not say."""

import pytest

from hub.identity import Outcome, Subject, cannot_link, cluster, context, match, weigh


def body(id_, name, country="IT", *, network="a", key="", ids=(), **facts):
    return Subject(
        id_,
        network,
        "organisation",
        key or id_,
        (name,),
        (country,) if country else (),
        tuple(ids),
        **{"type": "local", **facts},
    )


def outcome(left, right, *others):
    return weigh(left, right, context([left, right, *others])).outcome


def clusters(*subjects):
    known = {one.id: one for one in subjects}
    found = cluster(known, match(known), (), lambda one, two: cannot_link(known[one], known[two]))
    return sorted(members for members in found.members.values() if len(members) > 1)


def test_two_towns_of_a_name_in_one_register_keep_every_third_record_of_it_waiting():
    first, second = body("1", "Comune di Samone", key="to"), body("2", "Comune di Samone", key="tn")
    bare = body("3", "Comune di Samone", network="b")
    assert outcome(first, bare, second) is Outcome.CANDIDATE
    assert clusters(first, second, bare) == []


def test_a_namesake_that_only_a_third_network_knows_counts_as_well():
    left, right = body("1", "Comune di Samone"), body("2", "Comune di Samone", network="b")
    assert outcome(left, right) is Outcome.JOINED
    register = [body(str(n), "Comune di Samone", network="c") for n in (3, 4)]
    assert (
        weigh(left, right, context([left, right, *register])).score < weigh(left, right, context([left, right])).score
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"region": "Piemonte"}, {"region": "Trentino"}),
        ({"city": "Samone"}, {"city": "Ivrea"}),
        ({"ids": [("homepage", "samone.to.it")]}, {"ids": [("homepage", "comune.samone.tn.it")]}),
        ({"key": "samone-to"}, {"key": "samone-tn"}),
    ],
)
def test_towns_of_one_name_with_other_facts_are_not_joined(one, two):
    left, right = body("1", "Comune di Samone", **one), body("2", "Comune di Samone", network="b", **two)
    assert outcome(left, right) is not Outcome.JOINED


@pytest.mark.parametrize("other", ["Stadt Neuburg", "Stadt Neuburg an der Kammel", "Stadt Neuburg (Kammel)"])
def test_what_tells_a_town_from_its_namesakes_is_part_of_its_name(other):
    left, right = body("1", "Stadt Neuburg (Donau)", "DE"), body("2", other, "DE", network="b")
    assert outcome(left, right) is not Outcome.JOINED


def test_where_every_state_has_a_town_of_the_name_the_state_must_be_told():
    def town(id_, network, **facts):
        return body(id_, "City of Greenville", "US", network=network, **facts)

    assert outcome(town("1", "a"), town("2", "b")) is Outcome.CANDIDATE
    assert outcome(town("1", "a", region="Ohio"), town("2", "b", region="Ohio")) is Outcome.JOINED
    of_somebody, of_the_town = [("account", "github.com/gvl-parks")], [("account", "github.com/cityofgreenville")]
    assert outcome(town("1", "a", ids=of_somebody), town("2", "b")) is Outcome.CANDIDATE
    assert outcome(town("1", "a", ids=of_the_town), town("2", "b")) is Outcome.JOINED
    assert (
        outcome(body("1", "Gemeente Zwolle", "NL"), body("2", "Gemeente Zwolle", "NL", network="b")) is Outcome.JOINED
    )


def test_a_ministry_without_a_country_is_not_that_of_any():
    left = body("1", "Department of Fisheries", "US", type="national")
    right = body("2", "Ministère de la Pêche", None, network="b", type="national")
    assert outcome(left, right) is not Outcome.JOINED


def test_a_bare_record_does_not_bridge_two_countries():
    german, american = body("1", "Zenner Verlag", "DE", type=None), body("2", "Zenner Verlag", "US", type=None)
    assert clusters(german, american, body("3", "Zenner Verlag", None, network="b", type=None)) == []


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("Otter Holding Limited", "Otter Holding (Investments) Limited", False),
        ("Otter Holding Limited", "Otter Holding (EBS) Limited", False),
        ("Otter Holding", "Otter Holding Ltd", False),
        ("The Otter Council", "OTTER COUNCIL", True),
        ("Otter Research Council (ORC)", "Otter Research Council", True),
        ("Otter Council (Member)", "Otter Council", True),
    ],
)
def test_rows_of_one_register_are_one_thing_only_under_one_name(one, two, is_one):
    page = [("homepage", "otters.example")]
    left, right = body("1", one, "GB", ids=page), body("2", two, "GB", ids=page)
    assert cannot_link(left, right) is not is_one
    assert (outcome(left, right) is Outcome.JOINED) is is_one


def test_a_third_network_does_not_bring_two_rows_of_a_register_together():
    page = [("homepage", "otters.example")]
    rows = [
        body("1", "Otter Holding Limited", "GB", ids=page),
        body("2", "Otter Holding (EBS) Limited", "GB", ids=page),
    ]
    assert len(clusters(*rows, body("3", "Otter Holding Limited", "GB", network="b", ids=page))) == 1


@pytest.mark.parametrize(("one", "two"), [("PF", "FR"), ("GL", "DK")])
def test_a_territory_is_of_its_country_but_not_of_its_sister(one, two):
    account = [("account", "github.com/otters")]
    left = body("1", "otters", one, ids=account, type=None)
    assert outcome(left, body("2", "otters", two, network="b", ids=account, type=None)) is Outcome.JOINED
    assert cannot_link(left, body("3", "otters", "NC" if two == "FR" else "FO", network="b", type=None))


def test_two_firms_of_a_name_with_an_account_each_on_one_host_are_not_joined():
    left = body("1", "Schneeflocke", "CH", ids=[("account", "github.com/flocke")], type="company")
    right = body("2", "Schneeflocke", None, network="b", ids=[("account", "github.com/flakedb")], type="company")
    assert outcome(left, right) is not Outcome.JOINED
    assert outcome(left, body("3", "Schneeflocke", None, network="b", type="company")) is Outcome.JOINED


def test_of_a_canton_and_its_town_the_type_tells_which_a_bare_name_means():
    canton = body("1", "Kanton Uster", "CH", type="regional")
    town = body("2", "Stadt Uster", "CH")
    bare = body("3", "Uster", "CH", network="b", type="regional")
    assert outcome(canton, bare, town) is Outcome.JOINED
    assert outcome(town, bare, canton) is not Outcome.JOINED
    assert outcome(canton, body("3", "Uster", "CH", network="b", type=None), town) is Outcome.CANDIDATE
