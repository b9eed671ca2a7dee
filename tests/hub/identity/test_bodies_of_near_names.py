"""Different bodies of which the names differ by their sort alone, and one body under several words for its sort."""

import pytest

from hub.identity import Outcome, Subject, context, weigh


def body(id_, name, country, site="", *, ids=(), **facts):
    pages = (("homepage", site),) if site else ()
    return Subject(id_, id_, "organisation", id_, (name,), (country,), (*ids, *pages), **facts)


def outcome(one, two, country, **facts):
    """What becomes of two names of two networks, each on a site of its own."""
    left, right = body("a", one, country, "one.example", **facts), body("b", two, country, "two.example", **facts)
    return weigh(left, right, context([left, right])).outcome


DIFFERENT = [
    ("Politecnico di Torino", "Università degli Studi di Torino", "IT", "university"),
    ("Politecnico di Milano", "Università degli Studi di Milano", "IT", "university"),
    ("Polytechnic University of Turin", "University of Turin", "IT", "university"),
    ("Technische Universität München", "Hochschule München", "DE", "university"),
    ("Technical University of Munich", "University of Munich", "DE", "university"),
    ("Universität Hamburg", "Technische Universität Hamburg", "DE", "university"),
    ("Universität Bremen", "Hochschule Bremen", "DE", "university"),
    ("Bundesministerium der Finanzen", "Ministerium der Finanzen", "DE", None),
    ("Bundesministerium des Innern", "Ministerium des Innern", "DE", None),
    ("Bundesamt für Umwelt", "Amt für Umwelt", "CH", "agency"),
    ("Bundesamt für Statistik", "Amt für Statistik", "CH", "agency"),
    ("European Parliament", "European Council", "EU", "supranational"),
    ("Scottish Parliament", "Scottish Senate", "GB", None),
    ("Lycée Victor Hugo", "Collège Victor Hugo", "FR", "school"),
    ("Liceo Galileo Galilei", "Istituto Comprensivo Galileo Galilei", "IT", "school"),
    ("Istituto Tecnico Galileo Galilei", "Istituto Comprensivo Galileo Galilei", "IT", "school"),
    ("Nottingham City Council", "Nottingham Borough Council", "GB", "local"),
    ("Lewes Town Council", "Lewes District Council", "GB", "local"),
]


@pytest.mark.parametrize(("one", "two", "country", "type_"), DIFFERENT)
def test_bodies_of_two_sorts_are_not_joined_because_the_rest_of_their_names_is_equal(one, two, country, type_):
    assert outcome(one, two, country, type=type_) is Outcome.APART
    left, right = body("a", one, country, type=type_), body("b", two, country, type=type_)
    assert weigh(left, right, context([left, right])).outcome is Outcome.APART


@pytest.mark.parametrize(
    ("one", "two", "country"),
    [
        ("Københavns Kommune", "City of Copenhagen", "DK"),
        ("Københavns Kommune", "Municipality of Copenhagen", "DK"),
        ("City of Copenhagen", "Municipality of Copenhagen", "DK"),
        ("Conseil départemental de la Manche", "Département de la Manche", "FR"),
        ("Câmara Municipal de Lisboa", "Município de Lisboa", "PT"),
        ("Universität Wien", "University of Vienna", "AT"),
        ("Technische Universität München", "Technical University of Munich", "DE"),
        ("Politecnico di Torino", "Polytechnic University of Turin", "IT"),
        ("Hochschule München", "Munich University of Applied Sciences", "DE"),
        ("Borough of Swindon", "Swindon Borough Council", "GB"),
        ("City of Nottingham", "Nottingham City Council", "GB"),
    ],
)
def test_one_body_under_several_words_for_its_sort_is_joined(one, two, country):
    left, right = body("a", one, country), body("b", two, country)
    assert weigh(left, right, context([left, right])).outcome is Outcome.JOINED


def test_a_number_joins_a_body_that_one_network_calls_by_a_near_sort_and_a_page_makes_it_a_question():
    names = ("Universität Hannover", "Technische Universität Hannover")
    numbered = [body(name, name, "DE", ids=[("ror", "0304hq317")]) for name in names]
    assert weigh(*numbered, context(numbered)).outcome is Outcome.JOINED
    on_one_page = [body(name, name, "DE", "uni-hannover.example") for name in names]
    assert weigh(*on_one_page, context(on_one_page)).outcome is Outcome.CANDIDATE


@pytest.mark.parametrize(
    ("one", "two", "country"),
    [
        ("Gemeente Bergen (NH)", "Gemeente Bergen (L)", "NL"),
        ("Gemeinde Reinach (AG)", "Gemeinde Reinach (BL)", "CH"),
        ("Gemeinde Reinach (GR)", "Gemeinde Reinach (BL)", "CH"),
        ("Comune di Castro (BG)", "Comune di Castro (LE)", "IT"),
        ("Reinach (AG)", "Reinach (BL)", "CH"),
        ("Bad Homburg (HE)", "Bad Homburg (BW)", "DE"),
    ],
)
def test_a_code_in_brackets_tells_two_towns_of_a_name_apart(one, two, country):
    assert outcome(one, two, country, type="local") is Outcome.APART
    left, right = body("a", one, country, type="local"), body("b", two, country, type="local")
    assert weigh(left, right, context([left, right])).outcome is Outcome.APART


@pytest.mark.parametrize("code", ["NH", "L"])
def test_a_town_without_the_code_that_a_namesake_may_have_waits(code):
    left, right = body("a", f"Gemeente Bergen ({code})", "NL"), body("b", "Gemeente Bergen", "NL")
    assert weigh(left, right, context([left, right])).outcome is Outcome.CANDIDATE


@pytest.mark.parametrize(
    ("one", "two", "country"),
    [
        ("Gemeente Bergen (NH)", "Gemeente Bergen (NH)", "NL"),
        ("Gemeente Bergen (NH)", "Gemeente Bergen [NH]", "NL"),
        ("Aarhus Kommune (AAK)", "Aarhus Kommune", "DK"),
        ("Københavns Kommune (KK)", "Københavns Kommune", "DK"),
        ("United Nations Development Programme (UNDP)", "United Nations Development Programme (PNUD)", "INT"),
        ("Danish Audit Office (DAO)", "Danish Audit Office (RR)", "DK"),
    ],
)
def test_the_same_code_and_a_short_form_in_brackets_tell_nothing_apart(one, two, country):
    left, right = body("a", one, country), body("b", two, country)
    assert weigh(left, right, context([left, right])).outcome is Outcome.JOINED


@pytest.mark.parametrize(
    ("place", "institution", "country", "scheme", "number"),
    [
        ("Københavns Kommune", "Tingbjerg Skole", "DK", "cvr", "64942212"),
        ("Aarhus Kommune", "Aarhus Stadsarkiv", "DK", "cvr", "55133018"),
        ("Aarhus Kommune", "Dokk1 Hovedbibliotek", "DK", "cvr", "55133018"),
        ("Ville de Rennes", "Musée de Bretagne", "FR", "siren", "213502388"),
        ("Københavns Kommune", "Københavns Bymuseum", "DK", "cvr", "64942212"),
    ],
)
def test_the_number_of_a_place_on_its_school_archive_library_or_museum_does_not_join_them(
    place, institution, country, scheme, number
):
    ids = [(scheme, number)]
    for facts in ({}, {"type": "local"}):
        for site in ("two.example", "one.example"):
            left = body("a", place, country, "one.example", ids=ids, **facts)
            right = body("b", institution, country, site, ids=ids, **facts)
            assert weigh(left, right, context([left, right])).outcome is not Outcome.JOINED
            assert site == "one.example" or weigh(left, right, context([left, right])).outcome is Outcome.APART


@pytest.mark.parametrize(
    ("one", "two", "country", "scheme", "number"),
    [
        ("Københavns Kommune", "City of Copenhagen", "DK", "cvr", "64942212"),
        ("Københavns Kommune", "Borgerservice", "DK", "cvr", "64942212"),
        ("Tingbjerg Skole", "Skolen ved Tingbjerg Heldagsskole", "DK", "cvr", "29189846"),
        ("Aarhus Stadsarkiv", "Aarhus City Archives", "DK", "cvr", "29189847"),
    ],
)
def test_a_number_still_joins_what_is_not_a_place_and_an_institution(one, two, country, scheme, number):
    left, right = body("a", one, country, ids=[(scheme, number)]), body("b", two, country, ids=[(scheme, number)])
    assert weigh(left, right, context([left, right])).outcome is Outcome.JOINED
