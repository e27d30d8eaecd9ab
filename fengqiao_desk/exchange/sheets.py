"""Excel out: the template of a kind with its words, and an export of its cases, both made from the declared fields."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from ..cases import CaseKind, load
from ..cases.records import WITHDRAWN
from ..cases.saving.checking import Tell
from ..fields import EntryContext, Field, Row
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.days import parse_day, parse_moment

NUMBER, STATE, KEY = "编号", "状态", "序号"
REQUIRED_MARK = "*"
_WORDS_SHEET = "可选的词"
_TEMPLATE_ROWS = 2000
TOLD_EVERY = 50
"""Cases between two words of how far it is."""
_NUMBERS = ("count", "quantity")
_WIDTHS = {"text": 40, "line": 22, "day": 13, "moment": 18, "identity": 22, "credit_code": 22}


@dataclass(frozen=True)
class Exported:
    """The file's bytes, how many cases stand in it, and how many were left out because the law seals them."""

    content: bytes
    cases: int
    sealed: int


def plain_fields(fields: Iterable[Field]) -> list[Field]:
    """The fields that stand in one cell; rows of fields have a sheet of their own."""
    return [field for field in fields if not field.is_rows]


def template(kind: CaseKind, choices: EntryContext) -> bytes:
    """An empty workbook to fill in: the labels as heads, required ones marked *, words offered in the cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        main = book.add_worksheet(kind.title[:31])
        _head(book, main, (KEY,), kind.fields)
        sheets = [(main, plain_fields(kind.fields))]
        for field in kind.fields:
            if field.is_rows:
                rows = book.add_worksheet(field.label[:31])
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


Made = Callable[[Station, CaseKind, list[str], Tell | None], bytes]


def export(
    station: Station,
    kind: CaseKind,
    purpose: str,
    act: Act,
    made: Made | None = None,
    tell: Tell | None = None,
) -> Exported:
    """All cases of a kind as a file; the purpose is asked for and logged, what the law seals stays out (治安管理处罚法第136条).

    `made` writes the cases of these numbers, a workbook when it is not given; `tell` may stop it, and then nothing is logged: ID numbers are text there, dates are dates, and no cell
    can become a formula. Raises FaultyEntry without a purpose.
    """
    require(act, Right.EXPORT)
    if not purpose.strip():
        raise FaultyEntry((Fault("purpose", "请写明导出的用途"),))
    with station.writing():
        found = station.connections.run(
            "SELECT number, state FROM cases WHERE kind = ? AND state <> ? ORDER BY year, sequence",
            kind.key,
            WITHDRAWN,
        )
        numbers = [str(number) for number, state in found if state not in kind.sealed_states]
        content = (made or workbook)(station, kind, numbers, tell)
        put_on_record(
            station.connections,
            act,
            "导出表格",
            kind.key,
            {"purpose": [None, purpose.strip()], "cases": [None, len(numbers)]},
        )
    return Exported(content, len(numbers), len(found) - len(numbers))


def workbook(station: Station, kind: CaseKind, numbers: list[str], tell: Tell | None = None) -> bytes:
    """The cases on one sheet, each field of rows on a sheet of its own, tied by the number."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        main = book.add_worksheet(kind.title[:31])
        write = _writer(book)
        _head(book, main, (NUMBER, STATE), kind.fields)
        children = [field for field in kind.fields if field.is_rows]
        below = [book.add_worksheet(field.label[:31]) for field in children]
        lines = [0] * len(children)
        for sheet, field in zip(below, children, strict=True):
            _head(book, sheet, (NUMBER,), field.rows)
        for line, number in enumerate(numbers, start=1):
            if tell is not None and line % TOLD_EVERY == 0:
                tell(line, len(numbers))
            case = load(station, kind, number)
            write(main, line, 0, None, number)
            write(main, line, 1, None, case.state)
            _write_row(write, main, line, 2, kind.fields, case.values)
            for place, field in enumerate(children):
                for row in case.values[field.name] or []:
                    lines[place] += 1
                    write(below[place], lines[place], 0, None, number)
                    _write_row(write, below[place], lines[place], 1, field.rows, row)
    return out.getvalue()


WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_Write = Callable[[Any, int, int, Field | None, Any], None]


def _writer(book: Any) -> _Write:
    """Writes a plain value: dates as dates, numbers as numbers, all else as text that can never become a formula."""
    day, moment = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
    number, text = book.add_format({"num_format": "General"}), book.add_format({"num_format": "@"})
    disarmed = book.add_format({"num_format": "@", "quote_prefix": True})

    def write(sheet: Any, row: int, column: int, field: Field | None, value: Any) -> None:
        kind = field.kind.key if field else "line"
        if value in (None, "", [], {}):
            return
        if kind == "day" and _in_excel(parse_day(value)):
            sheet.write_datetime(row, column, parse_day(value), day)
        elif kind == "moment" and _in_excel(parse_moment(value).date()):
            sheet.write_datetime(row, column, parse_moment(value), moment)
        elif kind in _NUMBERS:
            sheet.write_number(row, column, value, number)
        else:
            shown = _text(field, value)
            sheet.write_string(row, column, shown, disarmed if shown[:1] in "=+-@\t\r" else text)

    return write


def _in_excel(day: date) -> bool:
    """Excel knows no day before 1900-03-01 for certain."""
    return day >= date(1900, 3, 1)


def _text(field: Field | None, value: Any) -> str:
    """The whole value, not masked: it leaves the house for a purpose that was told."""
    if isinstance(value, bool | dict | list) and field is not None:
        return field.kind.show(value)
    return str(value)


def _write_row(
    write: _Write, sheet: Any, line: int, first: int, fields: tuple[Field, ...], values: Row
) -> None:
    for column, field in enumerate(plain_fields(fields), start=first):
        write(sheet, line, column, field, values.get(field.name))


def _head(book: Any, sheet: Any, own: tuple[str, ...], fields: tuple[Field, ...]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    marked = [field.label + (REQUIRED_MARK if field.required else "") for field in plain_fields(fields)]
    for column, words in enumerate((*own, *marked)):
        sheet.write_string(0, column, words, bold)
        sheet.set_column(column, column, 14)
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


def _offer(sheet: Any, words: Any, column: int, place: int, label: str, offered: list[str]) -> None:
    """The words stand in a column of their own sheet, for a list in a cell holds no more than 255 characters."""
    for row, word in enumerate((label, *offered)):
        words.write_string(row, place, word)
    letter = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
    source = f"='{_WORDS_SHEET}'!{letter}$2:{letter}${len(offered) + 1}"
    sheet.data_validation(1, column, _TEMPLATE_ROWS, column, {"validate": "list", "source": source})


def _format(field: Field) -> str:
    return {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}.get(
        field.kind.key, "General" if field.kind.key in _NUMBERS else "@"
    )


def _width(field: Field) -> int:
    return _WIDTHS.get(field.kind.key, 16)
