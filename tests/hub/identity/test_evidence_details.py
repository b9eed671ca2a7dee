"""What each piece of evidence is found by, with the detail that a person reads beside it."""

import pytest

from hub.identity import Subject, context, weigh


def agent(id_, name, *ids, network=None, country="DK", **facts):
    names = (name,) if isinstance(name, str) else name
    countries = (country,) if country else ()
    return Subject(id_, network or id_, "organisation", facts.pop("key", f"key{id_}"), names, countries, ids, **facts)


def product(id_, name, *ids, network=None, **facts):
    return Subject(id_, network or id_, "product", f"key{id_}", (name,), (), ids, **facts)


def evidence(left, right, *others):
    return {piece.name: piece.detail for piece in weigh(left, right, context([left, right, *others])).evidence}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"type": "local"}, {"type": "local"}, {"type": "local / local"}),
        ({"type": "agency"}, {"type": "national"}, {"type": "agency / national"}),
        ({"type": "ngo"}, {"type": "foundation"}, {"type": "ngo / foundation"}),
        ({"type": "university"}, {"type": "school"}, {"type": "university / school"}),
        ({"type": "supranational"}, {"type": "association"}, {"type": "supranational / association"}),
        ({"type": "local"}, {"type": "national"}, {"type-differs": "local / national"}),
        ({"type": "local"}, {}, {}),
        ({"city": "København"}, {"city": "Copenhagen"}, {"city": "København / Copenhagen"}),
        ({"city": "Odense"}, {"city": "Vejle"}, {"city-differs": "Odense / Vejle"}),
        ({"city": "Odense"}, {}, {}),
        ({"network": "n"}, {"network": "n"}, {"one-network": "n"}),
        ({"country": "SE"}, {}, {"country-differs": "SE / DK"}),
        ({"country": "EU"}, {}, {}),
        ({"country": None}, {}, {}),
        ({"parents": ("Skive Kommune",)}, {}, {"parent": "Otter Alpha is part of Skive Kommune"}),
        ({"units": ("Otter Alpha",)}, {}, {}),
        ({"parents": ("key2",)}, {}, {}),
        ({"parents": ("key2",), "network": "n"}, {"network": "n"}, {"parent": "Otter Alpha is part of Skive Kommune", "one-network": "n"}),
        ({"parents": ("https://skive.dk",)}, {"key": "https://skive.dk"}, {"parent": "Otter Alpha is part of Skive Kommune"}),
    ],
)  # fmt: skip
def test_facts_of_two_agents(left, right, expected):
    pieces = evidence(agent("1", "Otter Alpha", **left), agent("2", "Skive Kommune", **right))
    names = {"name-differs": "Otter Alpha / Skive Kommune"}
    same_country = (
        {} if {"country-differs"} & expected.keys() or left.get("country", "DK") != "DK" else {"country": "DK"}
    )
    assert pieces == names | same_country | expected


def test_a_unit_is_stated_from_either_side():
    left, right = agent("1", "Skive Kommune", units=("Otter Alpha",)), agent("2", "Otter Alpha")
    assert evidence(left, right)["parent"] == "Otter Alpha is part of Skive Kommune"
    assert evidence(agent("1", (), parents=("Otter Alpha",)), right)["parent"] == "key1 is part of Otter Alpha"


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("Rochester Institute of Technology", "Rochester Institute of Technology", "name-long"),
        ("Skive Kommune", "Skive Kommune", "name-specific"),
        ("Zenner", "Zenner", "name"),
        ("Forms", "Forms", "name-common"),
        ("Skive Kommune", "Municipality of Skive", "name-typed"),
        ("Zenner GmbH", "Zenner AG", "name"),
        ("Skive", "Skive Kommune", "name-core"),
        ("FAO", "Food and Agriculture Organization (FAO)", "acronym"),
        ("NRC", "National Research Council", "initials"),
        ("Kommunernes Landsforening", "Kommunernes Landsforning", "name-close"),
        ("UNICEF Innovation", "UNICEF", "name-extends"),
        ("Stadt Basel", "Kanton Basel", "name-clash"),
        ("Otter", "Skive", "name-differs"),
    ],
)
def test_names_of_two_agents(one, two, name):
    pieces = evidence(agent("1", one), agent("2", two))
    assert pieces[name] == (one if one == two else f"{one} / {two}")
    whole = name in {"name-long", "name-specific", "name", "name-common", "name-typed", "name-core"}
    assert ("name-sole" in pieces) is whole
    assert ("name-unique" in pieces) is (name in {"acronym", "initials"})


def test_a_place_and_its_agent_agree_less_abroad():
    assert "name-core-abroad" in evidence(agent("1", "Skive", country=None), agent("2", "Skive Kommune"))


def test_a_legal_form_is_no_part_of_a_name():
    pieces = evidence(agent("1", "Zenner", country=None), agent("2", "Zenner GmbH"))
    assert pieces == {"name": "Zenner / Zenner GmbH", "name-sole": "Zenner"}


def test_a_name_is_sole_unique_or_shared_by_how_many_have_it_in_any_network_in_these_or_in_one():
    left, right = agent("1", "Zenner", network="a"), agent("2", "Zenner", network="b")
    elsewhere = [agent(str(n), "Zenner", network="c") for n in (3, 4)]
    assert evidence(left, right)["name-sole"] == "Zenner"
    assert evidence(left, right, *elsewhere)["name-unique"] == "zenner"
    assert evidence(left, right, agent("3", "Zenner", network="b"))["name-shared"] == "2 in one network"
    nowhere = {piece.name: piece.detail for piece in weigh(left, right).evidence}
    assert nowhere["name-sole"] == "Zenner"


def test_a_name_of_two_countries_is_not_sole_for_a_third_record_that_states_none():
    bare, german = agent("1", "Zenner", country=None), agent("2", "Zenner", country="DE")
    assert "name-sole" in evidence(bare, german)
    assert "name-sole" not in evidence(bare, german, agent("3", "Zenner", country="US"))
    assert "name-sole" in evidence(bare, agent("2", "Zenner", country="DK"), agent("3", "Zenner", country="GL"))


def test_an_office_and_an_account_called_like_their_owner_are_no_namesakes_of_it():
    left, right = agent("1", "Zenner", network="a"), agent("2", "Zenner", network="b")
    account = agent("3", "zenner", ("account", "github.com/zenner"), network="b")
    office = Subject("4", "a", "ospo", "o", ("Zenner",), ("DK",))
    assert evidence(left, right, account, office)["name-sole"] == "Zenner"


ACCOUNT = ("account", "github.com/skive")


def test_an_account_counts_in_full_for_what_is_called_like_it():
    other = ("account", "github.com/zoo")
    town = agent("1", "Skive Kommune", ACCOUNT, other)
    assert evidence(town, agent("2", "Skive Kommune", ACCOUNT, other))["account"] == "github.com/skive"
    assert "account-other-name" in evidence(town, agent("2", "Department of Otters", ACCOUNT, other))
    listed = [agent(id_, name, ACCOUNT) for id_, name in (("1", "Otters"), ("2", "Beavers"))]
    assert "account" in evidence(*listed)
    assert "account-other-name" in evidence(listed[0], agent("2", "Beavers", ACCOUNT, other))


@pytest.mark.parametrize(
    ("login", "name", "named"),
    [
        ("minbzk", "Binnenlandse Zaken en Koninkrijksrelaties", True),
        ("bzk", "Binnenlandse Zaken en Koninkrijksrelaties", True),
        ("oszenner", "Zenner", False),
        ("osszenner", "Zenner", True),
        ("govzenner", "Zenner", True),
        ("kt-zenner", "Zenner", True),
        ("zennerdk", "Zenner", True),
        ("zennerse", "Zenner", False),
        ("fao", "Food and Agriculture Organization (FAO)", True),
        ("beavers", "Zenner", False),
    ],
)
def test_an_account_is_called_like_an_agent_with_the_usual_stems_and_the_country(login, name, named):
    ids = ("account", f"github.com/{login}"), ("account", "github.com/other")
    left, right = agent("1", (name, "Otters"), *ids), agent("2", (name, "Beavers"), *ids[:1], ("homepage", "x.dk"))
    unlike = agent("2", "Beavers", *ids[:1], ("homepage", "x.dk"), ("account", "github.com/third"))
    assert "account" in evidence(left, right)
    assert "account-other-name" in evidence(left, unlike)
    pair = agent("3", (name,), *ids), agent("4", ("Wholly Other Lodge", login), *ids[:1], ("homepage", "x.dk"))
    assert ("account" in evidence(*pair)) is named


def test_a_login_may_abbreviate_open_or_be_the_key_of_the_others_name():
    statcan = agent("2", "statcan", ("account", "github.com/statcan"))
    assert evidence(agent("1", "Statistics Canada"), statcan)["login-abbreviates"] == "statcan: Statistics Canada"
    assert evidence(agent("1", "Statistics Canada", key="statcan"), statcan)["key-is-login"] == "statcan = statcan"
    assert (
        not {"login-abbreviates", "key-is-login"}
        & evidence(agent("1", "Statistics Canada", country=None), statcan).keys()
    )
    kamer = agent("2", "TweedeKamer", ("account", "github.com/tweedekamer"))
    assert evidence(agent("1", "Tweede Kamer der Staten-Generaal"), kamer)["login-opens"]
    bc = agent("2", "bcgov", ("account", "github.com/bcgov"))
    assert evidence(agent("1", "Province of British Columbia", key="bc"), bc)["key-is-login"] == "bcgov = bc"
    assert "key-is-login" not in evidence(agent("1", "Province of Otterland", key="bc"), bc)


def test_numbers_of_registers():
    left, right = agent("1", "Otter", ("cvr", "1"), ("cvr", "2")), agent("2", "Beaver", ("cvr", "2"), ("cvr", "3"))
    assert evidence(left, right)["register"] == "cvr 2"
    assert evidence(left, right, agent("3", "Third", ("cvr", "2"), network="1"))["register-shared"] == "cvr 2"
    assert evidence(left, agent("2", "Beaver", ("cvr", "3")))["register-differs"] == "cvr 1 / 3"
    account = agent("2", "beaver", ("cvr", "2"), ("account", "github.com/beaver"))
    assert evidence(left, account)["register-of-parent"] == "cvr 2"
    assert "register" in evidence(left, agent("2", "otter", ("cvr", "2"), ("account", "github.com/otter")))


def test_an_identifier_of_which_a_thing_may_have_several():
    left, right = agent("1", "Otter", ("gln", "1"), ("gln", "2")), agent("2", "Beaver", ("gln", "2"), ("gln", "3"))
    assert evidence(left, right)["identifier"] == "gln 2"
    assert evidence(left, right, agent("3", "Third", ("gln", "2"), network="1"))["identifier-shared"] == "gln 2"
    assert not {"identifier", "register-differs"} & evidence(left, agent("2", "Beaver", ("gln", "3"))).keys()
    sill = product("1", "Otter", ("sill", "1")), product("2", "Beaver", ("sill", "1"))
    assert evidence(*sill) == {"name-differs": "Otter / Beaver"}


def test_pages_of_two_agents():
    page = ("homepage", "otter.dk/a")
    left, right = agent("1", "Otter", page), agent("2", "Beaver", page)
    assert evidence(left, right)["homepage"] == "otter.dk/a"
    third = agent("3", "Third", page, network="1")
    assert evidence(left, right, third)["homepage-shared"] == "otter.dk/a"
    assert "homepage" in evidence(left, agent("2", "Otter", page), third)
    assert evidence(left, agent("2", "Beaver", ("homepage", "www.otter.dk/b")))["host"] == "otter.dk"


def repository(place):
    return ("repository", place)


def test_repositories_and_licences_of_two_products():
    left = product("1", "Otter", repository("github.com/a/otter"), licence="GPL-3.0-only")
    right = product("2", "Beaver", repository("github.com/a/otter"), licence="(GPL-2.0-only OR MIT)")
    assert evidence(left, right) == {
        "repository": "github.com/a/otter",
        "licence": "GPL-3.0-only / (GPL-2.0-only OR MIT)",
        "name-differs": "Otter / Beaver",
    }
    third = product("3", "Third", repository("github.com/a/otter"), network="1")
    assert "repository-shared" in evidence(left, right, third)
    assert "repository" in evidence(left, product("2", "Otter", repository("github.com/a/otter")), third)
    other = product("2", "Otter", repository("github.com/b/otter"), licence="MIT")
    pieces = evidence(left, other)
    assert pieces["repositories-elsewhere"] == "github.com/a/otter / github.com/b/otter"
    assert "repositories-differ" in evidence(left, product("2", "Otter", repository("github.com/b/beaver")))
    assert pieces["licence-differs"] == "GPL-3.0-only / MIT"
    fork = product("2", "Otter", based_on=("github.com/a/otter",))
    assert evidence(left, fork)["fork"] == "github.com/a/otter"
    assert evidence(fork, left)["fork"] == "github.com/a/otter"
    assert "one-network" in evidence(left, product("2", "X", network="1"))


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("Otter", "Otter", "name"),
        ("Forms", "Forms", "name-common"),
        ("Otter Office", "Otter Office", "product-name-long"),
        ("Abc Def", "Abc Def", "name"),
        ("Abcd Efgh", "Abcd Efgh", "product-name-long"),
        ("Otter", "Otter Docs", "name-extends"),
        ("Otterbeaverfox", "Otterbeaverfax", "name-close"),
        ("Swift (OSW)", "OSW", "acronym"),
        ("Otter City", "City of Otter", "name-differs"),
        ("NRC", "National Research Council", "name-differs"),
    ],
)
def test_names_of_two_products(one, two, name):
    assert evidence(product("1", one), product("2", two))[name] == (one if one == two else f"{one} / {two}")


def test_a_coined_name_counts_more_within_a_country():
    pair = [Subject(n, n, "product", n, ("OS2borgerPC",), ("DK",)) for n in "12"]
    assert evidence(*pair)["name-coined"] == "OS2borgerPC"
    abroad = Subject("2", "2", "product", "2", ("OS2borgerPC",), ("SE",))
    assert "name-coined" not in evidence(pair[0], abroad)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("otter.org/a", "de.otter.org/b", {"domain": "otter.org"}),
        ("otters.org", "otters.com", {"domains-named": "otters.org / otters.com"}),
        ("otters.org", "beaver.com", {"homepages-differ": "otters.org / beaver.com"}),
        ("otters.org", None, {"domain-named": "otters.org"}),
        ("beaver.org", None, {}),
        ("x.example", "x.example", {"homepage": "x.example"}),
    ],
)
def test_pages_of_two_products_of_one_name(one, two, expected):
    left, right = (
        product("1", "Otters", ("homepage", one)),
        product("2", "Otters", *([("homepage", two)] if two else [])),
    )
    pieces = evidence(left, right)
    assert {name: detail for name, detail in pieces.items() if not name.startswith("name")} == expected


def test_a_short_name_in_a_domain_says_nothing():
    assert "domain-named" not in evidence(product("1", "Otter", ("homepage", "otter.org")), product("2", "Otter"))


def test_one_domain_of_products_of_other_names_says_nothing():
    left, right = (
        product("1", "Otter", ("homepage", "x.example/a")),
        product("2", "Beaver", ("homepage", "x.example/b")),
    )
    assert evidence(left, right).keys() == {"name-differs"}
    third = product("3", "Third", ("homepage", "x.example/a"), network="1")
    same = product("2", "Beaver", ("homepage", "x.example/a"))
    assert "homepage-shared" in evidence(left, same, third)


def item(id_, title, starts=None, *pages, kind="event", **facts):
    ids = tuple(("homepage", page) for page in pages)
    return Subject(
        id_, facts.pop("network", id_), kind, id_, (title,), facts.pop("countries", ()), ids, starts=starts, **facts
    )


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("Open Summit for Public Administrations", "open summit for public administrations", "title"),
        ("Open Summit Public", "Open Summit Public", "title-common"),
        ("Open Summit Public 2026", "Open Summit Public 2026", "title-common"),
        ("Alpha Beta Gamma", "Alpha Beta Gamma Delta Epsilon", "title-overlaps"),
        ("Alpha Beta", "Alpha Beta Gamma Delta", "title-differs"),
        ("Alpha Beta Gamma 1", "Alpha Beta Gamma 2", "title-differs"),
    ],
)
def test_titles(one, two, name):
    pieces = evidence(item("1", one), item("2", two))
    assert pieces == {name: one if name in {"title", "title-common"} else f"{one} / {two}"}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2026-05-31T10:00:00Z", "2026-05-31", {"day": "2026-05-31"}),
        ("2026-05", "2026-05-31", {}),
        ("2026-05", "2026-06-01", {"day-differs": "2026-05 / 2026-06-01"}),
        ("2026-05-31T10:00:00Z", "2026-05-30T10:00:00Z", {"day-differs": "2026-05-31 / 2026-05-30"}),
        (None, "2026-05-31", {}),
    ],
)
def test_days(one, two, expected):
    assert evidence(item("1", "Otter", one), item("2", "Beaver", two)) == {"title-differs": "Otter / Beaver"} | expected
    match = weigh(item("1", "Otter", one), item("2", "Beaver", two))
    assert any(piece.cannot_link for piece in match.evidence) is ("day-differs" in expected)
    news = weigh(item("1", "Otter", one, kind="news-item"), item("2", "Beaver", two, kind="news-item"))
    assert not any(piece.cannot_link for piece in news.evidence)


def test_pages_places_and_uids_of_events_and_news():
    left = item("1", "Otter", None, "x.example/a", city="Skive", countries=("DK",))
    right = item("2", "Otter", None, "www.x.example/b", city="Skive", countries=("DK",))
    pieces = evidence(left, right)
    assert (pieces["host"], pieces["city"], pieces["country"]) == ("x.example", "Skive / Skive", "DK")
    news = [item(n, "Otter", None, f"x.example/{n}", kind="news-item") for n in "12"]
    assert evidence(*news)["domain"] == "x.example"
    abroad = [item(n, "Otter", None, kind="news-item", countries=(land,)) for n, land in (("1", "DK"), ("2", "SE"))]
    assert not any(piece.cannot_link for piece in weigh(*abroad).evidence)
    same, third = item("2", "Otter", None, "x.example/a"), item("3", "Third", None, "x.example/a", network="1")
    assert evidence(left, same)["homepage"] == "x.example/a"
    assert evidence(left, same, third)["homepage-shared"] == "x.example/a"
    uids = [Subject(n, n, "event", n, ("Otter",), (), (("uid", "u@x"),)) for n in "12"]
    assert evidence(*uids)["identifier"] == "uid u@x"
    assert "one-network" not in evidence(item("1", "A", network="n"), item("2", "B", network="n"))


def test_a_kind_without_rules_of_its_own_is_weighed_by_identifiers_pages_and_names():
    def grant(id_, name, *ids, network=None):
        return Subject(id_, network or id_, "grant", id_, (name,), (), ids)

    page = ("homepage", "grants.example/otter")
    pieces = evidence(
        grant("1", "Otter grant", page, ("wikidata", "Q1")), grant("2", "Otter grant", page, ("wikidata", "Q1"))
    )
    assert pieces == {
        "register": "wikidata Q1",
        "homepage": "grants.example/otter",
        "name": "Otter grant",
        "name-sole": "Otter grant",
    }
    assert evidence(grant("1", "A", network="n"), grant("2", "B", network="n"))["one-network"] == "n"
    assert weigh(grant("1", "Otter grant", page), grant("2", "Otter grant", page)).outcome == "joined"
    assert weigh(grant("1", "Otter grant"), product("2", "Otter grant")).evidence[0].detail == "grant / product"
