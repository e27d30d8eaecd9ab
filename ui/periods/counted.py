"""What 统计报表 shows of a period, counted off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao_desk import summaries
from fengqiao_desk.cases import Figure
from fengqiao_desk.cases.part import Part
from fengqiao_desk.station import Station
from fengqiao_desk.summaries import Closing, Compared, Correction, FigureValue
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.quantities import Quantity

from ..background import Progress


@dataclass(frozen=True)
class Trend:
    """A figure over thirteen of the station's months: `("2026-11", quantity)`, oldest first; None before the ledger began."""

    figure: Figure
    months: tuple[tuple[str, Quantity | None], ...]


@dataclass(frozen=True)
class CountedPeriod:
    """The corrections are the period's own once it is closed, else those of the periods before; a part has none."""

    period: Period
    part: Part
    beside: Compared
    figures: list[FigureValue]
    trends: list[Trend]
    closing: Closing | None
    corrections: list[Correction]
    texts: dict[str, str]


def counted(station: Station, period: Period, part: Part, today: date, progress: Progress) -> CountedPeriod:
    """Everything of a period as of today; given up where the next count has begun."""
    closing = summaries.closing_of(station, period)
    later = summaries.changes_since(station, closing) if closing else summaries.corrections(station, period)
    # Between the slow parts: a period that was left for another need not be counted to its end.
    progress.check()
    figures = summaries.figures_of(summaries.Count(station, period, part=part, today=today))
    trends = []
    for figure in summaries.trends():
        progress.check()
        months = summaries.Count(station, period, part=part).monthly(figure.key)
        trends.append(Trend(figure, tuple(months)))
    beside, texts = summaries.compared(station, period), summaries.notes_of(station, period)
    return CountedPeriod(period, part, beside, figures, trends, closing, later, texts)
