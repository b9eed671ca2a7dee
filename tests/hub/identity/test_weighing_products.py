import pytest

from hub.identity import Outcome, Subject, context, weigh


def product(id_, name, *ids, network="a", **facts):
    return Subject(id_, network, "product", id_, (name,), (), tuple(ids), **facts)


def page(address):
    return ("homepage", address)


def repository(place):
    return ("repository", place)


def outcome(left, right, *others):
    return weigh(left, right, context([left, right, *others])).outcome


@pytest.mark.parametrize(
    ("one", "two", "first", "second"),
    [
        ("GIMP", "Gimp", "gimp.org", "gimp.org"),
        ("LibreOffice", "LibreOffice", "libreoffice.org", "de.libreoffice.org"),
        ("7zip", "7-Zip", "7-zip.org", "7-zip.de"),
        ("MariaDB", "Maria-DB", "mariadb.org", "mariadb.com"),
        ("Notepad++", "Notepad++", "notepad-plus-plus.org", "notepad-plus-plus.org"),
        ("Eclipse IDE", "Eclipse IDE", "eclipse.org/eclipseide", "eclipse.org/ide"),
    ],
)
def test_one_name_with_one_page_one_domain_or_two_domains_of_that_name_joins(one, two, first, second):
    assert outcome(product("1", one, page(first)), product("2", two, page(second), network="b")) is Outcome.JOINED


def test_homonyms_with_other_pages_do_not_join():
    left = product("1", "Consul", page("consul.io"), licence="MPL-2.0")
    right = product("2", "Consul", page("demokratie.today"), network="b", licence="AGPL-3.0-only")
    assert outcome(left, right) is Outcome.APART


def test_a_name_alone_joins_where_it_is_no_common_word_and_nobody_else_has_it():
    left, right = product("1", "Freeplane"), product("2", "Freeplane", network="b")
    assert outcome(left, right) is Outcome.JOINED
    assert outcome(left, right, product("3", "Freeplane"), product("4", "Freeplane")) is not Outcome.JOINED
    assert outcome(product("1", "Linux"), product("2", "Linux", network="b")) is Outcome.CANDIDATE


def test_a_repository_of_somebody_else_under_a_products_name_is_as_likely_a_tool_or_fork_of_it():
    catalogue, page = product("1", "Freeplane"), ("homepage", "freeplane.org")
    forked = product("2", "freeplane", ("repository", "github.com/agency/freeplane"), network="b")
    assert outcome(catalogue, forked) is Outcome.CANDIDATE
    own = product("2", "freeplane", ("repository", "github.com/freeplane-project/freeplane"), network="b")
    assert outcome(catalogue, own) is Outcome.JOINED
    told = product("2", "freeplane", ("repository", "github.com/agency/freeplane"), page, network="b")
    assert outcome(catalogue, told) is Outcome.JOINED


def test_a_longer_name_joins_where_their_one_page_is_called_like_it():
    assert (
        outcome(
            product("1", "Mantis", page("mantisbt.org")), product("2", "MantisBT", page("mantisbt.org"), network="b")
        )
        is Outcome.JOINED
    )
    assert (
        outcome(product("1", "Zoo", page("zoo.org")), product("2", "Zoo Talk", page("zoo.org"), network="b"))
        is Outcome.APART
    )


def test_a_page_in_a_networks_own_catalogue_does_not_speak_against_another_homepage():
    pages = [
        product(f"m{n}", name, page(f"opensource.muenchen.de/{name}"), network="munich")
        for n, name in enumerate(["Linux", *"abcdefghij"])
    ]
    assert outcome(product("1", "Linux", page("kernel.org")), *pages) is Outcome.CANDIDATE


def test_one_repository_joins_two_names_only_if_one_record_knows_both():
    left, right = (
        product(id_, name, repository("github.com/os2mo/os2mo"), network=id_)
        for id_, name in (("1", "OS2mo"), ("2", "GIR"))
    )
    both = Subject("3", "c", "product", "3", ("GIR", "OS2mo"), (), (repository("github.com/os2mo/os2mo"),))
    assert outcome(left, right) is Outcome.CANDIDATE
    assert outcome(left, both) is Outcome.JOINED
    assert outcome(right, both) is Outcome.JOINED


def test_one_repository_of_many_products_does_not_join_them():
    place = repository("github.com/agency/monorepo")
    assert outcome(product("1", "Forms", place), product("2", "Letters", place, network="b")) is Outcome.APART
    assert (
        outcome(product("1", "Forms", place), product("2", "Letters", place, network="b"), product("3", "Mails", place))
        is Outcome.APART
    )


def test_one_landing_page_of_many_products_does_not_join_them():
    left, right, third = (
        product(str(n), name, page("umwelt.info"), network=net)
        for n, name, net in ((1, "Katalog", "a"), (2, "Crawler", "b"), (3, "Karte", "a"))
    )
    assert outcome(left, right, third) is Outcome.APART


def test_a_fork_that_keeps_the_upstreams_address_is_not_the_upstream():
    upstream = product("1", "Decidim", repository("github.com/decidim/decidim"))
    fork = product(
        "2", "Decidim", repository("github.com/decidim/decidim"), network="b", based_on=("github.com/decidim/decidim",)
    )
    assert outcome(upstream, fork) is Outcome.APART


@pytest.mark.parametrize("module", ["os2forms_digital_post", "os2forms8", "os2forms-docs"])
def test_a_module_is_not_its_product(module):
    left = product("1", "OS2forms", repository("github.com/os2forms/os2forms"), page("os2forms.dk"))
    right = product("2", module, repository(f"github.com/os2forms/{module}"), page("os2forms.dk"))
    assert outcome(left, right) is Outcome.APART


def test_two_wikidata_items_hold_apart():
    left = product("1", "Angular", page("angular.io"), ("wikidata", "Q1"))
    right = product("2", "Angular", page("angular.io"), ("wikidata", "Q2"), network="b")
    assert outcome(left, right) is Outcome.APART


def test_countries_say_nothing_about_software():
    left = Subject("1", "a", "product", "1", ("Keycloak",), ("FR",), (page("keycloak.org"),))
    right = Subject("2", "b", "product", "2", ("Keycloak",), ("DE",), (page("keycloak.org"),))
    assert outcome(left, right) is Outcome.JOINED


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("GitLab", "GitLab CE"),
        ("VLC", "VLC Media Player"),
        ("KeePass", "Keepass2"),
        ("Tomcat", "Apache Tomcat"),
        ("Eclipse", "Eclipse IDE"),
    ],
)
def test_an_edition_is_the_product_where_they_have_one_page_and_waits_where_they_have_one_domain(short, long):
    left, right = product("1", short, page("tool.org")), product("2", long, page("tool.org"), network="b")
    assert outcome(left, right) is Outcome.JOINED
    assert outcome(left, product("2", long, page("tool.org/get"), network="b")) is Outcome.CANDIDATE
    assert outcome(left, product("2", f"{short} Frontend", page("tool.org"), network="b")) is Outcome.APART


def test_a_longer_name_waits_where_their_one_page_is_called_like_the_shorter():
    page_of_it = page("doc.scenari.software/Opale@3.7")
    left, right = product("1", "Opale", page_of_it), product("2", "Scenari Opale", page_of_it, network="b")
    assert outcome(left, right) is Outcome.CANDIDATE
    assert outcome(left, right, product("3", "Opale Sup", page_of_it)) is Outcome.APART, "a page of several products"
    site = page("scenari.software/modules")
    assert outcome(product("1", "Opale", site), product("2", "Scenari Opale", site, network="b")) is Outcome.APART


def test_the_row_of_a_list_of_repositories_is_what_others_call_by_another_name():
    place = repository("github.com/gouvernementfr/dsfr")
    row = Subject("1", "a", "product", "https://github.com/GouvernementFR/dsfr", ("dsfr",), (), (place,))
    assert outcome(row, product("2", "Système de design de l'État", place, network="b")) is Outcome.JOINED


def test_a_key_that_is_a_name_and_no_address_makes_no_row_of_a_list_of_repositories():
    place = repository("github.com/semiceu/adms-ap")
    listed = Subject("1", "a", "product", "adms-ap", ("ADMS-AP",), (), (place,))
    other = product("2", "ADMS-AP", network="b")
    assert outcome(listed, other) is Outcome.CANDIDATE
    assert outcome(Subject("1", "a", "product", "SEMICeu/ADMS-AP", ("ADMS-AP",), (), (place,)), other) is Outcome.APART


def test_repositories_of_one_owner_are_parts_of_one_product():
    left = product("1", "Open Hospital", page("open-hospital.org"), repository("github.com/informatici/oh-core"))
    right = product(
        "2", "OpenHospital", page("open-hospital.org"), repository("github.com/informatici/openhospital"), network="b"
    )
    assert outcome(left, right) is Outcome.JOINED
