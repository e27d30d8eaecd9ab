"""The sheet as it was read with every bad cell marked and its reason as a comment, and the reasons as a list of their own."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..values.spreadsheets import WORKBOOK_OPTIONS
from .importing import Opened
from .sheet_reading import BadCell
from .workbook import Cell, letter

HEADS = ("单元格", "栏目", "现在的内容", "原因")
_LIST = "需要改正"
_MOST_COMMENTS = 2000
"""More comments make Excel slow to open; the list has all."""


def bad_cells_workbook(opened: Opened, bad: tuple[BadCell, ...]) -> bytes:
    """Two sheets: the reasons, and the sheet itself with its bad cells marked; no cell becomes a formula."""
    # xlsxwriter makes the sheets in the order in which they are added: the reasons open first.
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        listed = book.add_worksheet(_LIST)
        for column, words in enumerate(HEADS):
            listed.write_string(0, column, words, book.add_format({"bold": True, "bottom": 1}))
        for row, cell in enumerate(bad, start=1):
            for column, words in enumerate(row_of(cell)):
                listed.write_string(row, column, words)
        listed.set_column(0, 2, 16)
        listed.set_column(3, 3, 70)
        _marked(book, opened, bad)
    return out.getvalue()


def row_of(cell: BadCell) -> tuple[str, str, str, str]:
    """A bad cell as the four columns of HEADS."""
    return (f"{cell.sheet}{cell.address}", cell.heading, cell.value, cell.reason)


def _marked(book: xlsxwriter.Workbook, opened: Opened, bad: tuple[BadCell, ...]) -> None:
    # Excel wants each name once: a sheet called like the list gets one of its own.
    sheet = book.add_worksheet(opened.mapping.sheet if opened.mapping.sheet != _LIST else None)
    day, plain = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format()
    wrong = book.add_format({"bg_color": "#FFE08A", "num_format": "@"})
    # Bad cells of the sheets below stand in the list alone: the main sheet is the one that is given back.
    marks = {(cell.row, cell.column): cell.reason for cell in bad if not cell.sheet}
    for number, cells in opened.file.grid(opened.mapping.sheet).rows:
        for place, value in enumerate(cells):
            if (number, letter(place)) in marks:
                # As text, with what stands in it: a wrong day written as a day would look like a right one.
                sheet.write_string(number - 1, place, "" if value is None else str(value), wrong)
            else:
                _write(sheet, number - 1, place, value, day, plain)
    for (number, column), reason in list(marks.items())[:_MOST_COMMENTS]:
        sheet.write_comment(f"{column or 'A'}{number}", reason)


def _write(sheet: Worksheet, row: int, column: int, value: Cell, day: Format, plain: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value not in ("", None):
        sheet.write_string(row, column, str(value), plain)
