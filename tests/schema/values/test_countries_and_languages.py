import pytest

from schema.issues import IssueCode
from schema.values.countries import country, name_of
from schema.values.languages import accept_language, chain, language
from schema.values.texts import localised_text

AUTHORITY = "http://publications.europa.eu/resource/authority/"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("dk", "DK"), ("DNK", "DK"), ("Danmark", "DK"), ("Denmark", "DK"), ("Danemark", "DK"), ("Dänemark", "DK"), ("Danimarca", "DK"), ("Denemarken", "DK"), ("Dinamarca", "DK"),
        ("EL", "GR"), ("UK", "GB"), ("U.K.", "GB"), ("U.K", "GB"), ("U.S.", "US"), ("U.S. Federal", "US"), ("U.K. Councils", "GB"), ("U.S. Virgin Islands", "VI"), ("USA", "US"),
        ("INT", "INT"), ("GLOBAL", "INT"), ("world", "INT"), ("United Nations", "INT"), ("EU", "EU"), ("European Union", "EU"), ("Luxemburg", "LU"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("Trinidad and Tobago", "TT"), ("Trinidad & Tobago", "TT"), ("The Netherlands", "NL"), ("Republic of Korea", "KR"), ("South Korea", "KR"), ("Ελλάδα", "GR"), ("Kosovo", "XK"), ("NA", "NA"),
        (AUTHORITY + "country/DNK", "DK"), (AUTHORITY + "country/EUR", "EU"), (AUTHORITY + "country/1A0", "XK"),
    ],
)  # fmt: skip
def test_a_country_is_its_alpha_2_code(stated: str, code: str):
    assert country(stated).value == code
    assert country(stated).problem is None


@pytest.mark.parametrize("stated", ["Atlantis", "ZZ", "EU-27 and more", "45", 45, True, ["DK"]])
def test_an_unknown_country_is_no_country(stated: object):
    assert country(stated).value is None
    assert country(stated).problem.code is IssueCode.COUNTRY_UNKNOWN


def test_a_misspelt_country_is_hinted_at_not_guessed():
    assert country("Germny").problem.hint == "did you mean Germany (`DE`)?"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("DK", "Denmark"),
        ("BO", "Bolivia"),
        ("EU", "European Union"),
        ("INT", "International"),
        ("XK", "Kosovo"),
        ("??", "??"),
    ],
)
def test_a_code_has_a_common_name(code: str, name: str):
    assert name_of(code) == name


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en", "en"), ("it-IT", "it-IT"), ("IT", "it"), ("ita", "it"), ("ger", "de"), ("pt_BR", "pt-BR"), ("English", "en"), ("italiano", "it"), ("Deutsch", "de"), ("dansk", "da"),
        ("Ελληνικά", "el"), (False, "no"), ("no", "no"), ("nb", "nb"), ("sr_Latn", "sr-Latn"), ("zh-hans-cn", "zh-Hans-CN"), (AUTHORITY + "language/RON", "ro"),
    ],
)  # fmt: skip
def test_a_language_is_its_canonical_tag(stated: object, tag: str):
    assert language(stated).value == tag
    assert language(stated).problem is None


@pytest.mark.parametrize(
    ("names", "tag"),
    [
        ("Engelsk Anglais Englisch Inglese Inglés Engels angličtina englanti", "en"),
        ("Dansk Danois Dänisch Danese Danés Deens danska", "da"),
        ("Tysk Allemand Deutsch Tedesco Alemán Duits", "de"),
        ("Spansk Espagnol Spanisch Spagnolo Español Spaans", "es"),
        ("græsk grec Griechisch greco griego Grieks", "el"),
        ("Norsk Norvégien Norwegisch Norvegese Noors norja", "no"),
    ],
)
def test_a_language_may_be_named_in_the_languages_of_countries(names, tag):
    assert [language(name).value for name in names.split()] == [tag] * len(names.split())


def test_a_name_of_two_languages_means_none():
    assert language("Ndebele").value is None


def test_the_code_of_a_country_read_as_language_is_suspect():
    assert language("dk").value == "da"
    assert language("dk").problem.code is IssueCode.VALUE_SUSPECT


@pytest.mark.parametrize("stated", ["xx", "Engish", "a language", True, 5, ["en"]])
def test_an_unknown_language_is_no_language(stated: object):
    assert language(stated).value is None
    assert language(stated).problem.code is IssueCode.LANGUAGE_UNKNOWN


def test_a_chain_falls_back_to_broader_tags_each_once():
    assert chain(["da-DK", "en"]) == ("da-DK", "da", "en")
    assert chain(["zh-Hans-CN", "zh"]) == ("zh-Hans-CN", "zh-Hans", "zh")


def test_accept_language_is_read_by_preference():
    assert accept_language("da, en-GB;q=0.8, fr;q=0, *;q=0.1, de;q=0.9") == ("da", "de", "en-GB")
    assert accept_language("\x00;;;q=x,,") == ()


def test_a_bare_text_has_no_determined_language():
    assert localised_text("Hej").value == {"und": "Hej"}


def test_texts_stand_under_normal_tags_and_empty_ones_are_dropped():
    assert localised_text({"en": "a", "it-IT": " ", "IT": "b", False: "n", "da": ["x", "", "y"]}).value == {
        "en": "a",
        "it": "b",
        "no": "n",
        "da": "x\ny",
    }


def test_a_text_under_no_language_is_kept_and_reported():
    stated = localised_text({"en": "a", "klingonish": "q"})
    assert stated.value == {"en": "a", "und": "q"}
    assert stated.problem.code is IssueCode.LANGUAGE_UNKNOWN
