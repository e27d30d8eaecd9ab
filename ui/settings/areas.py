"""设置 · 辖区: the areas of the station."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.problems import Fault, Problem
from fengqiao_desk.station import Right
from fengqiao_desk.station.areas import LEVELS, Area

from ..actions import ADD_AREA, END_AREA, Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Badge, ChoiceEditor, LineEditor, LinkButton, PrimaryButton, SegmentedEditor, label
from ..widgets.editors.labelled_rows import LabelledRows
from .section import SettingsSection, act_row


class AreasSection(SettingsSection):
    """社区, 网格 and 小区, each below the one it lies in."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.AREAS, "登记案件和场所时从这里选", Right.CHANGE_AREAS)
        self._list = self.card()
        self.name, self.level, self.parent_area = LineEditor(), SegmentedEditor(LEVELS), ChoiceEditor()
        self.level.set_value(LEVELS[0])
        self.rows = LabelledRows(90)
        self.rows.add("name", "名称", self.name)
        self.rows.add("level", "级别", self.level)
        self.rows.add("parent", "上级", self.parent_area)
        add = PrimaryButton.of(ADD_AREA)
        add.clicked.connect(self.add)
        card = self.card(ADD_AREA.title)
        card.setVisible(self.may)
        card.body.addWidget(self.rows)
        card.body.addWidget(act_row(add))
        self.column.addStretch()

    def refresh(self) -> None:
        """The areas in use, and those that a new one may lie in."""
        areas = self.context.station.areas.all()
        self.parent_area.set_choices([area.name for area in areas])
        self._list.clear()
        for area in areas:
            self._list.body.addWidget(self._line(area))

    def add(self) -> None:
        """Keeps the new area; says beside the field what cannot be kept."""
        area = Area(self.name.text(), self.level.text(), self.parent_area.text() or None)
        if self.attempt(lambda: self.context.station.areas.add(area, self.context.act()), self._failed):
            self.name.set_value(None)
            self.rows.show_faults(())
            self.say(f"已增加{area.level} {area.name}。")
            self.refresh()

    def _failed(self, problem: Problem) -> None:
        left: list[Fault] = self.rows.show_faults(problem.faults)
        if left or not problem.faults:
            self.context.messages.problem(problem)

    def end(self, area: Area) -> None:
        """The area cannot be chosen from today on."""
        places, act = self.context.station.areas, self.context.act()
        if self.attempt(lambda: places.end(area.name, act), self.context.messages.problem):
            self.say(f"已停用{area.level} {area.name}，旧记录保留。")
            self.refresh()

    def _line(self, area: Area) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        # Each level stands a step to the right of the one it lies in.
        row.setContentsMargins(LEVELS.index(area.level) * 24, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(label(area.name, "strong"))
        row.addWidget(Badge(area.level, Tone.NEUTRAL))
        row.addWidget(label(f"属于 {area.parent}" if area.parent else "", "context"), 1)
        if self.may:
            end = LinkButton.of(END_AREA)
            end.setAccessibleName(f"{END_AREA.title} {area.name}")
            end.clicked.connect(partial(self.end, area))
            row.addWidget(end)
        return line
