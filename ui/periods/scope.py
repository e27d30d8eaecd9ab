"""Of whom the figures are counted (社区, 民警), and whether they are seen as a table or as charts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.cases.part import Part, part_of
from fengqiao_desk.station import Station

from ..widgets import Chip, ChipFilter, SegmentedEditor

TABLE: Final = "表格"
CHARTS: Final = "图表"
_AREA, _OFFICER = "area", "officer"


class StatisticsScope(QWidget):
    """`narrowed` when another area or officer is chosen, `turned` between table and charts."""

    narrowed = Signal()
    turned = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        # Also those that have ended: older periods have cases of theirs.
        areas = tuple(area.name for area in station.areas.ever())
        officers = tuple(officer.name for officer in station.officers.ever())
        self.chips = ChipFilter((Chip(_AREA, "社区", areas), Chip(_OFFICER, "民警", officers)))
        self.view = SegmentedEditor((TABLE, CHARTS))
        self.view.set_name("看表格还是图表")
        self.view.set_value(TABLE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chips, 1)
        row.addWidget(self.view)
        self.chips.changed.connect(self.narrowed)
        self.view.changed.connect(self.turned)

    def part(self) -> Part:
        """Whose figures are wanted; the whole station when nothing is chosen."""
        chosen = self.chips.value()
        return part_of(self._station, chosen.get(_AREA, ""), chosen.get(_OFFICER, ""))

    def shows_charts(self) -> bool:
        """Whether charts are wanted and not the table."""
        return self.view.value() == CHARTS
