"""What sources hold about people leaves nothing in the raw part of records.

What they say of bodies and offices stays.
"""

import json
from functools import partial
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from hub.load import load
from hub.store import Database
from hub.store.former_tables import FormerRow
from hub.store.migration import configured
from hub.store.tables import RecordRow
from hub.store.transaction import table_of
from loaders.mapping.raw import trimmed
from schema.values import word_lists
from schema.values.word_lists import listed_words

WORDS = Path(word_lists.__file__).parent / "words"
GONE, STAYS = "…", None
PUBLICCODE = {
    "name": "Forms",
    "maintenance": {
        "type": "internal",
        "contacts": [
            {"name": "Mario Rossi", "email": "mario@comune.example.it", "phone": "+39 06 1", "affiliation": "Comune"}
        ],
        "contractors": [{"name": "Ditta SpA", "website": "https://ditta.example"}],
    },
}


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        (
            PUBLICCODE,
            {
                "name": "Forms",
                "maintenance": {
                    "type": "internal",
                    "contacts": [{"name": GONE, "email": GONE, "phone": GONE, "affiliation": "Comune"}],
                    "contractors": [{"name": "Ditta SpA", "website": "https://ditta.example"}],
                },
            },
        ),
        ({"contact": {"email": "info@town.example", "name": "IT department"}}, STAYS),
        ({"contact": {"name": "Jane Doe", "URL": "https://town.example/x"}}, {"contact": {"name": GONE, "URL": GONE}}),
        ({"maintainer": "Jane Doe", "maintainers": ["Jo Doe", "Support team"]}, {"maintainer": GONE, "maintainers": [GONE, "Support team"]}),
        ({"Contact name": "Jane Doe", "Contact e-mail": "x", "contact_phone": "12"}, {"Contact name": GONE, "Contact e-mail": "x", "contact_phone": GONE}),
        ({"Telefon": "+45 12 34", "tel.": 4512, "fax": ""}, {"Telefon": GONE, "tel.": GONE, "fax": ""}),
        (
            {"author": [{"@type": "Person", "givenName": "Jane"}, {"@type": "Organization", "name": "Town"}]},
            {"author": [{"@type": "Person", "givenName": GONE}, {"@type": "Organization", "name": "Town"}]},
        ),
        (
            {"id": 7, "owner": {"login": "janedoe", "type": "User", "html_url": "https://github.com/janedoe"}},
            {"id": 7, "owner": {"login": GONE, "type": "User", "html_url": GONE}},
        ),
        ({"owner": {"login": "town", "type": "Organization"}, "owner_name": "Town", "owner_type": "org"}, STAYS),
        ({"owner_name": "janedoe", "owner_type": "User", "name": "x"}, {"owner_name": GONE, "owner_type": "User", "name": GONE}),
        ({"authors": [{"given-names": "Jane", "family-names": "Doe", "orcid": "0"}]}, {"authors": [{"given-names": GONE, "family-names": GONE, "orcid": GONE}]}),
        ({"note": "write to jane.doe@town.example or info@town.example"}, {"note": "write to … or info@town.example"}),
        ({"name": "Jane Doe Library", "owners": [{"name": "Town of Doe"}]}, STAYS),
    ],
)  # fmt: skip
def test_what_names_people_gives_way(stated, kept):
    assert trimmed(stated) == (stated if kept is STAYS else kept)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Ansprechpartner", "Eva Maier, Referat Digitales"),
        ("Ansprechpartner", "Referat Digitales: Eva Maier"),
        ("Kontaktperson", "Jan Wolf (IT-Support)"),
        ("Kontaktperson", "IT-Support – Jan Wolf"),
        ("contact", "John Smith - Digital team"),
        ("contact", "Digital team, 020 7946 0018"),
        ("contact", 2079460018),
        ("Kontakt", "Hans Jensen https://x.dk/hans"),
        ("contact", "info@town.example, jane@town.example"),
    ],
)
def test_a_person_named_beside_an_office_gives_way(key, said):
    assert trimmed({key: said}) == {key: GONE}


@pytest.mark.parametrize(
    "said",
    [
        "Digital team",
        "Referat Digitales, IT-Support",
        "Support team (support@town.example)",
        "GC InfoBase Team / Équipe de l'InfoBase du GC",
        "https://town.example/contact/20250114",
        "mailto:info@town.example",
        7,
    ],
)
def test_an_office_or_a_page_alone_stays(said):
    assert trimmed({"contact": said}) == {"contact": said}


@pytest.mark.parametrize(
    "key",
    [
        "Tlf", "Telefonnr.", "Telefon-Nr.", "Telefoon", "Cellulare", "Phone no.", "Mobile number", "Téléphone", "tel. (kontor)",
        "phoneNumber", "contact_phone", "Numero di telefono", "Numéro de téléphone du contact", "Teléfono",
    ],
)  # fmt: skip
def test_telephone_numbers_go_by_any_word_for_them(key):
    assert trimmed({key: "+45 12 34 56 78"}) == {key: GONE}


@pytest.mark.parametrize(
    "key",
    [
        "Kontakt navn", "Contactpersoon", "Contacto", "Persona de contacto", "Nom du contact", "Ansprechperson", "Primary contact",
        "Lead contact name", "Kontaktoplysninger", "contactFirstName", "Contact persons", "maintainername", "Prénom", '"Kontakt"',
    ],
)  # fmt: skip
def test_names_go_by_any_words_for_people(key):
    assert trimmed({key: "Hans Jensen"}) == {key: GONE}


@pytest.mark.parametrize(
    "key",
    [
        "name", "navn", "nom", "nome", "nombre", "naam", "Kommune", "Number of the body", "Mobile app", "telephony", "tel-aviv",
        "contact page", "contact_type", "Total contributors", "authority", "maintained", "Personal", "owner_name",
    ],
)  # fmt: skip
def test_columns_about_other_things_stay(key):
    assert trimmed({key: "Hans Jensens Plads"}) == {key: "Hans Jensens Plads"}


def test_a_list_of_people_without_contacts_is_seen():
    row = {"id": 1, "Kommune": "Ribe", "Hjemmeside": "https://ribe.example", "Fornavn": "Hans", "Efternavn": "Jensen"}
    assert trimmed(row) == row | {"Fornavn": GONE, "Efternavn": GONE}


def test_every_word_of_the_list_that_says_who_stands_there_is_seen():
    words = [row for row in listed_words(WORDS, "people_keys") if row["sort"] not in ("name", "beside")]
    assert [row["word"] for row in words if trimmed({row["word"]: "Jane Doe"}) != {row["word"]: GONE}] == []


JSON = st.recursive(
    st.one_of(st.none(), st.integers(-9, 9), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["contact", "contacts", "name", "phone", "type", "owner", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["contacts", "maintainer", "owner", "x"]), JSON, max_size=3))
def test_it_is_done_once_and_the_shape_stays(stated):
    kept = trimmed(stated)
    assert trimmed(kept) == kept
    assert list(kept) == list(stated)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["rows", "a", "b"]), max_size=4))
def test_a_name_below_contacts_is_gone_however_deep_they_stand(path):
    stated = {"contacts": [{"name": "Jane Doe", "phone": "1234567"}]}
    for key in path:
        stated = {key: stated}
    text = json.dumps(trimmed(stated))
    assert "Doe" not in text
    assert "1234567" not in text


@pytest.mark.parametrize("revision", ["0104", "0177"])
async def test_what_was_stored_before_is_taken_out_by_the_migration(store: Database, seeds, revision):
    rows = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
    await load(store, seeds.write("alpha", {"product": rows}))
    stated = {"contact": {"name": "Jane Doe", "email": "info@town.example"}, "name": "A"}
    record, former = table_of(RecordRow), table_of(FormerRow)
    async with store.write() as tx:
        await tx.execute(record.update().where(record.c.key == "a").values(raw=stated))
        row = {"revision": 1, "origin": "record", "id": "x", "network": "alpha", "stated": {"raw": stated, "line": 3}}
        await tx.execute(former.insert(), [row])
        await tx.run_sync(partial(_migrated, revision))
    async with store.write() as tx:
        raws = {row.key: row.raw for row in await tx.execute(select(record.c.key, record.c.raw))}
        [kept] = (await tx.execute(select(former.c.stated).where(former.c.id == "x"))).scalars().all()
    redacted = stated | {"contact": {"name": GONE, "email": "info@town.example"}}
    assert raws["a"] == redacted
    assert raws["b"] == rows[1]
    assert kept == {"raw": redacted, "line": 3}


def _migrated(revision: str, connection: Connection) -> None:
    script = ScriptDirectory.from_config(configured()).get_revision(revision)
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()
