"""The month so far in a few figures, and the last thirteen months of the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout

from fengqiao_desk import summaries
from fengqiao_desk.cases import CaseKind, Figure
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Station
from fengqiao_desk.summaries import Count, FigureValue, figure_of
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.quantities import Quantity

from ..background import Progress
from ..context import WindowContext
from ..page import STATISTICS
from ..widgets import BarChart, FigureTile
from ..widgets.month_bars import month_bar
from ..widgets.refreshed_card import RefreshedCard

_TILES = 6
_A_KIND = 2
_AT_THE_END = "期末"


@dataclass(frozen=True)
class _Shown:
    figure: FigureValue
    month_before: Quantity


class MonthCard(RefreshedCard):
    """Two figures a kind, as many as fit; counted off the window's thread."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__("本月至今")
        self._context = context
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.tiles: list[FigureTile] = []

    def refresh(self) -> None:
        """Counts the month so far and as many days of the month before."""
        station, today = self._context.station, self._context.now().date()
        self._context.background.run(
            self,
            lambda progress: _headlines(station, today, progress),
            self._show,
            self._context.messages.problem,
            anew=True,
        )

    def _show(self, found: list[_Shown]) -> None:
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [_tile(shown) for shown in found]
        # The station's own month, which may begin on the 26th.
        month = self._month()
        for tile, shown in zip(self.tiles, found, strict=True):
            tile.chosen.connect(partial(self._context.go, STATISTICS, f"{month} {shown.figure.label}"))
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // 2, place % 2)

    def _month(self) -> str:
        return summaries.month_of(self._context.station, self._context.now().date())


class YearCard(RefreshedCard):
    """A bar a month of the first kind's first figure; a bar leads to the month's figures."""

    def __init__(self, context: WindowContext) -> None:
        # Standing figures have no course over months.
        self._figure = next(figure for figure in KINDS[0].figures if isinstance(figure, Figure))
        super().__init__(f"13 个月{self._figure.label}")
        self._context = context
        self._months: list[str] = []
        self.chart = BarChart(self._figure.label, compared=0)
        self.chart.chosen.connect(lambda place: context.go(STATISTICS, self._months[place]))
        self.body.addWidget(self.chart)

    def refresh(self) -> None:
        """Counts thirteen months, so that the same month a year ago stands in it."""
        station, today = self._context.station, self._context.now().date()
        self._context.background.run(
            self,
            lambda _: Count(station, Period(today, today)).monthly(self._figure.key),
            self._show,
            self._context.messages.problem,
            anew=True,
        )

    def _show(self, found: list[tuple[str, Quantity | None]]) -> None:
        self._months = [month for month, _ in found]
        self.chart.set_bars([month_bar(month, quantity, self._figure.unit) for month, quantity in found])


def _headlines(station: Station, today: date, progress: Progress) -> list[_Shown]:
    """The figures of the station's month so far with those of as many days of the month before."""
    month = summaries.span_at(station, today, summaries.MONTH)
    days = summaries.days_of(station, month)
    before = summaries.days_of(station, month.step(-1))
    chosen = _chosen(Count(station, Period(days.first, today)).figures())
    progress.check()
    former = Count(
        # As many days as this month has had, where the month before has so many.
        station,
        Period(before.first, min(before.first + (today - days.first), before.last)),
    ).figures()
    # Goods of one name may be counted in several units: the unit belongs to what is compared.
    values = {(figure.key, figure.label, figure.unit): figure.value for figure in former}
    return [
        _Shown(figure, values.get((figure.key, figure.label, figure.unit), Quantity(0))) for figure in chosen
    ]


def _chosen(figures: list[FigureValue]) -> list[FigureValue]:
    """Of each kind the first figures that are plain sums, those told first in the summary before others."""
    found: list[FigureValue] = []
    for kind in KINDS:
        own = [figure for figure in figures if _is_sum_of(kind, figure)]
        own.sort(key=lambda figure: not _is_headline(figure))
        found.extend(own[:_A_KIND])
    if len(found) > _TILES:
        # Not all find room: what is 0 goes last; only the first kind's own stay where they are.
        zero = [figure for figure in found[_A_KIND:] if not figure.value.thousandths]
        found = [figure for figure in found if figure not in zero] + zero
    return found[:_TILES]


def _is_sum_of(kind: CaseKind, figure: FigureValue) -> bool:
    declared = figure_of(figure.key)
    summed = isinstance(declared, Figure) and declared.base != _AT_THE_END
    # A section with a dot divides a figure that is listed already.
    return declared in kind.figures and summed and "·" not in figure.section


def _is_headline(figure: FigureValue) -> bool:
    declared = figure_of(figure.key)
    return isinstance(declared, Figure) and declared.headline


def _tile(shown: _Shown) -> FigureTile:
    words = f"{shown.figure.label} · 上月同期 {shown.month_before.show()}"
    return FigureTile(shown.figure.value.show(), shown.figure.unit, words)
