"""设置 · 人员 and 辖区: who serves here, and the areas of the station."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.problems import Fault, Problem
from fengqiao_desk.station import Officer, Right, Role
from fengqiao_desk.station.areas import LEVELS, Area

from ..context import WindowContext
from ..look import Tone
from ..widgets import Badge, Card, ChoiceEditor, LineEditor, LinkButton, PrimaryButton, SegmentedEditor, label
from ..widgets.labelled_rows import LabelledRows
from ..widgets.password_editor import PasswordEditor
from .settings_section import SettingsSection, act_row


class PeopleSection(SettingsSection):
    """The officers; one who leaves stays in old records."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, "人员", "离任的人不再能登录，旧记录保留姓名", Right.MANAGE_PEOPLE)
        self._list = self.card()
        self.rows = LabelledRows(90)
        self.rows.add("name", "姓名", LineEditor())
        self.rows.add("role", "职务", SegmentedEditor([role.value for role in Role]))
        self.rows.add("badge", "警号", LineEditor())
        self.rows.add("password", "初始密码", PasswordEditor("至少 8 位，由本人改掉"))
        self.rows.editors["role"].set_value(Role.OFFICER.value)
        add = PrimaryButton("增加人员")
        add.clicked.connect(self.add)
        card = self.card("增加人员")
        card.setVisible(self.may)
        card.body.addWidget(self.rows)
        card.body.addWidget(act_row(add))
        self.column.addStretch()

    def refresh(self) -> None:
        _empty(self._list)
        for officer in self.context.station.officers.all():
            self._list.body.addWidget(self._line(officer))

    def add(self) -> None:
        officer = Officer(self.rows.text("name"), Role(self.rows.text("role")), self.rows.text("badge"))
        password = self.rows.text("password")
        added = self.attempt(
            lambda: _ignore(self.context.station.officers.add(officer, password, self.context.act())),
            self._failed,
        )
        if added:
            for name in ("name", "badge", "password"):
                self.rows.editors[name].set_value(None)
            self.rows.show_faults(())
            self.say(f"已增加{officer.role} {officer.name}。")
            self.refresh()

    def _failed(self, problem: Problem) -> None:
        if not problem.faults or self.rows.show_faults(problem.faults):
            self.context.messages.problem(problem)

    def _line(self, officer: Officer) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(label(officer.name, "strong"))
        row.addWidget(Badge(officer.role.value, Tone.NEUTRAL))
        row.addWidget(label(officer.badge, "context"), 1)
        if self.may and officer != self.context.officer:
            leave = LinkButton("离任")
            leave.setAccessibleName(f"{officer.name} 离任")
            leave.clicked.connect(lambda: self._ask_leave(officer))
            row.addWidget(leave)
        return line

    def _ask_leave(self, officer: Officer) -> None:
        self.context.messages.ask(
            f"{officer.name} 离任？",
            "从今天起不能再登录和选为经办人；以前的记录保留姓名。",
            "办理离任",
            lambda: self._leave(officer),
        )

    def _leave(self, officer: Officer) -> None:
        act = self.context.act()
        self.attempt(
            lambda: self.context.station.officers.leave(officer.name, act),
            self.context.messages.problem,
        )
        self.say(f"{officer.name} 已办理离任。")
        self.refresh()


class AreasSection(SettingsSection):
    """社区, 网格 and 小区, each below the one it lies in."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, "辖区", "登记案件和场所时从这里选", Right.CHANGE_AREAS)
        self._list = self.card()
        self.parent_area = ChoiceEditor()
        self.rows = LabelledRows(90)
        self.rows.add("name", "名称", LineEditor())
        self.rows.add("level", "级别", SegmentedEditor(LEVELS))
        self.rows.add("parent", "上级", self.parent_area)
        self.rows.editors["level"].set_value(LEVELS[0])
        add = PrimaryButton("增加区域")
        add.clicked.connect(self.add)
        card = self.card("增加区域")
        card.setVisible(self.may)
        card.body.addWidget(self.rows)
        card.body.addWidget(act_row(add))
        self.column.addStretch()

    def refresh(self) -> None:
        areas = self.context.station.areas.all()
        self.parent_area.set_choices([area.name for area in areas])
        _empty(self._list)
        for area in areas:
            self._list.body.addWidget(_area_line(area))

    def add(self) -> None:
        area = Area(self.rows.text("name"), self.rows.text("level"), self.rows.text("parent") or None)
        if self.attempt(lambda: self.context.station.areas.add(area, self.context.act()), self._failed):
            self.rows.editors["name"].set_value(None)
            self.rows.show_faults(())
            self.say(f"已增加{area.level} {area.name}。")
            self.refresh()

    def _failed(self, problem: Problem) -> None:
        left: list[Fault] = self.rows.show_faults(problem.faults)
        if left or not problem.faults:
            self.context.messages.problem(problem)


def _area_line(area: Area) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(LEVELS.index(area.level) * 24, 2, 0, 2)
    row.setSpacing(10)
    row.addWidget(label(area.name, "strong"))
    row.addWidget(Badge(area.level, Tone.NEUTRAL))
    row.addWidget(label(f"属于 {area.parent}" if area.parent else "", "context"), 1)
    return line


def _empty(card: Card) -> None:
    while item := card.body.takeAt(0):
        if old := item.widget():
            old.hide()
            old.deleteLater()


def _ignore(_: object) -> None:
    """For verbs whose record is read anew anyway."""
