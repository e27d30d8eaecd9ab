"""设置 · 外观和密码: what the signed-in officer decides alone."""

from __future__ import annotations

from fengqiao_desk.problems import Fault, Problem, TriedTooOften, WrongPassword

from ..actions import CHANGE_PASSWORD, Place
from ..context import WindowContext
from ..look import Appearance
from ..preferences import Preferences
from ..running.application import DeskApplication
from ..widgets import PrimaryButton, SegmentedEditor
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from .section import SettingsSection, act_row

_OLD, _PASSWORD, _AGAIN = "old", "password", "again"
"""The rows; the core calls its faults of a new password `password`."""


class OwnSection(SettingsSection):
    """The look of this computer, and the officer's own password."""

    def __init__(self, context: WindowContext, preferences: Preferences) -> None:
        super().__init__(context, Place.OWN, context.officer.name)
        self._preferences = preferences
        self.look = SegmentedEditor([choice.value for choice in Appearance])
        self.look.set_value(preferences.appearance().value)
        self.look.changed.connect(self._choose_look)
        looks = LabelledRows(90)
        looks.add("look", "外观", self.look)
        self.card("外观").body.addWidget(looks)
        self.rows = LabelledRows(90)
        self.rows.add(_OLD, "现在的密码", PasswordEditor())
        self.rows.add(_PASSWORD, "新密码", PasswordEditor("至少 10 位"))
        self.rows.add(_AGAIN, "再输一次", PasswordEditor())
        change = PrimaryButton.of(CHANGE_PASSWORD)
        change.clicked.connect(self.change_password)
        card = self.card("我的密码")
        card.body.addWidget(self.rows)
        card.body.addWidget(act_row(change))
        self.column.addStretch()

    def change_password(self) -> None:
        """Needs the old one; says beside the field what does not fit."""
        if self.rows.text(_PASSWORD) != self.rows.text(_AGAIN):
            self.rows.show_faults([Fault(_AGAIN, "两次输入的密码不同，请再输一次")])
            return
        if self.attempt(self._change, self._failed):
            for editor in self.rows.editors.values():
                editor.set_value(None)
            self.rows.show_faults(())
            self.say("密码已更改。")

    def _change(self) -> None:
        officers = self.context.station.officers
        # Signing in is the one way to try a password; the session stays as it is.
        officers.prove(self.context.officer.name, self.rows.text(_OLD), self.context.now())
        officers.change_own_password(self.rows.text(_PASSWORD), self.context.act())

    def _failed(self, problem: Problem) -> None:
        wrong = isinstance(problem, WrongPassword)
        self.rows.show_faults(
            [Fault(_OLD, problem.message if isinstance(problem, TriedTooOften) else "现在的密码不对")]
            if wrong
            else problem.faults
        )

    def _choose_look(self) -> None:
        chosen = Appearance(str(self.look.value()))
        self._preferences.keep_appearance(chosen)
        application = DeskApplication.instance()
        if isinstance(application, DeskApplication):
            application.theme.choose(chosen)
