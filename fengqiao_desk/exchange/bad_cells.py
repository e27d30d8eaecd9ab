"""The sheet as it was read with every bad cell marked and its reason as a comment, and the reasons as a list of their own."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from .importing import Opened
from .sheet_reading import BadCell
from .sheets import WORKBOOK_OPTIONS
from .workbook import letter

HEADS = ("单元格", "栏目", "现在的内容", "原因")
_LIST = "需要改正"
_MOST_COMMENTS = 2000
"""More comments make Excel slow to open; the list has all."""


def bad_cells_workbook(opened: Opened, bad: tuple[BadCell, ...]) -> bytes:
    """Two sheets: the reasons, and the sheet itself with its bad cells marked; no cell becomes a formula."""
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


def _marked(book: Any, opened: Opened, bad: tuple[BadCell, ...]) -> None:
    sheet = book.add_worksheet(opened.mapping.sheet if opened.mapping.sheet != _LIST else None)
    day, plain = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format()
    wrong = {"bg_color": "#FFE08A", "num_format": "@"}
    marks = {(cell.row, cell.column): cell.reason for cell in bad if not cell.sheet}
    format_of_wrong = book.add_format(wrong)
    for number, cells in opened.file.grid(opened.mapping.sheet).rows:
        for place, value in enumerate(cells):
            marked = (number, letter(place)) in marks
            _write(sheet, number - 1, place, value, format_of_wrong if marked else None, day, plain)
    for (number, column), reason in list(marks.items())[:_MOST_COMMENTS]:
        sheet.write_comment(f"{column or 'A'}{number}", reason)


def _write(sheet: Any, row: int, column: int, value: Any, wrong: Any, day: Any, plain: Any) -> None:
    if isinstance(value, datetime | date) and wrong is None:
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float) and not isinstance(value, bool) and wrong is None:
        sheet.write_number(row, column, value)
    elif value not in ("", None) or wrong is not None:
        sheet.write_string(row, column, str(value), wrong or plain)
