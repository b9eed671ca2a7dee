"""`hub match`: a researcher's own list, as spreadsheets save it, with what each row means."""

import csv
import io
import shutil

import pytest

from tests.copenhagen import CITY

HEADER = ["navn", "land", "nr", "hub_id", "hub_name", "hub_score", "hub_match", "hub_evidence"]


@pytest.fixture(scope="module")
def kept_store(tmp_path_factory):
    return tmp_path_factory.mktemp("kept") / "hub.db"


@pytest.fixture
def loaded(hub, place, two_networks, kept_store):
    """A store of both networks: loaded for the first test, copied for the others, as none writes to it."""
    if kept_store.exists():
        shutil.copy(kept_store, place / "hub.db")
    else:
        assert hub("load", two_networks).code == 0
        assert not (place / "hub.db-wal").exists()
        shutil.copy(place / "hub.db", kept_store)


def table(text):
    return list(csv.reader(io.StringIO(text)))


def test_each_row_gets_what_it_means_and_why(hub, loaded, place):
    text = "navn;land;nr\nKøbenhavns Kommune;Danmark;64942212\n\nOS2mo;;\nnobody;Nowhere;x\n"
    (place / "towns.csv").write_bytes(text.encode("cp1252"))
    result = hub("match", "towns.csv", "--country", "land", "--identifier", "cvr=nr", "--to", "out.csv", "--json")
    assert result.code == 0
    counts = {"rows": 3, "matched": 2, "proposed": 0, "unmatched": 1, "unread": 1}
    assert result.document == {"path": "towns.csv", "to": "out.csv", **counts, "command": "match"}
    header, city, product, nobody = table((place / "out.csv").read_text())
    assert header == HEADER
    assert (city[:3], city[4], city[6]) == (["Københavns Kommune", "Danmark", "64942212"], CITY["name"], "true")
    assert "register +8.5 (cvr 64942212)" in city[7]
    assert (product[4], product[6]) == ("OS2mo", "true")
    assert nobody == ["nobody", "Nowhere", "x", "", "", "", "", ""]
    again = hub("match", "out.csv", "--country", "land", "--identifier", "cvr=nr", "--to", "again.csv")
    assert (again.code, (place / "again.csv").read_bytes()) == (0, (place / "out.csv").read_bytes()), "matched anew"


def test_a_long_list_is_matched_in_parts_and_stdout_has_the_list_alone(hub, loaded, place):
    (place / "long.csv").write_text("name\n" + "OS2mo\nAarhus\n" * 120)
    result = hub("match", "long.csv", "--kind", "product", "--to", "-")
    assert result.code == 0
    rows = table(result.out)
    assert len(rows) == 241
    assert {(row[0], bool(row[1])) for row in rows[1:]} == {("OS2mo", True), ("Aarhus", False)}
    assert "240 rows: 120 matched, 0 to look at, 120 not found" in result.err


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        ("\ufeffOrganisation;Land\r\nKøbenhavns Kommune;Danmark\r\n".encode(), ()),
        ("name\tcountry\nKøbenhavns Kommune\tDK\n".encode("utf-16"), ()),
        ("Navn;Land\r\nKøbenhavns Kommune;DK\r\n".encode("latin-1"), ()),
        ("sep=;\r\nname;country\r\nKøbenhavns Kommune;DK\r\n".encode(), ()),
        ("name;country\rKøbenhavns Kommune;DK\r".encode(), ()),
        ("Københavns Kommune;DK\n".encode(), ("--no-header", "--country", "2")),
        ("DK,Københavns Kommune\n".encode(), ("--no-header", "--name", "2", "--country", "1")),
    ],
)
def test_lists_are_read_as_spreadsheets_save_them(hub, loaded, place, content, arguments):
    (place / "list.csv").write_bytes(content)
    header, *rows = table(hub("match", "list.csv", *arguments, "--to", "-").out)
    [found] = [dict(zip(header, row, strict=True)) for row in rows]
    assert (found["hub_name"], "country +0.5 (DK)" in found["hub_evidence"]) == (CITY["name"], True)


def test_what_the_hub_adds_is_no_formula(hub, seeds, place):
    hub("load", seeds.write("alpha", {"product": [{"key": "p", "name": "=cmd|x"}]}).parent)
    (place / "list.csv").write_text("name,web\n=cmd|x,\n")
    row = table(hub("match", "list.csv", "--to", "-").out)[1]
    assert row[:2] == ["=cmd|x", ""]
    assert row[3] == "'=cmd|x"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.csv",), "none.csv cannot be read"),
        (("list.csv", "--country", "x"), "list.csv has no column 'x'"),
        (("list.csv", "--kind", "event"), "'event' cannot be matched"),
        (("list.csv", "--identifier", "cvr"), "does not name a known scheme and a column"),
        (("list.csv", "--identifier", "x=name"), "does not name a known scheme and a column"),
        (("empty.csv",), "empty.csv has no header"),
        (("other.csv",), "No column of other.csv is called name"),
        (("other.csv",), "--no-header"),
        (("empty.csv", "--no-header"), "empty.csv is empty"),
        (("book.csv",), "book.csv is a workbook"),
        (("binary.csv",), "binary.csv"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(hub, loaded, place, arguments, words):
    (place / "list.csv").write_text("name\nx\n")
    (place / "empty.csv").write_text("")
    (place / "other.csv").write_text("a,b\n1,2\n")
    (place / "book.csv").write_bytes(b"PK\x03\x04\x14\x00")
    (place / "binary.csv").write_text('name\n"' + "x" * 200_000 + '"\n')
    result = hub("match", *arguments, "--to", "out.csv")
    assert (result.code, words in result.err) == (2, True), result.err
    assert not (place / "out.csv").exists()
    assert not list(place.glob(".*.part"))


def test_a_row_with_more_cells_than_the_header_is_told(hub, loaded, place):
    (place / "list.csv").write_text("name,web\nOS2mo,,\nOS2mo,,lost\n")
    result = hub("match", "list.csv", "--to", "out.csv", "--json")
    assert (result.document["rows"], result.document["unread"]) == (2, 1)


@pytest.mark.parametrize("target", ["no/such/folder.csv", ".", "/"])
def test_an_unwritable_target_is_a_sentence(hub, loaded, place, target):
    (place / "list.csv").write_text("name\nOS2mo\n")
    result = hub("match", "list.csv", "--to", target)
    assert (result.code, "cannot be written" in result.err) == (2, True)
