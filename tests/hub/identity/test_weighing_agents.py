from dataclasses import replace

import pytest

from hub.identity import Context, Outcome, Subject, cannot_link, context, weigh
from hub.identity.evidence.weights import WEIGHTS


def agent(id_, name, country=None, *, kind="organisation", ids=(), **facts):
    names = (name,) if isinstance(name, str) else tuple(name)
    network, key = facts.pop("network", "a"), facts.pop("key", id_)
    return Subject(id_, network, kind, key, names, (country,) if country else (), tuple(ids), **facts)


def outcome(left, right, *others):
    return weigh(left, right, context([left, right, *others])).outcome


def names_of(match):
    return {one.name for one in match.evidence}


def test_one_number_of_a_register_joins_though_the_names_differ():
    left = agent("1", "Ministero per i Beni e le Attività Culturali", "IT", ids=[("ipa", "m_bac")])
    right = agent(
        "2", "Ministero dei Beni e delle Attivita' Culturali e del Turismo", "IT", network="b", ids=[("ipa", "m_bac")]
    )
    assert outcome(left, right) is Outcome.JOINED


def test_two_numbers_of_one_register_hold_apart_whatever_else_speaks_for_it():
    left = agent("1", "Comune di Calliano", "IT", ids=[("ipa", "c_b418"), ("homepage", "calliano.it")])
    right = agent("2", "Comune di Calliano", "IT", network="b", ids=[("ipa", "c_b419"), ("homepage", "calliano.it")])
    assert outcome(left, right) is Outcome.APART
    assert cannot_link(left, right)


def test_a_number_that_one_network_gives_to_host_and_guest_joins_neither_with_the_other():
    guest = agent("1", "OS2 - Offentligt Digitaliseringsfællesskab", "DK", network="os2", ids=[("cvr", "55133018")])
    host = agent("2", "Aarhus Kommune", "DK", network="os2", ids=[("cvr", "55133018")])
    elsewhere = agent("3", "Aarhus Kommune", "DK", network="b", ids=[("cvr", "55133018")])
    assert outcome(guest, host, elsewhere) is Outcome.APART
    assert outcome(guest, elsewhere, host) is Outcome.APART
    assert outcome(host, elsewhere, guest) is Outcome.JOINED


def test_the_number_of_the_parent_on_a_code_account_does_not_join_it_with_the_parent():
    unit = agent("1", "139bercy", "FR", ids=[("account", "github.com/139bercy"), ("lannuaire", "c4195774")])
    parent = agent("2", "Ministère de l'Économie et des Finances", "FR", network="b", ids=[("lannuaire", "c4195774")])
    assert outcome(unit, parent) is not Outcome.JOINED


def test_an_account_that_a_network_gives_to_a_body_and_its_office_is_still_the_only_one_of_the_body():
    account = ("account", "github.com/ignf")
    names = ("Institut national de l'information géographique et forestière", "IGN")
    body = agent("1", names, "FR", ids=[account, ("homepage", "ign.fr")])
    office = agent("2", "OSPO", "FR", kind="ospo", ids=[account])
    listed = agent("3", "ignf", "FR", network="b", ids=[account])
    assert outcome(body, listed, office) is Outcome.JOINED
    unit = agent("4", "Geoservices", "FR", ids=[account])
    assert outcome(body, listed, unit) is not Outcome.JOINED


def test_two_countries_hold_agents_apart():
    left = agent("1", "Cambridge City Council", "GB", ids=[("homepage", "cambridge.org")])
    right = agent("2", "Cambridge City Council", "US", network="b", ids=[("homepage", "cambridge.org")])
    assert outcome(left, right) is Outcome.APART


@pytest.mark.parametrize("country", ["EU", "INT"])
def test_what_stands_for_several_countries_contradicts_none(country):
    left = agent("1", "United Nations Development Programme", country, ids=[("homepage", "undp.org")])
    right = agent("2", "United Nations Development Programme", "US", network="b", ids=[("homepage", "undp.org")])
    assert outcome(left, right) is Outcome.JOINED


def test_one_account_listed_by_two_directories_of_accounts_joins():
    left = agent("1", "dgfip", "FR", ids=[("account", "github.com/dgfip")])
    right = agent("2", "DGFiP", "FR", network="b", ids=[("account", "github.com/dgfip")])
    assert outcome(left, right) is Outcome.JOINED


def test_of_several_accounts_of_an_agent_only_the_one_that_is_called_like_it_joins():
    accounts = [("account", "github.com/minbzk"), ("account", "github.com/dataoverheid")]
    ministry = agent("1", "Binnenlandse Zaken en Koninkrijksrelaties", "NL", ids=[("tooi", "mnre1034"), *accounts])
    own = agent("2", "MinBZK", "NL", network="b", ids=accounts[:1])
    programme = agent("3", "dataoverheid", "NL", network="b", ids=accounts[1:])
    assert outcome(ministry, own) is Outcome.JOINED
    assert outcome(ministry, programme) is Outcome.APART, "the account of a unit is no question for a person"


def test_an_account_that_a_network_gives_to_two_agents_speaks_only_for_the_one_of_that_name():
    account = ("account", "github.com/stoat")
    town = agent("1", "Otterby Kommune", "DK", ids=[account])
    museum = agent("2", "Stoat Collection", "DK", ids=[account])
    elsewhere = agent("3", "Otterby Kommune", "DK", network="b", ids=[account, ("account", "github.com/weasel")])
    known = context([town, museum, elsewhere])
    assert "account" in names_of(weigh(town, elsewhere, known))
    assert "account" not in names_of(weigh(museum, elsewhere, known))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("City of Edmonton", "CityofEdmonton"),
        ("City of Barcelona", "AjuntamentdeBarcelona"),
        ("Ville de Montréal", "VilledeMontreal"),
    ],
)
def test_one_sort_of_agent_of_one_place_in_one_country_joins_if_no_namesake_is_known(one, two):
    left, right = agent("1", one, "CA"), agent("2", two, "CA", network="b")
    namesakes = [agent(str(n), one, "CA") for n in range(3, 5)]
    assert outcome(left, right) is Outcome.JOINED
    assert outcome(left, right, *namesakes) is not Outcome.JOINED


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Amsterdam", "Gemeente Amsterdam"),
        ("OGCIO", "OGCIO"),
        ("Ministry of Health", "Ministry of Health"),
        ("Trinity College", "Trinity College"),
    ],
)
def test_a_name_alone_does_not_join(one, two):
    assert outcome(agent("1", one), agent("2", two, network="b")) is not Outcome.JOINED


def test_a_long_and_particular_name_that_nobody_else_has_joins_without_a_country():
    left = agent("1", "Rochester Institute of Technology (Member)", ids=[("homepage", "rit.edu/about-rit")])
    right = agent("2", "Rochester Institute of Technology", network="b", ids=[("homepage", "openr.it")])
    assert outcome(left, right) is Outcome.JOINED


@pytest.mark.parametrize(
    ("key", "name", "login"),
    [
        ("statcan", "Statistics Canada", "StatCan"),
        ("esdc-edsc", "Employment and Social Development Canada", "esdc-edsc"),
        ("bc", "Province of British Columbia", "BCGov"),
    ],
)
def test_a_networks_key_that_is_the_login_and_abbreviates_the_name_joins(key, name, login):
    account = agent("2", login, "CA", network="b", ids=[("account", f"github.com/{login.lower()}")])
    assert outcome(agent("1", name, "CA", key=key), account) is Outcome.JOINED
    assert outcome(agent("1", name, key=key), account) is not Outcome.JOINED


def test_a_page_shared_by_an_agent_and_its_unit_does_not_join_them():
    left = agent("1", "UNICEF", ids=[("homepage", "unicef.org")])
    right = agent("2", "UNICEF Innovation", network="b", ids=[("homepage", "unicef.org")])
    assert outcome(left, right) is not Outcome.JOINED


def test_an_agent_does_not_join_what_it_is_part_of():
    left = agent("1", "ITK", "DK", ids=[("homepage", "aarhus.dk")], parents=("Aarhus Kommune",))
    right = agent("2", ("Aarhus Kommune", "ITK"), "DK", network="b", ids=[("homepage", "aarhus.dk")])
    assert "parent" in names_of(weigh(left, right))
    assert outcome(left, right) is not Outcome.JOINED


def test_an_organisation_does_not_meet_the_office_it_says_it_has():
    key = "https://cyber.gouv.fr/open-source"
    office = agent("1", "ANSSI", "FR", kind="ospo", key=key, ids=[("account", "github.com/anssi-fr")])
    agency = agent("2", "ANSSI", "FR", network="b", ids=[("account", "github.com/anssi-fr")], units=(key,))
    assert outcome(office, agency) is Outcome.APART


def test_an_ospo_is_not_its_organisation():
    office = agent(
        "1", "Open Source Program Office City of Munich", "DE", kind="ospo", ids=[("account", "github.com/it-at-m")]
    )
    city = agent("2", "City of Munich", "DE", network="b", ids=[("account", "github.com/it-at-m")])
    assert outcome(office, city) is Outcome.APART


def test_an_ospo_record_that_bears_the_agents_own_name_is_related_to_it_and_no_candidate():
    accounts = [("account", "github.com/anssi-fr"), ("account", "github.com/clipos")]
    office = agent("1", "ANSSI", "FR", kind="ospo", ids=accounts)
    assert outcome(office, agent("2", "ANSSI-FR", "FR", network="b", ids=accounts[:1])) is Outcome.RELATED
    assert outcome(office, agent("3", "clipos", "FR", network="b", ids=accounts[1:])) is Outcome.APART


def test_a_portal_page_is_nobodys_homepage():
    left = agent("1", "Aiven", ids=[("homepage", "crunchbase.com/organization/aiven")])
    right = agent("2", "Alliander", network="b", ids=[("homepage", "crunchbase.com/organization/aiven")])
    assert not left.homepages
    assert outcome(left, right) is Outcome.APART


def test_different_kinds_are_apart():
    assert weigh(agent("1", "Decidim"), agent("2", "Decidim", kind="product")).outcome is Outcome.APART


def test_all_evidence_is_of_the_table_and_adds_up():
    left = agent("1", "City of Helsinki", "FI", ids=[("homepage", "hel.fi")], city="Helsinki", type="local")
    right = agent(
        "2", "Helsingfors stad", "FI", network="b", ids=[("homepage", "hel.fi")], city="Helsingfors", type="local"
    )
    match = weigh(left, right, Context())
    assert all(one.weight == WEIGHTS[one.name] for one in match.evidence)
    assert match.score == pytest.approx(sum(one.weight for one in match.evidence))
    assert match == weigh(right, left, Context())


def test_inra_is_not_inrae_though_ae_elsewhere_stands_for_one_letter():
    for left, right in (("INRA", "INRAE"), ("inra", "inrae")):
        found = outcome(agent("1", left, "FR", type="research-institute"), agent("2", right, "FR", network="b"))
        assert found is Outcome.APART


def test_where_the_name_is_the_key_two_spellings_are_no_two_rows():
    short = agent("1", "FAO", key="FAO", ids=[("homepage", "fao.org")])
    long_name = "Food and Agriculture Organization (FAO) of the United Nations"
    long = agent("2", long_name, key=long_name, ids=[("homepage", "fao.org/home/en")])
    assert outcome(short, long) is Outcome.JOINED
    assert not cannot_link(short, long)
    country_office = agent("3", "FAO India", key="FAO India", ids=[("homepage", "fao.org/india")])
    assert cannot_link(short, country_office)


def test_a_short_form_and_a_site_of_that_name_join_but_not_with_the_office_of_a_country():
    body = agent("1", ("United Nations Development Programme", "UNDP"), "INT", ids=[("homepage", "undp.org")])
    office = agent(
        "2", "United Nations Development Program (UNDP) India", network="b", ids=[("homepage", "in.undp.org")]
    )
    assert outcome(body, office) is Outcome.CANDIDATE


def test_an_account_called_as_the_own_site_of_an_agent_is_its_account_in_one_country():
    ministry = agent("1", "Ministère des Affaires étrangères", "FR", ids=[("homepage", "diplomatie.gouv.fr")])
    account = ("account", "github.com/diplomatiegouvfr")
    assert outcome(ministry, agent("2", "diplomatiegouvfr", "FR", network="b", ids=[account])) is Outcome.JOINED
    assert outcome(ministry, agent("2", "diplomatiegouvfr", network="b", ids=[account])) is Outcome.APART
    unit = agent("1", "Service des archives", "FR", ids=[("homepage", "diplomatie.gouv.fr/archives")])
    assert outcome(unit, agent("2", "diplomatiegouvfr", "FR", network="b", ids=[account])) is Outcome.APART


def test_an_offices_own_page_joins_it_under_other_names_unless_its_network_gives_the_page_to_two():
    page = ("homepage", "openr.it")
    left = agent("1", "Open@RIT", "US", kind="ospo", ids=[page])
    right = agent("2", "OSPO of Rochester Institute of Technology", kind="ospo", network="b", ids=[page])
    assert outcome(left, right) is Outcome.JOINED
    second = agent("3", "Library Open Source Desk", "US", kind="ospo", ids=[page])
    assert outcome(left, right, second) is not Outcome.JOINED


def test_offices_of_two_networks_under_one_domain_wait_for_a_person_whatever_they_are_called():
    pages = [("homepage", f"scienceouverte.univ-grenoble-alpes.fr/{path}") for path in ("cellule", "en/office")]
    names = ("Cellule Codes Données Grenoble Alpes", "OSPO of Université Grenoble Alpes")
    left, right = (
        agent(str(n), name, "FR", kind="ospo", network=network, ids=[page])
        for n, (name, network, page) in enumerate(zip(names, "ab", pages, strict=True))
    )
    assert outcome(left, right) is Outcome.CANDIDATE
    assert "office-domain" in names_of(weigh(left, right))
    assert outcome(left, replace(right, network="a")) is Outcome.APART
    assert outcome(left, replace(right, identifiers=(("homepage", "elsewhere.fr"),))) is Outcome.APART
    alike = replace(right, names=("Cellule Codes & Données, Grenoble-Alpes",))
    assert "office-domain" not in names_of(weigh(left, alike)), "names that agree need no help"


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome_of_both"),
    [
        ("John Hopkins University", "Johns Hopkins University", Outcome.CANDIDATE),
        ("Communications Security Establishment", "CommunicationSecurityEstablishment", Outcome.CANDIDATE),
        ("Communications Security Establishment", "Communicationz Security Establishment", Outcome.APART),
        ("Vejle Kommune", "Vejlen Kommune", Outcome.APART),
        ("Landesvermessungsamt", "Landesvermessungsamts", Outcome.APART),
    ],
)
def test_a_letter_too_many_in_a_long_name_is_a_question_and_another_letter_is_not(ours, theirs, outcome_of_both):
    assert outcome(agent("1", ours), agent("2", theirs, network="b")) is outcome_of_both


@pytest.mark.parametrize(
    ("short", "long", "of_both"),
    [
        ("Apache Foundation", "The Apache Software Foundation", Outcome.CANDIDATE),
        ("Apache Foundation", "The Apache Cordova Foundation", Outcome.APART),
        ("Apache Foundation", "Apache Foundation Digital", Outcome.APART),
        ("Apache", "Apache Software", Outcome.APART),
    ],
)
def test_a_word_of_its_field_more_in_the_middle_of_a_name_is_a_question_on_one_site(short, long, of_both):
    left = agent("1", short, ids=[("homepage", "apache.org/foundation")])
    right = agent("2", long, network="b", ids=[("homepage", "apache.org")])
    assert outcome(left, right) is of_both
    assert outcome(left, agent("2", long, network="b", ids=[("homepage", "cordova.example")])) is Outcome.APART


def test_the_office_of_a_state_is_one_whether_or_not_its_name_says_state():
    page = ("homepage", "schleswig-holstein.de/open-source")
    left = agent("1", "Open Source Program Office of the State of Schleswig-Holstein", "DE", kind="ospo", ids=[page])
    right = agent("2", "Open Source Programme Office Schleswig-Holstein", "DE", kind="ospo", network="b", ids=[page])
    assert outcome(left, right) is Outcome.JOINED


def test_a_site_under_the_domain_of_a_country_says_the_country():
    register = agent("1", "Swiss Agency for Development and Cooperation", "CH")
    by_site = agent(
        "2", "Swiss Agency for Development and Cooperation", network="b", ids=[("homepage", "eda.admin.ch/sdc")]
    )
    nowhere = agent("3", "Swiss Agency for Development and Cooperation", network="c", ids=[("homepage", "sdc.io")])
    assert outcome(register, by_site) is Outcome.JOINED
    assert outcome(register, nowhere) is Outcome.CANDIDATE


def test_the_code_of_an_administration_on_its_department_does_not_join_the_two():
    code = ("ipa", "pcm")
    presidency = agent("1", "Presidenza del Consiglio dei Ministri", "IT", ids=[code])
    department = agent("2", "Dipartimento per la trasformazione digitale", network="b", ids=[code])
    assert outcome(presidency, department) is Outcome.APART
    assert outcome(presidency, agent("3", "Palazzo Chigi", network="b", ids=[code])) is Outcome.JOINED


def test_a_short_form_without_a_country_joins_where_one_has_a_site_of_that_name():
    on_site = agent("1", "OCCRP", ids=[("homepage", "occrp.org")])
    assert outcome(on_site, agent("2", "OCCRP", network="b")) is Outcome.JOINED
    assert outcome(agent("1", "OCCRP"), agent("2", "OCCRP", network="b")) is Outcome.CANDIDATE
