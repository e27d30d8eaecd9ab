"""One cell of a table as the plain values of a field: dates, quantities, money and numbers as people write them by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from ..fields import Field, Row
from ..values import NotValid
from ..values.days import read_day
from ..values.text import half_width
from .workbook import Cell

SEPARATORS = re.compile(r"[、，,；;/\n]+")
_YES, _NO = ("是", "√", "有", "1", "Y", "y"), ("否", "×", "无", "0", "N", "n")
_LONGEST_EXACT = 15
"""Excel keeps fifteen digits of a number; of a longer one the last are lost."""
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2}")
_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#N/A", "#DIV/0!", "#NUM!", "#NULL!")
# The apostrophe of comma_text.DISARMED, so that our own export reads back as it was; '0571 keeps its own.
_ARMED = re.compile(r"^'(?=[=+\-@\t\r])")
_SERIALS = range(20_000, 80_000)
"""Days as Excel counts them that can be meant: 1954 to 2119; a year (2020) and a day in one (20200203) lie outside."""
# Excel takes 1900 for a leap year: counted from the day before, every serial after that February is right.
_EXCEL_BEGINS = date(1899, 12, 30)
_AFTER_DAY = re.compile(
    r"(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?[T　\s]*"
    r"(上午|下午|早上|中午|晚上|凌晨|早|晚)?\s*(?:([0-9]{1,2})[:时点]([0-9]{1,2})?(?:(?::[0-9]{2})|分)?)?"
)
_AFTERNOON = ("下午", "晚上", "晚")
_DAYS = (
    re.compile(
        r"[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{8}|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]?"
    ),
    re.compile(r"(?P<two>[0-9]{2})(?:年|[./-])(?P<month>[0-9]{1,2})(?:月|[./-])(?P<day>[0-9]{1,2})[日号]?"),
    re.compile(r"(?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})"),
)
_MEASURED = re.compile(
    r"(?P<about>约|大约|近)?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<tens>万)?(?P<more>余|多|左右)?(?P<unit>\D*)"
)
_PLAIN_UNITS = ("人", "名", "个", "间", "台", "家", "平方米", "平米", "㎡", "m²")


def read_cell(field: Field, cell: Cell, year: int) -> Row:
    """The values a cell gives: its field's, and for `2300余只` those of the fields of unit and 余; nothing for an empty cell.

    `year` is that of a date such as 2月3日. The fields check the values afterwards; raises NotValid for what cannot be read.
    """
    if isinstance(cell, str):
        cell = _ARMED.sub("", cell.strip())
    if cell is None or cell == "":
        return {}
    # Asked before the fields: a text field would take #REF! for what somebody wrote.
    if cell in _ERRORS:
        raise NotValid(f"算式出错（{cell}）")
    # 30余人次 speaks for three fields at once, every other cell for its own alone.
    if field.kind.key in ("quantity", "count"):
        return _measured(field, cell)
    return {field.name: _READERS.get(field.kind.key, _text)(cell, year)}


def _text(cell: Cell, year: int) -> str:
    if isinstance(cell, bool):  # first, for to Python a bool is an int
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return digits(cell)
    if isinstance(cell, datetime):  # before date, of which it is one
        return cell.strftime("%Y-%m-%d %H:%M") if cell.time() != time() else cell.strftime("%Y-%m-%d")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _code(cell: Cell, year: int) -> str:
    """An ID number, credit code or phone: full-width digits taken, blanks left out."""
    code = "".join(half_width(_text(cell, year)).split())
    if _SCIENTIFIC.fullmatch(code):
        raise NotValid(f"“{code}”的后几位已经丢失（Excel 把它当成了数字），请把单元格设为文本后重新填写")
    return code


def digits(number: float | int) -> str:
    """The number as it was typed; raises NotValid when Excel has lost its last digits."""
    if isinstance(number, float) and not number.is_integer():
        # 0.1 + 0.2 of a formula is 0.30000000000000004: twelve digits show what was meant.
        return f"{number:.12g}"
    whole = str(int(number))
    if len(whole.lstrip("-")) > _LONGEST_EXACT:
        raise NotValid("这一格是数字，后几位已经丢失，请把单元格设为文本后重新填写")
    return whole


def _day(cell: Cell, year: int) -> str:
    return _day_and_rest(cell, year)[0].isoformat()


def _moment(cell: Cell, year: int) -> str:
    """A day without an hour is taken from its beginning."""
    day, part, hour, minute = _day_and_rest(cell, year)
    if part in _AFTERNOON and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise NotValid(f"没有{hour}时{minute}分这个时间")
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"


def _day_and_rest(cell: Cell, year: int) -> tuple[date, str, int, int]:
    """Day, part of the day, hour and minute."""
    if isinstance(cell, datetime):
        return cell.date(), "", cell.hour, cell.minute
    if isinstance(cell, date):
        return cell, "", 0, 0
    typed = half_width(_text(cell, year)).strip()
    if typed.isdigit() and int(typed) in _SERIALS:
        return _EXCEL_BEGINS + timedelta(days=int(typed)), "", 0, 0
    # Typed as 10.1 or as 10.10 it is one number to Excel: nobody can tell 10月1日 from 10月10日.
    if isinstance(cell, float) and not cell.is_integer():
        raise NotValid(f"这一格是数字 {typed}，看不出是几月几日，请写成 2020-02-03")
    # What follows the day must be understood as well: 2020-02-03至05 is no day.
    for shape in _DAYS:
        found = shape.match(typed)
        rest = _AFTER_DAY.fullmatch(typed[found.end() :].strip()) if found else None
        if found and rest:
            return _day_of(found, year), rest[1] or "", int(rest[2] or 0), int(rest[3] or 0)
    return read_day(typed, year), "", 0, 0


def _day_of(found: re.Match[str], year: int) -> date:
    """The day of one of _DAYS; `year` where it has none of its own."""
    if not found.re.groupindex:
        words = found.group()
        # 2月3 is written so as often as 2月3日, which alone read_day knows.
        return read_day(words if not words[-1].isdigit() or "月" not in words else f"{words}日", year)
    in_year = 2000 + int(found.group("two")) if "two" in found.re.groupindex else year
    return read_day(f"{in_year}-{found.group('month')}-{found.group('day')}")


def _measured(field: Field, cell: Cell) -> Row:
    """`2300余只`: the number, whether there are more, and the unit, each for the field declared for it."""
    typed = "".join(half_width(_text(cell, 0)).split())
    found = _MEASURED.fullmatch(typed)
    if found is None:
        return {field.name: typed}
    # Decimal, not float: 0.07万 is 700 and not 700.0000000000001.
    number = Decimal(found.group("number").replace(",", "")) * (10_000 if found.group("tens") else 1)
    values: Row = {field.name: _plain(number)}
    # What goes to no field must say nothing: 12间 of rooms is 12, 12元 of rooms is a mistake.
    unit = found.group("unit")
    if unit and field.unit_field:
        values[field.unit_field] = unit
    elif unit and unit not in _PLAIN_UNITS:
        raise NotValid(f"“{typed}”里的“{unit}”看不懂，请只填数字")
    if found.group("about") or found.group("more"):
        if not field.remainder_field:
            raise NotValid(f"“{typed}”不是确数，请只填数字")
        values[field.remainder_field] = True
    return values


def _amount(cell: Cell, year: int) -> str:
    """`1.2万元`, `￥1,200元整`."""
    typed = half_width(_text(cell, year)).replace(",", "").replace(" ", "")
    plain = typed.removeprefix("¥").removeprefix("￥").removesuffix("整").removesuffix("元")
    if plain.endswith("万"):
        try:
            return _plain(Decimal(plain.removesuffix("万")) * 10_000)
        except InvalidOperation:
            return typed
    return plain


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _flag(cell: Cell, year: int) -> bool | str:
    """What is neither yes nor no is left as it is, for the field to refuse."""
    words = half_width(_text(cell, year))
    return words in _YES if words in (*_YES, *_NO) else words


def _names(cell: Cell, year: int) -> list[str]:
    return [name.strip() for name in SEPARATORS.split(_text(cell, year)) if name.strip()]


def _checklist(cell: Cell, year: int) -> dict[str, bool | str]:
    """`安全出口畅通：是；监控录像保存30日：否`."""
    found: dict[str, bool | str] = {}
    for part in re.split(r"[；;\n]+", _text(cell, year)):
        point, _, answer = part.replace(":", "：").rpartition("：")
        if part.strip():
            found[(point or answer).strip()] = _flag(answer or " ", year)
    return found


_READERS: dict[str, Callable[[Cell, int], object]] = {
    "day": _day,
    "moment": _moment,
    "amount": _amount,
    "flag": _flag,
    "names": _names,
    "officers": _names,
    "checklist": _checklist,
    "identity": _code,
    "credit_code": _code,
    "phone": _code,
}
