import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference
from hub.identity.texts.mention_finding import find_mentions

ENTITIES = [
    NamedEntity(
        "os2",
        "organisation",
        ("OS2 - Offentligt Digitaliseringsfællesskab",),
        ("DK",),
        identifiers=(("homepage", "os2.eu"),),
    ),
    NamedEntity("os2ospo", "ospo", ("OS2 \u2013 Public Digitalization Network",), ("DK",)),
    NamedEntity("aarhus", "organisation", ("Aarhus Kommune",), ("DK",), identifiers=(("homepage", "aarhus.dk"),)),
    NamedEntity("aarhusuni", "organisation", ("Aarhus Universitet",), ("DK",)),
    NamedEntity("kobenhavn", "organisation", ("Københavns Kommune", "København Kommune"), ("DK",)),
    NamedEntity("munich", "organisation", ("Landeshauptstadt München",), ("DE",)),
    NamedEntity("calliano1", "organisation", ("Comune di Calliano",), ("IT",)),
    NamedEntity("calliano2", "organisation", ("Comune di Calliano",), ("IT",)),
    NamedEntity("monopoli", "organisation", ("Comune di Monopoli",), ("IT",), identifiers=(("ipa", "c_f376"),)),
    NamedEntity("cam-us", "organisation", ("City of Cambridge",), ("US",)),
    NamedEntity("cam-gb", "organisation", ("City of Cambridge",), ("GB",)),
    NamedEntity("undp", "organisation", ("United Nations Development Programme (UNDP)",), ("INT",)),
    NamedEntity("os2mo", "product", ("OS2mo",), ("DK",), identifiers=(("repository", "github.com/os2mo/os2mo"),)),
    NamedEntity("decidim", "product", ("Decidim",), ("ES",), identifiers=(("homepage", "decidim.org"),)),
    NamedEntity("forms", "product", ("Forms",)),
    NamedEntity("libreoffice", "product", ("LibreOffice",)),
]
GAZETTEER = Gazetteer(ENTITIES)


def found(text, countries=(), links=()):
    return [(one.entity_id, one.label, one.how) for one in find_mentions(GAZETTEER, text, countries, links)]


@pytest.mark.parametrize(
    ("text", "countries", "expected"),
    [
        (
            "Aarhus Kommune skifter til LibreOffice",
            ["DK"],
            [("aarhus", "Aarhus Kommune", "name"), ("libreoffice", "LibreOffice", "name")],
        ),
        ("City of Munich now uses Kolab", ["DE"], [("munich", "City of Munich", "name")]),
        (
            "The Municipality of Copenhagen shares its code",
            ["DK"],
            [("kobenhavn", "Municipality of Copenhagen", "name")],
        ),
        ("Danish OS2 community", ["DK"], [("os2", "OS2", "name")]),
        ("OS2mo: authoritative data", ["DK"], [("os2mo", "OS2mo", "name")]),
        ("UNDP and Decidim", [], [("undp", "UNDP", "name"), ("decidim", "Decidim", "name")]),
        ("Code of the City of Cambridge", ["GB"], [("cam-gb", "City of Cambridge", "name")]),
    ],
)
def test_names_in_a_text_are_found_with_their_spans(text, countries, expected):
    assert found(text, countries) == expected
    assert all(text[one.start : one.end] == one.label for one in find_mentions(GAZETTEER, text, countries))


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Aarhus is a town with forms", ["DK"]),
        ("The city of Cambridge shares code", []),
        ("Comune di Calliano", ["IT"]),
        ("Danish OS2 community", []),
        ("Aarhus Kommune", ["SE"]),
        ("they decidim often", []),
        ("OS/2 Warp", ["DK"]),
    ],
)
def test_bare_places_common_words_shared_names_and_other_countries_are_no_mentions(text, countries):
    assert found(text, countries) == []


def test_the_longest_name_wins():
    assert found("Aarhus Universitet", ["DK"]) == [("aarhusuni", "Aarhus Universitet", "name")]


def test_links_in_and_beside_a_text_name_what_they_lead_to():
    text = "See https://github.com/OS2mo/os2mo/issues/5 and https://www.aarhus.dk/nyheder."
    assert found(text) == [
        ("os2mo", "https://github.com/OS2mo/os2mo/issues/5", "repository"),
        ("aarhus", "https://www.aarhus.dk/nyheder", "host"),
    ]
    assert found("", links=["https://decidim.org/"]) == [("decidim", "https://decidim.org/", "homepage")]


@settings(deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_and_any_links_are_read(text, links):
    for mention in find_mentions(GAZETTEER, text, ["DK"], links):
        assert mention.start == -1 or text[mention.start : mention.end] == mention.label
        assert 0 < mention.confidence <= 1


def test_a_name_repeated_many_times_is_read_quickly_and_once():
    assert [one.start for one in find_mentions(GAZETTEER, "Aarhus Kommune " * 5_000, ["DK"])] == [0]


@pytest.mark.parametrize(
    ("label", "country", "kinds", "expected"),
    [
        ("Comune di Monopoli (BA)", "IT", ("organisation",), "monopoli"),
        ("Comune di Monopoli (BA)", None, (), "monopoli"),
        ("Århus Kommune", "DK", (), "aarhus"),
        ("Municipality of Aarhus", "DK", (), "aarhus"),
        ("City of Cambridge", "GB", (), "cam-gb"),
        ("LibreOffice", None, ("product",), "libreoffice"),
        ("OS2 \u2013 Public Digitalization Network", "DK", (), "os2ospo"),
        ("Aarhus", "DK", (), None),
        ("City of Cambridge", None, (), None),
        ("Comune di Calliano", "IT", (), None),
        ("Aarhus Kommune", "SE", (), None),
        ("Danish Municipalities", "DK", (), None),
        ("LibreOffice", None, ("organisation",), None),
        ("", None, (), None),
    ],
)
def test_a_label_resolves_to_the_one_entity_it_can_mean_or_to_none(label, country, kinds, expected):
    resolved = resolve_reference(GAZETTEER, label, country, kinds)
    assert (resolved and resolved[0]) == expected


def test_an_identifier_goes_before_the_label():
    assert resolve_reference(GAZETTEER, "Aarhus Kommune", "DK", (), [("ipa", "c_f376")]) == ("monopoli", 1.0)
