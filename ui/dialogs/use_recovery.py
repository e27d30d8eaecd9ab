"""The recovery sheet from the safe at the sign-in: its code, which 管理员, and the new password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Fault, FaultyEntry, Problem, WrongPassword
from fengqiao_desk.station import Station
from fengqiao_desk.station.sealed.keys import regain

from ..actions import CONFIRM, LEAVE, USE_RECOVERY, set_key
from ..background import Background
from ..look import Space, Tone
from ..running.way_in import WayIn
from ..widgets import Banner, ChoiceEditor, LineEditor, PrimaryButton, QuietButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from ..widgets.fitted import FittedDialog

_WIDTH = 560
_WORDS = "打开保险柜里的恢复单，把七组恢复码连着输入（大小写不限，空格可以不输），再给一位管理员设新密码。以前的密码作废。"
_TRYING = "正在核对……"


class UseRecovery(FittedDialog):
    """`regained(name)` is told once that officer's new password is in force; what was wrong stands beside its field, and nothing typed is lost."""

    regained = Signal(str)

    def __init__(
        self, way: WayIn, background: Background, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._way, self._background, self._now = way, background, now
        self._is_trying = False
        self.setWindowTitle(_title())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.rows = LabelledRows(76)
        self.rows.add("code", "恢复码", LineEditor("七组，每组 5 个字符"))
        self.rows.add("admin", "管理员", ChoiceEditor(way.names, "给谁设新密码"))
        if len(way.names) == 1:
            self.rows.editors["admin"].set_value(way.names[0])
        self.rows.add("password", "新密码", PasswordEditor("至少 10 位"))
        self.rows.add("again", "再输一次", PasswordEditor())
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(_title(), "title"))
        column.addWidget(label(_WORDS, "context", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self.rows)
        column.addLayout(self._buttons())
        self.rows.editors["code"].setFocus()

    def try_it(self) -> None:
        """Tries the code beside the window's thread, then sets the password."""
        if self._is_trying:
            return
        if self.rows.text("password") != self.rows.text("again"):
            self._refuse(FaultyEntry((Fault("again", "两次输入的密码不同，请再输一次"),)))
            return
        way, code, at = self._way, self.rows.text("code"), self._now()
        self._show_trying(True)
        self._background.run(self, lambda _: way.recover(code, at), self._regain, self._refuse)

    def _regain(self, open_station: Callable[[], Station]) -> None:
        try:
            officer = regain(open_station(), self.rows.text("admin"), self.rows.text("password"), self._now())
        except Problem as problem:
            self._refuse(problem)
            return
        self._show_trying(False)
        self.regained.emit(officer.name)
        self.accept()

    def _refuse(self, problem: Problem) -> None:
        self._show_trying(False)
        # Another's code belongs to its field as half a code does.
        faults = (Fault("code", problem.message),) if isinstance(problem, WrongPassword) else problem.faults
        elsewhere = self.rows.show_faults(faults)
        self.banner.setVisible(bool(elsewhere) or not faults)
        if elsewhere or not faults:
            self.banner.tell(problem.message, Tone.DANGER)
        self.adjustSize()

    def _show_trying(self, trying: bool) -> None:
        self._is_trying = trying
        self._do.setText(_TRYING if trying else "设新密码")
        # Qt drops the key with the words of before.
        set_key(self._do, CONFIRM)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        leave, self._do = QuietButton.of(LEAVE), PrimaryButton.of(CONFIRM, "设新密码")
        set_key(self._do, CONFIRM)
        leave.clicked.connect(self.reject)
        self._do.clicked.connect(self.try_it)
        for button in (leave, self._do):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row


def _title() -> str:
    return USE_RECOVERY.title.rstrip("…")
