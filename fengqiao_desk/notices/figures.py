"""Figures of venues and notices that are computed as they stand: coverage of the registers, streaks without incident."""

from __future__ import annotations

from dataclasses import replace

from ..cases import FigureRow, LeftOut, StandingFigure
from ..station import Station
from ..values.days import Period, show_short_day
from .coverage import Coverage, by_notice, by_visit
from .streaks import Streak, by_category, uncounted

SECTION = "场所管理与告知书送达"


def _coverage(station: Station, period: Period) -> list[FigureRow]:
    """Venues of 重点场所 reached in the period, of all in the register at its end; nothing when there are none."""
    found = [by_notice(station, period)]
    return [_percent(each, period, f"{each.register}告知书覆盖率") for each in found if each.total]


def _visited(station: Station, period: Period) -> list[FigureRow]:
    """Each register of which anything was visited in the period."""
    return [_percent(each, period, _visit_label(each)) for each in by_visit(station, period) if each.reached]


def _not_served(station: Station, period: Period) -> list[LeftOut]:
    return _missed(by_notice(station, period), period, "期间内没有送达告知书", "")


def _not_visited(station: Station, period: Period) -> list[LeftOut]:
    """Those missed of each register, under the label of its figure."""
    return [
        missed
        for each in by_visit(station, period)
        for missed in _missed(each, period, "期间内没有走访检查", _visit_label(each))
    ]


def _missed(found: Coverage, period: Period, why: str, label: str) -> list[LeftOut]:
    return [LeftOut(venue.number, period.last.isoformat(), why, label) for venue in found.missed]


def _no_reset(station: Station, period: Period) -> list[LeftOut]:
    return [replace(each, label=f"{each.label}连续零警情") for each in uncounted(station, period)]


def _visit_label(found: Coverage) -> str:
    return f"{found.register}走访检查覆盖率"


def _visited_remarks(station: Station, period: Period) -> dict[str, str]:
    """`170/170`."""
    return {_visit_label(each): each.told for each in by_visit(station, period)}


def _percent(found: Coverage, period: Period, label: str) -> FigureRow:
    percent = found.reached * 100 * 1000 // found.total
    return FigureRow("", period.last.isoformat(), percent, False, label, "%")


def _streaks(station: Station, period: Period) -> list[FigureRow]:
    """The streak of each category as it stands at the end of the period."""
    return [
        FigureRow("", str(period.last), streak.days * 1000, False, _label(streak), "天")
        for streak in by_category(station, period.last)
    ]


def _streak_remarks(station: Station, period: Period) -> dict[str, str]:
    """Since when, after which event, and how many days were not reported."""
    return {_label(streak): _remark(streak) for streak in by_category(station, period.last)}


def _label(streak: Streak) -> str:
    return f"{streak.category}连续零警情"


def _remark(streak: Streak) -> str:
    reset = f"，前一日有{streak.reset_by.partition(' ')[2]}" if streak.reset_by else ""
    missing = f"，另有{streak.days_without_sheet}天未报" if streak.days_without_sheet else ""
    return f"自{show_short_day(streak.since)}起{reset}{missing}"


STANDING_FIGURES = (
    StandingFigure(
        "notices.coverage",
        SECTION,
        "期末",
        "期间内签收、留置或公告期满的重点场所，占期末在册重点场所的百分比",
        _coverage,
        left_out=_not_served,
    ),
    StandingFigure(
        "venues.visited",
        SECTION,
        "期末",
        "期间内检查、复查或者走访过的登记对象，占期末在册的百分比，按登记分",
        _visited,
        _visited_remarks,
        left_out=_not_visited,
    ),
    StandingFigure(
        "venues.streak",
        SECTION,
        "期末",
        "自最近一次计入的警情次日起，有日报的完整天数",
        _streaks,
        _streak_remarks,
        _no_reset,
    ),
)
