"""The figures of a period as charts: thirteen months, parts of a whole, coverage, days without incident; every bar opens its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fengqiao_desk import summaries
from fengqiao_desk.cases import StandingFigure
from fengqiao_desk.station import Station
from fengqiao_desk.summaries import FigureValue
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.percentages import Ratio
from fengqiao_desk.values.quantities import Quantity

from ..widgets import Bar, BarChart, BarRows, Card, EmptyState, ScrollingColumn, label
from ..widgets.month_bars import month_bar, month_words
from .counted import CountedPeriod, Trend

# 100 %, in thousandths as every quantity.
_FULL_PERCENT = 100_000
_BREAKDOWN = "·"


class FigureCharts(ScrollingColumn):
    """`chosen(FigureValue, Period)` when a bar is clicked or Enter is pressed on it."""

    chosen = Signal(object, object)

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setAccessibleName("图表")
        self._station = station
        self.charts: dict[str, BarChart | BarRows] = {}
        self._cards: list[QWidget] = []
        self._empty = EmptyState("这一期没有可以画的指标。", icon_name="chart")
        self.column.addWidget(self._empty)
        self.column.addStretch()

    def show_counted(self, counted: CountedPeriod) -> None:
        """The charts of a period in place of those before; one without anything above zero is not drawn."""
        for card in self._cards:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self.charts = [], {}
        for trend in counted.trends:
            self._add_trend(trend, counted.figures)
        drawn = [figure for figure in counted.figures if summaries.is_drawn(figure)]
        for section in dict.fromkeys(figure.section for figure in drawn):
            self._add_parts(section, [figure for figure in drawn if figure.section == section], counted)
        self._add_standing("覆盖率", _standing(counted.figures, "%"), counted.period, most=_FULL_PERCENT)
        self._add_standing("连续零警情", _standing(counted.figures, "天"), counted.period)
        self._empty.setVisible(not self._cards)
        self.setFocusProxy(next(iter(self.charts.values()), self._empty))

    def _add_trend(self, trend: Trend, figures: Sequence[FigureValue]) -> None:
        figure = next((each for each in figures if each.key == trend.figure.key), None)
        # Thirteen empty months would be a chart of nothing.
        if figure is None or not any(quantity and quantity.thousandths for _, quantity in trend.months):
            return
        months, unit = trend.months, trend.figure.unit
        bars = [month_bar(month, quantity, unit) for month, quantity in months]
        # The first of thirteen months is the same month a year ago.
        chart = BarChart(f"近13个月{figure.label}", bars, compared=0)
        note = f"斜线为{month_words(months[0][0])}，可与{month_words(months[-1][0])}相比"
        # Before the ledger began there is no 0, there is nothing.
        if months[0][1] is None:
            note = f"{month_words(months[0][0])}没有记录，无可比数据"

        def choose(place: int) -> None:
            """The figure of the bar's month, counted from the left."""
            month, quantity = months[place]
            # The bar is of another month: what the figure was compared with does not hold there.
            own = replace(figure, value=quantity or Quantity(0), previous=None, last_year=None, remark="")
            self.chosen.emit(own, summaries.station_month(self._station, month))

        self._add(f"近13个月{figure.label}（{unit}）", chart, choose, note)

    def _add_parts(self, section: str, parts: list[FigureValue], counted: CountedPeriod) -> None:
        total = sum(figure.value.thousandths for figure in parts)
        bars = []
        for figure in parts:
            share = Ratio(figure.value.thousandths, total).show()
            sentence = f"{figure.label}{figure.shown}，占{share}"
            bars.append(Bar(figure.label, figure.value.thousandths, sentence, f"{figure.shown}  {share}"))
        part, _, breakdown = section.partition(_BREAKDOWN)
        chart = BarRows(f"{part}按{breakdown}分", bars)
        self._add(
            f"{part}：按{breakdown}分", chart, lambda place: self.chosen.emit(parts[place], counted.period)
        )

    def _add_standing(
        self, heading: str, figures: list[FigureValue], period: Period, *, most: int = 0
    ) -> None:
        if not figures:
            return
        bars = []
        for figure in figures:
            name = figure.label.removesuffix(heading)
            remark = f"，{figure.remark}" if figure.remark else ""
            bars.append(
                Bar(name, figure.value.thousandths, f"{figure.label}{figure.shown}{remark}", figure.shown)
            )
        chart = BarRows(heading, bars, most=most)
        note = "；".join(
            f"{bar.name}：{figure.remark}" for bar, figure in zip(bars, figures, strict=True) if figure.remark
        )
        self._add(heading, chart, lambda place: self.chosen.emit(figures[place], period), note)

    def _add(
        self, heading: str, chart: BarChart | BarRows, choose: Callable[[int], None], note: str = ""
    ) -> None:
        card = Card(heading)
        card.body.addWidget(chart)
        if note:
            card.body.addWidget(label(note, "small", wrap=True))
        chart.chosen.connect(choose)
        self.charts[heading] = chart
        # Above the sentence for nothing drawn and the stretch, which end the column.
        self.column.insertWidget(len(self._cards), card)
        self._cards.append(card)


def _standing(figures: Sequence[FigureValue], unit: str) -> list[FigureValue]:
    return [
        figure
        for figure in figures
        if figure.unit == unit and isinstance(summaries.figure_of(figure.key), StandingFigure)
    ]
