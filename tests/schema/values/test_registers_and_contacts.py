import pytest

from schema.identifiers import SCHEME_BY_NAME
from schema.issues import IssueCode
from schema.values import registers
from schema.values.contacts import role_email, role_email_of


@pytest.mark.parametrize(
    ("register", "stated", "number"),
    [
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"), ("wikidata", "http://www.wikidata.org/entity/q42", "Q42"), ("ror", "https://ror.org/03yrm5c26", "03yrm5c26"),
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"), ("cvr", "DK 55 13 30 18", "55133018"), ("cvr", 55133018, "55133018"), ("siren", "130 025 265", "130025265"),
        ("siren", "13002526500013", "130025265"), ("gln", "5790000423408", "5790000423408"), ("ipa", "urn:x-italian-pa:C_H703", "c_h703"), ("ipa", "istsc_x", "istsc_x"),
        ("lannuaire", "https://lannuaire.service-public.fr/x/172E9E5C-43B2-4E38-8E2D-1A2B3C4D5E6F", "172e9e5c-43b2-4e38-8e2d-1a2b3c4d5e6f"), ("vat", "dk 55133018", "DK55133018"),
    ],
)  # fmt: skip
def test_a_register_number_has_one_form(register: str, stated: object, number: str):
    assert getattr(registers, register)(stated).value == number


@pytest.mark.parametrize(
    ("register", "stated"),
    [("wikidata", "Q0"), ("wikidata", "L42"), ("ror", "03yrm5c27"), ("lei", "213800KUD8LAJWSQ9D16"), ("cvr", "55133019"), ("siren", "130025266"), ("siren", "13002526500014"),
     ("gln", "5790000423409"), ("gln", "96385074"), ("ipa", "c h703"), ("lannuaire", "x"), ("vat", "DK55133019"), ("vat", "US1"), ("cvr", True), ("ror", ["03yrm5c26"])],
)  # fmt: skip
def test_a_wrong_form_or_checksum_is_no_number(register: str, stated: object):
    outcome = getattr(registers, register)(stated)
    assert (outcome.value, outcome.problem.code) == (None, IssueCode.IDENTIFIER_INVALID)


def test_the_null_uuid_is_a_placeholder():
    outcome = registers.lannuaire("00000000-0000-0000-0000-000000000000")
    assert (outcome.value, outcome.problem.code) == (None, IssueCode.VALUE_SUSPECT)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("info@OS2.eu", "info@os2.eu"), ("ospo [at] example [dot] org", "ospo@example.org"), ("mailto:post@example.dk?subject=x", "post@example.dk"), ("OSPO <ospo@example.org>", "ospo@example.org"),
        ("EU-OSOR@ec.europa.eu", "EU-OSOR@ec.europa.eu"), ("open.source@example.de", "open.source@example.de"), ("logiciels-libres@example.fr", "logiciels-libres@example.fr"),
        ("ufficio.protocollo@pec.example", "ufficio.protocollo@pec.example"), ("urzad.gminy@example.pl", "urzad.gminy@example.pl"), ("kirjaamo.kunta@example.fi", "kirjaamo.kunta@example.fi"),
        ("oss.00619@example.fr", "oss.00619@example.fr"), ("eole@ac-dijon.fr", "eole@ac-dijon.fr"), ("digitalisering.aarhus@aarhus.dk", "digitalisering.aarhus@aarhus.dk"),
    ],
)  # fmt: skip
def test_the_address_of_a_role_is_kept(stated: str, kept: str):
    assert role_email(stated).value == kept
    assert role_email(stated).problem is None


@pytest.mark.parametrize(
    "stated",
    ["ada.lovelace@example.org", "A_Lovelace2@example.org", "a.lovelace@example.org", "ada-maria.king@example.fr"],
)
def test_the_address_of_a_person_is_left_out_and_not_repeated(stated: str):
    outcome = role_email(stated)
    assert (outcome.value, outcome.problem.code) == (None, IssueCode.PERSONAL_DATA)
    assert stated.partition("@")[0] not in outcome.problem.message


def test_a_bodys_own_name_before_the_at_is_no_persons():
    assert role_email_of("san.pietro@example.it", "Comune di San Pietro").value == "san.pietro@example.it"
    assert role_email_of("ada.lovelace@example.org", "Comune di San Pietro").problem.code is IssueCode.PERSONAL_DATA
    assert role_email_of("ada.lovelace@example.org", "Ada Lovelace").problem.code is IssueCode.PERSONAL_DATA


@pytest.mark.parametrize(
    "stated", ["nobody", "a@b", "a..b@example.org", "@example.org", "https://example.org/contact", 5]
)
def test_what_is_no_mail_address_is_refused(stated: object):
    assert role_email(stated).value is None
    assert role_email(stated).problem.code is IssueCode.VALUE_INVALID


@pytest.mark.parametrize(
    ("scheme", "stated", "normal"),
    [
        ("cvr", "CVR 55133018", "55133018"), ("cvr", "CVR-nr.: 55133018", "55133018"), ("gln", "EAN 5790000423408", "5790000423408"), ("ror", "ROR:02j61yw88", "02j61yw88"),
        ("tooi", "https://identifier.overheid.nl/tooi/id/mnre1034", "mnre1034"), ("tooi", "tooi:mnre1034", "mnre1034"), ("sill", "https://code.gouv.fr/sill/detail?id=12", "12"),
        ("siren", "SIREN 110 068 012", "110068012"), ("homepage", "homepage.org/cvr", "homepage.org/cvr"), ("cvr", "cvr", None),
    ],
)  # fmt: skip
def test_an_identifier_is_known_behind_its_label_and_within_its_address(scheme: str, stated: str, normal: str | None):
    assert SCHEME_BY_NAME[scheme].normalise(stated).value == normal
