"""Figures of venues and notices that are computed as they stand: coverage of the registers, streaks without incident."""

from __future__ import annotations

from dataclasses import replace

import peewee

from ..cases import FigureRow, LeftOut, StandingFigure
from ..cases.heads import CaseHead, StepHead
from ..station import Station
from ..values.days import Period, show_day, show_short_day
from .coverage import Coverage, by_notice, by_visit
from .streaks import Streak, by_category, uncounted
from .venue_records import DaySheet

SECTION = "场所管理与告知书送达"


def _served(station: Station, period: Period) -> list[FigureRow]:
    """The venues of 重点场所 on which a notice was served in the period."""
    found = by_notice(station, period)
    return _reached(found, period, f"{found.register}告知书覆盖率")


def _visited(station: Station, period: Period) -> list[FigureRow]:
    """The venues that were visited, under the label of their register's figure."""
    return [row for each in by_visit(station, period) for row in _reached(each, period, _visit_label(each))]


def _not_served(station: Station, period: Period) -> list[LeftOut]:
    found = by_notice(station, period)
    return _missed(found, period, "期间内没有送达告知书", f"{found.register}告知书覆盖率")


def _not_visited(station: Station, period: Period) -> list[LeftOut]:
    """Those missed of each register of which anything was visited, under the label of its figure."""
    return [
        missed
        for each in by_visit(station, period)
        # A register of which nothing was visited has no figure, and so nothing that was left out of it.
        if each.reached
        for missed in _missed(each, period, "期间内没有走访检查", _visit_label(each))
    ]


def _missed(found: Coverage, period: Period, why: str, label: str) -> list[LeftOut]:
    return [LeftOut(venue.number, period.last.isoformat(), why, label) for venue in found.missed]


def _no_reset(station: Station, period: Period) -> list[LeftOut]:
    return [replace(each, label=f"{each.label}连续零警情") for each in uncounted(station, period)]


def _visit_label(found: Coverage) -> str:
    return f"{found.register}走访检查覆盖率"


def _reached(found: Coverage, period: Period, label: str) -> list[FigureRow]:
    day = period.last.isoformat()
    return [
        # Figures carry thousandths, so one venue is 1000.
        FigureRow(venue.number, day, 1000, approximate=False, label=label, unit="个")
        for venue in found.hit
    ]


def _streaks(station: Station, period: Period) -> list[FigureRow]:
    """The streak of each category as it stands at the end of the period."""
    return [
        FigureRow("", str(period.last), streak.days * 1000, False, _label(streak), "天")
        for streak in by_category(station, period.last)
    ]


def _sheets(station: Station, period: Period) -> list[FigureRow]:
    """The days of each streak, each with one of the venues for which its sheet was filed."""
    filed = (
        DaySheet.select(DaySheet.category, StepHead.day, peewee.fn.MIN(CaseHead.number))
        # CROSS keeps the order: SQLite would else begin with all steps of the station.
        .join(StepHead, peewee.JOIN.CROSS)
        .join(CaseHead, on=CaseHead.key == StepHead.case_key)
        .where(StepHead.key == DaySheet.owner_key, StepHead.day <= period.last)
        .group_by(DaySheet.category, StepHead.day)
        .order_by(DaySheet.category, StepHead.day)
    )
    sheets = station.connections.rows(filed)
    return [
        FigureRow(number, day, 1000, approximate=False, label=_label(streak), unit="天")
        for streak in by_category(station, period.last)
        for category, day, number in sheets
        if category == streak.category and day >= streak.since.isoformat()
    ]


def _streak_remarks(station: Station, period: Period) -> dict[str, str]:
    """Since when, after which event, and how many days were not reported."""
    return {_label(streak): _remark(streak) for streak in by_category(station, period.last)}


def _label(streak: Streak) -> str:
    return f"{streak.category}连续零警情"


def _remark(streak: Streak) -> str:
    event = _event(streak)
    # The reset was on the last day itself: the streak begins only tomorrow.
    if streak.since > streak.until:
        return f"{show_short_day(streak.until)}{event}，次日重新起算"
    reset = f"，前一日{event}" if event else ""
    late = f"，其中{streak.days_filed_late}天为补报" if streak.days_filed_late else ""
    missing = f"，另有{streak.days_without_sheet}天未报" if streak.days_without_sheet else ""
    since = show_short_day(streak.since) if streak.since.year == streak.until.year else show_day(streak.since)
    return f"自{since}起{reset}{late}{missing}"


def _event(streak: Streak) -> str:
    """`金悦棋牌有聚集警情`: it stands in brackets and has none of its own."""
    # `reset_by` is a sentence of day, sort and venue in brackets; brackets within brackets would not read.
    what, _, venue = streak.reset_by.partition(" ")[2].partition("（")
    return f"{venue.removesuffix('）')}有{what}" if what else ""


STANDING_FIGURES = (
    StandingFigure(
        key="notices.coverage",
        section=SECTION,
        base="期末",
        rule="期间内签收、留置或公告期满的重点场所，占期末在册重点场所的百分比",
        left_out=_not_served,
        records=_served,
        share="送达",
    ),
    StandingFigure(
        key="venues.visited",
        section=SECTION,
        base="期末",
        rule="期间内检查、复查或者走访过的登记对象，占期末在册的百分比，按登记分",
        left_out=_not_visited,
        records=_visited,
        share="走访检查",
    ),
    StandingFigure(
        key="venues.streak",
        section=SECTION,
        base="期末",
        rule="自最近一次计入的警情次日起，有日报的完整天数",
        compute=_streaks,
        remarks=_streak_remarks,
        left_out=_no_reset,
        records=_sheets,
        whole_only="连续零警情按全所的类别日报计算，不按社区和民警分列",
    ),
)
