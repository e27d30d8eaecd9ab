"""One cell of a table as the plain value of a field: full-width digits, dates as written by hand, lists of names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from ..fields import Field
from ..problems import Fault, FaultyEntry
from ..values import NotValid
from ..values.days import read_day
from ..values.text import half_width

_SEPARATORS = re.compile(r"[、，,；;/\n]+")
_CLOCK = re.compile(r"(.*?)[\sT　]*([0-9]{1,2})[:时点]([0-9]{1,2})?(?::[0-9]{2}|分)?")
_YES, _NO = ("是", "√", "有", "1", "Y", "y"), ("否", "×", "无", "0", "N", "n")
_LONGEST_EXACT = 15
"""Excel keeps fifteen digits of a number; of a longer one the last are lost."""


def cell_value(field: Field, cell: Any, day: date) -> Any:
    """The plain value for the entry, None for an empty cell; the field itself checks it afterwards. Raises FaultyEntry.

    `day` gives the year to a date such as 2月3日.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    try:
        read = _READERS.get(field.kind.key)
        return read(cell, day) if read else _text(cell, day)
    except NotValid as error:
        raise FaultyEntry((Fault(field.name, f"{error}"),)) from None


def _text(cell: Any, day: date) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return _digits(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return str(cell).strip()


def _code(cell: Any, day: date) -> str:
    """An ID number, credit code or phone: full-width digits taken, blanks left out."""
    return "".join(half_width(_text(cell, day)).split())


def _digits(number: float | int) -> str:
    if isinstance(number, float) and not number.is_integer():
        return str(number)
    digits = str(int(number))
    if len(digits.lstrip("-")) > _LONGEST_EXACT:
        raise NotValid("这一格是数字，后几位已经丢失，请把单元格设为文本后重新填写")
    return digits


def _day(cell: Any, day: date) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return read_day(_text(cell, day), day.year).isoformat()


def _moment(cell: Any, day: date) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return datetime.combine(cell, time()).isoformat(timespec="minutes")
    typed = half_width(_text(cell, day))
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise NotValid(f"看不懂时间“{typed}”，请写成 2020-02-03 15:30")
    hour, minute = int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59:
        raise NotValid(f"没有{hour}时{minute}分这个时间")
    return f"{read_day(found[1], day.year).isoformat()}T{hour:02d}:{minute:02d}"


def _number(cell: Any, day: date) -> str:
    return half_width(_text(cell, day)).replace(",", "").strip()


def _amount(cell: Any, day: date) -> str:
    return _number(cell, day).removeprefix("¥").removeprefix("￥").removesuffix("元").strip()


def _flag(cell: Any, day: date) -> bool | str:
    """What is neither yes nor no is left as it is, for the field to refuse."""
    words = half_width(_text(cell, day))
    return words in _YES if words in (*_YES, *_NO) else words


def _names(cell: Any, day: date) -> list[str]:
    return [name.strip() for name in _SEPARATORS.split(_text(cell, day)) if name.strip()]


def _checklist(cell: Any, day: date) -> dict[str, bool | str]:
    """`安全出口畅通：是；监控录像保存30日：否`."""
    found: dict[str, bool | str] = {}
    for part in re.split(r"[；;\n]+", _text(cell, day)):
        point, _, answer = part.replace(":", "：").rpartition("：")
        if part.strip():
            found[(point or answer).strip()] = _flag(answer or " ", day)
    return found


_READERS: dict[str, Callable[[Any, date], Any]] = {
    "day": _day,
    "moment": _moment,
    "count": _number,
    "quantity": _number,
    "amount": _amount,
    "flag": _flag,
    "names": _names,
    "officers": _names,
    "checklist": _checklist,
    "identity": _code,
    "credit_code": _code,
    "phone": _code,
}
