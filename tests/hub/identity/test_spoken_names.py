"""How texts and lists speak of what the hub knows: territories in several languages, short forms, sites,
labels that two things share.
"""

import pytest

from hub.identity import Outcome, Subject, weigh
from hub.identity.evaluation.confusion import Confusion
from hub.identity.names.name_parts import profile
from hub.identity.subjects import subject
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference
from hub.identity.texts.mention_finding import find_mentions


def organisation(id_, name, *countries, **facts):
    return NamedEntity(id_, "organisation", (name,), countries, **facts)


def spoken_of(entity, text):
    found = [one.label for one in find_mentions(Gazetteer([entity]), text, entity.countries, ())]
    assert len(found) <= 1
    return found


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        (
            "Gemeente Utrecht",
            (
                "City of Utrecht",
                "Municipality of Utrecht",
                "Utrecht Kommune",
                "Utrecht municipality",
                "Utrecht kommun",
                "Ville de Utrecht",
                "Stadt Utrecht",
                "Landeshauptstadt Utrecht",
                "Comune di Utrecht",
                "Gemeente Utrecht",
                "Ayuntamiento de Utrecht",
                "Ajuntament de Utrecht",
                "Commune de Utrecht",
                "City Council of Utrecht",
                "Utrecht City Council",
                "Town of Utrecht",
            ),
        ),
        ("London Borough of Sutton", ("Borough of Sutton", "London Borough of Sutton", "Sutton Borough Council")),
        ("Lewes District Council", ("Lewes District Council",)),
        ("Landkreis Karlsruhe", ("Karlsruhe County", "Landkreis Karlsruhe", "Provincia di Karlsruhe")),
        (
            "Kanton Bern",
            (
                "Region Bern",
                "Regione Bern",
                "Canton of Bern",
                "Kanton Bern",
                "State of Bern",
                "Province of Bern",
                "Provincie Bern",
                "Bern region",
            ),
        ),
        (
            "Città metropolitana di Torino",
            ("Citta metropolitana di Torino", "Metropolitan City of Torino", "Metropole de Torino"),
        ),
    ],
)
def test_a_territory_is_met_in_the_ways_that_languages_speak_of_its_sort(name, ways):
    body = organisation("o", name, "XX")
    for way in ways:
        assert spoken_of(body, f"Then {way} shared its code.") == [way]
    (place,) = profile(name).core
    assert spoken_of(body, f"Then {place.title()} shared its code.") == [], "a bare place is no body"


def test_capitals_are_a_short_form_of_an_agent_from_three_letters_on():
    assert spoken_of(organisation("o", "DAE", "FI"), "The code of DAE is open.") == ["DAE"]
    assert spoken_of(organisation("o", "DA", "FI"), "The code of DA is open.") == []


def test_a_host_leads_to_whom_it_is_a_whole_site_of():
    known = Gazetteer(
        [
            organisation("a", "Alpha", identifiers=(("homepage", "alpha.example"), ("account", "github.com/alpha"))),
            organisation("b", "Beta", identifiers=(("homepage", "towns.example/beta"),)),
            organisation("c", "Gamma", identifiers=(("homepage", "github.com"), ("cvr", "12345678"))),
        ]
    )
    assert known.by_host == {"alpha.example": {"a"}}


def test_an_entity_is_in_a_gazetteer_once():
    twice = [organisation("a", "Alpha"), organisation("a", "Beta")]
    with pytest.raises(ValueError, match=r"twice\.$"):
        Gazetteer(twice)


def test_a_label_that_a_body_and_its_product_share_means_neither_but_one_of_a_body_and_its_office_the_body():
    body, product = organisation("o", "Kolabnow Systems", "DK"), NamedEntity("p", "product", ("Kolabnow Systems",))
    office = NamedEntity("q", "ospo", ("Kolabnow Systems",), ("DK",))
    assert resolve_reference(Gazetteer([body, product]), "Kolabnow Systems") is None
    assert resolve_reference(Gazetteer([body, office]), "Kolabnow Systems", "DK") == ("o", 0.95)
    assert resolve_reference(Gazetteer([product, office]), "Kolabnow Systems", "DK", ("product",))[0] == "p"


@pytest.mark.parametrize("sort", ["City", "Town", "Village", "County", "Municipality", "Province", "Region", "Borough"])
def test_a_place_by_its_sort_in_english_may_be_in_any_country(sort):
    name = f"{sort} of Woodstock upon Trent"
    assert resolve_reference(Gazetteer([organisation("o", name, "GB")]), name) is None
    assert resolve_reference(Gazetteer([organisation("o", name, "GB")]), name, "GB") == ("o", 0.95)


def test_a_record_shows_its_licence_and_region():
    values = {"name": "Forms", "licence": "EUPL-1.2", "region": "Midtjylland", "software_type": "web"}
    seen = subject("prod_1", "os2", "product", "forms", values, [], [])
    assert (seen.licence, seen.region, seen.type) == ("EUPL-1.2", "Midtjylland", "web")


def test_two_events_that_begin_at_one_moment_say_so():
    def event(id_, starts):
        return Subject(id_, id_, "event", id_, ("OSPO OnRamp",), (), (), starts=starts)

    one, other = event("1", "2026-05-08T08:00:00Z"), event("2", "2026-05-08T08:00:00Z")
    assert "moment" in {piece.name for piece in weigh(one, other).evidence}
    assert weigh(one, other).outcome is Outcome.JOINED
    for later in ("2026-05-08T09:00:00Z", "2026-05-08"):
        assert "moment" not in {piece.name for piece in weigh(one, event("2", later)).evidence}


def test_shares_are_of_all_that_was_joined():
    counted = Confusion(joined_same=6, joined_different=2, candidate_same=1, candidate_different=3, apart_same=1)
    assert counted.shares == {"precision": (6, 8), "recall": (6, 8), "reach": (7, 8), "candidate_precision": (1, 4)}
