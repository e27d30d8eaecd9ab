"""Excel out: the template of a kind with its words, and an export of its cases, both made from the declared fields."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ..cases import CaseKind, load
from ..cases.saving.checking import Tell
from ..fields import EntryContext, Field, Row
from ..problems import Refused
from ..station import Station
from ..values.days import parse_day, parse_moment
from ..values.spreadsheets import MOST_LINES, WORKBOOK_OPTIONS, begins_a_formula, is_certain

NUMBER, STATE, KEY = "编号", "状态", "序号"
REQUIRED_MARK = "*"
LONGEST_NAME = 31
"""Characters in the name of a sheet: the limit of Excel, beyond which xlsxwriter raises."""
_WORDS_SHEET = "可选的词"
_TEMPLATE_ROWS = 2000
"""Rows below the heads whose cells offer their words."""
TOLD_EVERY = 50
"""Cases between two words of how far it is."""
_NUMBERS = ("count", "quantity")
_WIDTHS = {"text": 40, "line": 22, "day": 13, "moment": 18, "identity": 22, "credit_code": 22}


def plain_fields(fields: Iterable[Field]) -> list[Field]:
    """The fields that stand in one cell; rows of fields have a sheet of their own."""
    return [field for field in fields if not field.is_rows]


def template(kind: CaseKind, choices: EntryContext) -> bytes:
    """An empty workbook to fill in: the labels as heads, required ones marked *, words offered in the cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        main = book.add_worksheet(kind.title[:LONGEST_NAME])
        _head(book, main, (KEY,), kind.fields)
        sheets = [(main, plain_fields(kind.fields))]
        for field in kind.fields:
            if field.is_rows:
                rows = book.add_worksheet(field.label[:LONGEST_NAME])
                _head(book, rows, (KEY,), field.rows)
                sheets.append((rows, plain_fields(field.rows)))
        words = book.add_worksheet(_WORDS_SHEET)
        place = 0
        for sheet, fields in sheets:
            for column, field in enumerate(fields, start=1):
                sheet.set_column(
                    column, column, _width(field), book.add_format({"num_format": _format(field)})
                )
                offered = list(_words(field, choices))
                if offered:
                    _offer(sheet, words, column, place, field.label, offered)
                    place += 1
    return out.getvalue()


def workbook(station: Station, kind: CaseKind, numbers: list[str], tell: Tell | None = None) -> bytes:
    """The cases on one sheet, each field of rows on a sheet of its own, tied by the number."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        main = book.add_worksheet(kind.title[:LONGEST_NAME])
        write = _FieldWriter(book)
        _head(book, main, (NUMBER, STATE), kind.fields)
        children = [field for field in kind.fields if field.is_rows]
        below = [book.add_worksheet(field.label[:LONGEST_NAME]) for field in children]
        lines = [0] * len(children)  # the last line written on each of them; 0 is the head
        for sheet, field in zip(below, children, strict=True):
            _head(book, sheet, (NUMBER,), field.rows)
        for line, number in enumerate(numbers, start=1):
            if tell is not None and line % TOLD_EVERY == 0:
                tell(line, len(numbers))
            case = load(station, kind, number)
            write.row(main, line, (number, case.state), kind.fields, case.values)
            for place, field in enumerate(children):
                for row in case.values[field.name] or []:
                    lines[place] += 1
                    write.row(below[place], lines[place], (number,), field.rows, row)
    return out.getvalue()


class _FieldWriter:
    """Writes plain values: dates as dates, numbers as numbers, all else as text that can never become a formula."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._number = book.add_format({"num_format": "General"})
        self._text = book.add_format({"num_format": "@"})
        # Excel's own mark of a text: going into the cell and out again makes no formula of it.
        self._disarmed = book.add_format({"num_format": "@", "quote_prefix": True})

    def row(
        self, sheet: Worksheet, line: int, own: tuple[str, ...], fields: tuple[Field, ...], values: Row
    ) -> None:
        """One line (0 is the head): the sheet's own cells, then a cell for each field that is no rows."""
        if line >= MOST_LINES:
            raise Refused(f"“{sheet.get_name()}”超过 Excel 一张表的 {MOST_LINES} 行，请导出为 CSV")
        for column, words in enumerate(own):
            self._write_text(sheet, line, column, words)
        for column, field in enumerate(plain_fields(fields), start=len(own)):
            value = values.get(field.name)
            if value not in (None, "", [], {}):
                self._write(sheet, line, column, field, value)

    def _write(self, sheet: Worksheet, line: int, column: int, field: Field, value: object) -> None:
        kind, words = field.kind.key, shown(field, value)
        if kind == "day" and is_certain(day := parse_day(words)):
            sheet.write_datetime(line, column, day, self._day)
        elif kind == "moment" and is_certain((moment := parse_moment(words)).date()):
            sheet.write_datetime(line, column, moment, self._moment)
        elif kind in _NUMBERS:
            sheet.write_number(line, column, value, self._number)
        else:
            self._write_text(sheet, line, column, words)

    def _write_text(self, sheet: Worksheet, line: int, column: int, words: str) -> None:
        sheet.write_string(line, column, words, self._disarmed if begins_a_formula(words) else self._text)


def shown(field: Field, value: object) -> str:
    """The whole value, not masked: it leaves the house for the purpose that was given."""
    return field.kind.show(value) if isinstance(value, bool | dict | list) else str(value)


def _head(
    book: xlsxwriter.Workbook, sheet: Worksheet, own: tuple[str, ...], fields: tuple[Field, ...]
) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    marked = [field.label + (REQUIRED_MARK if field.required else "") for field in plain_fields(fields)]
    for column, words in enumerate((*own, *marked)):
        sheet.write_string(0, column, words, bold)
        sheet.set_column(column, column, 14)
    # The head and the number stay in sight while one looks through thirty columns.
    sheet.freeze_panes(1, 1)


def _words(field: Field, choices: EntryContext) -> Iterable[str]:
    """What may be chosen in a cell of this field; nothing where anything may be written."""
    if field.kind.key == "choice":
        return choices.terms(field.vocabulary)
    if field.kind.key == "area":
        return choices.areas()
    if field.kind.key == "officer":
        return choices.officer_names(field.roles)
    return ("是", "否") if field.kind.key == "flag" else ()


def _offer(
    sheet: Worksheet, words: Worksheet, column: int, place: int, label: str, offered: list[str]
) -> None:
    """The words stand in a column of their own sheet, for a list in a cell holds no more than 255 characters."""
    for row, word in enumerate((label, *offered)):
        words.write_string(row, place, word)
    letter = xl_col_to_name(place, col_abs=True)
    source = f"='{_WORDS_SHEET}'!{letter}$2:{letter}${len(offered) + 1}"
    sheet.data_validation(1, column, _TEMPLATE_ROWS, column, {"validate": "list", "source": source})


def _format(field: Field) -> str:
    return {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}.get(
        field.kind.key, "General" if field.kind.key in _NUMBERS else "@"
    )


def _width(field: Field) -> int:
    return _WIDTHS.get(field.kind.key, 16)
