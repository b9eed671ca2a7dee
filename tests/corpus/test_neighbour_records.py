"""Records of the neighbours in full: what a manifest makes of a foreign shape."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from schema.issues import Place
from schema.records import Identifier, Reference, Statement
from tests.corpus.conftest import Neighbour

Read = Callable[[str], Neighbour]


def ids(**by_scheme: str | list[str]) -> set[Identifier]:
    return {
        Identifier(scheme, one)
        for scheme, values in by_scheme.items()
        for one in ([values] if isinstance(values, str) else values)
    }


def body(label: str | None = None, **more: Any) -> Reference:
    return Reference(label, "organisation", **more)


def test_a_dpga_file_is_a_product_and_the_organisations_in_their_roles(neighbour: Read):
    record = neighbour("dpga").record("product", "antura-and-the-letters")
    assert record.values == {
        "name": "Antura and the Letters",
        "description": {
            "en": (
                "Open source smartphone application that teaches children how to read in Arabic and improve their"
                " psychosocial wellbeing."
            )
        },
        "url": "https://www.antura.org",
        "repository": "https://github.com/vgwb/Antura_arabic",
        "licence": "BSD-2-Clause AND CC-BY-4.0",
        "topics": ["software"],
        "sustainable_development_goals": ["4"],
    }
    page = "digitalpublicgoods.net/registry/antura-and-the-letters.html"
    assert set(record.identifiers) == ids(
        dpg="antura-and-the-letters", homepage=[page, "antura.org"], repository="github.com/vgwb/antura_arabic"
    )
    assert record.statements == (
        Statement("owns", body("Antura", key="Antura"), None),
        Statement("funds", body("Norad", key="Norad"), None),
    )
    assert record.place == Place("nominees/antura-and-the-letters.json", 1, 1, f"https://{page}")


def test_every_organisation_a_good_names_is_a_record_of_the_network(neighbour: Read):
    read = neighbour("dpga")
    named = {statement.subject.key for record in read.records for statement in record.statements if statement.subject}
    assert named == {record.key for record in read.records if record.kind == "organisation"}
    assert {"FAO", "UNICEF", "UNICEF Venture Fund", "Pratham Books"} <= named


def test_the_screening_of_a_good_is_a_document_about_it(neighbour: Read):
    read = neighbour("dpga")
    record = read.record("news-item", "digitalpublicgoods/openmrs.json")
    assert record.values == {
        "name": "Screening of OpenMRS",
        "type": "document",
        "languages": ["en"],
        "collection": "Screenings of digital public goods",
    }
    assert record.statements == (Statement("mentions", None, Reference("OpenMRS", "product", "openmrs"), "subject"),)
    goods = {one.key for one in read.records if one.kind == "product"}
    screened = {
        statement.object.key
        for one in read.records
        for statement in one.statements
        if statement.predicate == "mentions" and statement.object
    }
    assert screened - goods == {"public-utility-data-liberation-project", "yallakhedmeh"}


def test_canadian_software_names_its_users_in_the_network_of_the_administrations(neighbour: Read):
    record = neighbour("canada").record("product", "standard/bpmn.yml")
    assert record.values == {
        "name": "Business Process Model and Notation",
        "alternate_names": ["Modèle et notation de processus d'affaires", "BPMN"],
        "description": {
            "en": "BPMN is a notation and graphical representation for specifying business processes.",
            "fr": "BPMN est une notation et représentation graphique pour la spécification des processus de gestion.",
        },
        "url": "https://www.omg.org/spec/BPMN",
        "topics": ["Process"],
        "software_type": "standard",
    }
    assert set(record.identifiers) == ids(homepage="omg.org/spec/BPMN")
    assert record.statements == (
        Statement("publishes", body("Object Management Group"), None),
        Statement("uses", body(key="tbs-sct", network="canada-ore"), None, role="mandatory", since="2018-12-01"),
    )
    assert record.place == Place("standard/bpmn.yml", 2, 1)


def test_every_canadian_administration_that_is_referred_to_exists(neighbour: Read):
    named = {
        statement.subject.key
        for record in neighbour("canada").records
        for statement in record.statements
        if statement.subject
    }
    known = {record.key for record in neighbour("canada-ore").records}
    assert named - {None} <= known


def test_a_day_that_stands_for_unknown_is_no_date(neighbour: Read):
    since = [
        statement.since
        for record in neighbour("canada").records
        for statement in record.statements
        if statement.predicate == "uses"
    ]
    assert "1900-01-01" not in since
    assert sum(day is not None for day in since) == 73


def test_an_account_in_a_list_has_the_line_of_its_list_item(neighbour: Read):
    record = neighbour("government-github").record("organisation", "github.com/AmbaNum")
    assert record.values == {
        "name": "AmbaNum",
        "code_accounts": ["github.com/ambanum"],
        "countries": ["FR"],
        "topics": ["government"],
    }
    assert record.identifiers == (Identifier("account", "github.com/ambanum"),)
    assert record.place == Place("governments.yml", 247, 5)


def test_groups_of_governments_are_countries_and_levels_of_government(neighbour: Read):
    records = [record for record in neighbour("government-github").records if record.place.path == "governments.yml"]
    assert all(len(record.values["countries"]) == 1 for record in records)
    assert Counter(record.values.get("type") for record in records) == {
        None: 518,
        "supranational": 22,
        "national": 237,
        "local": 116,
        "agency": 11,
        "regional": 52,
    }


def test_the_body_above_an_account_is_its_parent_and_lends_it_no_identifier(neighbour: Read):
    record = neighbour("codegouvfr").record("organisation", "github.com/139bercy")
    ministry = "c4195774-f535-4d82-b03f-d5f0c6b08635"
    assert record.identifiers == (Identifier("account", "github.com/139bercy"),)
    assert record.statements == (Statement("part-of", None, body(identifiers=(Identifier("lannuaire", ministry),))),)
    assert neighbour("codegouvfr-top").record("organisation", ministry).identifiers == (
        Identifier("lannuaire", ministry),
    )


def test_a_university_page_is_the_university_and_its_ospo(neighbour: Read):
    read = neighbour("academic-map")
    university, office = (read.record(kind, "universities/rit.md") for kind in ("organisation", "ospo"))
    assert university.values == {"name": "Rochester Institute of Technology", "type": "university"}
    assert university.statements == (Statement("member-of", None, Reference("CURIOSS")),)
    assert office.values.pop("description")["en"].startswith(
        "A Key Research Center serving as the Open Programs Office for RIT"
    )
    assert office.values == {
        "name": "OSPO of Rochester Institute of Technology",
        "archetype": "academic",
        "status": "active",
        "url": "https://openr.it",
    }
    assert office.statements == (
        Statement("ospo-of", None, body("Rochester Institute of Technology", key="universities/rit.md")),
    )
    assert university.place == office.place == Place("universities/rit.md", 1, 1)


def test_calendars_of_calls_keep_no_passcode(neighbour: Read):
    events = [record for record in neighbour("academic-map").records if record.kind == "event"]
    assert [record.key for record in events if "Passcode" in str(record.values)] == []
    assert Counter(bool(record.values.get("recurrence")) for record in events) == {True: 3, False: 5}


def test_sill_tells_what_is_a_plugin_and_in_which_language_it_speaks(neighbour: Read):
    record = neighbour("sill").record("product", "102")
    assert record.values == {
        "name": "OCS Inventory ng",
        "description": {"fr": "Automatisation de l'import OCS Inventory-NG"},
        "licence": "GPL-2.0-only",
        "topics": ["Déploiement gestion d'actif et de configuration", "Opérations"],
    }
    assert record.identifiers == (Identifier("sill", "102"),)
    assert record.statements == (Statement("module-of", None, Reference("GLPI")),)
    assert record.place == Place("sill.json", 1, 55556, "https://code.gouv.fr/sill/detail?id=102")


def test_a_change_of_sill_mentions_the_product_it_is_about(neighbour: Read):
    read = neighbour("sill")
    named = [
        statement.object.key
        for record in read.records
        for statement in record.statements
        if statement.predicate == "mentions" and statement.object
    ]
    known = {record.key for record in read.records if record.kind == "product"}
    assert (len(named), sorted(set(named) - known)) == (98, ["0", "253"])


@pytest.mark.parametrize(
    ("key", "language", "text"),
    [
        ("consul.md", "en", "Consul is a free software for citizen participation."),
        ("de/software/consul.md", "de", "Consul ist eine freie Software für Bürgerbeteiligung."),
    ],
)
def test_both_halves_of_the_munich_catalogue_state_one_product(neighbour: Read, key: str, language: str, text: str):
    record = neighbour("munich").record("product", key)
    assert record.values == {
        "name": "Consul",
        "description": {language: text},
        "url": "https://demokratie.today",
        "repository": "https://github.com/it-at-m/consul-lhm-dev",
        "topics": ["application", "start2021", "support", "sponsor", "saas"],
        "logo_url": "https://opensource.muenchen.de/logo/consul_logo.png",
    }
    pages = ["opensource.muenchen.de/software/consul.html", "demokratie.today"]
    assert set(record.identifiers) == ids(homepage=pages, repository="github.com/it-at-m/consul-lhm-dev")


def test_every_german_page_of_munich_shares_an_identifier_with_the_english_one(neighbour: Read):
    products = {
        record.key: set(record.identifiers) for record in neighbour("munich").records if record.kind == "product"
    }
    german = {key: found for key, found in products.items() if key.startswith("de/")}
    assert len(german) == 141
    assert [key for key, found in german.items() if not found & products[key.rpartition("/")[2]]] == []


def test_a_dutch_body_is_known_by_its_register_and_its_accounts(neighbour: Read):
    key = "https://identifier.overheid.nl/tooi/id/gemeente/gm0363"
    record = neighbour("nl-oss-register").record("organisation", key)
    assert record.values == {
        "name": "Gemeente Amsterdam",
        "type": "local",
        "countries": ["NL"],
        "code_accounts": ["github.com/amsterdam"],
        "status": "active",
    }
    assert set(record.identifiers) == ids(tooi="gm0363", account="github.com/amsterdam")
    assert record.place == Place("don-oss-register-publishers.json", 107, 5, key)


def test_one_company_may_be_member_and_adopter(neighbour: Read):
    read = neighbour("todo-landscape")
    member, adopter = (read.record("organisation", f"Adobe ({role})") for role in ("Member", "Adopter"))
    assert member.values == {"name": "Adobe", "url": "https://www.adobe.com", "topics": ["TODO Group member"]}
    assert adopter.values == {"name": "Adobe", "url": "https://www.adobe.com", "topics": ["OSPO adopter"]}
    group = Reference("TODO Group", identifiers=(Identifier("homepage", "todogroup.org"),))
    assert (member.statements, adopter.statements) == ((Statement("member-of", None, group, "member"),), ())


def test_notes_of_a_call_are_news_and_the_call_an_event_of_its_own_date(neighbour: Read):
    read = neighbour("publiccodenet")
    key = "2019-12-20-notes-from-community-call-19-december-2019"
    news, event = (read.record(kind, key) for kind in ("news-item", "event"))
    assert (news.values["published"], event.values["starts_at"]) == ("2019-12-20", "2019-12-19")
    assert Statement("mentions", None, Reference(kind="event", key=key)) in news.statements
    assert [str(statement.subject and statement.subject.label) for statement in event.statements] == [
        "Foundation for Public Code"
    ]


def test_os2_does_not_take_the_number_of_its_host_for_its_own(neighbour: Read):
    read = neighbour("os2")
    association, host = (
        read.record("organisation", key) for key in ("OS2 - Offentligt Digitaliseringsfællesskab", "Aarhus Kommune")
    )
    assert set(association.identifiers) == ids(homepage="os2.eu", account="github.com/os2offdig")
    assert set(host.identifiers) == ids(cvr="55133018", homepage="aarhus.dk", account="github.com/itk-dev")
    assert association.statements == (Statement("hosted-by", None, Reference(key="Aarhus Kommune")),)
    assert [(statement.object and statement.object.key, statement.role) for statement in host.statements] == [
        (association.key, "member"),
        (association.key, "board chair"),
    ]


def test_a_repository_of_os2_is_a_module_and_names_what_it_forks(neighbour: Read):
    record = neighbour("os2").record("product", "github.com/os2ai/open-webui")
    upstream = Reference(
        "open-webui/open-webui", identifiers=(Identifier("repository", "github.com/open-webui/open-webui"),)
    )
    assert record.statements == (
        Statement("module-of", None, Reference(key="OS2ai")),
        Statement("based-on", None, upstream),
    )
    assert "licence" not in record.values


def test_swiss_offices_are_part_of_their_department_and_have_their_own_line(neighbour: Read):
    record = neighbour("swiss-oss-catalog").record("organisation", "https://ld.admin.ch/office/I.1.5")
    assert (record.values["name"], record.values["acronym"]) == ("Swiss Agency for Development and Cooperation", "SDC")
    assert record.values["alternate_names"][:3] == [
        "Direktion für Entwicklung und Zusammenarbeit",
        "Direction du développement et de la coopération",
        "Direzione dello sviluppo e della cooperazione",
    ]
    assert record.identifiers == (Identifier("ld-admin", "I.1.5"),)
    assert record.statements == (Statement("part-of", None, Reference(key="https://ld.admin.ch/department/I")),)
    assert record.place == Place("organisations.json", 17, 7, "https://ld.admin.ch/office/I.1.5")


def test_half_cantons_and_units_of_one_city_keep_names_of_their_own(neighbour: Read):
    read = neighbour("awesome-codeswissgov")
    keys = (
        "zurich_geoinformation.yaml",
        "zurich_transport.yaml",
        "baselstadt_open_data.yaml",
        "appenzell_innerrhoden_github_org.yaml",
    )
    names = [read.record("organisation", key).values["name"].split(" \N{EN DASH} ") for key in keys]
    assert names == [
        ["Zürich", "Geoinformation"],
        ["Zürich", "Transport"],
        ["Basel-Stadt", "Open Data"],
        ["Appenzell Innerrhoden"],
    ]


def test_rows_with_unquoted_commas_are_refused_one_by_one(neighbour: Read):
    read = neighbour("ipa")
    refused = [issue.place.line for issue in read.issues]
    assert (len(read.records) + len(refused), refused[:3]) == (22661, [83, 85, 111])
    salerno = read.record("organisation", "c_h703")
    assert salerno.values == {"name": "Comune di Salerno", "type": "local", "countries": ["IT"]}
    assert (salerno.identifiers, salerno.place) == (
        (Identifier("ipa", "c_h703"),),
        Place("elasticsearch__php__administrations.csv", 9326),
    )


def test_publiccode_inside_an_api_page_is_read_as_publiccode(neighbour: Read):
    record = neighbour("developers-italia").record("product", "https://riuso.comune.salerno.it/root/simel_2")
    assert record.values["description"]["it-IT"].startswith("Sistema Informativo Multicanale Enti Locali 2")
    assert {name: record.values[name] for name in ("name", "repository", "status", "released")} == {
        "name": "SIMEL2 e SIMEL2EVO",
        "repository": "https://riuso.comune.salerno.it/root/simel_2",
        "status": "stable",
        "released": "2021-03-08",
    }
    assert Identifier("ipa", "c_h703") in {
        found for statement in record.statements if statement.subject for found in statement.subject.identifiers
    }
    assert (record.place.path, record.place.line) == ("developers_italia_page1.json", 7)


def test_owners_of_american_repositories_are_known_by_account_alone(neighbour: Read):
    owners = {statement.subject for record in neighbour("code-gov").records for statement in record.statements}
    assert len(owners) == 51
    assert [owner for owner in owners if owner is None or owner.label or not owner.identifiers] == []


def test_figures_keep_value_unit_and_date(neighbour: Read):
    sill = [(figure.name, figure.value, figure.unit, figure.as_of) for figure in neighbour("sill").figures]
    assert sill == [
        ("recommended software", value, "products", year)
        for year, value in (("2018", 129), ("2019", 152), ("2020", 202), ("2021", 217), ("2022", 228))
    ]
    os2 = {(figure.name, figure.as_of, figure.note): figure.value for figure in neighbour("os2").figures}
    assert os2["municipalities", "2016-12-28", "2016-12-28"] == 57
    assert os2["public members", None, "undated (about 2021)"] == 78
