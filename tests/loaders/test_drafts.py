"""Drafts of manifests: whatever lies in a directory, the draft opens without a fault and reads what it says."""

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.directory import open_directory
from loaders.drafts import draft
from loaders.formats import FORMATS

EXAMPLES = Path(__file__).parent / "examples"
MEMBERS = (
    "Medlemmer 2024;;;;\nKommune;CVR-nr;Hjemmeside;Land;Indbyggere\nAarhus"
    " Kommune;55133018;https://aarhus.dk;DK;350000\nOdense Kommune;35209115;https://odense.dk;DK;205000\n"
)


@pytest.fixture
def drafted(seeds):
    """What a directory with these files is read as through its draft, and the draft."""

    def read(files: dict[str, str]):
        for path, content in files.items():
            seeds.write(path, content)
        made = draft("sample", seeds.root)
        seeds.write("network.yaml", made.text)
        assert seeds.open() == []
        return seeds.read(), made

    return read


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.mapping])
def test_files_of_a_standard_are_recognised_by_their_content(tmp_path, form):
    good = sorted(path for path in (EXAMPLES / form).glob("good*") if path.is_file())
    for number, path in enumerate(good):
        shutil.copy(path, tmp_path / f"file-{number}{path.suffix}")
    made = draft("sample", tmp_path)
    assert {source.file.format for source in made.sources} == {form}
    assert made.passed_over == ()


def test_columns_are_told_by_their_names_and_values_also_below_a_title(drafted):
    read, made = drafted({"members.csv": MEMBERS})
    assert made.sources[0].file.options == {"header": 2, "delimiter": ";"}
    assert read.issues == []
    assert next((record.kind, record.key, record.values) for record in read.records) == (
        "organisation",
        "55133018",
        {"name": "Aarhus Kommune", "url": "https://aarhus.dk", "countries": ["DK"], "inhabitants": 350000},
    )
    assert [one.scheme for one in read.records[0].identifiers] == ["cvr", "homepage"]


def test_the_rows_of_a_document_are_found_within_it(drafted):
    items = (
        '[{"id": 7, "title": "Skema", "license": "MIT", "repo": "https://github.com/town/skema", "tags": "forms;'
        ' schools"}]'
    )
    read, _ = drafted({"products.json": '{"meta": {"n": 1}, "data": {"items": ITEMS}}'.replace("ITEMS", items)})
    assert read.issues == []
    (record,) = read.records
    assert (record.kind, record.key, record.values["topics"]) == ("product", "7", ["forms", "schools"])


def test_a_column_of_keys_of_another_list_is_a_relation_and_one_of_names_is_none(drafted):
    products = "id,title,used by,maintainer,part of\n1,OS2desk,aar; ode,Ane Example,\n2,OS2mo,ode,Bo Example,\n"
    read, made = drafted({"bodies.csv": "id,name,part of\naar,Aarhus,\node,Odense,aar\n", "products.csv": products})
    assert read.issues == []
    bodies, listed = (source.file.columns for source in made.sources)
    assert {name: (one.kind, one.split) for name, one in listed.relations.items()} == {"users": ("organisation", ";")}
    assert (list(bodies.relations), listed.unused) == (["parents"], ("maintainer", "part of"))
    desk = next(record for record in read.records if record.values["name"] == "OS2desk")
    assert [one.subject.key for one in desk.statements] == ["aar", "ode"]


def test_pages_of_a_folder_are_one_source(drafted):
    page = "---\ntitle: {}\ndate: 2024-02-01\n---\nText\n"
    read, made = drafted({"news/one.md": page.format("One"), "news/two.md": page.format("Two")})
    assert [source.pattern for source in made.sources] == ["news/*.md"]
    assert [(record.kind, record.key) for record in read.records] == [("news-item", "one"), ("news-item", "two")]


def test_files_of_one_name_are_one_source(drafted):
    text = (EXAMPLES / "publiccode" / "good.yml").read_text()
    _, made = drafted({"a/publiccode.yml": text, "b/publiccode.yml": text.replace("github.com/", "github.com/b-")})
    assert [source.pattern for source in made.sources] == ["**/publiccode.yml"]


def test_a_column_whose_name_is_no_path_is_quoted(drafted):
    read, _ = drafted({"members.csv": "Name (official),a.b,Web-site\nAarhus,x,https://aarhus.dk\n"})
    assert read.records[0].values == {"name": "Aarhus", "url": "https://aarhus.dk"}


def test_addresses_of_people_are_not_taken_for_a_field(drafted):
    read, made = drafted({"members.csv": "name,email\nAarhus,ane.example@aarhus.dk\n"})
    assert made.sources[0].file.columns.unused == ("email",)
    assert "ane.example" not in str(read.records)


def test_a_table_whose_rows_lack_their_last_cells_is_read_with_its_own_delimiter(drafted):
    read, made = drafted({"members.csv": "Navn;Sted, by;Land\nAarhus;Aarhus\nOdense;Odense\nRibe;Esbjerg;DK\n"})
    assert made.sources[0].file.options == {"delimiter": ";"}
    assert [record.values["name"] for record in read.records] == ["Aarhus", "Odense", "Ribe"]


TOWNS = ("Köln", "Bonn", "Ulm", "Trier", "Mainz", "Essen", "Kiel", "Jena", "Gera", "Halle", "Celle", "Emden")


@pytest.mark.parametrize("header", ["Behörde;Fachverfahren;Webseite", "Behörde;Webseite;Webseite"])
def test_a_row_below_the_names_of_the_columns_is_no_header_whatever_its_words(drafted, header):
    rows = "".join(f"Stadt {town};Verfahren Maier {town};https://www.{town.lower()}.de\n" for town in TOWNS)
    read, made = drafted({"liste.csv": f"{header}\n{rows}"})
    assert made.sources[0].file.options == {"delimiter": ";"}
    assert len(read.records) == len(TOWNS)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Authority,Contact name,Website", "Authority"),
        ("Lead officer name,Council,Site", "Council"),
        ("Ansprechpartner:in Name,Behörde,Webseite", "Behörde"),
        ("Nom du maire,Collectivité,Site web", "Collectivité"),
        ("Kontaktperson navn,Myndighed,Hjemmeside", "Myndighed"),
        ("Nome del referente,Ente,Link", "Ente"),
        ("First name,Anything,Link", "Anything"),
    ],
)
def test_a_column_about_people_is_never_taken_for_a_field(drafted, header, body):
    at = header.split(",").index(body)
    people, bodies = ("Ane Example", "Bo Example", "Cy Example"), ("Aarhus", "Odense", "Ribe")
    cells = zip(*((people, bodies) if at else (bodies, people)), strict=True)
    rows = "".join(f"{first},{second},https://{number}.example\n" for number, (first, second) in enumerate(cells))
    read, made = drafted({"list.csv": f"{header}\n{rows}"})
    assert made.sources[0].file.columns.unused == (header.split(",")[1 - at],)
    assert [record.values["name"] for record in read.records] == list(bodies)
    assert "Ane Example" not in str([record.values for record in read.records])


def test_the_mailbox_of_an_office_is_a_field_though_its_column_is_about_contacts(drafted):
    read, _ = drafted({"list.csv": "Authority,Contact name,Contact email\nAarhus,Ane Example,info@aarhus.dk\n"})
    assert read.records[0].values == {"name": "Aarhus", "email": "info@aarhus.dk"}


def test_a_list_of_products_is_not_named_after_the_authorities_that_use_them(drafted):
    read, _ = drafted({"products.csv": "Authority,System\nAarhus,OS2mo\nAarhus,OS2desk\n"})
    assert [record.values["name"] for record in read.records] == ["OS2mo", "OS2desk"]


def test_what_no_format_reads_is_named(drafted):
    _, made = drafted(
        {"members.csv": "name\nAarhus\n", "notes.txt": "x", "README.md": "# x", ".hidden/a.csv": "name\nb\n"}
    )
    assert made.passed_over == ("notes.txt",)
    assert "# not read, as no format was recognised: notes.txt" in made.text


CELLS = st.text(st.characters(codec="utf-8", exclude_characters='\r\n"'), max_size=12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=4))
@example([["", "", "0E0"], ["", "", "A¹"]])  # a number as manifests are read, and text to YAML 1.1
def test_whatever_a_table_is_called_and_holds_its_draft_opens(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("table")
    (folder / "any.csv").write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    made = draft("sample", folder)
    if made.sources:
        (folder / "network.yaml").write_text(made.text, encoding="utf-8")
        assert open_directory(folder)[1] == []


def test_the_draft_in_the_documentation_is_what_is_written(drafted):
    table = (
        "Medlemmer 2024;;;\nKommune;CVR-nr;Hjemmeside;Kontakt\nAarhus"
        " Kommune;55133018;https://aarhus.dk;ane@aarhus.dk\n"
    )
    _, made = drafted({"members.csv": table})
    shown = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    sources = made.text.partition("sources:\n")[2]
    assert f"```yaml\n{sources}```" in shown
