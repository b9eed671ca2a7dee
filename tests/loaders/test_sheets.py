"""Sheets of spreadsheets as tables."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from loaders.formats.table import FORMAT
from loaders.rows import Finding, Row
from loaders.source import SourceFile

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="Members">
<table:table-row><table:table-cell office:value-type="string"><text:p>key</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Ærø</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""

ODS_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def xlsx(*sheets):
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(content, part, before, after):
    """A spreadsheet with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as other:
        for name in archive.namelist():
            text = archive.read(name)
            assert name != part or before in text
            other.writestr(name, text.replace(before, after) if name == part else text)
    return written.getvalue()


def ods():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        archive.writestr("content.xml", ODS_CONTENT.replace("\n ", " ").replace("\n", ""))
    return content.getvalue()


@pytest.fixture
def entries_of(tmp_path):
    def read(name, content, **options):
        (tmp_path / name).write_bytes(content)
        return list(FORMAT.rows(SourceFile(tmp_path, name), options))

    return read


def rows(entries):
    return [(entry.line, entry.values) for entry in entries if isinstance(entry, Row)]


def findings(entries):
    return [(entry.code.value, entry.line) for entry in entries if isinstance(entry, Finding)]


MEMBERS = (
    "Members",
    [
        ["key", "name", "since"],
        [7, "Ærø", date(2024, 3, 1)],
        [],
        [8.5, True, datetime.fromisoformat("2024-03-01T09:30")],
    ],
)


def test_cells_are_read_as_a_person_would_write_them(entries_of):
    entries = entries_of("t.xlsx", xlsx(MEMBERS))
    assert rows(entries) == [
        (2, {"key": "7", "name": "Ærø", "since": "2024-03-01"}),
        (4, {"key": "8.5", "name": "true", "since": "2024-03-01T09:30:00"}),
    ]
    assert not findings(entries)


def test_an_open_document_sheet_is_read_the_same_way(entries_of):
    assert rows(entries_of("t.ods", ods())) == [(2, {"key": "7", "name": "Ærø"})]


def test_a_finding_can_name_the_cell(entries_of):
    first, _ = [entry for entry in entries_of("t.xlsx", xlsx(MEMBERS)) if isinstance(entry, Row)]
    assert first.locate(("since",)) == (2, 3)


def test_of_several_sheets_the_first_is_read_and_the_others_are_named(entries_of):
    content = xlsx(("About", [["key"], ["x"]]), MEMBERS)
    entries = entries_of("t.xlsx", content)
    assert rows(entries) == [(2, {"key": "x"})]
    (finding,) = [entry for entry in entries if isinstance(entry, Finding)]
    assert "Members" in finding.hint
    assert len(rows(entries_of("t.xlsx", content, sheet="Members"))) == 2


def test_an_unknown_sheet_is_told_with_the_one_that_was_meant(entries_of):
    (finding,) = entries_of("t.xlsx", xlsx(MEMBERS), sheet="Member")
    assert (finding.code.value, "`Members`" in finding.hint) == ("value-invalid", True)


def test_a_title_above_the_header_leads_to_the_option(entries_of):
    content = xlsx(("Members", [["Members as of 2024", None], ["key", "name"], ["a", "A"]]))
    (finding,) = [entry for entry in entries_of("t.xlsx", content) if isinstance(entry, Finding)]
    assert "options.header" in finding.hint
    assert rows(entries_of("t.xlsx", content, header=2)) == [(3, {"key": "a", "name": "A"})]


def test_a_column_named_twice_counts_once(entries_of):
    content = xlsx(("Members", [["key", "name", "name"], ["a", "A", "B"]]))
    entries = entries_of("t.xlsx", content)
    assert rows(entries) == [(2, {"key": "a", "name": "A"})]
    assert findings(entries) == [("field-duplicate", 1)]


@pytest.mark.parametrize("content", [b"", b"key,name\na,A\n", b"PK\x03\x04broken", ods()[:-40], xlsx(MEMBERS)[:500]])
def test_what_is_no_spreadsheet_is_told(entries_of, content):
    assert [code for code, _ in findings(entries_of("t.xlsx", content))] == ["file-unreadable"]


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(entries_of):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (257 * 1024 * 1024))
    assert findings(entries_of("t.xlsx", content.getvalue())) == [("file-too-large", None)]


SHEET = "xl/worksheets/sheet1.xml"
ROW = b'<table:table-row><table:table-cell office:value-type="float"'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (changed(xlsx(MEMBERS), SHEET, b'r="C4"', b'r="XFD1048576"'), "file-too-large"),
        (changed(xlsx(MEMBERS), SHEET, b'ref="A1:C4"', b'ref="A1:XFD1048576"'), "file-too-large"),
        (
            changed(ods(), "content.xml", ROW, ROW.replace(b"-row>", b'-row table:number-rows-repeated="100000000">')),
            "file-too-large",
        ),
        (
            changed(ods(), "content.xml", b"</table:table></office:spreadsheet>", b"</office:spreadsheet>"),
            "file-unreadable",
        ),
        (changed(ods(), "content.xml", b"?><", b"?><!DOCTYPE a [<!ENTITY b 'c'>]><"), "file-unreadable"),
    ],
)
def test_a_sheet_that_would_stop_the_hub_is_refused_before_it_is_read(entries_of, content, code):
    assert findings(entries_of("t.xlsx", content)) == [(code, None)]


def test_empty_rows_and_columns_to_the_end_of_a_sheet_cost_nothing(entries_of):
    empty = (
        b'<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        b' table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    assert rows(entries_of("t.ods", changed(ods(), "content.xml", b"</table:table>", empty))) == [
        (2, {"key": "7", "name": "Ærø"})
    ]


WHOLE = (xlsx(MEMBERS), ods())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 8000), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_bytes_give_rows_or_findings_and_nothing_else(tmp_path_factory, content, changes):
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "t.xlsx").write_bytes(bytes(damaged))
    assert all(isinstance(entry, Row | Finding) for entry in FORMAT.rows(SourceFile(folder, "t.xlsx"), {}))
