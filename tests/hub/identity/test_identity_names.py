import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity.evidence.likeness import Likeness, abbreviates, likeness
from hub.identity.names.generic_words import NameClass
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import squash, words


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Aarhus Kommune", "Århus Kommune"),
        ("Sønderborg Kommune", "Soenderborg Kommune"),
        ("Ærø", "Aeroe"),
        ("Zürich", "Zuerich"),
        ("7zip", "7-Zip"),
        ("MariaDB", "Maria-DB"),
        ("Città", "CITTA"),
        ("City of Edmonton", "CityofEdmonton"),
        ("Adobe (Member)", "Adobe (Adopter)"),
        ("Swiss Admin \u2013 Link", "Swiss Admin"),
        ("RTÉ", "RTE"),
    ],
)
def test_spellings_of_one_name_are_full_agreement(one, two):
    assert likeness(one, two) is Likeness.FULL


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Københavns Kommune", "Copenhagen Municipality"),
        ("City of Barcelona", "AjuntamentdeBarcelona"),
        ("Stockholms stad", "City of Stockholm"),
        ("Stadt Köln", "City of Cologne"),
        ("Ville de Genève", "Stadt Genf"),
        ("Comune di Roma", "City of Rome"),
        ("Gemeente Den Haag", "Municipality of The Hague"),
        ("OSPO de la Ville de Paris", "Open Source Programme Office Ville de Paris"),
    ],
)
def test_one_sort_of_agent_of_one_place_agrees_across_languages(one, two):
    assert likeness(one, two) in {Likeness.TYPED, Likeness.FULL}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Comune di Venezia", "Città metropolitana di Venezia"),
        ("stadt-karlsruhe", "Landkreis Karlsruhe"),
        ("bouldercounty", "cityofboulder"),
        ("Stadt Zürich", "Kanton Zürich"),
        ("RTE (Réseau de Transport d'Électricité)", "RTÉ (Irish broadcaster)"),
        ("Stadt Basel", "Kanton Basel"),
    ],
)
def test_two_sorts_of_agent_of_one_place_clash(one, two):
    assert likeness(one, two) is Likeness.CLASH


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("helsinki-city-library", "City of Helsinki"),
        ("UNICEF Venture Fund", "UNICEF"),
        ("Université Paris Nanterre", "nanterre"),
        ("Université de Strasbourg", "strasbourg"),
        ("os2forms_digital_post", "OS2forms"),
        ("gsa-oes", "gsa"),
        ("Open Source Program Office City of Munich", "City of Munich"),
    ],
)
def test_a_unit_module_or_office_extends_the_name_of_what_it_belongs_to(one, two):
    assert likeness(one, two) is Likeness.EXTENDS


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Appenzell Innerrhoden", "Appenzell Ausserrhoden"),
        ("Syddjurs Kommune", "Norddjurs Kommune"),
        ("OGCIO Ireland", "OGCIO Hong Kong"),
        ("OS2faktor Login", "OS2faktor MFA"),
        ("OS2valghalla-3-docs", "OS2valghalla-3-documentation"),
        ("World Meteorological Organization", "Norwegian Meteorological Insitute"),
        ("Angular", "AngularJS 2"),
        ("", "Aarhus"),
        ("…", "!"),
    ],
)
def test_similar_names_of_different_things_do_not_agree(one, two):
    assert likeness(one, two) not in {Likeness.FULL, Likeness.TYPED, Likeness.BARE, Likeness.ACRONYM}


def test_a_stated_short_form_agrees_with_the_name_it_stands_for():
    assert likeness("FAO", "Food and Agriculture Organization (FAO) of the United Nations") is Likeness.ACRONYM
    assert likeness("KL", "KL - Kommunernes Landsforening") is Likeness.ACRONYM
    assert likeness("OpenStack", "Swift (OpenStack)") is not Likeness.ACRONYM


def test_initials_are_weaker_than_a_stated_short_form():
    assert likeness("NRC", "National Research Council") is Likeness.INITIALS


def test_a_town_whose_name_ends_like_a_generic_word_keeps_it():
    assert likeness("zaanstad", "Gemeente Zaanstad") is Likeness.BARE


@pytest.mark.parametrize(
    ("login", "name", "expected"),
    [
        ("statcan", "Statistics Canada", True),
        ("esdc", "Employment and Social Development Canada", True),
        ("bzk", "Binnenlandse Zaken en Koninkrijksrelaties", True),
        ("eleni", "Economische Zaken en Klimaat", False),
        ("dataoverheid", "Binnenlandse Zaken en Koninkrijksrelaties", False),
        ("logius", "Logius standaarden", False),
    ],
)
def test_a_login_abbreviates_a_name_by_the_beginnings_of_its_words(login, name, expected):
    assert abbreviates(login, name) is expected


@pytest.mark.parametrize(
    ("name", "classes", "core"),
    [
        ("Comune di Monopoli (BA)", {NameClass.MUNICIPALITY}, ("monopoli",)),
        ("Regione Emilia-Romagna", {NameClass.REGION}, ("emilia", "romagna")),
        ("GemeenteAlmelo", {NameClass.MUNICIPALITY}, ("almelo",)),
        ("Magenta ApS", {NameClass.COMPANY}, ("magenta",)),
    ],
)
def test_generic_words_tell_the_sort_of_agent_and_leave_the_core(name, classes, core):
    assert profile(name).classes == classes
    assert profile(name).core == core


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_never_fails(one, two):
    assert likeness(one, two) is likeness(two, one)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_spelling_is_stable(text):
    assert words(" ".join(words(text))) == words(" ".join(words(" ".join(words(text)))))
    assert squash(text) == "".join(words(text))


@pytest.mark.parametrize(("one", "two"), [("माडी", "मोडी"), ("พื้นที่", "พันที"), ("कालिका नगरपालिका", "कलिक नगरपालिका")])
def test_names_that_differ_in_the_marks_of_their_script_are_two(one, two):
    assert profile(one).full != profile(two).full
    assert likeness(one, two) is not Likeness.FULL


@pytest.mark.parametrize(
    ("one", "two"), [("Ærø", "Aeroe"), ("Ελλάδα", "Ελλαδα"), ("Йошкар", "Иошкар"), ("مُحَمَّد", "محمد")]
)
def test_accents_that_may_be_left_out_are_not_compared(one, two):
    assert likeness(one, two) is Likeness.FULL
