"""Sheets of spreadsheets (XLSX, ODS), read by python-calamine: the values that the program last showed, no
formula, no macro, no link.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from loaders.formats.table.sheet_bounds import NoSpreadsheet, TooMuch, check
from loaders.mapping.paths import Misdescribed
from loaders.rows import Finding, Row, ValuePath
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode, Severity
from schema.suggestions import did_you_mean_one_of

_SPLIT = "save its sheet as CSV; a stray cell far down or to the right makes a sheet large"
_SAVE_ANEW = "save it again as XLSX, ODS or CSV, without a password"
SheetValue = str | float | bool | date | time | timedelta
"""What a cell holds; an empty one is the empty text."""


def rows(file: SourceFile, name: Any, header_line: int) -> Iterator[Row | Finding]:
    """Rows by column name; line and column are those of the sheet.

    Raises `Refused` for what is no spreadsheet, `Misdescribed` for an unknown sheet.
    """
    book = _opened(file)
    yield from _first_of_many(book.sheet_names) if name is None else ()
    names: dict[str, int] = {}
    head: dict[str, tuple[int, int]] = {}
    for line, cells in enumerate(_cells(book, name, file), 1):
        if line < header_line or not any(map(_text, cells)):
            continue
        if names:
            marks: dict[ValuePath, tuple[int, int]] = {(column,): (line, at + 1) for column, at in names.items()}
            values = {column: _text(cells[at]) if at < len(cells) else "" for column, at in names.items()}
            yield Row(values, line, marks=marks, head=head)
            continue
        titles = [_text(cell).strip() for cell in cells]
        names = {title: at for at, title in reversed(list(enumerate(titles))) if title}
        head = {title: (line, at + 1) for title, at in names.items()}
        yield from _header_findings(titles, line)


def _opened(file: SourceFile) -> CalamineWorkbook:
    content = file.read_bytes()
    try:
        check(content)
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except TooMuch as error:
        raise Refused(IssueCode.FILE_TOO_LARGE, f"{file.path} {error}", hint=_SPLIT) from error
    except (NoSpreadsheet, CalamineError) as error:
        message = f"{file.path} is not a spreadsheet that can be read, or it is protected by a password"
        raise Refused(IssueCode.FILE_UNREADABLE, message, hint=_SAVE_ANEW) from error


def _cells(book: CalamineWorkbook, name: Any, file: SourceFile) -> Sequence[Sequence[SheetValue]]:
    if name is not None and name not in book.sheet_names:
        raise Misdescribed(
            f"{file.path} has no sheet {str(name)[:80]!r}", did_you_mean_one_of(str(name), book.sheet_names)
        )
    try:
        sheet = book.get_sheet_by_name(name if name is not None else book.sheet_names[0])
        return sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise Refused(
            IssueCode.FILE_UNREADABLE, f"{file.path} has a sheet that cannot be read", hint=_SAVE_ANEW
        ) from error


def _first_of_many(names: Sequence[str]) -> Iterator[Finding]:
    if len(names) > 1:
        message = f"Of {len(names)} sheets the first is read: {names[0][:80]}."
        hint = f"set options.sheet to it, or to another: {', '.join(names[1:6])}"
        yield Finding(IssueCode.VALUE_SUSPECT, message, hint=hint, severity=Severity.INFO)


def _header_findings(titles: Sequence[str], line: int) -> Iterator[Finding]:
    for at, title in enumerate(titles):
        if title and title in titles[:at]:
            message = f"The column {title[:80]} appears twice; the first counts."
            yield Finding(IssueCode.FIELD_DUPLICATE, message, line, at + 1, field=title[:80])
    if len(titles) > 1 and sum(map(bool, titles)) == 1:
        message = "One column has a name: the names seem to be on a later line."
        yield Finding(IssueCode.VALUE_SUSPECT, message, line, hint="set options.header to the number of that line")


def _text(cell: SheetValue) -> str:
    """A cell as a person would write it: 7 for 7.0, dates and times as ISO 8601."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
