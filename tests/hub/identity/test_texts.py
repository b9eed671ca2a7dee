import pytest

from hub.identity.texts.gazetteer import Gazetteer, NamedEntity, text_words
from hub.identity.texts.label_resolution import resolve_reference
from hub.identity.texts.mention_finding import LONGEST, find_mentions, may_name


def organisation(id_, name, *countries, **facts):
    return NamedEntity(id_, "organisation", (name,), countries, **facts)


def product(id_, name, *identifiers):
    return NamedEntity(id_, "product", (name,), (), None, identifiers)


def mentions(text, *entities, countries=(), links=()):
    return [
        (mention.entity_id, mention.label, mention.confidence, mention.how)
        for mention in find_mentions(Gazetteer(entities), text, countries, links)
    ]


@pytest.mark.parametrize(
    ("name", "confidence"),
    [
        ("OS2mo", 0.9),
        ("LibreOffice", 0.9),
        ("Decidim", 0.6),
        ("Kolabo", 0.6),
        ("Kolab", 0.0),
        ("KOLAB", 0.6),
        ("decidim", 0.0),
        ("Otr", 0.0),
        ("Calendar", 0.0),
        ("København", 0.0),
        ("Copenhagen", 0.0),
        ("Decidim (Barcelona)", 0.6),
    ],
)
def test_a_product_of_one_word_counts_as_far_as_the_word_says(name, confidence):
    text = f"We use {name.split(' (')[0]} here"
    word = name.split(" (")[0]
    assert mentions(text, product("p", name)) == ([("p", word, confidence, "name")] if confidence else [])


@pytest.mark.parametrize(
    ("name", "text", "confidence"),
    [
        ("Aarhus Kommune", "Aarhus Kommune", 0.9),
        ("Aarhus Kommune", "City of Aarhus", 0.85),
        ("Rochester Institute Technology", "Rochester Institute Technology", 0.95),
        ("ANSSI", "ANSSI", 0.7),
        ("AN", "AN", 0.0),
        ("Anssi", "Anssi", 0.0),
        ("Landkreis Karlsruhe", "Karlsruhe County", 0.85),
        ("Agence nationale (ANSSI)", "ANSSI", 0.7),
        ("Agence nationale (AN)", "AN", 0.0),
        ("Agence nationale (Anssi)", "Anssi", 0.0),
        ("Region Midtjylland", "Region Midtjylland", 0.9),
    ],
)
def test_an_agent_is_named_by_its_name_its_stated_acronym_and_the_ways_to_speak_of_a_territory(name, text, confidence):
    entity = organisation("o", name, "FR")
    assert mentions(f"The {text} said", entity, countries=["FR"]) == (
        [("o", text, confidence, "name")] if confidence else []
    )


def test_a_one_word_name_counts_in_its_very_spelling_and_any_name_only_with_a_capital():
    assert mentions("decidim or DECIDIM", product("p", "Decidim")) == []
    assert mentions("aarhus kommune", organisation("o", "Aarhus Kommune")) == []
    assert mentions("Århus Kommune", organisation("o", "Aarhus Kommune")) == [("o", "Århus Kommune", 0.9, "name")]


def test_names_of_common_words_alone_are_not_looked_for():
    assert mentions("Data Portal", product("p", "Data Portal")) == []
    assert mentions("Open Data Portal", product("p", "Open Data Portal")) == []
    assert mentions("Ministry of Health", organisation("o", "Ministry of Health")) == []
    assert mentions("National Open Data Portal", organisation("o", "National Open Data Portal")) != []


def test_of_shared_names_the_countries_choose_and_an_organisation_goes_before_its_ospo():
    cities = organisation("gb", "City of Cambridge", "GB"), organisation("us", "City of Cambridge", "US")
    assert mentions("City of Cambridge", *cities, countries=["US"]) == [("us", "City of Cambridge", 0.95, "name")]
    assert mentions("City of Cambridge", *cities, countries=["GB", "US"]) == []
    assert mentions("City of Cambridge", *cities, countries=["EU"]) == []
    office = NamedEntity("office", "ospo", ("City of Cambridge",), ("GB",))
    assert mentions("City of Cambridge", cities[0], office)[0][0] == "gb"


def test_an_acronym_needs_a_common_country_unless_it_is_international():
    assert mentions("ANSSI", organisation("o", "ANSSI", "FR")) == []
    assert mentions("ANSSI", organisation("o", "ANSSI", "FR"), countries=["DE"]) == []
    assert mentions("UNDP", organisation("o", "UNDP", "INT")) == [("o", "UNDP", 0.7, "name")]


@pytest.mark.parametrize(
    ("link", "how", "confidence"),
    [
        ("https://github.com/os2mo/os2mo/issues", "repository", 1.0),
        ("https://github.com/os2mo", "account", 1.0),
        ("https://github.com/os2mo/other", "account", 0.8),
        ("https://os2mo.dk", "homepage", 1.0),
        ("https://os2mo.dk/news", "host", 0.7),
    ],
)
def test_a_link_leads_by_repository_page_account_or_host(link, how, confidence):
    identifiers = ("repository", "github.com/os2mo/os2mo"), ("account", "github.com/os2mo"), ("homepage", "os2mo.dk")
    entity = product("p", "Name of it", *identifiers)
    assert mentions(f"See {link}.", entity) == [("p", link, confidence, how)]
    assert mentions("", entity, links=[link]) == [("p", link, confidence, how)]
    assert may_name(Gazetteer([entity]), f"See {link}.")
    beside, within = (
        find_mentions(Gazetteer([entity]), text, (), links)[0] for text, links in (("", [link]), (f"x {link}", ()))
    )
    assert (beside.start, beside.end) == (-1, -1)
    assert (within.start, within.end) == (2, 2 + len(link))


def test_a_link_of_two_entities_or_on_a_portal_leads_to_none():
    two = [product(id_, f"Name of {id_}", ("homepage", "shared.example")) for id_ in "ab"]
    assert mentions("https://shared.example", *two) == []
    assert mentions("https://shared.example/x", *two) == []
    assert mentions("https://zenodo.org/x", product("p", "Name of it", ("homepage", "zenodo.org"))) == []
    assert mentions("https://page.example/x", product("p", "Name of it", ("homepage", "page.example/about"))) == []


def test_an_entity_is_mentioned_once_by_its_surest_mention():
    entity = product("p", "Decidim", ("homepage", "decidim.org"))
    assert mentions("Decidim is at https://decidim.org", entity) == [("p", "https://decidim.org", 1.0, "homepage")]
    assert [one.start for one in find_mentions(Gazetteer([product("p", "Decidim")]), "x Decidim Decidim")] == [2]


def test_an_ambiguous_longest_name_hides_the_shorter_one_in_it():
    entities = (
        organisation("a", "Aarhus Kommune Digital Otter", "DK"),
        organisation("b", "Aarhus Kommune Digital Otter", "DK"),
        organisation("c", "Aarhus Kommune", "DK"),
    )
    assert mentions("Aarhus Kommune Digital Otter", *entities) == []
    assert mentions("Aarhus Kommune Digital", *entities) == [("c", "Aarhus Kommune", 0.9, "name")]


def test_phrases_are_looked_for_up_to_a_length():
    name = " ".join(f"Wort{letter}" for letter in "abcdefghijklmno")
    assert len(name.split()) == LONGEST + 1
    assert mentions(name, organisation("o", name)) == []
    shorter = name.rsplit(" ", 1)[0]
    assert mentions(shorter, organisation("o", shorter)) != []


def test_words_of_a_text_have_one_spelling():
    assert text_words("In Copenhagen's København, The Hague") == ("in", "kobenhavn", "s", "kobenhavn", "the", "hagu")


@pytest.mark.parametrize(
    ("label", "country", "entities", "resolved"),
    [
        ("Aarhus Kommune", "DK", [organisation("o", "Aarhus Kommune", "DK")], ("o", 0.95)),
        ("Municipality of Aarhus", "DK", [organisation("o", "Aarhus Kommune", "DK")], ("o", 0.9)),
        ("Aarhus Kommune", None, [organisation("o", "Aarhus Kommune", "DK")], ("o", 0.807)),
        ("Aarhus Kommune", "DK", [organisation("o", "Aarhus Kommune")], ("o", 0.807)),
        ("Aarhus Kommune", "SE", [organisation("o", "Aarhus Kommune", "DK")], None),
        ("Aarhus Kommune", "DK", [organisation("o", "Aarhus Kommune", "DK"), organisation("p", "Aarhus Kommune", "SE")], ("o", 0.95)),
        ("Aarhus Kommune", None, [organisation("o", "Aarhus Kommune", "DK"), organisation("p", "Aarhus Kommune", "SE")], None),
        ("City of Aarhus", None, [organisation("o", "City of Aarhus", "DK")], None),
        ("Zenner", "DK", [organisation("o", "Zenner", "DK")], ("o", 0.95)),
        ("RTE", "FR", [organisation("o", "RTE", "FR")], None),
        ("Decidim", None, [product("p", "Decidim")], ("p", 0.807)),
        ("Forms", None, [product("p", "Forms")], None),
        ("  ", "DK", [organisation("o", "Aarhus Kommune", "DK")], None),
        (None, "DK", [organisation("o", "Aarhus Kommune", "DK")], None),
    ],
)  # fmt: skip
def test_a_label_resolves_within_its_country_and_says_how_surely(label, country, entities, resolved):
    assert resolve_reference(Gazetteer(entities), label, country) == resolved


def test_an_identifier_of_two_entities_leaves_it_to_the_label():
    two = (
        organisation("a", "Aarhus Kommune", "DK", identifiers=(("cvr", "1"),)),
        organisation("b", "Odense Kommune", "DK", identifiers=(("cvr", "1"),)),
    )
    assert resolve_reference(Gazetteer(two), "Odense Kommune", "DK", (), [("cvr", "1")]) == ("b", 0.95)
    office = NamedEntity("c", "ospo", ("Office",), ("DK",), None, (("cvr", "2"),))
    agents = (organisation("d", "Skive", "DK", identifiers=(("cvr", "2"),)), office)
    assert resolve_reference(Gazetteer(agents), None, None, (), [("cvr", "2")]) == ("d", 1.0)
    assert resolve_reference(Gazetteer(agents), None, None, ("ospo",), [("cvr", "2")]) == ("c", 1.0)


@pytest.mark.parametrize(
    "name", ["Open Source Program", "Code of Conduct", "Developer", "Open Data Portal", "The Service Desk"]
)
def test_a_product_named_by_generic_words_alone_is_met_in_no_text(name):
    assert mentions(f"{name} of our {name}", product("p", name)) == []


def test_what_product_and_makers_are_called_alike_means_the_product():
    makers = organisation("o", "Kotani Pay"), NamedEntity("office", "ospo", ("Kotani Pay",))
    assert mentions("Screening of Kotani Pay", *makers, product("p", "Kotani Pay"))[0][0] == "p"
    assert mentions("Screening of Kotani Pay", *makers)[0][0] == "o"


def test_a_licence_is_its_own_target_not_who_speaks_about_it():
    collection = NamedEntity("o", "organisation", ("EUPL collection", "EUPL"), ("EU",))
    licence = product("p", "European Union Public Licence (EUPL)")
    assert mentions("Released under the EUPL", collection, licence) == [("p", "EUPL", 0.7, "name")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FOSS Backstage", []),
        ("FOSS: Backstage", ["Backstage"]),
        ("We use Backstage", ["Backstage"]),
        ("WE Backstage", ["Backstage"]),
        ("The Internet Society Netherlands", []),
        ("The Netherlands Internet Society", []),
        ("Netherlands: Internet Society", ["Internet Society"]),
        ("The Internet Society, Netherlands", ["Internet Society"]),
        ("An Internet Society in Norway", ["Internet Society"]),
    ],
)
def test_a_part_of_a_longer_name_is_no_mention(text, names):
    society = organisation("o", "Internet Society")
    assert [label for _, label, _, _ in mentions(text, society, product("p", "Backstage"))] == names


def test_a_product_of_a_series_is_met_in_one_word_and_in_two():
    known = product("p", "OS2indberetning"), organisation("o", "OS2", "DK")
    for text in ("Om OS2 Indberetning", "Om OS2indberetning"):
        assert [one[0] for one in mentions(text, *known, countries=["DK"])] == ["p"]


def test_the_name_of_a_file_is_met_in_small_letters():
    assert mentions("Add a publiccode.yml today", product("p", "publiccode.yml")) == [
        ("p", "publiccode.yml", 0.9, "name")
    ]
    assert mentions("Publiccode yml", product("p", "publiccode.yml")) == []


@pytest.mark.parametrize(("kind", "name"), [("organisation", "Uber"), ("product", "Ceph")])
def test_a_plain_word_is_a_name_in_texts_of_a_network_that_lists_it(kind, name):
    listed = NamedEntity("x", kind, (name,), ("US",), networks=("landscape",))
    for network, expected in (("landscape", ["x"]), ("elsewhere", []), (None, [])):
        found = find_mentions(Gazetteer([listed]), f"Why {name} shares code", network=network)
        assert [one.entity_id for one in found] == expected
    assert find_mentions(Gazetteer([listed]), f"Why {name.lower()} shares code", network="landscape") == []


def test_a_department_named_by_its_field_is_met_in_texts_about_its_country():
    ministry = NamedEntity("m", "organisation", ("Finansministeriet", "Ministry of Finance"), ("DK",))
    assert [one[0] for one in mentions("The Ministry of Finance pays", ministry, countries=["DK"])] == ["m"]
    assert mentions("The Ministry of Finance pays", ministry, countries=["SE"]) == []
    assert mentions("The Ministry of Finance pays", ministry) == []
