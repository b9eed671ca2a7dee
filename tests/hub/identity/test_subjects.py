import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity import Subject, cannot_link, subject, weigh
from hub.identity.names.hosts import domain, is_portal, label, names_itself
from schema.records import Identifier, Reference, Statement

LOOSE = st.text(max_size=30)
SUBJECTS = st.builds(
    lambda id_, kind, names, countries, ids: Subject(id_, "n", kind, id_, tuple(names), tuple(countries), tuple(ids)),
    st.sampled_from("abcdef"),
    st.sampled_from(["organisation", "ospo", "product", "event", "news-item", "unheard-of"]),
    st.lists(LOOSE, max_size=3),
    st.lists(st.sampled_from(["DK", "FR", "EU"]), max_size=2),
    st.lists(
        st.tuples(st.sampled_from(["homepage", "account", "repository", "cvr", "uid", "other"]), LOOSE), max_size=3
    ),
)


def test_a_record_shows_its_names_identifiers_forks_parents_and_units():
    statements = [
        Statement("based-on", None, Reference(identifiers=(Identifier("repository", "github.com/up/stream"),))),
        Statement("part-of", None, Reference(label="Aarhus Kommune")),
        Statement("ospo-of", Reference(key="https://os2.eu"), None),
        Statement("uses", None, Reference(label="LibreOffice")),
    ]
    values = {
        "name": "ITK",
        "acronym": "ITK",
        "alternate_names": ["ITK Aarhus"],
        "countries": ["DK"],
        "type": "local",
        "city": "Aarhus",
    }
    seen = subject(
        "org_1", "os2", "organisation", "itk", values, [Identifier("account", "github.com/itk-dev")], statements
    )
    assert seen.names == ("ITK", "ITK Aarhus")
    assert seen.accounts == {"github.com/itk-dev"}
    assert (seen.based_on, seen.parents, seen.units) == (
        ("github.com/up/stream",),
        ("Aarhus Kommune",),
        ("https://os2.eu",),
    )


@pytest.mark.parametrize(
    ("kind", "page", "expected"),
    [
        ("organisation", "github.com/Aiven/", ("account", "github.com/aiven")),
        ("product", "github.com/OS2mo/os2mo", ("repository", "github.com/os2mo/os2mo")),
        ("organisation", "aarhus.dk", ("homepage", "aarhus.dk")),
    ],
)
def test_a_homepage_on_a_code_host_is_an_account_or_a_repository(kind, page, expected):
    assert subject("1", "n", kind, "1", {"name": "x"}, [("homepage", page)]).identifiers == (expected,)


@pytest.mark.parametrize(
    ("login", "country", "bare"),
    [
        ("US-Department-of-the-Treasury", "US", ["Department-of-the-Treasury"]),
        ("nz-social-investment-agency", "NZ", ["social-investment-agency"]),
        ("US-CBP", "US", []),
        ("WA-Department-of-Agriculture", "US", []),
        ("It.City Spa", "IT", []),
    ],
)
def test_a_login_of_several_words_that_begins_with_its_country_is_also_known_without(login, country, bare):
    account = subject("1", "a", "organisation", "1", {"name": login, "countries": [country]}, ())
    assert list(account.names) == [login, *bare]


def test_a_page_about_an_open_source_host_is_a_homepage_of_that_host_only():
    assert subject("1", "n", "organisation", "1", {"name": "GitLab"}, [("homepage", "about.gitlab.com")]).homepages
    assert not subject("1", "n", "organisation", "1", {"name": "Siemens"}, [("homepage", "about.gitlab.com")]).homepages


def test_the_parents_number_on_a_code_account_does_not_hold_it_apart():
    account = Subject(
        "1", "a", "organisation", "1", ("ignf",), ("FR",), (("account", "github.com/ignf"), ("lannuaire", "ministry"))
    )
    agent = Subject(
        "2", "b", "organisation", "2", ("IGN",), ("FR",), (("account", "github.com/ignf"), ("lannuaire", "ign"))
    )
    assert not cannot_link(account, agent)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("de.libreoffice.org", "libreoffice.org"),
        ("docs.service.gov.uk", "docs.service.gov.uk"),
        ("comune.ba.it", "comune.ba.it"),
        ("www.comune.roma.it", "comune.roma.it"),
        ("ville.quebec.qc.ca", "quebec.qc.ca"),
        ("www.health.vic.gov.au", "health.vic.gov.au"),
        ("www.health.nsw.gov.au", "health.nsw.gov.au"),
        ("data.gov.uk", "data.gov.uk"),
        ("www.bfs.admin.ch", "bfs.admin.ch"),
        ("standaarden.overheid.nl", "standaarden.overheid.nl"),
        ("www.ontario.ca:8443", "ontario.ca"),
        ("www.city.kobe.jp", "city.kobe.jp"),
        ("x.xn--p1ai", "x.xn--p1ai"),
        ("a.x.xn--80au.xn--90a3ac", "x.xn--80au.xn--90a3ac"),
        (".os2.eu.", "os2.eu"),
        ("code.gouv.fr", "code.gouv.fr"),
        ("interoperable-europe.ec.europa.eu", "ec.europa.eu"),
        ("comcast.github.io", "comcast.github.io"),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_a_domain_is_where_one_agent_sets_names(host, expected):
    assert domain(host) == expected


@pytest.mark.parametrize(
    "domain_of_many", ["ba.it", "roma.it", "qc.ca", "vic.gov.au", "service.gov.uk", "gov.uk", "europa.eu"]
)
def test_a_domain_under_which_many_set_names_is_common_to_none_of_them(domain_of_many):
    assert domain(domain_of_many) == ""
    left, right = (
        Subject(str(n), str(n), "organisation", str(n), (name,), ("IT",), (("homepage", page),))
        for n, (name, page) in enumerate(
            [("Alpha Nord", f"alpha.{domain_of_many}/a"), ("Beta Sud", f"beta.{domain_of_many}/b")]
        )
    )
    assert left.domains.isdisjoint(right.domains)
    assert "host" not in {one.name for one in weigh(left, right).evidence}
    on_it = Subject("3", "c", "organisation", "3", ("Gamma",), (), (("homepage", f"{domain_of_many}/gamma"),))
    assert on_it.homepages
    assert not on_it.domains


def test_portals_and_forges_are_told_by_their_host():
    assert all(is_portal(host) for host in ("github.com", "gitlab.example.org", "code.gouv.fr", "play.google.com"))
    assert not is_portal("aarhus.dk")


def test_a_domain_may_be_called_as_the_product():
    assert label("www.7-zip.org") == "7zip"
    assert names_itself("filezilla-project.org", "filezilla")
    assert not names_itself("demokratie.today", "consul")


@settings(deadline=None)
@given(SUBJECTS, SUBJECTS)
def test_any_two_records_can_be_weighed_either_way_round(left, right):
    match = weigh(left, right)
    assert match.left <= match.right
    if left.id != right.id:
        assert match == weigh(right, left)
    if cannot_link(left, right) and left.kind == right.kind:
        assert match.outcome != "joined"
