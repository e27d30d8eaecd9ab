"""设置 · 节假日: the working-day table as far as it is known; a new year's table is loaded from a file."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.verbs import compute_anew
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right, working_days
from fengqiao_desk.store.sources import read_text
from fengqiao_desk.values.days import show_day, weekday

from ..actions import LOAD_HOLIDAYS, Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner, LinkButton, PrimaryButton, label
from .section import SettingsSection, act_row

_MOST_FAULTS = 12
# A year's table has a few kilobytes; what is larger was chosen by mistake.
_MOST_BYTES = 4 << 20


class CalendarSection(SettingsSection):
    """After loading, the cases whose provisional days were computed anew are listed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.CALENDAR, "期限按放假和调休安排计算", Right.CHANGE_HOLIDAYS)
        card = self.card()
        self.known = label("", "strong", wrap=True)
        card.body.addWidget(self.known)
        card.body.addWidget(
            label(
                "国务院公布新一年的放假安排后，载入一个文本文件（CSV），每行一日：2027-01-01,休,元旦；调休上班的写“班”。",
                wrap=True,
            )
        )
        self.faults = Banner("", Tone.DANGER)
        self.faults.hide()
        card.body.addWidget(self.faults)
        self.load_button = PrimaryButton.of(LOAD_HOLIDAYS)
        self.load_button.clicked.connect(self.ask_file)
        card.body.addWidget(act_row(self.load_button))
        self.load_button.setVisible(self.may)
        self._changed = self.card("重新计算的案件")
        self._changed.hide()
        self.column.addStretch(1)
        self.setFocusProxy(self.load_button)

    def refresh(self) -> None:
        """Up to which day the table of holidays is known."""
        until = self.context.station.calendar().known_until
        self.known.setText(
            f"放假安排已知到 {show_day(until)}；以后的期限是暂定的，标明“待国务院公布后复核”。"
        )

    def ask_file(self) -> None:
        """Asks for the file with the table of a year."""
        dialog = QFileDialog(self.window(), "载入放假安排", "", "文本文件 (*.csv *.txt)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.load(Path(chosen)))
        QFileDialog.open(dialog)

    def load(self, path: Path) -> None:
        """Keeps the table and computes anew what was provisional; bad rows are listed and nothing is kept."""
        self.faults.hide()
        self.banner.hide()
        self.attempt(partial(self._load, path), self._failed)

    def _load(self, path: Path) -> None:
        station = self.context.station
        days = working_days.read_table(read_text(path, _MOST_BYTES))
        # One transaction: never the new table with deadlines of the old.
        with station.writing():
            years = working_days.load_table(station.connections, days, self.context.act())
            found = compute_anew(station, KINDS)
        named = "、".join(f"{year}年" for year in years)
        self.say(f"已载入{named}的放假安排，共 {len(days)} 日；重新计算 {len(found)} 件案件的期限。")
        # What was computed anew is named: its days may have been told to people.
        self._show(found)
        self.refresh()

    def _failed(self, problem: Problem) -> None:
        rows = [fault.message for fault in problem.faults] or [problem.message]
        more = [f"……共 {len(rows)} 处"] if len(rows) > _MOST_FAULTS else []
        self.faults.tell("\n".join([*rows[:_MOST_FAULTS], *more]), Tone.DANGER)
        self.faults.show()

    def _show(self, found: list[Case]) -> None:
        while item := self._changed.body.takeAt(0):
            # A stretch has no widget.
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for case in found:
            self._changed.body.addWidget(self._line(case))
        self._changed.setVisible(bool(found))

    def _line(self, case: Case) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        opened = LinkButton(case.number)
        opened.setAccessibleName(f"打开 {case.number} {case.title}")
        opened.clicked.connect(partial(self.context.go, case.kind.key, case.number))
        row.addWidget(opened)
        row.addWidget(label(case.title, wrap=True), 1)
        due = "；".join(f"{one.title} {_words(one.due_on)}" for one in case.deadlines)
        row.addWidget(label(due, "context", wrap=True), 1)
        return line


def _words(day: date) -> str:
    return f"{show_day(day)} {weekday(day)}"
