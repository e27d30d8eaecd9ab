"""Signing in: who works here now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import WrongPassword
from fengqiao_desk.station import Station
from fengqiao_desk.station.profile import Profile

from ..look import Space, Tone
from ..widgets import Badge, Card, ChoiceEditor, PrimaryButton, QuietButton, label
from ..widgets.labelled_rows import LabelledRows
from ..widgets.password_editor import PasswordEditor
from .fitted import FittedDialog


class SignIn(FittedDialog):
    """Asks for name and password; `signed_in(officer)` comes when they fit."""

    signed_in = Signal(object)

    def __init__(self, station: Station, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("登录枫桥工作台")
        self.setFixedWidth(440)
        self._station = station
        self.name = ChoiceEditor([officer.name for officer in station.officers.all()], "姓名")
        self.password = PasswordEditor("密码")
        self.password.entered.connect(self.try_it)
        self._rows = LabelledRows(56)
        self._rows.add("name", "姓名", self.name)
        self._rows.add("password", "密码", self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.MARGIN)
        column.setSpacing(Space.CARD)
        column.addLayout(_heading(profile))
        card = Card()
        card.body.addWidget(self._rows)
        column.addWidget(card)
        if profile.practice:
            column.addWidget(label("练习数据，不是真实案件；练习密码已经填好。", "small", wrap=True))
        column.addLayout(self._buttons())

    def fill(self, name: str, password: str) -> None:
        """Puts in what is known already; the focus goes to what is still missing."""
        self.name.set_value(name)
        self.password.set_value(password)
        (self.password if name else self.name).setFocus()

    def try_it(self) -> None:
        """Signs in, or says under the password what does not fit."""
        try:
            officer = self._station.officers.sign_in(self._rows.text("name"), self._rows.text("password"))
        except WrongPassword as problem:
            self.password.set_fault(problem.message)
            self.password.begin_anew()
            return
        self.signed_in.emit(officer)
        self.accept()

    def _buttons(self) -> QHBoxLayout:
        enter, leave = PrimaryButton("登录", key="Enter"), QuietButton("退出")
        enter.clicked.connect(self.try_it)
        enter.setAutoDefault(False)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(enter)
        return row


def _heading(profile: Profile) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    row = QHBoxLayout()
    row.addWidget(label("枫桥工作台", "title"))
    row.addStretch()
    if profile.practice:
        row.addWidget(Badge("练习", Tone.WARNING), 0, Qt.AlignmentFlag.AlignVCenter)
    column.addLayout(row)
    column.addWidget(label(profile.full_name, "context"))
    return column
