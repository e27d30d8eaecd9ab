"""How much of the station's force was on patrol: 人次 of the days with an entry, of the force on each of them."""

from __future__ import annotations

from ..cases import FigureRow, StandingFigure
from ..cases.heads import CaseHead, with_case
from ..station import Station
from ..values.days import Period
from .declaration import Activity

_LABEL = "巡逻警力占全所警力"
_UNIT = "人次"


def _rows(station: Station, period: Period) -> list[FigureRow]:
    """The entries of the words that count as patrol, in 人次."""
    # Every word there ever was: one that was put out of use since still counts where it was used.
    terms = station.vocabularies.every(Activity.activity.declared.vocabulary)
    words = [term.label for term in terms if term.facts.get("patrol") is True]
    query = (
        with_case(Activity, CaseHead.number, Activity.day, Activity.quantity, Activity.approximate)
        .where(Activity.day >= period.first, Activity.day <= period.last)
        .where(Activity.unit == _UNIT, Activity.activity.in_(words))
        .order_by(Activity.day, CaseHead.number)
    )
    return [
        FigureRow(number, day, quantity, bool(approximate), _LABEL, _UNIT)
        for number, day, quantity, approximate in station.connections.rows(query)
    ]


def _share(station: Station, period: Period) -> list[FigureRow]:
    """Nothing where the force is not stated or no patrol was entered."""
    rows, force = _rows(station, period), station.profile(period.last).force
    if not rows or not force:
        return []
    # A day without an entry is a day nobody wrote down, not one without a patrol: it does not lower the share.
    days = len({row.day for row in rows})
    # Thousandths of 人次 by 人 and day, a hundred times: thousandths of a percent, rounded down.
    percent = sum(row.thousandths for row in rows) * 100 // (force * days)
    approximate = any(row.approximate for row in rows)
    return [FigureRow("", period.last.isoformat(), percent, approximate, _LABEL, "%")]


def _remarks(station: Station, period: Period) -> dict[str, str]:
    """`8日有记录，日均28人次，全所40人`."""
    rows, force = _rows(station, period), station.profile(period.last).force
    days = len({row.day for row in rows})
    mean = sum(row.thousandths for row in rows) // (1000 * days) if days else 0
    return {_LABEL: f"{days}日有记录，日均{mean}{_UNIT}，全所{force}人"}


SHARE = StandingFigure(
    "patrols.share",
    "服务与防控",
    "活动日期",
    "有巡逻警力记录的各日，人次合计占民警和辅警人数（设置里的）逐日合计的百分比；没有记录的日子不计",
    _share,
    _remarks,
    records=_rows,
    whole_only="巡逻警力占比按全所警力计算，不按社区和民警分列",
)
