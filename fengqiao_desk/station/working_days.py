"""The station's own working-day table: a new year's notice of the State Council, loaded from a file."""

from __future__ import annotations

import csv
import io
from datetime import date

from ..problems import Fault, FaultyEntry
from ..store.database import Connections
from ..values import NotValid
from ..values.days import read_day
from ..values.text import clean
from ..values.workdays import SpecialDay
from .act import Act, put_on_record
from .rights import Right, require
from .tables import CalendarDayRow

_KINDS = {"休": False, "放假": False, "off": False, "班": True, "上班": True, "work": True}
_COLUMNS = 3


def read_table(text: str) -> list[SpecialDay]:
    """Rows `日期,休或班,节日`; raises FaultyEntry with every bad row."""
    found, faults = [], []
    for number, row in enumerate(csv.reader(io.StringIO(clean(text))), start=1):
        # Remarks and the heading, as the shipped table has them (`# …`, `day,kind,holiday`).
        if not row or row[0].startswith("#") or row[0] in ("日期", "day"):
            continue
        try:
            if len(row) < _COLUMNS or row[1].strip() not in _KINDS:
                raise NotValid("应写成 2027-01-01,休,元旦 的样子，第二栏写“休”或“班”")
            found.append(SpecialDay(read_day(row[0].strip()), _KINDS[row[1].strip()], row[2].strip()))
        except NotValid as error:
            faults.append(Fault("file", f"第 {number} 行：{error}", number))
    if not found and not faults:
        faults.append(Fault("file", "文件里没有一行日期"))
    if faults:
        raise FaultyEntry(tuple(faults))
    return found


def load_table(connections: Connections, days: list[SpecialDay], act: Act) -> tuple[int, ...]:
    """Keep the days over the shipped table; gives the years they are of. Dates computed before are provisional no more."""
    require(act, Right.CHANGE_HOLIDAYS)
    years = tuple(sorted({special.day.year for special in days}))
    with connections.writing():
        for special in days:
            row = CalendarDayRow.insert(
                {
                    CalendarDayRow.day: special.day.isoformat(),
                    CalendarDayRow.working: special.is_working,
                    CalendarDayRow.title: special.holiday,
                }
            )
            connections.execute(
                row.on_conflict(
                    conflict_target=[CalendarDayRow.day],
                    preserve=[CalendarDayRow.working, CalendarDayRow.title],
                )
            )
        changes = {"years": list(years), "days": len(days)}
        put_on_record(connections, act, "载入节假日", "节假日", changes)
    return years


def known_until(rows: list[SpecialDay], shipped: date) -> date:
    """A loaded year is known to its end."""
    return max([shipped, *(date(special.day.year, 12, 31) for special in rows)])
