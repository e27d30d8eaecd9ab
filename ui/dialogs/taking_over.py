"""Asks for the last number on paper of each series before a copy of the station is worked in, and says what becomes void by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases.taking_over import Answered, AskedSeries, TakenOver, asked_series, take_over
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem

from ..actions import CONFIRM, LEAVE, TAKE_OVER, set_key
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import (
    Banner,
    BusyOverlay,
    ChoiceEditor,
    LongTextEditor,
    NumberEditor,
    PrimaryButton,
    QuietButton,
    ScrollingColumn,
    label,
)
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.fitted import FittedDialog

_TAKE_OVER = TAKE_OVER.title.rstrip("…")
_WIDTH = 640
_LABELS = 210
"""The longest name of a series with its last number in a line."""
_SERIES_ROOM = 190
_ASKING = (
    "请拿出各系列最后一份纸质文书，填它的号。备份以后在别的电脑上用过的号，这里没有存档，会记为作废并写明理由，"
    "这里接着往下编。备份以后没有用过的，保持不动。"
)


class TakingOverDialog(FittedDialog):
    """`done(taken)` is told once the folder is taken over; a dialog that is refused keeps all that was typed."""

    def __init__(self, context: WindowContext, done: Callable[[TakenOver], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._done = context, done
        self.setWindowTitle(_TAKE_OVER)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        asked = asked_series(context.station, KINDS, context.now().date())
        self._shown = {each.name: each for each in asked if each.last or each.must}
        self._more = {each.name: each for each in asked if each.name not in self._shown}
        self.series = LabelledRows(_LABELS)
        self.more = ChoiceEditor(tuple(self._more), "备份以后才开始用的文种，如有请选")
        self.reason = LongTextEditor("如：原电脑坏了，换用这台", rows=2)
        self.asked = LabelledRows(_LABELS)
        self.asked.add("more", "另有系列", self.more)
        self.asked.add("reason", "接管的理由", self.reason)
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        self.meaning = label("", "context", wrap=True)
        self._busy = BusyOverlay(self)
        self._lay_out()
        for each in self._shown.values():
            self._add(each)
        self.more.changed.connect(self._take_one_more)
        self._say_meaning()
        self._first_editor().setFocus()

    def try_it(self) -> None:
        """Takes over in the background; what is wrong is told beside its field."""
        context, act = self._context, self._context.act()
        last: dict[str, object] = dict(self.series.values())
        reason = self.reason.text()
        self.banner.hide()
        self._busy.begin("正在接管……", can_cancel=False)
        context.background.run(
            self, lambda _: take_over(context.station, KINDS, last, reason, act), self._taken, self._refused
        )

    def _taken(self, taken: TakenOver) -> None:
        self._busy.end()
        self.accept()
        self._done(taken)

    def _refused(self, problem: Problem) -> None:
        self._busy.end()
        elsewhere = self.asked.show_faults(self.series.show_faults(problem.faults))
        if elsewhere or not problem.faults:
            self.banner.tell(problem.message, Tone.DANGER)
            self.banner.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(_TAKE_OVER, "title"))
        column.addWidget(label(_ASKING, "context", wrap=True))
        column.addWidget(self.banner)
        rows = ScrollingColumn()
        rows.setMinimumHeight(_SERIES_ROOM)
        rows.column.addWidget(self.series)
        rows.column.addStretch(1)
        column.addWidget(rows, 1)
        for part in (self.meaning, self.asked):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch()
        leave, do = QuietButton.of(LEAVE), PrimaryButton.of(CONFIRM, _TAKE_OVER)
        # Ctrl+Enter and no default button: Enter begins a line of the reason.
        set_key(do, CONFIRM)
        leave.clicked.connect(self.reject)
        do.clicked.connect(self.try_it)
        for button in (leave, do):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _add(self, each: AskedSeries) -> NumberEditor:
        """One more series, its last number in the register to begin with."""
        editor = NumberEditor("纸上最后一号", suffix=f"号　登记簿到 {each.last} 号")
        editor.set_value(each.last)
        title = f"{'案件编号 ' if each.is_of_cases else ''}{each.name}"
        self.series.add(each.name, title, editor)
        editor.set_name(f"{title} 纸上最后一号，登记簿到 {each.last} 号")
        editor.changed.connect(self._say_meaning)
        return editor

    def _take_one_more(self) -> None:
        """A series that was chosen gets its row; half a name is none."""
        chosen = self._more.pop(self.more.text().strip(), None)
        if chosen is None:
            return
        self._shown[chosen.name] = chosen
        editor = self._add(chosen)
        self.more.set_choices(tuple(self._more))
        self.more.set_value(None)
        editor.setFocus()

    def _say_meaning(self) -> None:
        """What the numbers as they stand would make void."""
        values = self.series.values()
        said = [
            f"{name}{Answered(each, value).in_words}"
            for name, each in self._shown.items()
            if isinstance(value := values.get(name), int) and Answered(each, value).in_words
        ]
        words = "；".join(said) or "没有号要记为作废"
        self.meaning.setText(words)
        self.meaning.setAccessibleName(words)

    def _first_editor(self) -> QWidget:
        return next(iter(self.series.editors.values()), self.reason)
