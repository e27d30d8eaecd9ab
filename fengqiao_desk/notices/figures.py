"""Figures of venues and notices that are computed as they stand: coverage of the register, streaks without incident."""

from __future__ import annotations

from ..cases import FigureRow, StandingFigure
from ..station import Station
from ..values.days import Period
from .streaks import by_category

HUNDRED_PERCENT = 100


def _coverage(station: Station, period: Period) -> list[FigureRow]:
    """Venues of 重点场所 reached in the period, of all in the register at its end; nothing when there are none."""
    rows = station.connections.run(
        "SELECT c.number, EXISTS (SELECT 1 FROM notices n JOIN cases k ON k.key = n.owner_key JOIN steps s ON s.case_key = k.key "
        "WHERE n.venue = c.number AND k.state <> '已作废' AND s.step = 'serve' AND s.to_state IN ('已签收', '已留置') AND s.day >= ? AND s.day < ?) "
        "FROM venues f JOIN cases c ON c.key = f.owner_key WHERE f.registered_on < ? AND c.state <> '歇业' AND f.category IN "
        "(SELECT label FROM terms WHERE vocabulary = 'venue_category' AND json_extract(facts, '$.register') = '重点场所')",
        *(period.start, period.end, period.end),
    )
    if not rows:
        return []
    reached = sum(found for _, found in rows)
    percent = reached * HUNDRED_PERCENT * 1000 // len(rows)
    return [FigureRow("", period.last.isoformat(), percent, False, "重点场所告知书覆盖率", "%")]


def _streaks(station: Station, period: Period) -> list[FigureRow]:
    """The streak of each category as it stands at the end of the period."""
    return [
        FigureRow("", str(period.last), streak.days * 1000, False, f"{streak.category}连续零警情", "天")
        for streak in by_category(station, period.last)
    ]


STANDING_FIGURES = (
    StandingFigure(
        "notices.coverage",
        "场所管理与告知书送达",
        "期末",
        "期间内签收或留置的重点场所，占期末在册重点场所的百分比",
        _coverage,
    ),
    StandingFigure(
        "venues.streak",
        "场所管理与告知书送达",
        "期末",
        "自最近一次计入的警情次日起，有日报的完整天数",
        _streaks,
    ),
)
