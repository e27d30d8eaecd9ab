"""Signing in: who works here now; a password that somebody else set is changed at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import (
    Fault,
    FaultyEntry,
    FolderDamaged,
    FolderMissing,
    Problem,
    Unknown,
    WrongPassword,
)
from fengqiao_desk.station import Act, Officer, Right
from fengqiao_desk.station.rights import RIGHTS

from ..actions import ENTER, QUIT, USE_RECOVERY, set_key
from ..background import Background
from ..look import Space, Tone
from ..messages import Messages
from ..running.way_in import WayIn
from ..widgets import Badge, Banner, Card, ChoiceEditor, LinkButton, PrimaryButton, QuietButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from ..widgets.fitted import FittedDialog
from .use_recovery import UseRecovery

FORGOTTEN = f"忘了密码，请{'或'.join(RIGHTS[Right.MANAGE_PEOPLE])}在“设置 · 人员”里重设。"
NOT_OWN = "这个密码是别人设的，请改成只有您知道的，再进入工作台。"
REGAINED = "新密码已设好，请用它登录。恢复单请重新封好，放回保险柜。"
_NEW = ("new", "again")


class SignIn(FittedDialog):
    """Asks for name and password, and for a new one where they are not the officer's own; `signed_in(officer)` comes then.

    `unreadable(problem)` instead where the password was right and the sealed database behind it is damaged or gone.
    """

    signed_in = Signal(object)
    unreadable = Signal(object)

    def __init__(
        self,
        way: WayIn,
        background: Background,
        messages: Messages,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("登录枫桥工作台")
        # Fixed in width alone: `_grow` finds room for sentences below.
        self.setFixedWidth(440)
        self._way, self._background, self._messages, self._now = way, background, messages, now
        self._changing: Officer | None = None
        self._is_trying = False
        self.name = ChoiceEditor(way.names, "姓名")
        self.password = PasswordEditor("密码")
        # PasswordEditor tells Enter itself; buttons have no autoDefault, so it counts once.
        self.password.entered.connect(self.try_it)
        self._rows = LabelledRows(56)
        self._rows.add("name", "姓名", self.name)
        self._rows.add("password", "密码", self.password)
        self.new, self.again = PasswordEditor("至少 10 位"), PasswordEditor("再输一次新密码")
        self._rows.add("new", "新密码", self.new)
        self._rows.add("again", "再输一次", self.again)
        for name, editor in zip(_NEW, (self.new, self.again), strict=True):
            self._rows.show_row(name, False)
            editor.entered.connect(self.try_it)
        self._not_own = Banner(NOT_OWN, Tone.ACCENT, parent=self)
        self._not_own.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.MARGIN)
        column.setSpacing(Space.CARD)
        column.addLayout(_heading(way))
        card = Card()
        card.body.addWidget(self._not_own)
        card.body.addWidget(self._rows)
        column.addWidget(card)
        self._hints = label("\n".join(_hints(way)), "small", wrap=True)
        column.addWidget(self._hints)
        self.use_sheet = LinkButton.of(USE_RECOVERY)
        set_key(self.use_sheet, USE_RECOVERY)
        self.use_sheet.setAutoDefault(False)
        self.use_sheet.clicked.connect(self.ask_recovery)
        self.use_sheet.setVisible(way.is_sealed)
        column.addWidget(self.use_sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._buttons())

    def fill(self, name: str, password: str) -> None:
        """Puts in what is known already; the focus goes to what is still missing."""
        self.name.set_value(name)
        self.password.set_value(password)
        # Only once it is shown the focus is seen; Qt keeps it until then.
        (self.password if name else self.name).setFocus()

    def try_it(self) -> None:
        """Signs in, asks for a password of one's own first, or says under its field what does not fit."""
        if self._changing is not None:
            self._try_new(self._changing)
            return
        # Enter pressed twice tries the password once.
        if self._is_trying:
            return
        name, password, at = self._rows.text("name"), self._rows.text("password"), self._now()
        # A wrong password is counted under a name, and without one under nobody's.
        self.name.set_fault(None if name else "请选择或填写姓名")
        if not name:
            self.name.setFocus()
            self._grow()
            return
        way = self._way
        self._show_trying(True)
        self._background.run(self, lambda _: way.prove(name, password, at), self._let_in, self._refuse)

    def ask_recovery(self) -> None:
        """By the sheet in the safe a 管理员 is given a new password, with which he signs in here."""
        dialog = UseRecovery(self._way, self._background, self._now, self)
        dialog.regained.connect(self._greet)
        dialog.open()

    def _greet(self, name: str) -> None:
        self.fill(name, "")
        self.password.set_fault(None)
        self._hints.setText(REGAINED)
        self._grow()

    def _let_in(self, let_in: Callable[[], Officer]) -> None:
        try:
            officer = let_in()
        except Problem as problem:
            self._refuse(problem)
            return
        self._show_trying(False)
        self.go_on(officer)

    def _refuse(self, problem: Problem) -> None:
        """Beside the field what is wrong with the password; what is wrong with the folder in a box, or where a backup helps."""
        self._show_trying(False)
        if isinstance(problem, FolderDamaged | FolderMissing):
            self.unreadable.emit(problem)
            return
        if not isinstance(problem, WrongPassword | Unknown):
            self._messages.problem(problem)
            return
        self.password.set_fault(problem.message)
        self.password.begin_anew()
        self._grow()

    def _show_trying(self, trying: bool) -> None:
        self._is_trying = trying
        # Not switched off: that would take the keyboard from whoever pressed it.
        self.enter.setText("正在登录……" if trying else ENTER.title)

    def go_on(self, officer: Officer) -> None:
        """The officer whose password fits is let in, or first chooses one of his own."""
        # Asked again after the change, too: the same way lets in who has a password of his own.
        if not self._way.station.officers.must_change_password(officer):
            self.signed_in.emit(officer)
            self.accept()
            return
        self._changing = officer
        self.name.set_value(officer.name)
        self.name.set_read_only(True)
        self.password.set_fault(None)
        self._rows.show_row("password", False)
        for name in _NEW:
            self._rows.show_row(name, True)
        self._not_own.show()
        self._hints.hide()
        self.use_sheet.hide()
        self.enter.setText("改好并登录")
        self.new.setFocus()
        self._grow()

    def _try_new(self, officer: Officer) -> None:
        try:
            self._change(officer)
        except FaultyEntry as problem:
            self._rows.show_faults(problem.faults)
            self._grow()
            return
        self.go_on(officer)

    def _grow(self) -> None:
        """A sentence under a field, or another field, finds room below instead of over its neighbour."""
        layout = self.layout()
        if layout is not None:
            # Without it adjustSize goes by the heights of before: a layout that was told of a change counts
            # at the next event.
            layout.activate()
        self.adjustSize()

    def _change(self, officer: Officer) -> None:
        if self._rows.text("new") != self._rows.text("again"):
            raise FaultyEntry((Fault("again", "两次输入的密码不同，请再输一次"),))
        try:
            self._way.station.officers.change_own_password(self._rows.text("new"), Act(officer, self._now()))
        except FaultyEntry as problem:
            # In this dialog the core's field is the new password's; the one called `password` is hidden by
            # now.
            faults = tuple(Fault("new", fault.message) for fault in problem.faults)
            raise FaultyEntry(faults) from problem

    def _buttons(self) -> QHBoxLayout:
        self.enter, leave = PrimaryButton.of(ENTER), QuietButton.of(QUIT)
        self.enter.clicked.connect(self.try_it)
        self.enter.setAutoDefault(False)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.enter)
        return row


def _hints(way: WayIn) -> list[str]:
    practice = ["练习数据，不是真实案件；练习密码已经填好。"] if way.practice else []
    return [*practice, FORGOTTEN]


def _heading(way: WayIn) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    row = QHBoxLayout()
    row.addWidget(label("枫桥工作台", "title"))
    row.addStretch()
    if way.practice:
        row.addWidget(Badge("练习", Tone.WARNING), 0, Qt.AlignmentFlag.AlignVCenter)
    column.addLayout(row)
    column.addWidget(label(way.heading, "context"))
    return column
