"""Labels that say a register's name in fewer or other words."""

import pytest

from hub.identity.names.label_words import label_key, legal_forms
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.label_resolution import resolve_reference


def body(id_, name, countries=("IT",), networks=("register",)):
    return NamedEntity(id_, "organisation", (name,), countries, networks=networks)


@pytest.mark.parametrize(
    ("label", "registered"),
    [
        ("Ordine dei Farmacisti di Lecco", "Ordine dei Farmacisti della Provincia di Lecco"),
        ("ASST Valle Olona", "Azienda Socio Sanitaria Territoriale della Valle Olona"),
        ("IC Marconi Alba", "Istituto Comprensivo Marconi - Alba"),
        ("Acque Alte", "Acque Alte S.p.A."),
        ("Ordine dei Geologi della Liguria", "Ordine Geologi Liguria"),
    ],
)
def test_a_label_in_fewer_words_means_the_only_body_so_registered(label, registered):
    other = body("2", registered.replace("Lecco", "Cuneo") if "Lecco" in registered else "Otter SpA")
    assert resolve_reference(Gazetteer([body("1", registered), other]), label) == ("1", 0.722)
    assert resolve_reference(Gazetteer([body("1", registered), body("2", registered)]), label) is None


def test_a_stated_legal_form_is_not_another():
    assert legal_forms("Acque Alte S.p.A.") == {"spa"}
    assert resolve_reference(Gazetteer([body("1", "Acque Alte S.r.l.")]), "Acque Alte SpA") is None


def test_one_word_alone_is_no_label_key():
    assert label_key("Otter SpA") == ""
    assert label_key("Comune") == ""


def test_what_a_network_lists_itself_goes_before_its_namesakes():
    known = Gazetteer(
        [body("1", "Otter Watch Bureau", networks=("a",)), body("2", "Otter Watch Bureau", networks=("b",))]
    )
    assert resolve_reference(known, "Otter Watch Bureau") is None
    assert resolve_reference(known, "Otter Watch Bureau", network="b") == ("2", 0.807)
