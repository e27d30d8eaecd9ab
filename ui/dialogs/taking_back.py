"""Asks why something is taken back, and says beforehand what that would mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from ..actions import CONFIRM, LEAVE, set_key
from ..look import Space, Tone
from ..widgets import Banner, FlagEditor, LongTextEditor, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog

CLOSED: str = "所在月份已经封账：下一期汇报会写明这处更正。"
_WIDTH = 520
_NOT_TICKED = "请先勾选"


@dataclass(frozen=True)
class Meaning:
    """What an act of taking back would mean, in words.

    `later` are the steps that go with it, newest first; `in_the_way` is why it cannot be done now (empty: it can).
    """

    title: str
    act: str
    later: tuple[str, ...] = ()
    in_the_way: str = ""
    corrects_closed: bool = False
    hint: str = "如：录错了人、重复登记"


class TakingBackDialog(FittedDialog):
    """`do(reason)` acts; the dialog stays when it raises Problem, with all that was typed."""

    def __init__(self, meaning: Meaning, do: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(meaning.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._do = do
        self.reason = LongTextEditor(meaning.hint)
        self.reason.set_name("理由")
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        self.ticks: list[FlagEditor] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        self._column.setSpacing(12)
        self._column.addWidget(label(meaning.title, "title", wrap=True))
        self._column.addWidget(self.banner)
        if meaning.in_the_way:
            self._say(meaning.in_the_way, Tone.DANGER)
        else:
            self._tell(meaning)
            asked = QVBoxLayout()
            asked.setSpacing(4)  # the word belongs to its field
            for part in (label("理由", "context"), self.reason):
                asked.addWidget(part)
            self._column.addLayout(asked)
        self._add_buttons("" if meaning.in_the_way else meaning.act)

    def try_it(self) -> None:
        """Acts once everything is ticked; what is missing is said beside it."""
        for tick in self.ticks:
            tick.set_fault(None if tick.value() else _NOT_TICKED)
        unticked = next((tick for tick in self.ticks if not tick.value()), None)
        if unticked is not None:
            unticked.setFocus()
            return
        try:
            self._do(str(self.reason.value() or ""))
        except Problem as problem:
            if problem.faults:
                self.reason.set_fault(problem.faults[0].message)
                self.reason.setFocus()
            else:
                self._say(problem.message, Tone.DANGER)
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at its width: Qt counts those that wrap as one line, and would take the rest from the reason."""
        if not event.spontaneous():
            wanted = self._column.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), wanted))
        super().showEvent(event)

    def _tell(self, meaning: Meaning) -> None:
        """The later steps and the closed month, each with the tick that it was read."""
        if meaning.later:
            count = len(meaning.later)
            self._column.addWidget(label(f"后面的 {count} 步不再成立，从最后一步起一并撤回：", wrap=True))
            for words in meaning.later:
                self._column.addWidget(label(f"· {words}", "context", wrap=True))
            self._add_tick(f"一并撤回这 {count} 步")
        if meaning.corrects_closed:
            self._column.addWidget(Banner(CLOSED, Tone.WARNING))
            self._add_tick("已知道，写进下一期的更正")

    def _add_tick(self, words: str) -> None:
        tick = FlagEditor(words)
        tick.set_name(words)
        self.ticks.append(tick)
        self._column.addWidget(tick)

    def _say(self, words: str, tone: Tone) -> None:
        self.banner.tell(words, tone)
        self.banner.show()

    def _add_buttons(self, act: str) -> None:
        row = QHBoxLayout()
        row.addStretch()
        leave = QuietButton.of(LEAVE)
        leave.clicked.connect(self.reject)
        buttons = [leave]
        if act:
            do = PrimaryButton.of(CONFIRM, act)
            set_key(do, CONFIRM)
            do.clicked.connect(self.try_it)
            buttons.append(do)
        for button in buttons:
            # Enter begins a line of the reason; in a dialog Qt would press a button with it.
            button.setAutoDefault(False)
            row.addWidget(button)
        self._column.addLayout(row)
        (self.ticks[0] if self.ticks else self.reason if act else leave).setFocus()
