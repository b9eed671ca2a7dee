import pytest

from hub.identity.evidence.likeness import Likeness, abbreviates, likeness, opens
from hub.identity.names.generic_words import NameClass, agree
from hub.identity.names.hosts import names_itself
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import collapse, words


@pytest.mark.parametrize(
    ("name", "core", "acronyms", "qualifier"),
    [
        ("Aarhus Kommune (AAK)", ("arhus",), {"aak"}, ""),
        ("KL - Kommunernes Landsforening", ("kommunernes", "landsforening"), {"kl"}, ""),
        ("FAO: Food and Agriculture", ("fao", "food", "agriculture"), set(), ""),
        ("FAO – Food and Agriculture", ("food", "agriculture"), {"fao"}, ""),
        ("OS2 - Digital", ("os2", "digital"), {"os2"}, ""),
        ("Swiss Admin – Link", ("schweiz", "admin"), set(), ""),
        ("Adobe (Member)", ("adobe",), set(), ""),
        ("RTE (Irish broadcaster)", ("rte",), set(), "irish broadcaster"),
        ("RTE [IE] (Irish broadcaster)", ("rte",), {"ie"}, "irish broadcaster"),
        ("Swift (OpenStack)", ("swift",), set(), "open stack"),
        ("(Only brackets)", ("only", "brackets"), set(), "only brackets"),
        ("", (), set(), ""),
    ],
)
def test_brackets_and_dashes_state_short_forms_qualifiers_and_roles(name, core, acronyms, qualifier):
    taken = profile(name)
    assert (taken.core, taken.acronyms, taken.qualifier) == (core, frozenset(acronyms), qualifier)


@pytest.mark.parametrize(
    ("login", "core", "classes"),
    [
        ("ville-de-paris-fr", ("paris",), {NameClass.MUNICIPALITY}),
        ("CityofEdmonton", ("edmonton",), {NameClass.MUNICIPALITY}),
        ("bouldercounty", ("boulder",), {NameClass.COUNTY}),
        ("digital-gov", ("digital",), {NameClass.GOVERNMENT}),
        ("bcgov", ("bc",), {NameClass.GOVERNMENT}),
        ("agov", ("agov",), set()),
        ("gsa-oes", ("gsa", "oes"), set()),
        ("github-fr", ("github",), set()),
        ("stadt", (), {NameClass.MUNICIPALITY}),
        ("stadtbonn", ("bonn",), {NameClass.MUNICIPALITY}),
        ("magentaaps", ("magentaps",), set()),
    ],
)
def test_a_login_is_taken_apart_by_its_generic_beginning_end_or_tail(login, core, classes):
    assert (profile(login).core, profile(login).classes) == (core, frozenset(classes))
    assert profile(login).compact


@pytest.mark.parametrize(
    ("name", "specific", "long", "distinctive", "particular", "coined"),
    [
        ("Aarhus Kommune", True, False, True, True, False),
        ("Ministry of Health", False, False, True, False, False),
        ("Rochester Institute of Technology", True, True, True, True, False),
        ("Rochester Institute", False, False, True, True, False),
        ("Public Digital Service", False, False, True, False, False),
        ("Øresund Data A/S", True, True, True, True, False),
        ("Forms", False, False, False, False, False),
        ("Tech", False, False, True, True, False),
        ("RTE", False, False, False, False, False),
        ("OS2borgerPC", False, False, True, True, True),
        ("7zip", False, False, True, True, False),
        ("7zipper", False, False, True, True, True),
        ("zipper7", False, False, True, True, False),
    ],
)
def test_how_much_a_name_says(name, specific, long, distinctive, particular, coined):
    taken = profile(name)
    assert (taken.specific, taken.long, taken.distinctive) == (specific, long, distinctive)
    assert (taken.particular, taken.coined) == (particular, coined)


def test_initials_leave_fillers_out_and_core_initials_generic_words_too():
    name = profile("Ministry of the Interior and Kingdom Relations")
    assert (name.initials, name.core_initials) == ("mikr", "ikr")
    assert name.count_key == "ministry+interiorkingdomrelations"
    assert profile("Kingdom Relations and Interior").key == name.key


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Danmarks Statistik", "Statistik Danmarks", Likeness.FULL),
        ("RTE (France)", "RTE (Ireland)", Likeness.CLASH),
        ("RTE (France)", "RTE", Likeness.FULL),
        ("Helsingborg", "Helsingborgs stad", Likeness.BARE),
        ("Paris", "Université de Paris", Likeness.EXTENDS),
        ("Lycée Jean Moulin Paris", "Jean Moulin Paris", Likeness.BARE),
        ("Library", "Public Library", Likeness.NONE),
        ("Government of Québec", "Province of Quebec", Likeness.BARE),
        ("City of York", "York City Council", Likeness.BARE),
        ("Digital Agency", "Digital", Likeness.NONE),
        ("NR", "National Research", Likeness.NONE),
        ("NRC", "National Research Council", Likeness.INITIALS),
        ("nr-fr", "National Research", Likeness.INITIALS),
        ("DigitalAgencyOffice1", "DigitalAgencyOffice2", Likeness.NONE),
        ("Kommunernes Landsforening", "Kommunernes Landsforning", Likeness.CLOSE),
        ("Forbunds", "Forbundt", Likeness.NONE),
        ("gsagov", "gsagovdigital", Likeness.EXTENDS),
        ("gsa", "gsadigital", Likeness.NONE),
        ("Open Data Portal Hesse", "Open Data Portal", Likeness.EXTENDS),
    ],
)
def test_two_names_agree_so_far(one, two, expected):
    assert likeness(one, two) is expected
    assert likeness(two, one) is expected


@pytest.mark.parametrize(
    ("login", "name", "expected"),
    [
        ("sc", "Statistics Canada", True),
        ("s", "Statistics Canada", False),
        ("statcana", "Statistics Canada", True),
        ("statiscan", "Statistics Canada", False),
        ("abc", "Alpha Beta Gamma Delta", False),
        ("abg", "Alpha Beta Gamma Delta", True),
        ("ab", "Alpha Beta of the Gamma", True),
        ("alphbetagammdeltepsi", "Alpha Beta Gamma Delta Epsilon", True),
        ("alphbetagammdeltepsiz", "Alpha Beta Gamma Delta Epsilon Zeta", False),
        ("scx", "Statistics Canada", False),
        ("a", "Alpha", False),
        ("alph", "Alpha", False),
    ],
)
def test_a_login_takes_up_to_four_letters_of_most_words(login, name, expected):
    assert abbreviates(login, name) is expected


def test_a_login_opens_a_longer_name():
    assert opens("TweedeKamer", "Tweede Kamer der Staten-Generaal")
    assert not opens("Tweede", "Tweede Kamer der Staten-Generaal")
    assert not opens("TweedeKamer", "TweedeKamerDerStaten")
    assert not opens("Tweede Kamer", "Tweede Kamer der Staten-Generaal")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (set(), {NameClass.COUNTY}, True),
        ({NameClass.COUNTY}, {NameClass.REGION}, False),
        ({NameClass.COUNTY, NameClass.COMPANY}, {NameClass.COUNTY}, True),
        ({NameClass.GOVERNMENT}, {NameClass.REGION}, True),
        ({NameClass.GOVERNMENT}, {NameClass.UNIVERSITY}, False),
    ],
)
def test_classes_agree_if_one_is_shared_or_a_government_stands_beside_its_territory(left, right, expected):
    assert agree(frozenset(left), frozenset(right)) is expected
    assert agree(frozenset(right), frozenset(left)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Notepad++", ("notepad", "plusplus")),
        ("C# & L’Oréal's", ("c", "sharp", "l", "oreal", "s")),
        ("TweedeKamer", ("tweede", "kamer")),
        ("Tweede KamerX", ("tweede", "kamerx")),
        ("OSPOHandbook", ("ospo", "handbook")),
        ("Sønderborg Soenderborg Zuerich Ærø", ("sonderborg", "sonderborg", "zurich", "aro")),
        ("aae", ("aae",)),
    ],
)
def test_words_in_one_spelling(text, expected):
    assert words(text) == expected


def test_words_are_read_up_to_a_bound():
    assert len("".join(words("x" * 600))) == 500
    assert (collapse("aae"), collapse("aabc")) == ("aae", "abc")


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("mariadb.org", "mariadb", True),
        ("mariadb-foundation.org", "mariadb", True),
        ("mariadb-bt.org", "mariadb", True),
        ("mariadbtools.org", "mariadb", False),
        ("git.org", "git", False),
        ("gits.org", "gits", True),
        ("mariadb.org", "maria", False),
        ("de.mariadb.org", "mariadb", True),
    ],
)
def test_a_domain_is_called_as_a_thing_or_with_a_usual_tail(host, name, expected):
    assert names_itself(host, name) is expected
