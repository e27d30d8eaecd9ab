"""What 统计报表 shows of a period, counted off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao_desk import summaries
from fengqiao_desk.cases import Figure
from fengqiao_desk.cases.part import Part
from fengqiao_desk.station import Station
from fengqiao_desk.summaries import Closing, Compared, FigureValue
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.quantities import Quantity

from ..background import Progress


@dataclass(frozen=True)
class Trend:
    """A figure over thirteen of the station's months: `("2026-11", quantity)`, oldest first; None before the ledger began."""

    figure: Figure
    months: tuple[tuple[str, Quantity | None], ...]


@dataclass(frozen=True)
class CorrectionGroup:
    """Sentences of 更正 under one heading; `is_to_come` as long as no closed summary tells them."""

    heading: str
    sentences: tuple[str, ...]
    is_to_come: bool = False


@dataclass(frozen=True)
class CountedPeriod:
    """The corrections are the period's own and those on its paper once it is closed, else those that its paper will tell."""

    period: Period
    part: Part
    beside: Compared
    figures: list[FigureValue]
    trends: list[Trend]
    closing: Closing | None
    corrections: tuple[CorrectionGroup, ...]
    texts: dict[str, str]


def counted(station: Station, period: Period, part: Part, today: date, progress: Progress) -> CountedPeriod:
    """Everything of a period as of today; given up where the next count has begun."""
    closing = summaries.closing_of(station, period)
    later = _corrections(station, period, closing)
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


def _corrections(station: Station, period: Period, closing: Closing | None) -> tuple[CorrectionGroup, ...]:
    """What is to be told, what was told of the period since it was closed, what its own paper tells; no group without a sentence."""
    if closing is None:
        sentences = tuple(each.sentence for each in summaries.corrections(station, period))
        groups = [CorrectionGroup("将写入本期的更正", sentences, is_to_come=True)]
    else:
        to_come = tuple(each.sentence for each in summaries.changes_since(station, closing))
        groups = [
            CorrectionGroup("将写入下期的更正", to_come, is_to_come=True),
            *_already_written(station, period),
            CorrectionGroup("本期汇报写明的更正", closing.corrections.sentences),
        ]
    return tuple(group for group in groups if group.sentences)


def _already_written(station: Station, period: Period) -> list[CorrectionGroup]:
    """A group for each later summary that told something of the period."""
    by_paper: dict[Period, list[str]] = {}
    for written in summaries.written_of(station, period):
        by_paper.setdefault(written.written_in, []).append(written.sentence)
    return [
        CorrectionGroup(f"{summaries.title_of(station, paper)}汇报已写明的更正", tuple(sentences))
        for paper, sentences in by_paper.items()
    ]
